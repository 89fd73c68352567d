import fc from "fast-check";
import { expect, it } from "vitest";
import { compilePolicy, type Diagnostic } from "../../../dsl/index.ts";
import { holds, minor, typedFacts, type CompiledPolicy, type Expr, type FactValue, type Stage } from "../../../engine/index.ts";
import { smallPolicy } from "../small-policy.ts";

const FACTS = `  facts {
    segment  one of "a", "b", "c"
    orders   number
    vip      boolean
    score    number optional
    labels   tags
  }
  amount small is 10 USD, 10 JPY
  amount large is 20 USD, 30 JPY`;

const leaf = fc.oneof(
  fc
    .tuple(fc.constantFrom("balance >=", "balance <", "balance >", "balance <=", "balance is not"), fc.constantFrom("small", "large"))
    .map((parts) => parts.join(" ")),
  fc
    .tuple(fc.constantFrom("orders >=", "orders <", "orders is", "days_overdue >=", "days_overdue <", "broken_promises >"), fc.nat({ max: 3 }))
    .map((parts) => parts.join(" ")),
  fc.tuple(fc.constantFrom("is", "is not"), fc.constantFrom("a", "b", "c")).map(([is, value]) => `segment ${is} "${value}"`),
  fc.constantFrom("vip", "not vip", 'labels has "x"', 'labels has no "x"', "score is unknown or score > 1", "score is known and score <= 1"),
);
const condition = fc
  .array(fc.tuple(fc.constantFrom("and", "or"), leaf), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.map(([join, part], at) => `${at === 0 ? "" : ` ${join} `}(${part})`).join(""));

const way = fc
  .tuple(
    fc.constantFrom("one", "two"),
    fc.constantFrom("after 0 days", "after 5 days", "after 7 days", "at 5 days after due"),
    fc.option(condition, { freq: 4 }),
  )
  .map(([to, at, when]) => `next ${to} ${at}${when === null ? "" : ` when ${when}`}`);
const step = fc
  .tuple(
    fc.nat({ max: 4 }),
    fc.constantFrom('email "x"', "charge fee", "offer discount 5% within 9 days", "write off"),
    fc.option(condition, { freq: 3 }),
  )
  .map(([day, action, when]) => `day ${day} ${action}${when === null ? "" : ` when ${when}`}`);

const policies = fc
  .record({
    steps: fc.array(step, { minLength: 1, maxLength: 3 }),
    ways: fc.array(way, { maxLength: 4 }),
    back: fc.option(condition),
    broken: fc.tuple(condition, condition),
  })
  .map(({ steps, ways, back, broken }) =>
    smallPolicy({
      currency: "USD, JPY",
      lines: FACTS,
      stage: [...steps, ...ways].map((line) => `    ${line}`).join("\n"),
      more: `  stage one {\n    day 0 letter "one"\n    next reminder after 0 days when ${back ?? "vip and not vip"}\n    next two after 9 days\n  }
  stage two {\n    day 0 letter "two"\n  }\n  on broken promise when ${broken[0]} go to one\n  on broken promise when ${broken[1]} go to two`,
    }),
  );

interface Witness {
  readonly currency: string;
  readonly facts: ReadonlyMap<string, FactValue | undefined>;
}

/** Reads an account back out of the words that show it. */
const read = (words: string): Witness => {
  const facts = new Map<string, FactValue | undefined>();
  const currency = / (USD|JPY)\b/u.exec(words)?.[1] ?? "USD";
  const money = /balance ([\d.]+) /u.exec(words)?.[1];
  if (money !== undefined) facts.set("balance", minor(Math.round(Number(money) * (currency === "USD" ? 100 : 1))));
  for (const [, name = "", value = ""] of words.matchAll(/\b(orders|days_overdue|broken_promises|score) (-?[\d.]+|unknown)/gu))
    facts.set(name, value === "unknown" ? undefined : Number(value));
  for (const [, value = ""] of words.matchAll(/\bsegment "(\w)"/gu)) facts.set("segment", value);
  for (const [, value = ""] of words.matchAll(/\bvip (true|false)/gu)) facts.set("vip", value === "true");
  if (words.includes("labels")) facts.set("labels", words.includes("no labels") ? [] : ["x"]);
  return { currency, facts };
};

const truth = (policy: CompiledPolicy, expr: Expr | undefined, { currency, facts }: Witness, moved: number | null = null) =>
  expr === undefined
    ? true
    : holds(
        expr,
        typedFacts((name) => (name === "days_overdue" && moved !== null ? moved : facts.get(name)), policy.facts),
        currency,
      );

const stageNamed = (policy: CompiledPolicy, name: string): Stage => {
  const stage = policy.stages.find((one) => one.name === name);
  if (stage === undefined) throw new Error(name);
  return stage;
};

const DAYS = [0, 1, 2, 3, 4, 5, 100];
const quoted = (message: string): readonly string[] => [...message.matchAll(/`(\w+)`/gu)].map(([, name = ""]) => name);

/** Whether the account of a problem shows what the problem says, by the engine's own reading of the conditions. */
const shows: Readonly<Record<string, (policy: CompiledPolicy, found: Diagnostic, witness: Witness) => boolean>> = {
  C3052: (policy, found, witness) => {
    const { next } = stageNamed(policy, "reminder");
    const at = next.findIndex(({ line }) => line === found.span.line);
    return truth(policy, next[at]?.when, witness) === true && next.slice(0, at).some(({ when }) => truth(policy, when, witness) === true);
  },
  C3053: (policy, found, witness) => {
    const lines = [found.span.line, ...(found.related ?? []).map(({ span }) => span.line)];
    return stageNamed(policy, "reminder")
      .next.filter(({ line }) => lines.includes(line))
      .every(({ when }) => truth(policy, when, witness) === true);
  },
  C3054: (policy, _, witness) => {
    const { next, steps } = stageNamed(policy, "reminder");
    const ends = steps.filter(({ action }) => action.kind === "business" && action.name === "write off");
    return [...next, ...ends].every(({ when }) => DAYS.every((day) => truth(policy, when, witness, day) !== true));
  },
  C3055: (policy, _, witness) =>
    stageNamed(policy, "reminder").steps.every(({ when }) => DAYS.every((day) => truth(policy, when, witness, day) !== true)),
  C3057: (policy, found, witness) => {
    const lines = [found.span.line, ...(found.related ?? []).map(({ span }) => span.line)];
    const round = policy.stages.flatMap(({ next }) => next).filter(({ line }) => lines.includes(line));
    return round.length === lines.length && round.every(({ when }) => truth(policy, when, witness) === true);
  },
  C3063: (policy, found, witness) => {
    const { steps } = stageNamed(policy, "reminder");
    const lines = [found.span.line, ...(found.related ?? []).map(({ span }) => span.line)];
    return steps.filter(({ line }) => lines.includes(line)).every(({ when }) => truth(policy, when, witness) === true);
  },
  C3067: (policy, found, witness) =>
    quoted(found.message).length === 2 &&
    policy.handlers.filter(({ on }) => on === "broken promise").every(({ when }) => truth(policy, when, witness) === true),
};

it("shows an account of which what is claimed is really so", () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(policies, (source) => {
      const { policy, diagnostics } = compilePolicy(source, "p.collect");
      if (policy === null) return;
      for (const found of diagnostics) {
        const check = shows[found.code];
        if (check === undefined) continue;
        seen.set(found.code, (seen.get(found.code) ?? 0) + 1);
        expect(check(policy, found, read(found.witness ?? "")), `${found.code} ${found.message}\n${found.witness}\n${source}`).toBe(true);
      }
    }),
    { numRuns: 400 },
  );
  expect([...seen.keys()].toSorted()).toEqual(Object.keys(shows).toSorted());
});

const account = fc.record({
  currency: fc.constantFrom("USD", "JPY"),
  balance: fc.constantFrom(0, 9, 10, 11, 29, 30, 31, 999, 1000, 1001, 1999, 2000, 2001),
  orders: fc.constantFrom(-1, 0, 0.5, 1, 2, 2.5, 3, 4),
  days_overdue: fc.nat({ max: 5 }),
  broken_promises: fc.nat({ max: 5 }),
  segment: fc.constantFrom("a", "b", "c"),
  vip: fc.boolean(),
  score: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
  labels: fc.subarray(["x", "y"]),
});

it("calls a condition constant only where it is so of every account", () => {
  let constant = 0;
  fc.assert(
    fc.property(condition, fc.array(account, { minLength: 30, maxLength: 30 }), (text, accounts) => {
      const source = smallPolicy({ currency: "USD, JPY", lines: FACTS, stage: `    day 0 email "x"\n    day 1 email "y" when ${text}` });
      const { policy, diagnostics } = compilePolicy(source, "p.collect");
      const when = policy?.stages[0]?.steps[1]?.when;
      const claimed = diagnostics.find(({ code, span }) => (code === "C3050" || code === "C3051") && source.slice(span.start, span.end) === text);
      if (policy === null || when === undefined || claimed === undefined) return;
      constant += 1;
      for (const { currency, ...facts } of accounts) {
        const known = new Map<string, FactValue | undefined>(Object.entries(facts));
        expect(truth(policy, when, { currency, facts: known }) === true).toBe(claimed.code === "C3051");
      }
    }),
    { numRuns: 1_500 },
  );
  expect(constant).toBeGreaterThan(20);
});
