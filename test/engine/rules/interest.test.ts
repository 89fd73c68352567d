import * as fc from "fast-check";
import { expect, it } from "vitest";
import {
  closing,
  earliest,
  localDay,
  minor,
  permit,
  plan,
  type Action,
  type AmountLimit,
  type AmountRule,
  type Charge,
  type Days,
  type DueDateRule,
  type LedgerEntry,
  type RuleBody,
  type Series,
} from "../../../engine/index.ts";
import { NOW, amount, charge, given, owing } from "./charging.ts";
import { at, context, day, event, rule } from "./world.ts";

const base: Series = {
  name: "base",
  title: "Base rate",
  cites: "the bank",
  confidence: "text",
  checked: null,
  verifiedTo: day("2026-09-30"),
  values: [
    { from: day("2025-07-01"), percent: 1 },
    { from: day("2026-01-01"), percent: 2.27 },
    { from: day("2026-05-11"), percent: 3 },
  ],
  file: "law.collect",
  line: 1,
};
const yearly = (more: Partial<Extract<AmountLimit, { by: "yearly rate" }>> = {}): AmountRule =>
  amount({ by: "yearly rate", percent: 5, over: "base", ...more }, { charges: ["late-interest"] });
const interest = (more: Partial<Charge> = {}): Action => charge({ type: "late-interest", ...more });
const rates = { series: [base], debts: [owing(200_000)] };

it("interest is by days, from lateness to today, floating with the series", () => {
  // 2,000 at 7.27% for 30 days: 11.95.
  expect(given(yearly(), interest({ from: day("2026-04-01"), to: day("2026-05-01") }), rates)).toBe(1_195);
  // Late from 1 April. 40 days at 7.27%, 21 at 8%: 15.934... + 9.205...
  expect(given(yearly(), interest(), rates)).toBe(2_514);
  expect(given(yearly(), interest({ from: day("2026-01-01") }), rates)).toBe(2_514);
  // One day at the old rate, one at the new.
  expect(given(yearly(), interest({ from: day("2026-05-10"), to: day("2026-05-12") }), rates)).toBe(84);
  // What hasn't grown yet can't be charged.
  expect(given(yearly(), interest({ to: day("2026-12-01") }), rates)).toBe(2_514);
  expect(given(yearly({ percent: 9 }), interest({ from: day("2026-04-01"), to: day("2026-05-01") }), rates)).toBe(1_853);
});

it("a frozen rate is that of the day of lateness, or of the last day before its half-year", () => {
  const [from, to] = [day("2026-05-20"), day("2026-05-30")];
  expect(given(yearly(), interest({ from, to }), rates)).toBe(438);
  expect(given(yearly({ frozen: "at lateness" }), interest({ from, to }), rates)).toBe(398);
  // 31 December 2025: one percent.
  expect(given(yearly({ frozen: "at half-year" }), interest({ from, to }), rates)).toBe(329);
  // Late in July: 30 June, three percent. Late on 30 June: 31 December.
  const late = (due: string) =>
    given(
      yearly({ frozen: "at half-year" }),
      interest({ from: day("2026-08-01"), to: day("2026-08-31") }),
      { ...rates, debts: [owing(200_000, "d1", { due: day(due) })] },
      at("2026-09-10T12:00:00-04:00"),
    );
  expect(late("2026-06-30")).toBe(1_315);
  expect(late("2026-07-30")).toBe(1_315);
  expect(late("2026-06-29")).toBe(986);
});

it("days of a year are counted as the rule says, else the contract, else by 365", () => {
  const debts = [owing(36_500_000, "d1", { due: day("2027-12-25") })];
  const calendar = { ...context().calendar, to: day("2028-12-31") };
  const [from, to] = [day("2027-12-31"), day("2028-03-01")];
  const t = at("2028-06-01T12:00:00-04:00");
  const of = (dayCount: Charge["dayCount"], law: Charge["dayCount"]): number | "denied" =>
    given(
      yearly({ percent: 10, dayCount: law } as never),
      interest({ from, to, ...(dayCount === undefined ? {} : { dayCount }) }),
      { debts, calendar, series: [{ ...base, verifiedTo: day("2028-12-31"), values: [{ from: day("2020-01-01"), percent: 0 }] }] },
      t,
    );
  expect(of("actual/365", undefined)).toBe(610_000);
  expect(of(undefined, undefined)).toBe(610_000);
  // One day of 365 and sixty of 366.
  expect(of("actual/actual", undefined)).toBe(Math.round(10_000 + (36_500_000 * 0.1 * 60) / 366));
  // 30 December to 1 March in months of thirty days: 61.
  expect(of("30/360", undefined)).toBe(Math.round((36_500_000 * 0.1 * 61) / 360));
  expect(of("30/360", "actual/365")).toBe(610_000);
});

it("a rate that nobody knows denies: no series, days before its first value, days after it was verified", () => {
  expect(given(yearly(), interest(), { ...rates, series: [] })).toBe("denied");
  const { series: _series, ...without } = rates;
  expect(given(yearly(), interest(), without)).toBe("denied");
  const debts = [owing(200_000, "d1", { due: day("2025-03-31") })];
  expect(given(yearly(), interest(), { ...rates, debts })).toBe("denied");
  expect(given(yearly(), interest({ from: day("2025-07-01") }), { ...rates, debts })).toBeGreaterThan(0);
  // Interest to 1 October needs the rate of 30 September.
  const october = at("2026-10-01T12:00:00-04:00");
  expect(given(yearly(), interest({ from: day("2026-09-30"), to: day("2026-10-01") }), rates, october)).toBe(44);
  const most = given(yearly(), interest(), rates, october);
  const wanted = interest({ amount: minor(Number(most)) });
  expect(earliest(rule(yearly()), context(rates), wanted, NOW)).toBe(at("2026-10-01T00:00:00-04:00"));
  expect(given(yearly(), interest(), rates, at("2026-10-01T12:00:00-04:00"))).toBeGreaterThan(0);
  expect(given(yearly(), interest(), rates, at("2026-10-02T00:00:00-04:00"))).toBe("denied");
  expect(given(yearly(), interest({ to: day("2026-10-01") }), rates, at("2026-12-02T00:00:00-05:00"))).toBeGreaterThan(0);
  expect(closing(rule(yearly()), context(rates), interest(), NOW)).toBe(at("2026-10-02T00:00:00-04:00"));
  expect(given(yearly({ frozen: "at lateness" }), interest(), rates, at("2026-12-02T00:00:00-05:00"))).toBeGreaterThan(0);
  // Nobody wrote to when it holds, but somebody checked it on a day.
  const { verifiedTo: _until, ...rest } = base;
  expect(given(yearly(), interest(), { ...rates, series: [{ ...rest, verifiedTo: null }] })).toBe("denied");
  expect(given(yearly(), interest(), { ...rates, series: [{ ...rest, verifiedTo: null, checked: day("2026-06-01") }] })).toBe(2_514);
});

it("a contract's own rate holds where it is lower than the law's", () => {
  const month = { from: day("2026-04-01"), to: day("2026-05-01") };
  expect(given(yearly(), interest({ ...month, agreed: true, rate: 4 }), rates)).toBe(658);
  expect(given(yearly(), interest({ ...month, agreed: true, rate: 40 }), rates)).toBe(1_195);
  expect(given(yearly(), interest({ ...month, agreed: false, rate: 4 }), rates)).toBe(1_195);
});

it("interest that was charged before leaves so much less", () => {
  const booked = event("2026-05-02T10:00:00-04:00", { event: "charge", type: "late-interest", amount: minor(1_195) });
  expect(given(yearly(), interest(), { ...rates, ledger: [booked] })).toBe(1_319);
  expect(given(yearly(), interest({ from: day("2026-05-31") }), { ...rates, ledger: [booked] })).toBe(44);
  expect(given(yearly(), interest(), { ...rates, ledger: [{ ...booked, event: { event: "charge", type: "late-interest" } }] })).toBe("denied");
});

it("what hasn't grown to enough will have on the first day on which it has, and not before", () => {
  const ledger: readonly LedgerEntry[] = [];
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6_000 }),
      fc.constantFrom("actual/365" as const, "30/360" as const, "actual/actual" as const),
      (wanted, dayCount) => {
        const one = yearly({ dayCount });
        const facts = context({ ...rates, ledger, rules: [rule(one)] });
        const found = earliest(rule(one), facts, interest({ amount: minor(wanted) }), NOW);
        const enough = (t: typeof NOW): boolean => permit(facts, interest({ amount: minor(wanted) }), t).allowed;
        if (found === null) expect(enough(at("2026-10-01T12:00:00-04:00"))).toBe(false);
        else {
          expect(enough(found)).toBe(true);
          expect(found === NOW || !enough((found - 1) as typeof NOW)).toBe(true);
          expect(plan(facts, interest({ amount: minor(wanted) }), NOW, at("2026-12-01T00:00:00-05:00"))).toMatchObject({ kind: "at", at: found });
        }
      },
    ),
    { numRuns: 200 },
  );
});

it("interest of a stretch is that of its parts, and agrees with a sum day by day", () => {
  const days = fc.integer({ min: day("2025-07-01"), max: day("2026-09-30") });
  fc.assert(
    fc.property(days, days, fc.integer({ min: 1, max: 10_000_000 }), (one, other, cents) => {
      const [from, to] = one < other ? [one, other] : [other, one];
      if (from === to) return;
      let sum = 0n;
      for (let d = from; d < to; d++) {
        const { percent } = base.values.findLast((value) => value.from <= d) ?? { percent: NaN };
        sum += BigInt(cents) * BigInt(Math.round((percent + 5) * 100));
      }
      // Hundredths of a percent, by 365 days.
      const expected = Number((2n * sum + 3_650_000n) / (2n * 3_650_000n));
      const debts = [owing(cents, "d1", { due: localDay(from - 1) })];
      const found = given(yearly(), interest({ from: localDay(from), to: localDay(to) }), { ...rates, debts }, at("2026-10-01T12:00:00-04:00"));
      expect(found).toBe(expected === 0 ? "denied" : expected);
    }),
    { numRuns: 200 },
  );
});

const late = (days: Days, more: Partial<DueDateRule> = {}): DueDateRule => ({ kind: "due-date", days, after: "delivery", ...more });

it("a debt that is late by the law only later bears interest only from then", () => {
  const debts = [owing(200_000, "d1", { incurred: day("2026-04-10") })];
  // Late by the law from 11 May: 21 days at 8%.
  expect(given(yearly(), interest(), { ...rates, debts, rules: [rule(late({ n: 30, business: false }))] })).toBe(921);
});

it("interest is reckoned anew where law about lateness or charges comes into force or ends, and with no other law", () => {
  const until = (more: object, t = NOW, body: RuleBody = late({ n: 30, business: false })): number =>
    closing(rule(yearly({ over: "none" })), context({ ...rates, rules: [rule(body, more)] }), interest(), t);
  expect(until({ from: day("2026-07-01") })).toBe(at("2026-07-01T00:00:00-04:00"));
  expect(until({ to: day("2026-06-30") })).toBe(at("2026-07-01T00:00:00-04:00"));
  expect(until({ from: day("2026-07-01") }, at("2026-07-01T00:00:00-04:00"))).toBe(Infinity);
  expect(until({ from: day("2026-07-01") }, NOW, yearly())).toBe(at("2026-07-01T00:00:00-04:00"));
  expect(until({ from: day("2026-07-01") }, NOW, { kind: "standard", text: "Be fair." })).toBe(Infinity);
});
