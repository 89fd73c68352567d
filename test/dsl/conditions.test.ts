import { expect, it } from "vitest";
import { compilePolicy } from "../../dsl/index.ts";
import type { Expr } from "../../engine/index.ts";
import { expectProblems } from "./marked.ts";
import { smallPolicy } from "./small-policy.ts";

const FACTS = `  facts {
    segment  one of "standard", "key"
    orders   number
    vip      boolean
    note     text
  }
  amount large is 1,000 USD, 900 EUR`;

const withCondition = (condition: string, lines = FACTS): string =>
  smallPolicy({
    currency: "USD, EUR",
    places: "US, DE",
    lines,
    stage: `    day 0 email "x" when ${condition} or balance >= large\n    day 1 email "y"`,
  });

const compiled = (condition: string, lines = FACTS): Expr => {
  const { policy, diagnostics } = compilePolicy(withCondition(condition, lines), "p.collect");
  expect(diagnostics).toEqual([]);
  const when = policy?.stages[0]?.steps[0]?.when;
  if (when?.op !== "or" || when.of[0] === undefined) throw new Error("no condition");
  return when.of[0];
};

const fact = (name: string) => ({ kind: "fact", name });
const compare = (left: object, sign: string, right: object) => ({ op: "compare", compare: sign, left, right });
const text = (value: string) => ({ kind: "text", value });
const number = (value: number) => ({ kind: "number", value });

it.each<[string, object]>([
  ["days_overdue >= 45", compare(fact("days_overdue"), ">=", number(45))],
  ["unpaid_invoices > 2", compare(fact("unpaid_invoices"), ">", number(2))],
  ["2 < broken_promises", compare(number(2), "<", fact("broken_promises"))],
  ["orders <= 1,000.5", compare(fact("orders"), "<=", number(1000.5))],
  ['segment is "key"', compare(fact("segment"), "=", text("key"))],
  ['segment is not "key"', compare(fact("segment"), "!=", text("key"))],
  ['note is "say \\"yes\\""', compare(fact("note"), "=", text('say "yes"'))],
  ["limitation is running", compare(fact("limitation"), "=", text("running"))],
  ["limitation not expired", compare(fact("limitation"), "!=", text("expired"))],
  ["debtor_kind is sole-trader", compare(fact("debtor_kind"), "=", text("sole-trader"))],
  ["place is US-CA", compare(fact("place"), "=", text("US-CA"))],
  ["vip", compare(fact("vip"), "=", { kind: "boolean", value: true })],
  ["vip is false", compare(fact("vip"), "=", { kind: "boolean", value: false })],
  ["balance > large", compare(fact("balance"), ">", { kind: "money", of: { USD: 100_000, EUR: 90_000 } })],
  ["not vip", { op: "not", of: compare(fact("vip"), "=", { kind: "boolean", value: true }) }],
  ["not not (vip)", compare(fact("vip"), "=", { kind: "boolean", value: true })],
])("reads the condition `%s`", (condition, expected) => {
  expect(compiled(condition)).toEqual(expected);
});

it("binds `not` closer than `and`, and `and` closer than `or`", () => {
  const { policy } = compilePolicy(withCondition("not vip and orders > 1 or orders > 2 and (vip or orders > 3)"), "p.collect");
  const when = policy?.stages[0]?.steps[0]?.when;
  expect(when).toMatchObject({ op: "or", of: [{ op: "and", of: [{ op: "not" }, {}] }, { op: "and", of: [{}, { op: "or", of: [{}, {}] }] }, {}] });
});

it("takes a single sum where the policy has a single currency", () => {
  const { policy, diagnostics } = compilePolicy(
    smallPolicy({ stage: '    day 0 email "x" when balance >= 1,200.50 USD\n    day 1 email "y"' }),
    "p.collect",
  );
  expect(diagnostics).toEqual([]);
  expect(policy?.stages[0]?.steps[0]?.when).toMatchObject({ right: { kind: "money", of: { USD: 120_050 } } });
});

it.each([
  ["⟦C2014|large >= 5 days⟧"],
  ["⟦C2014|balance >= 5 business days⟧"],
  ['⟦C2014|balance >= "much"⟧'],
  ['⟦C2014|orders is "two"⟧'],
  ["⟦C2014|segment is 5⟧"],
  ["⟦C2014|days_overdue >= 45 days⟧"],
  ["⟦C2014|orders >= 5%⟧"],
  ["balance >= ⟦C2018|1,000⟧"],
  ["⟦C2018|1,000⟧ <= balance"],
  ["balance >= ⟦C2011|1,000 USD⟧"],
  ["balance >= ⟦C2011|5 ⟦C2007|GBP⟧⟧"],
  ["orders >= 5 ⟦C2008|pieces⟧"],
  ['⟦C2015|segment >= "key"⟧'],
  ["⟦C2015|vip > true⟧"],
  ["⟦C2015|limitation >= running⟧"],
  ['segment is ⟦C2016|"kye"⟧'],
  ["limitation is ⟦C2016|over⟧"],
  ["place is ⟦C2024|nowhere⟧"],
  ["place is ⟦C2025|FR⟧"],
  ["⟦C2017|orders⟧"],
  ["⟦C2017|large⟧"],
  ["⟦C2019|5 > 3⟧"],
  ["⟦C2019|large >= large⟧"],
  ["⟦C2005|ordres⟧ > 3"],
])("refuses the condition `%s`", (condition) => {
  expectProblems(withCondition(condition));
});

it("writes definitions out in place, however they are nested", () => {
  const lines = `${FACTS}\n  define good as vip or orders > 5\n  define best as good and orders > 50`;
  expect(compiled("best", lines)).toMatchObject({ op: "and", of: [{ op: "or", of: [{ left: fact("vip") }, {}] }, { compare: ">" }] });
});

it("refuses a definition that leads back to itself, once for the whole circle", () => {
  expectProblems(withCondition("one", `${FACTS}\n  define ⟦C2020|one⟧ as two\n  define two as three or vip\n  define three as one`));
  expectProblems(withCondition("one", `${FACTS}\n  define ⟦C2020|one⟧ as not one`));
});

it("refuses definitions that explode when they are written out", () => {
  const chain = Array.from({ length: 40 }, (_, at) => `  define d${at + 1} as d${at} and d${at}`).join("\n");
  const { policy, diagnostics } = compilePolicy(withCondition("d40", `${FACTS}\n  define d0 as vip\n${chain}`), "p.collect");
  expect(policy).toBeNull();
  expect(diagnostics.map(({ code }) => code)).toEqual(["C2021"]);
});
