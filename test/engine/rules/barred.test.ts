import { expect, it } from "vitest";
import { asSeenBy, wasBarred } from "../../../engine/rules/barred.ts";
import { closing, earliest, type BlockRule, type Instant, type LimitationRule, type Rule } from "../../../engine/index.ts";
import { ask, at, context, day, debt, rule, BLOCK } from "./world.ts";

const three: LimitationRule = {
  kind: "limitation",
  years: 3,
  from: "due",
  toYearEnd: false,
  restartedBy: [],
  revivedBy: [],
  extinguishes: false,
  bars: ["sue"],
};
/** Barred from 3 March 2026 on, and not for years. */
const debts = [debt("d1", { due: day("2023-03-02") }), debt("d2", { due: day("2026-01-01") })];
const BARRED = "2026-03-03T00:00:00-05:00";
const law = (more: Partial<Rule> = {}): Rule => rule(three, more);

it("a debt is barred from the day after its period, while the law that bars it is in force and binds it; one that isn't on file always is", () => {
  const isBarred = (when: string, id = "d1", one = law(), all = debts): boolean => wasBarred(context({ debts: all, rules: [one] }), id)(at(when));
  expect([isBarred("2026-03-02T23:59:59-05:00"), isBarred(BARRED)]).toEqual([false, true]);
  expect(isBarred("2026-06-01T12:00:00-04:00", "d2")).toBe(false);
  expect(isBarred("2026-06-01T12:00:00-04:00", "nobody's")).toBe(true);
  const ended = law({ to: day("2026-03-31") });
  expect([isBarred("2026-03-31T23:59:59-04:00", "d1", ended), isBarred("2026-04-01T00:00:00-04:00", "d1", ended)]).toEqual([true, false]);
  const begun = law({ from: day("2026-05-01") });
  expect([isBarred("2026-04-30T23:59:59-04:00", "d1", begun), isBarred("2026-05-01T00:00:00-04:00", "d1", begun)]).toEqual([false, true]);
  const commercial = law({ binds: [{ roles: ["third-party"], debts: ["commercial"] }] });
  expect(isBarred("2026-06-01T12:00:00-04:00", "d1", commercial)).toBe(false);
  expect(isBarred("2026-06-01T12:00:00-04:00", "d1", commercial, [...debts, debt("d3", { kind: "commercial" })])).toBe(false);
});

const ofBarred: Rule = rule({ ...BLOCK, barred: "while" });
const from = (one: Rule, when: string, laws: readonly Rule[] = [law()]): Instant | null =>
  earliest(one, context({ debts, rules: laws }), ask(), at(when));
const until = (one: Rule, when: string, laws: readonly Rule[] = [law()]): number => closing(one, context({ debts, rules: laws }), ask(), at(when));

it("a rule about barred debts refuses while they are, and lets go when the law that bars them ends", () => {
  const before = "2026-03-01T12:00:00-05:00";
  expect(from(ofBarred, before)).toBe(at(before));
  expect(from(ofBarred, BARRED)).toBeNull();
  const ended = [law({ to: day("2026-03-31") })];
  expect(from(ofBarred, BARRED, ended)).toBe(at("2026-04-01T00:00:00-04:00"));
  expect(from(ofBarred, "2026-04-01T00:00:00-04:00", ended)).toBe(at("2026-04-01T00:00:00-04:00"));
});

it("a permission of such a rule ends as a debt becomes barred, and of no other", () => {
  const before = "2026-03-01T12:00:00-05:00";
  expect(until(ofBarred, before)).toBe(at(BARRED));
  expect(until(ofBarred, BARRED)).toBe(Infinity);
  expect(until(rule({ ...BLOCK, purposes: ["collect"] }), before)).toBe(Infinity);
  // Law that ends before, or as, the period is over bars nothing.
  for (const to of ["2026-03-01", "2026-03-02"]) expect(until(ofBarred, before, [law({ to: day(to) })]), to).toBe(Infinity);
});

it("a rule for some purposes has no say about others", () => {
  const taking: BlockRule = { ...BLOCK, purposes: ["take-payment"] };
  const t = at(BARRED);
  expect(from(rule(taking), BARRED)).toBe(t);
  expect(earliest(rule(taking), context({ debts }), ask({ purpose: "take-payment" }), t)).toBeNull();
  expect(asSeenBy(taking, context({ debts }), ask(), t)).toBeNull();
  const paying = ask({ purpose: "take-payment" });
  expect(asSeenBy(taking, context({ debts }), paying, t)).toBe(paying);
  // What isn't a contact has no purpose.
  expect(asSeenBy(taking, context({ debts }), { act: "sue", debts: ["d1"] }, t)).toEqual({ act: "sue", debts: ["d1"] });
});

it("a rule about barred debts sees an act as one about these alone", () => {
  const both = ask({}, ["d1", "d2"]);
  const seen = (when: string): unknown => asSeenBy({ ...BLOCK, barred: "while" }, context({ debts, rules: [law()] }), both, at(when));
  expect(seen("2026-03-02T12:00:00-05:00")).toBeNull();
  expect(seen(BARRED)).toEqual({ ...both, debts: ["d1"] });
});
