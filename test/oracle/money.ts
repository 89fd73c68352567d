/** What was charged, held against what the law gives: interest day by day, shares slice by slice, in whole fractions. */
import { datesAt } from "./clock.ts";
import { lastOfTerms } from "./days.ts";
import { concerns, gave } from "./history.ts";
import { receiptOf } from "./terms.ts";
import { bindsDeed } from "./whom.ts";
import type { BodyOf, Deed, OracleDays, OracleDebt, OracleEntry, OracleLimit, OracleMoney, OracleSeries, OracleTerms, Story } from "./words.ts";

/** A fraction of the currency's smallest unit. */
type Fraction = readonly [over: bigint, under: bigint];
const whole = (n: number): Fraction => [BigInt(n), 1n];
const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];
const isLess = ([a, b]: Fraction, [c, d]: Fraction): boolean => a * d < c * b;
const least = (one: Fraction, other: Fraction): Fraction => (isLess(one, other) ? one : other);
const most = (one: Fraction, other: Fraction): Fraction => (isLess(one, other) ? other : one);
const minus = (one: Fraction, [c, d]: Fraction): Fraction => plus(one, [-c, d]);
const halfUp = ([a, b]: Fraction): number => Number((2n * a + b) / (2n * b));

/** Percentages are written with at most six decimals. */
const share = (amount: number, percent: number): Fraction => [BigInt(amount) * BigInt(Math.round(percent * 1e6)), 100_000_000n];

const FOR_LATENESS = ["late-interest", "late-compensation", "collection-costs", "reminder-fee", "demand-fee", "late-fee"];

/** The last day that isn't late by one rule; null: nobody knows. By a day that was agreed on it is late at the latest. */
const lastInTime = (story: Story, body: BodyOf<"due-date">, deed: Deed, debt: OracleDebt): number | null => {
  if (!(debt.facts ?? []).includes("due-date-agreed")) {
    const last = lastByLaw(story, body, deed, debt, body.days);
    return last === null ? null : Math.max(debt.due, last);
  }
  const longest = body.longest === undefined ? null : lastByLaw(story, body, deed, debt, body.longest);
  return longest === null ? debt.due : Math.min(debt.due, longest);
};

const lastByLaw = (story: Story, body: BodyOf<"due-date">, deed: Deed, debt: OracleDebt, days: OracleDays): number | null => {
  const invoice = deed.before.find((past): past is Extract<OracleEntry, { contact: object }> =>
    gave(story, deed.before, past, ["invoice"], undefined, debt),
  );
  const from = (at: number, terms: readonly OracleDays[]): number => lastOfTerms(story, Math.max(...datesAt(story, at)), terms);
  if (body.after === "delivery" || (body.after === "invoice" && invoice === undefined)) return lastOfTerms(story, debt.incurred, [days]);
  if (invoice === undefined) return null;
  if (body.after === "invoice") return from(invoice.at, [days]);
  const receipt = receiptOf(story, deed.before, invoice, debt);
  return receipt === null ? null : from(receipt.at, [...receipt.after, days]);
};

export const breaksDueDate = (story: Story, body: BodyOf<"due-date">, deed: Deed): string | null => {
  if (deed.act !== "charge" || !FOR_LATENESS.includes(deed.entry.event?.type ?? "")) return null;
  for (const debt of deed.debts) {
    const last = lastInTime(story, body, deed, debt);
    if (last === null) return "nobody knows from when it is late";
    if (datesAt(story, deed.entry.at).some((date) => date <= last)) return `${debt.id} is not late`;
  }
  return null;
};

/** The first day of lateness by all law that binds the debt; null: nobody knows. */
const latenessOf = (story: Story, deed: Deed, debt: OracleDebt): number | null => {
  const days = story.rules.flatMap((rule) =>
    rule.body.kind === "due-date" && bindsDeed(story, rule, { ...deed, debts: [debt] }) ? [lastInTime(story, rule.body, deed, debt)] : [],
  );
  if (days.length === 0) return debt.default ?? debt.due + 1;
  return days.reduce((late: number | null, last) => (late === null || last === null ? null : Math.max(late, last + 1)), -Infinity);
};

const isKnownOn = (series: OracleSeries, day: number): boolean => day <= (series.verifiedTo ?? series.checked ?? -Infinity);
const valueOn = (series: OracleSeries, day: number): number | null =>
  isKnownOn(series, day) ? (series.values.filter((value) => value.from <= day).at(-1)?.percent ?? null) : null;

const dateOf = (day: number): Date => new Date(day * 86_400_000);
const dayBeforeHalfYear = (day: number): number => {
  const date = dateOf(day);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() < 6 ? 0 : 6, 1) / 86_400_000 - 1;
};

/** How much of a year one day is. */
const partOfYear = (day: number, dayCount: string): Fraction => {
  const year = dateOf(day).getUTCFullYear();
  if (dayCount === "actual/actual") return [1n, BigInt(Math.round((Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 86_400_000))];
  if (dayCount === "actual/365") return [1n, 365n];
  const thirtieth = (one: number): number => {
    const date = dateOf(one);
    return date.getUTCFullYear() * 360 + date.getUTCMonth() * 30 + Math.min(date.getUTCDate(), 30);
  };
  return [BigInt(thirtieth(day + 1) - thirtieth(day)), 360n];
};

type Yearly = Extract<OracleLimit, { by: "yearly rate" }>;

/** Interest of the days `[from, to)`; null: some day's rate is unknown. */
const interest = (story: Story, limit: Yearly, terms: OracleTerms, debt: OracleDebt, late: number, from: number, to: number): Fraction | null => {
  const series = story.series?.find((one) => one.name === limit.over);
  if (from < to && limit.over !== undefined && series === undefined) return null;
  // Parts of years of one length each, so that the fractions stay small.
  const parts = new Map<bigint, bigint>();
  for (let day = from; day < to; day++) {
    const asOf = limit.frozen === "at lateness" ? late : limit.frozen === "at half-year" ? dayBeforeHalfYear(late) : day;
    const value = series === undefined ? 0 : valueOn(series, asOf);
    if (value === null) return null;
    const lawful = Math.max(0, limit.percent + value);
    const rate = terms.agreed && terms.rate !== undefined ? Math.max(0, Math.min(lawful, terms.rate)) : lawful;
    const [over, under] = partOfYear(day, limit.dayCount ?? terms.dayCount ?? "actual/365");
    parts.set(under, (parts.get(under) ?? 0n) + over * share(debt.amount, rate)[0]);
  }
  return [...parts].reduce<Fraction>((sum, [under, over]) => plus(sum, [over, under * 100_000_000n]), [0n, 1n]);
};

const between = (sum: Fraction, atLeast: OracleMoney | undefined, atMost: OracleMoney | undefined): Fraction => {
  const raised = atLeast === undefined ? sum : most(sum, whole(atLeast.amount));
  return atMost === undefined ? raised : least(raised, whole(atMost.amount));
};

const fixed = (limit: Exclude<OracleLimit, Yearly>, amount: number): Fraction | null => {
  switch (limit.by) {
    case "sum":
      return whole(limit.sum.amount);
    case "percent of debt":
      return between(share(amount, limit.percent), limit.atLeast, limit.atMost);
    case "bands": {
      const band = limit.bands.find(({ upTo }) => upTo === null || amount <= upTo.amount);
      return band === undefined ? null : whole(band.sum.amount);
    }
    case "slices": {
      const ends = limit.slices.map(({ upTo }) => Math.min(amount, upTo?.amount ?? Infinity));
      const sum = limit.slices.reduce<Fraction>(
        (all, { percent }, i) => plus(all, share(Math.max(0, (ends[i] ?? 0) - (i === 0 ? 0 : (ends[i - 1] ?? 0))), percent)),
        [0n, 1n],
      );
      return between(sum, limit.atLeast, limit.atMost);
    }
  }
};

/** Sums that a debt is held against: all but those that bands give, which may be of another currency. */
const measuresOf = (limit: OracleLimit): readonly OracleMoney[] => {
  const known = (...sums: readonly (OracleMoney | null | undefined)[]): readonly OracleMoney[] =>
    sums.filter((sum): sum is OracleMoney => sum !== null && sum !== undefined);
  switch (limit.by) {
    case "sum":
      return [limit.sum];
    case "bands":
      return known(...limit.bands.map(({ upTo }) => upTo));
    case "slices":
      return known(...limit.slices.map(({ upTo }) => upTo), limit.atLeast, limit.atMost);
    case "percent of debt":
      return known(limit.atLeast, limit.atMost);
    case "yearly rate":
      return [];
  }
};

/** In what a limit gives. */
const givenIn = (limit: OracleLimit, ofDebts: string): string => (limit.by === "bands" ? (limit.bands[0]?.sum.currency ?? ofDebts) : ofDebts);

/** Whether other law that binds limits the same charge in another currency. */
const isLimitedIn = (story: Story, deed: Deed, ofDebts: string, given: string): boolean =>
  story.rules.some(
    ({ body, ...rule }) =>
      body.kind === "amount" &&
      body.charges.includes(deed.entry.event?.type ?? "") &&
      (body.limit.by === "sum" ? body.limit.sum.currency : givenIn(body.limit, ofDebts)) !== given &&
      bindsDeed(story, { ...rule, body, from: null, to: null }, deed),
  );

const earlierCharges = (story: Story, body: BodyOf<"amount">, deed: Deed, debts: readonly OracleDebt[] | null): readonly OracleEntry[] =>
  deed.before.filter(
    ({ event }) =>
      event?.event === "charge" &&
      (event.type === undefined || body.charges.includes(event.type)) &&
      (debts === null || debts.some((debt) => concerns(story, event, debt))),
  );

const interestAllowed = (story: Story, limit: Yearly, body: BodyOf<"amount">, deed: Deed, terms: OracleTerms): Fraction | null => {
  const today = Math.min(...datesAt(story, deed.entry.at));
  const to = Math.min(terms.to ?? today, today);
  let [asked, all] = [whole(0), whole(0)];
  const earlier = earlierCharges(story, body, deed, deed.debts);
  for (const debt of deed.debts) {
    const late = latenessOf(story, deed, debt);
    if (late === null) return null;
    const wanted = interest(story, limit, terms, debt, late, Math.max(terms.from ?? late, late), to);
    const grown = earlier.length === 0 ? whole(0) : interest(story, limit, terms, debt, late, late, to);
    if (wanted === null || grown === null) return null;
    [asked, all] = [plus(asked, wanted), plus(all, grown)];
  }
  if (earlier.length === 0) return asked;
  if (earlier.some(({ event }) => event?.amount === undefined)) return null;
  const booked = earlier.reduce((sum, { event }) => sum + (event?.amount ?? 0), 0);
  return most(whole(0), least(asked, minus(all, whole(booked))));
};

export const breaksAmount = (story: Story, body: BodyOf<"amount">, deed: Deed): string | null => {
  const { event, id } = deed.entry;
  if (deed.act !== "charge" || event === undefined || !body.charges.includes(event.type ?? "")) return null;
  const terms = story.terms?.[id] ?? { agreed: false };
  if (body.onlyAgreed && !terms.agreed) return "it was not agreed";
  const targets = body.key === "person" ? [null] : deed.debts.map((debt) => [debt]);
  if (body.times !== undefined && targets.some((debts) => earlierCharges(story, body, deed, debts).length >= (body.times ?? 0)))
    return "it was charged before";
  const currency = deed.debts[0]?.currency ?? "";
  const { limit } = body;
  const given = givenIn(limit, currency);
  if ([...deed.debts, ...measuresOf(limit)].some((one) => one.currency !== currency)) return "there are several currencies";
  if ((event.currency ?? currency) !== given) return `it is not in ${given}`;
  if (given !== currency && isLimitedIn(story, deed, currency, given)) return "nobody can tell which limit is lower";
  const amounts = deed.debts.map((debt) => debt.amount);
  const bases = body.key === "person" ? [amounts.reduce((sum, amount) => sum + amount, 0)] : amounts;
  const allowed =
    limit.by === "yearly rate"
      ? interestAllowed(story, limit, body, deed, terms)
      : bases.reduce<Fraction | null>((sum, base) => {
          const one = fixed(limit, base);
          return sum === null || one === null ? null : plus(sum, one);
        }, whole(0));
  if (allowed === null) return "nobody knows how much the law gives";
  const gives = halfUp(allowed);
  return event.amount !== undefined && event.amount > 0 && event.amount <= gives ? null : `it is more than ${gives}`;
};
