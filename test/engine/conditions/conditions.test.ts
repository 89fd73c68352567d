import fc from "fast-check";
import { expect, it } from "vitest";
import { holds, minor, turningPoints, unknownFacts, type Expr, type FactSource } from "../../../engine/index.ts";
import { balanceAtLeast, compare } from "../fixtures/policy.ts";

const known = { balance: 100_000, segment: "key", days_overdue: 45, vip: true, place: "US-NY-NYC" } as Record<string, string | number | boolean>;
const facts: FactSource = (name) => known[name];
const truth = (expr: Expr, source = facts, currency = "USD") => holds(expr, source, currency);
const and = (...of: readonly Expr[]): Expr => ({ op: "and", of });
const or = (...of: readonly Expr[]): Expr => ({ op: "or", of });
const not = (of: Expr): Expr => ({ op: "not", of });
const yes = compare("vip", "=", true);
const no = compare("vip", "=", false);
const dark = compare("unheard_of", ">=", 1);

it("at least and more than differ at the limit", () => {
  expect([">=", ">", "<=", "<", "=", "!="].map((op) => truth(compare("days_overdue", op as "=", 45)))).toEqual([
    true,
    false,
    true,
    false,
    true,
    false,
  ]);
});

it("compares money in the account's own currency, and never converts", () => {
  expect(truth(balanceAtLeast(100_000))).toBe(true);
  expect(truth(balanceAtLeast(100_001))).toBe(false);
  expect(truth(balanceAtLeast(100_000), facts, "EUR")).toBe("unknown");
  expect(unknownFacts(balanceAtLeast(100_000), facts, "EUR")).toEqual(["currency"]);
});

it("an unknown fact spreads only as far as it matters", () => {
  expect([and(yes, dark), and(no, dark), or(yes, dark), or(no, dark), not(dark)].map((one) => truth(one))).toEqual([
    "unknown",
    false,
    true,
    "unknown",
    "unknown",
  ]);
});

it("names the facts that keep a condition open, each once, and none when it is decided", () => {
  expect(unknownFacts(and(dark, or(no, dark), yes), facts, "USD")).toEqual(["unheard_of"]);
  expect(unknownFacts(and(no, dark), facts, "USD")).toEqual([]);
});

it("a place holds for the places inside it", () => {
  expect(["US", "US-NY", "US-NY-NYC", "US-CA", "US-NY-ALB"].map((place) => truth(compare("place", "=", place)))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(truth(compare("place", "!=", "US-CA"))).toBe(true);
  const two: FactSource = () => "US-NY US-CA";
  expect(["US", "US-NY", "GB"].map((place) => truth(compare("place", "=", place), two))).toEqual([true, "unknown", false]);
});

it("a text is never less or more than a number", () => {
  expect(truth(compare("segment", ">=", 3))).toBe("unknown");
});

it("tells the numbers at which a condition may turn", () => {
  expect(turningPoints(and(compare("days_overdue", ">=", 45), not(or(compare("days_overdue", "<", 90), yes))), "days_overdue")).toEqual([45, 90]);
  expect(turningPoints(and(dark, balanceAtLeast(5)), "days_overdue")).toEqual([]);
});

it("once a fact is told, a condition that was decided without it doesn't turn", () => {
  const leaf = fc.constantFrom(yes, no, dark, compare("unheard_of", "<", 3), compare("days_overdue", ">", 10));
  const { expr } = fc.letrec<{ expr: Expr }>((tie) => ({
    expr: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie("expr"), { minLength: 1, maxLength: 3 }).chain((of) => fc.constantFrom(and(...of), or(...of))),
      tie("expr").map(not),
    ),
  }));
  fc.assert(
    fc.property(expr, fc.integer({ min: -5, max: 5 }), (condition, told) => {
      const before = truth(condition);
      const after = truth(condition, (name) => (name === "unheard_of" ? minor(told) : facts(name)));
      expect(after).not.toBe("unknown");
      if (before !== "unknown") expect(after).toBe(before);
    }),
  );
});
