import fc from "fast-check";
import { expect, it } from "vitest";
import {
  holds,
  mentions,
  minor,
  turningPoints,
  typedFacts,
  unknownFacts,
  type Expr,
  type FactSource,
  type FactValue,
} from "../../../engine/index.ts";
import { balanceAtLeast, compare } from "../fixtures/policy.ts";

const known = { balance: 100_000, segment: "key", days_overdue: 45, vip: true, place: "US-NY-NYC" } as Record<string, FactValue>;
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

const has = (fact: string, tag: string): Expr => ({ op: "has", fact, tag });
const isKnown = (fact: string): Expr => ({ op: "known", fact });

it("whether a fact is known is always decided", () => {
  expect([isKnown("vip"), isKnown("unheard_of"), not(isKnown("unheard_of"))].map((one) => truth(one))).toEqual([true, false, true]);
  expect(unknownFacts(isKnown("unheard_of"), facts, "USD")).toEqual([]);
  // Tested before use, a missing fact decides.
  expect(truth(and(isKnown("unheard_of"), dark))).toBe(false);
});

it("tags are there or not; a list that is unknown says neither, and is named", () => {
  const tagged: FactSource = (name) => (name === "labels" ? ["vip", "key"] : undefined);
  expect([has("labels", "vip"), has("labels", "new"), not(has("labels", "new")), has("marks", "vip")].map((one) => truth(one, tagged))).toEqual([
    true,
    false,
    true,
    "unknown",
  ]);
  expect(unknownFacts(not(has("marks", "vip")), tagged, "USD")).toEqual(["marks"]);
  expect(truth(compare("labels", "=", "vip"), tagged)).toBe("unknown");
});

it("dates and times are ordered as they are written, and texts of other kinds never by numbers", () => {
  const dated: FactSource = (name) => (name === "since" ? "2026-03-02" : "09:30");
  const verdicts = [
    compare("since", "<", "2026-03-10"),
    compare("since", ">=", "2026-03-02"),
    compare("opens", ">", "10:00"),
    compare("opens", "<", 12),
  ];
  expect(verdicts.map((one) => truth(one, dated))).toEqual([true, true, false, "unknown"]);
});

it("a policy's own places lie in others too, whichever side they stand on; a text that looks like one does not", () => {
  const source = typedFacts((name) => ({ branch: "US-NY-NYC", region: "US", label: "US-NY-NYC" })[name], {
    branch: { type: "place" },
    region: { type: "place" },
    label: { type: "text" },
  });
  const other = (left: string, right: string): Expr => ({
    op: "compare",
    compare: "=",
    left: { kind: "fact", name: left },
    right: { kind: "fact", name: right },
  });
  expect(
    [compare("branch", "=", "US-NY"), compare("branch", "!=", "US-CA"), compare("label", "=", "US-NY")].map((one) => truth(one, source)),
  ).toEqual([true, true, false]);
  expect([other("branch", "region"), other("region", "branch")].map((one) => truth(one, source))).toEqual([true, false]);
  const turned: Expr = { op: "compare", compare: "=", left: { kind: "text", value: "US" }, right: { kind: "fact", name: "branch" } };
  expect(truth(turned, source)).toBe(true);
});

it("a fact turns at another fact's number too, where that is known", () => {
  const against: Expr = { op: "compare", compare: ">=", left: { kind: "fact", name: "days_overdue" }, right: { kind: "fact", name: "grace" } };
  expect(turningPoints(against, "days_overdue")).toEqual([]);
  expect(turningPoints(against, "days_overdue", () => 12)).toEqual([12]);
  expect(mentions(or(no, not(has("labels", "vip"))), "labels")).toBe(true);
  expect(mentions(against, "labels")).toBe(false);
});
