/** Charges about debts of which one rule limits some and other rules limit the others; and until when waiting helps. */
import { expect, it } from "vitest";
import {
  closing,
  lawfulUntil,
  minor,
  permit,
  type Action,
  type AmountLimit,
  type Charge,
  type Context,
  type DebtKind,
  type DebtType,
  type Instant,
  type Money,
  type Rule,
  type Series,
} from "../../../engine/index.ts";
import { NOW, amount, charge, owing, usd } from "./charging.ts";
import { at, context, day, event, rule } from "./world.ts";

const euros = (cents: number): Money => ({ amount: minor(cents), currency: "EUR" });
/** A rule about debts of one kind. */
const on = (kind: DebtKind, limit: AmountLimit, more: Partial<Rule> = {}, body: Parameters<typeof amount>[1] = {}): Rule =>
  rule(amount(limit, body), { binds: [{ roles: ["third-party"], debts: [kind] }], ...more });
const sum = (cents: number): AmountLimit => ({ by: "sum", sum: usd(cents) });
const debts = [owing(120_000, "d1"), owing(120_000, "d2", { kind: "commercial" })];
const both = (more: Partial<Charge> = {}): Action => charge(more, ["d1", "d2"]);
const dawn = (date: string): Instant => at(`${date}T00:00:00-04:00`);

type Facts = Partial<Omit<Context, "debtor">>;
const answer = (rules: readonly Rule[], action: Action, more: Facts = {}, t = NOW): ReturnType<typeof permit> =>
  permit(context({ debts, ...more, rules }), action, t);
/** What may be charged; of what is refused, until when each rule refuses. */
const given = (rules: readonly Rule[], action: Action, more: Facts = {}, t = NOW): unknown => {
  const decision = answer(rules, action, more, t);
  return decision.allowed ? (decision.amount?.amount ?? "any sum") : decision.reasons.map(({ until }) => until);
};
const sentences = (rules: readonly Rule[], action: Action, more: Facts = {}): string => {
  const decision = answer(rules, action, more);
  return decision.allowed ? "" : decision.reasons.map(({ sentence }) => sentence).join(" ");
};

it("a charge about debts under several rules may be what they give together, the least on each debt", () => {
  const consumer = on("consumer", sum(4_000));
  const commercial = on("commercial", sum(6_000));
  expect(given([consumer, commercial], both())).toBe(10_000);
  expect(given([consumer, commercial, on("commercial", sum(5_000))], both())).toBe(9_000);
  expect(given([consumer, on("commercial", sum(5_000)), commercial], both())).toBe(9_000);
  expect(given([consumer, commercial], both({ amount: minor(10_001) }))).toEqual([null, null]);
});

it("of several rules about each of the other debts the least counts, in whatever order they stand", () => {
  const about = (type: DebtType, cents: number): Rule =>
    rule(amount(sum(cents)), { binds: [{ roles: ["third-party"], debts: ["consumer"], debtTypes: [type] }] });
  const types: readonly DebtType[] = ["credit", "goods", "rent"];
  const three = types.map((type, i) => owing(120_000, `d${i + 1}`, { type }));
  const [own, goods, rent] = [[about("credit", 4_000)], [about("goods", 6_000), about("goods", 5_000)], [about("rent", 7_000), about("rent", 8_000)]];
  const orders = [goods, goods.toReversed()].flatMap((some) => [rent, rent.toReversed()].map((others) => [...own, ...some, ...others]));
  const all = charge({}, ["d1", "d2", "d3"]);
  expect(orders.map((rules) => given(rules, all, { debts: three }))).toEqual([16_000, 16_000, 16_000, 16_000]);
});

it("a debt of the charge that no rule limits may carry any sum, but not make up for one on which nothing may be charged", () => {
  expect(given([on("consumer", sum(4_000))], both({ amount: minor(99_999) }))).toBe("any sum");
  expect(given([on("consumer", sum(0))], both({ amount: minor(1) }))).toEqual([null]);
});

it.each<[string, Rule]>([
  ["limits another kind of charge", on("commercial", sum(1_000), {}, { charges: ["plan-fee"] })],
  ["binds other debts", rule(amount(sum(1_000)), { binds: [{ roles: ["creditor"], debts: ["commercial"] }] })],
  ["is not in force yet", on("commercial", sum(1_000), { from: day("2026-06-02") })],
  ["is no longer in force", on("commercial", sum(1_000), { to: day("2026-05-31") })],
  ["is about barred debts, and this one isn't", on("commercial", sum(1_000), {}, { barred: "while" })],
  ["is none about amounts", rule({ kind: "standard", text: "be fair" })],
  ["gives nobody knows how much", on("commercial", { by: "yearly rate", percent: 5, over: "nobody's" }, { from: day("2026-06-02") })],
])("a rule says nothing about what the other debts of a charge carry: one that %s", (_, silent) => {
  expect(given([on("consumer", sum(4_000)), on("commercial", sum(6_000)), silent], both())).toBe(10_000);
  expect(given([on("consumer", sum(4_000)), silent], both())).toBe("any sum");
});

it("limits in several currencies can't be added up, and the refusal says so", () => {
  const bands = (money: Money): AmountLimit => ({ by: "bands", bands: [{ upTo: null, sum: money }] });
  const [inEuros, inDollars] = [on("consumer", bands(euros(4_000))), on("commercial", sum(6_000))];
  expect(sentences([inEuros, inDollars], both())).toContain("one limit is in EUR, another in USD");
  expect(sentences([inEuros], both())).toContain("the limit is in EUR, other debts may carry anything");
  expect(given([inEuros, on("commercial", bands(euros(1_000)))], both())).toBe(5_000);
  // On one debt alone.
  expect(sentences([inEuros, on("consumer", sum(6_000))], charge())).toContain("one limit is in EUR, another in USD");
  expect(given([inEuros, on("commercial", sum(6_000))], charge())).toBe(4_000);
  expect(given([inEuros, on("consumer", sum(6_000), {}, { charges: ["plan-fee"] })], charge())).toBe(4_000);
});

it("a charge is refused outright as soon as one of its debts has had its number of charges", () => {
  const once = rule(amount(sum(4_000), { times: 1 }));
  const ledger = [event("2026-05-01T10:00:00-04:00", { event: "charge", type: "late-compensation", amount: minor(100), debts: ["d2"] })];
  expect(given([once], both(), { ledger })).toEqual([null]);
  expect(given([once], charge(), { ledger })).toBe(4_000);
});

it("waiting helps as soon as the interest on the other debts has grown enough", () => {
  // 1,200 at ten percent: 33 cents a day from 1 April on, 20.05 on 1 June.
  const rules = [on("consumer", sum(4_000)), on("commercial", { by: "yearly rate", percent: 10 })];
  expect(given(rules, both({ amount: minor(6_005) }))).toBe(6_005);
  expect(given(rules, both({ amount: minor(6_038) }))).toEqual([dawn("2026-06-02"), dawn("2026-06-02")]);
});

it("a sum that interest never reaches within the calendar is refused for good", () => {
  expect(given([on("consumer", { by: "yearly rate", percent: 10 })], charge({ amount: minor(9_999_999) }))).toEqual([null]);
});

const base = (verifiedTo: string, ...values: readonly [string, number][]): Series => ({
  name: "base",
  title: "Base rate",
  cites: "the bank",
  confidence: "text",
  checked: null,
  verifiedTo: day(verifiedTo),
  values: values.map(([from, percent]) => ({ from: day(from), percent })),
  file: "law.collect",
  line: 1,
});

it("a frozen rate grows beyond the days of which the series is known, a floating one doesn't", () => {
  const series = [base("2026-06-05", ["2026-01-01", 5])];
  const rate = (frozen: "never" | "at lateness"): Rule[] => [on("consumer", { by: "yearly rate", percent: 5, over: "base", frozen })];
  expect(given(rate("at lateness"), charge({ amount: minor(2_400) }), { series })).toEqual([dawn("2026-06-13")]);
  expect(given(rate("never"), charge({ amount: minor(2_400) }), { series })).toEqual([null]);
  expect(given(rate("never"), charge({ amount: minor(2_170) }), { series })).toEqual([dawn("2026-06-06")]);
  // What was enough once is of no help when today's rates aren't known.
  expect(given(rate("never"), charge({ amount: minor(1_000) }), { series: [base("2026-05-20", ["2026-01-01", 5])] })).toEqual([null]);
});

it("interest to a day whose rates are known waits for what other debts give later", () => {
  // Until 5 June is known; what was booked on 15 March leaves the total of three months on the 16th of June.
  const series = [base("2026-06-05", ["2026-01-01", 5])];
  const ledger = [event("2026-03-15T10:00:00-04:00", { event: "charge", type: "late-compensation", amount: minor(6_000), debts: ["d2"] })];
  const rules = [on("consumer", { by: "yearly rate", percent: 5, over: "base" }), on("commercial", sum(6_000), {}, { inTotal: { months: 3 } })];
  const wanted = both({ amount: minor(6_500), to: day("2026-06-06") });
  expect(given(rules, wanted, { series, ledger })).toEqual([dawn("2026-06-16"), dawn("2026-06-16")]);
});

it("other law about the other debts is waited for, and ends a permission", () => {
  const consumer = on("consumer", sum(4_000));
  const now = on("commercial", sum(6_000), { to: day("2026-06-10") });
  const later = on("commercial", sum(9_000), { from: day("2026-06-11"), to: day("2026-06-20") });
  const last = on("commercial", sum(7_000), { from: day("2026-06-21") });
  const rules = [last, consumer, now, later];
  const until = dawn("2026-06-11");
  expect(given(rules, both({ amount: minor(13_000) }))).toEqual([until, until]);
  const lasts = (cents: number, t: Instant): Instant => lawfulUntil(context({ debts, rules }), both({ amount: minor(cents) }), t, dawn("2026-07-01"));
  expect(lasts(12_000, until)).toBe(dawn("2026-06-21"));
  expect(lasts(10_000, NOW)).toBe(dawn("2026-07-01"));
});

it("a permission lasts until rates are no longer known that the interest needs", () => {
  const series = [base("2026-06-05", ["2026-01-01", 5])];
  const rules = [rule(amount({ by: "yearly rate", percent: 5, over: "base" }))];
  const two = [owing(120_000, "d1"), owing(120_000, "d2", { due: day("2026-06-20") })];
  const lasts = (t: Instant, more: Facts = {}): Instant =>
    lawfulUntil(context({ debts: two, series, rules, ...more }), both(), t, dawn("2026-07-01"));
  expect(lasts(NOW)).toBe(dawn("2026-06-07"));
  // A rate frozen at lateness is still to be told of the debt that becomes late on the 21st.
  const frozen = [rule(amount({ by: "yearly rate", percent: 5, over: "base", frozen: "at lateness" }))];
  expect(lasts(NOW, { rules: frozen })).toBe(dawn("2026-06-22"));
  expect(lasts(dawn("2026-06-22"), { rules: frozen, series: [base("2026-06-30", ["2026-01-01", 5])] })).toBe(dawn("2026-07-01"));
});

it("where nobody knows from when a debt is late, only other law or the end of what is known changes anything", () => {
  const series = [base("2026-06-05", ["2026-01-01", 5])];
  const yearly = rule(amount({ by: "yearly rate", percent: 5, over: "base" }));
  const onReceipt = rule({ kind: "due-date", days: { n: 30, business: false }, after: "receipt" }, { to: day("2026-06-03") });
  expect(closing(yearly, context({ debts, series, rules: [yearly, onReceipt] }), both(), NOW)).toBe(dawn("2026-06-04"));
});
