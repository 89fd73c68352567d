import { expect, it } from "vitest";
import { compilePolicy } from "../../dsl/index.ts";
import type { CompiledPolicy } from "../../engine/index.ts";
import { expectProblems } from "./marked.ts";
import { CLOCK, smallPolicy } from "./small-policy.ts";

const compiled = (source: string): CompiledPolicy => {
  const { policy, diagnostics } = compilePolicy(source, "p.collect");
  expect(diagnostics).toEqual([]);
  if (policy === null) throw new Error("no policy");
  return policy;
};

const VARIANTS = `    day 0  email "reminder"
    variant 20% "softer tone" {
      day 0  email "soft reminder"
      day 0  call "soft call"
      day 5  call "softer call"
    }
    variant 12.25% "by post" {
    }
    next demand after 14 days`;
const DEMAND = `  stage demand {
    day 0  letter "demand"
    variant 20% "softer tone" {
      day 1  letter "soft demand"
    }
  }`;

it("compiles variants: groups of the policy, steps of the stage under keys of their own", () => {
  const policy = compiled(smallPolicy({ stage: VARIANTS, more: DEMAND }));
  expect(policy.variants).toEqual([
    { name: "softer tone", percent: 20 },
    { name: "by post", percent: 12.25 },
  ]);
  const [reminder, demand] = policy.stages;
  expect(reminder?.steps.map(({ key }) => key)).toEqual(["reminder/day 0"]);
  expect(reminder?.variants?.map(({ name, steps }) => [name, steps.map(({ key }) => key)])).toEqual([
    ["softer tone", ["reminder/softer tone/day 0", "reminder/softer tone/day 0 #2", "reminder/softer tone/day 5"]],
    ["by post", []],
  ]);
  expect(demand?.variants?.map(({ name, steps }) => [name, steps.map(({ key }) => key)])).toEqual([["softer tone", ["demand/softer tone/day 1"]]]);
  expect(compiled(smallPolicy())).not.toHaveProperty("variants");
});

it("holds variants to one share each, and all of them to every account once", () => {
  const variant = (share: string, name = '"a"', lines = ""): string => `    day 0 email "x"\n    variant ${share} ${name} {\n${lines}    }`;
  expectProblems(smallPolicy({ stage: variant("⟦C3023|0%⟧") }));
  expectProblems(smallPolicy({ stage: variant("⟦C3023|101%⟧") }));
  expectProblems(smallPolicy({ stage: variant("⟦C3035|10.125%⟧") }));
  expectProblems(smallPolicy({ stage: `${variant("60%")}\n    variant ⟦C3033|60%⟧ "b" {\n    }` }));
  expectProblems(smallPolicy({ stage: `${variant("60%")}\n    variant ⟦C3033|40.01%⟧ "b" {\n    }` }));
  compiled(smallPolicy({ stage: `${variant("60%")}\n    variant 40% "b" {\n    }` }));
  expectProblems(smallPolicy({ stage: `${variant("60%")}\n    variant 60% ⟦C2009|"a"⟧ {\n    }` }));
  const [found] = expectProblems(smallPolicy({ stage: VARIANTS, more: DEMAND.replace("20%", "⟦C3034|30%⟧") }));
  expect(found).toMatchObject({ related: [{ label: "the first one" }], fixes: [{ edits: [{ text: "20%" }] }] });
});

it("lets variants hold steps alone, in stages alone, and checks those steps", () => {
  const inside = (line: string): string => `    day 0 email "x"\n    variant 10% "a" {\n      ${line}\n    }\n    next demand after 9 days`;
  const more = '  stage demand { day 0 letter "y" }';
  expectProblems(smallPolicy({ stage: inside("⟦C1013|next⟧ demand after 3 days"), more }));
  expectProblems(smallPolicy({ stage: inside("⟦C1013|on⟧ entry hold credit"), more }));
  expectProblems(smallPolicy({ stage: inside('⟦C3011|day 9⟧ email "late"'), more }));
  expectProblems(smallPolicy({ stage: inside('day 3 email "y" when ⟦C2005|blance⟧ > 5 USD'), more }));
  expectProblems(smallPolicy({ stage: inside('day 3 email "y" offering plan ⟦C2002|"none"⟧'), more }));
  expectProblems(smallPolicy({ lines: '  ⟦C1013|variant⟧ 10% "a" {\n    day 0 email "x"\n  }' }));
});

const FACTS = "  facts {\n    score number optional\n    references number\n  }\n";

it("compiles what a new customer gets, line by line", () => {
  const policy = compiled(
    smallPolicy({
      lines: `${FACTS}  amount large is 1,000 USD\n`,
      more: `  on new customer {
    credit limit 5,000 USD when score is known and score >= 700 requires approval by "credit manager"
    credit limit large
    terms 30 days after invoice when references >= 2
    terms prepayment
    deposit 20% when references < 1
    deposit 100 USD requires approval by "legal"
  }`,
    }),
  );
  expect(policy.onboarding?.map(({ action, approval, when, line }) => [action, approval, when?.op, line])).toEqual([
    [{ kind: "business", name: "set credit limit", limit: { USD: 500_000 } }, "credit manager", "and", 23],
    [{ kind: "business", name: "set credit limit", limit: { USD: 100_000 } }, undefined, undefined, 24],
    [{ kind: "business", name: "set terms", due: { n: 30, business: false } }, undefined, "compare", 25],
    [{ kind: "business", name: "set terms", due: "prepayment" }, undefined, undefined, 26],
    [{ kind: "business", name: "ask for deposit", deposit: { percent: 20 } }, undefined, "compare", 27],
    [{ kind: "business", name: "ask for deposit", deposit: { amount: { USD: 10_000 } } }, "legal", undefined, 28],
  ]);
  expect(compiled(smallPolicy())).not.toHaveProperty("onboarding");
});

it.each([
  ["credit limit 5,000 ⟦C2007|EUR⟧"],
  ["credit limit ⟦C2004|lagre⟧"],
  ["credit limit 500 USD when ⟦C2031|score⟧ > 1"],
  ["deposit ⟦C3023|0%⟧"],
  ["deposit ⟦C3023|120%⟧"],
  ["terms ⟦C3020|99,999 days⟧ after invoice"],
  ["credit limit 500 USD\n    ⟦C3036|credit limit 900 USD when references > 1⟧"],
  ["terms prepayment\n    ⟦C3036|terms 30 days after invoice⟧"],
  ["⟦C1004|crdit⟧ limit 500 USD"],
  ["terms ⟦C1004|prepayed⟧"],
])("refuses for a new customer: `%s`", (lines) => {
  expectProblems(
    smallPolicy({
      lines: `${FACTS}  amount large is 1,000 USD\n`,
      stage: '    day 0 email "x"\n    day 1 email "y" when balance > large',
      more: `  on new customer {\n    ${lines}\n  }`,
    }),
  );
});

it("says `on new customer` once, as a block", () => {
  expectProblems(smallPolicy({ lines: FACTS, more: "  on new customer {\n    deposit 5%\n  }\n  ⟦C3004|on new customer⟧ {\n    deposit 6%\n  }" }));
  expectProblems(smallPolicy({ more: "  ⟦C1010|on new customer⟧" }));
});

it.each([
  ["pause until 2026-12-31", "pause", { kind: "day", day: 20_818 }],
  ["hold until 2026-12-31", "hold", { kind: "day", day: 20_818 }],
  ["pause until dispute-closed", "pause", { kind: "events", events: ["dispute-closed"] }],
  ["hold until documents-sent or dispute-closed or payment", "hold", { kind: "events", events: ["documents-sent", "dispute-closed", "payment"] }],
  ["pause", "pause", { kind: "open" }],
  ["hold 3 business days", "hold", { kind: "days", days: { n: 3, business: true } }],
])("rests: `%s`", (reaction, rest, until) => {
  const { handlers } = compiled(smallPolicy({ more: `  on dispute ${reaction}` }));
  expect(handlers.find(({ on }) => on === "dispute")?.reactions).toEqual([{ do: rest, until }]);
});

it.each([
  ["dispute", "pause until ⟦C1014|2026-02-31⟧"],
  ["dispute", "pause until ⟦C2042|death⟧"],
  ["dispute", "pause until dispute-closed or ⟦C2042|dispute⟧"],
  ["dispute", "pause until payment or ⟦C4021|payment⟧"],
  ["dispute", "pause until ⟦C1004|dispute-close⟧"],
  ["dispute", "⟦C3016|pause until promised date⟧"],
  ["plan agreed", "pause until ⟦C2043|plan-agreed⟧"],
])("refuses a rest that can't end as it says: on %s, `%s`", (event, reaction) => {
  expectProblems(smallPolicy({ more: `  on ${event} ${reaction}` }));
});

it.each([
  ["keep", "keep"],
  ["restart", "restart"],
  ["park for a person", "park"],
])("says what becomes of accounts when the policy changes: `%s`", (words, then) => {
  const clock = CLOCK.replace("when behind    lapse", `when behind    lapse\n    when policy changes ${words}`);
  expect(compiled(smallPolicy({ clock })).clock.whenPolicyChanges).toBe(then);
  expect(compiled(smallPolicy()).clock).not.toHaveProperty("whenPolicyChanges");
});

it("says what becomes of accounts and of charges once, in words it knows", () => {
  const twice = CLOCK.replace("when behind    lapse", "when behind    lapse\n    when policy changes keep\n    ⟦C3004|when policy changes keep⟧");
  expectProblems(smallPolicy({ clock: twice }));
  expectProblems(smallPolicy({ clock: CLOCK.replace("when behind    lapse", "when behind    lapse\n    when policy changes ⟦C1004|restrat⟧") }));
  const terms = (lines: string): string => smallPolicy({ lines: `  terms {\n    ${lines}\n  }\n` });
  expect(compiled(terms("unpaid charges waive")).terms).toEqual({ unpaidCharges: "waive" });
  expect(compiled(terms("unpaid charges keep")).terms).toEqual({ unpaidCharges: "keep" });
  expectProblems(terms("unpaid charges keep\n    ⟦C3004|unpaid charges waive⟧"));
  expectProblems(terms("unpaid charges ⟦C1004|wave⟧"));
});

it("says which accounts it is for", () => {
  const policy = compiled(smallPolicy({ lines: `${FACTS}  define big as balance > 500 USD\n  applies to accounts when big and references >= 2\n` }));
  expect(policy.applies).toMatchObject({ op: "and", of: [{ left: { name: "balance" } }, { left: { name: "references" } }] });
  expect(compiled(smallPolicy())).not.toHaveProperty("applies");
  expectProblems(smallPolicy({ lines: "  applies to accounts when ⟦C2005|refrences⟧ >= 2\n" }));
  expectProblems(smallPolicy({ lines: `${FACTS}  applies to accounts when ⟦C2031|score⟧ >= 2\n` }));
  expectProblems(smallPolicy({ lines: `${FACTS}  applies to accounts when references > 1\n  ⟦C3004|applies to accounts when references > 2⟧\n` }));
});

it("anchors on due dates, on the end of the month, in calendar and in business days", () => {
  const from = (words: string) => compiled(smallPolicy().replace("from 1 day after due", `from ${words}`)).stages[0]?.from;
  expect(from("due")).toEqual({ anchor: "due", offset: { n: 0, business: false } });
  expect(from("3 business days before due")).toEqual({ anchor: "due", offset: { n: -3, business: true } });
  expect(from("end of month")).toEqual({ anchor: "end of month", offset: { n: 0, business: false } });
  expect(from("1 business day after end of month")).toEqual({ anchor: "end of month", offset: { n: 1, business: true } });
  const policy = compiled(
    smallPolicy({
      stage: `    day 0 email "x"
    business day 4 call "y" within 2 business days
    every 3 business days, at most 2 times: sms "z"
    next later at end of month when balance > 5 USD
    next later at 2 business days before end of month when balance > 3 USD
    next later after 30 business days`,
      more: '  stage later {\n    day 0 task "look" for "AR" due in 5 business days\n  }',
    }),
  );
  const [stage] = policy.stages;
  expect(stage?.steps.map(({ key, day, within }) => [key, day, within])).toEqual([
    ["reminder/day 0", { n: 0, business: false }, { n: 3, business: false }],
    ["reminder/business day 4", { n: 4, business: true }, { n: 2, business: true }],
    ["reminder/every 3 business days", { n: 0, business: false }, { n: 3, business: false }],
  ]);
  expect(stage?.next.map(({ at }) => at)).toEqual([
    { kind: "anchored", day: { anchor: "end of month", offset: { n: 0, business: false } } },
    { kind: "anchored", day: { anchor: "end of month", offset: { n: -2, business: true } } },
    { kind: "after", days: { n: 30, business: true } },
  ]);
});

it.each([['day 5 ⟦C1005|business⟧ call "x"'], ['⟦C1004|5⟧ business days call "x"']])("knows one way to write a business day: not `%s`", (line) => {
  expectProblems(smallPolicy({ stage: `    day 0 email "x"\n    ${line}` }));
});
