/** Accounts that stand for all: one on each side of everything that a policy compares, and two such differences together. */
import { expect, it } from "vitest";
import { CHANNELS, localDay, minor, weekdayOf, type CompiledPolicy, type Expr, type FactType, type Operand } from "../../../engine/index.ts";
import { accountOf, agedBy, comparisonsIn, draftsOf, startsFrom, termOf } from "../../../engine/verify/accounts.ts";
import { after, balanceAtLeast, compare, days, letter, money, on, policy, stage, step } from "../fixtures/policy.ts";

const asking = (...conditions: readonly Expr[]): Partial<CompiledPolicy> => ({
  stages: [
    stage(
      "only",
      conditions.map((when, i) => step("only", i, letter("a letter"), { when })),
    ),
  ],
});
const policyOf = (parts: Partial<CompiledPolicy>): CompiledPolicy => policy({ stages: [stage("only", [])], ...parts });
const differences = (parts: Partial<CompiledPolicy>) => draftsOf(policyOf(parts), "USD").map(({ differs }) => differs);
const sums = (...conditions: readonly Expr[]) => draftsOf(policyOf(asking(...conditions)), "USD").map(({ amount }) => amount);
const valuesSeen = (type: FactType, ...conditions: readonly Expr[]) => [
  ...new Set(draftsOf(policyOf({ facts: { fact: type }, ...asking(...conditions) }), "USD").map(({ facts }) => facts["fact"])),
];
const sidesOf = (left: Operand, right: Operand): Expr => ({ op: "compare", compare: "<", left, right });

it("a comparison counts wherever the policy makes it: for all accounts, at a stage's door and on the way out, in steps, in variants, on events", () => {
  const asked = (name: string): Expr => compare(name, ">", 1);
  const stages = [
    stage("first", [step("first", 0, letter("a letter"), { when: asked("step") })], [after("second", 3, asked("way out"))], {
      requires: asked("door"),
      variants: [{ name: "other", steps: [step("first", 1, letter("another"), { when: asked("variant") })] }],
    }),
    stage("second", [step("second", 0, letter("a letter"))]),
  ];
  const handlers = [on("dispute", [], { when: asked("event") }), on("death", [])];
  const found = comparisonsIn(policy({ stages, handlers, applies: asked("all") }));
  expect(found.map(({ fact }) => fact)).toEqual(["all", "door", "way out", "step", "variant", "event"]);
});

it("a comparison is found under and, or and not, on either side, and tells with what", () => {
  const number: Operand = { kind: "number", value: 3 };
  const conditions: readonly Expr[] = [
    { op: "and", of: [compare("a", ">", 1), { op: "or", of: [compare("b", "=", "x"), { op: "not", of: { op: "known", fact: "c" } }] }] },
    { op: "has", fact: "d", tag: "vip" },
    sidesOf({ kind: "fact", name: "e" }, number),
    sidesOf(number, { kind: "fact", name: "f" }),
    sidesOf({ kind: "fact", name: "g" }, { kind: "fact", name: "h" }),
    sidesOf(number, number),
  ];
  expect(comparisonsIn(policyOf(asking(...conditions)))).toEqual([
    { fact: "a", with: { kind: "number", value: 1 } },
    { fact: "b", with: { kind: "text", value: "x" } },
    { fact: "c", with: null },
    { fact: "d", with: null },
    { fact: "e", with: number },
    { fact: "f", with: number },
    { fact: "g", with: { kind: "fact", name: "h" } },
  ]);
});

it("a policy that compares nothing has a first account, and one for each kind of debtor and for a debt that is barred by time", () => {
  const first = { differs: null, id: "account", kind: "business", amount: 500_000, facts: { limitation: "running" } };
  expect(draftsOf(policyOf({}), "USD")).toEqual([
    first,
    { ...first, differs: "the debtor is a sole-trader", kind: "sole-trader" },
    { ...first, differs: "limitation is expired", facts: { limitation: "expired" } },
  ]);
  const consumer = draftsOf(policyOf({ debt: "consumer" }), "USD");
  expect(consumer.map(({ differs, kind }) => [differs, kind])).toEqual([
    [null, "person"],
    ["limitation is expired", "person"],
  ]);
});

it("a sum that a balance is compared with is owed exactly, and a cent less, and a cent more; the first account owes twice the largest, or five thousand", () => {
  expect(sums(balanceAtLeast(9_000))).toEqual(expect.arrayContaining([500_000, 8_999, 9_000, 9_001]));
  expect(sums(balanceAtLeast(9_000))[0]).toBe(500_000);
  expect(sums(balanceAtLeast(600_000))[0]).toBe(1_200_000);
  expect(new Set(sums(balanceAtLeast(600_000), balanceAtLeast(9_000)))).toEqual(new Set([1_200_000, 8_999, 9_000, 9_001, 599_999, 600_000, 600_001]));
  expect(differences(asking(balanceAtLeast(9_000)))).toContain("8999 USD are owed");
});

it("nobody owes nothing, and the sums are told from the least to the largest", () => {
  expect(new Set(sums(balanceAtLeast(1)))).toEqual(new Set([500_000, 1, 2]));
  const told = differences(asking(balanceAtLeast(9_000), balanceAtLeast(2_000))).filter((words) => words?.endsWith("owed") === true);
  expect(told).toEqual([1_999, 2_000, 2_001, 8_999, 9_000, 9_001].map((sum) => `${sum} USD are owed`));
});

it("sums of another currency, numbers, and what other facts are compared with are no balances", () => {
  const other = sidesOf({ kind: "fact", name: "balance" }, { kind: "money", of: { GBP: minor(9_000) } });
  const limit = sidesOf({ kind: "fact", name: "limit" }, money(9_000));
  const known: Expr = { op: "known", fact: "balance" };
  expect(new Set(sums(other, limit, known, compare("balance", ">", 77)))).toEqual(new Set([500_000]));
});

it.each([
  ["boolean", { type: "boolean" }, [], [false, true]],
  ["one of", { type: "one of", values: ["a", "b", "c"] }, [], ["a", "b", "c"]],
  ["number", { type: "number" }, [compare("fact", ">", 7)], [0, 6, 7, 8]],
  ["number that is compared with another fact", { type: "number" }, [sidesOf({ kind: "fact", name: "fact" }, { kind: "fact", name: "other" })], [0]],
  ["percent", { type: "percent" }, [compare("fact", ">", 1)], [0, 1, 2]],
  ["days", { type: "days" }, [compare("fact", ">", 7), compare("other", ">", 20)], [0, 6, 7, 8]],
  ["money", { type: "money" }, [sidesOf({ kind: "fact", name: "fact" }, money(700))], [0, 699, 700, 701]],
  ["money of another currency", { type: "money" }, [sidesOf({ kind: "fact", name: "fact" }, { kind: "money", of: {} })], [0]],
  ["number that is only known or not", { type: "number" }, [{ op: "known", fact: "fact" }], [0]],
  ["date", { type: "date" }, [], ["2020-01-01"]],
  ["compared date", { type: "date" }, [compare("fact", ">", "2026-03-01"), compare("fact", "<", "2026-05-01")], ["2026-03-01", "2026-05-01"]],
  ["time", { type: "time" }, [], ["09:00"]],
  ["compared time", { type: "time" }, [compare("fact", ">", "12:30")], ["12:30"]],
  ["tags", { type: "tags" }, [{ op: "has", fact: "fact", tag: "vip" }], [[]]],
  ["text", { type: "text" }, [compare("fact", "=", "key"), compare("other", "=", "far")], ["key", "other"]],
  [
    "text that is compared with another fact",
    { type: "text" },
    [sidesOf({ kind: "fact", name: "fact" }, { kind: "fact", name: "other" })],
    ["other"],
  ],
  ["place", { type: "place" }, [compare("fact", "=", "US-NY")], ["US-NY", "other"]],
  ["channel", { type: "channel" }, [], ["other"]],
] as const)("a fact takes the values on each side of what it is compared with: %s", (_, type, conditions, values) => {
  expect(valuesSeen(type, ...conditions)).toEqual(values);
});

it("what differs is told in the policy's words", () => {
  const facts = { segment: { type: "one of", values: ["standard", "key"] }, vip: { type: "boolean" } } as const;
  const [first, ...others] = draftsOf(policyOf({ debt: "consumer", facts }), "USD");
  expect(first?.facts).toEqual({ segment: "standard", vip: false, limitation: "running" });
  expect(others.map(({ differs, facts: of }) => [differs, of])).toEqual([
    ["segment is key", { segment: "key", vip: false, limitation: "running" }],
    ["vip is true", { segment: "standard", vip: true, limitation: "running" }],
    ["limitation is expired", { segment: "standard", vip: false, limitation: "expired" }],
  ]);
});

it("two things that the policy asks about differ together, each with each; what it doesn't ask about differs alone", () => {
  const facts = { segment: { type: "one of", values: ["standard", "key"] }, risk: { type: "number" }, vip: { type: "boolean" } } as const;
  const all = differences({
    debt: "consumer",
    facts,
    ...asking(compare("segment", "=", "key"), compare("risk", ">", 5), balanceAtLeast(1)),
  });
  expect(all.filter((words) => words?.includes(" and ") === true)).toEqual([
    "1 USD are owed and segment is key",
    "1 USD are owed and risk is 4",
    "1 USD are owed and risk is 5",
    "1 USD are owed and risk is 6",
    "2 USD are owed and segment is key",
    "2 USD are owed and risk is 4",
    "2 USD are owed and risk is 5",
    "2 USD are owed and risk is 6",
    "segment is key and risk is 4",
    "segment is key and risk is 5",
    "segment is key and risk is 6",
  ]);
  const pair = draftsOf(policyOf({ debt: "consumer", facts, ...asking(compare("segment", "=", "key"), balanceAtLeast(1)) }), "USD").at(-1);
  expect(pair).toMatchObject({ amount: 2, facts: { segment: "key", risk: 0, vip: false } });
});

it("the debtor's kind differs together with something else only where the policy asks for it", () => {
  const both = (...conditions: readonly Expr[]) => differences(asking(balanceAtLeast(1), ...conditions)).filter((words) => words?.includes(" and "));
  expect(both()).toEqual([]);
  expect(both(compare("debtor_kind", "=", "business"))).toEqual([
    "the debtor is a sole-trader and 1 USD are owed",
    "the debtor is a sole-trader and 2 USD are owed",
  ]);
});

it("each variant has an account, and whoever runs none, with all that the first has", () => {
  const few = draftsOf(policyOf({ variants: [{ name: "loud", percent: 1 }] }), "USD");
  expect(few.slice(0, 2)).toEqual([
    { ...few[0], id: "account", differs: null },
    { ...few[0], id: expect.stringMatching(/^account-\d+$/) as string, differs: 'it runs the variant "loud"' },
  ]);
  const [first, other] = draftsOf(policyOf({ variants: [{ name: "loud", percent: 99 }] }), "USD");
  expect([first?.id, other?.differs]).toEqual(["account", "it runs no variant"]);
});

it("an account that is old has fallen due so long ago, and no claim of it can be enforced", () => {
  const [first] = draftsOf(policyOf({ facts: { vip: { type: "boolean" } } }), "USD");
  if (first === undefined) throw new Error("no account");
  expect(agedBy(first, 7)).toEqual({ ...first, differs: "it fell due 7 years before", facts: { vip: false, limitation: "expired" } });
});

it("an account has one invoice, and an address for each channel", () => {
  const [draft] = draftsOf(policyOf({}), "USD");
  if (draft === undefined) throw new Error("no account");
  const made = accountOf(draft, { place: "US-NY", zones: ["America/New_York"], currency: "USD", issued: localDay(100), due: localDay(130) });
  expect(made).toMatchObject({
    id: "account",
    debtor: { id: "debtor", kind: "business", places: ["US-NY"], timezones: ["America/New_York"] },
    creditor: "creditor",
    currency: "USD",
    invoices: [{ id: "1", issued: 100, due: 130, amount: 500_000 }],
    facts: { limitation: "running" },
  });
  expect(made.reach).toEqual(Object.fromEntries(CHANNELS.map((channel) => [channel, `${channel}-1`])));
});

it("an invoice falls due by the policy's terms, after thirty days where it has none", () => {
  expect(termOf(policyOf({ terms: { due: days(14) } }))).toBe(14);
  expect(termOf(policyOf({}))).toBe(30);
});

it("days that stand for all: each weekday, the end of February, the turn of the year and nights in which clocks change lie in some run", () => {
  const starts = startsFrom(localDay(1_000));
  expect(starts).toEqual([1_030, 1_031, 1_032, 1_033, 1_034, 1_035, 1_036, 1_075, 1_101, 1_135, 1_220, 1_320]);
  expect(new Set(starts.slice(0, 7).map(weekdayOf)).size).toBe(7);
});
