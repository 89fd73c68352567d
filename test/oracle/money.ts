/** What was charged, held against what the law gives: interest day by day, shares slice by slice, in whole fractions. */
import { datesAt } from "./clock.ts";
import { lastOfTerms } from "./days.ts";
import { concerns, gave } from "./history.ts";
import { receiptOf } from "./terms.ts";
import { yearsLater } from "./time.ts";
import { bindsDeed } from "./whom.ts";
import type {
  BodyOf,
  Deed,
  OracleDays,
  OracleDebt,
  OracleEntry,
  OracleLimit,
  OracleMoney,
  OracleRule,
  OracleSeries,
  OracleTerms,
  Story,
} from "./words.ts";

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

/** The last day that isn't late by one rule; null: nobody knows. By a day that was agreed on it is late at the latest, and with a demand sooner. */
const lastInTime = (story: Story, body: BodyOf<"due-date">, deed: Deed, debt: OracleDebt): number | null => {
  if (!(debt.facts ?? []).includes("due-date-agreed")) {
    const last = lastByLaw(story, body, deed, debt, body.days);
    const byLaw = last === null ? [] : [Math.max(debt.due, last)];
    const soonest = Math.min(...byLaw, ...demandedOn(story, body, deed, debt));
    return soonest === Infinity ? null : soonest;
  }
  const longest = body.longest === undefined ? null : lastByLaw(story, body, deed, debt, body.longest);
  return longest === null ? debt.due : Math.min(debt.due, longest);
};

/** Days on which demands arrived that were sent to somebody who hadn't paid in time. */
const demandedOn = (story: Story, { orWith }: BodyOf<"due-date">, deed: Deed, debt: OracleDebt): readonly number[] =>
  orWith === undefined
    ? []
    : deed.before.flatMap((past) => {
        if (!gave(story, deed.before, past, orWith, undefined, debt) || datesAt(story, past.at).some((date) => date <= debt.due)) return [];
        const receipt = receiptOf(story, deed.before, past, debt);
        return receipt === null ? [] : [lastOfTerms(story, Math.max(...datesAt(story, receipt.at)), receipt.after)];
      });

const lastByLaw = (story: Story, body: BodyOf<"due-date">, deed: Deed, debt: OracleDebt, days: OracleDays): number | null => {
  const since = beginsOn(story, body, deed, debt);
  if (since === null) return null;
  const last = lastOfTerms(story, since, [days]);
  return body.toBusinessDay === true ? lastOfTerms(story, last - 1, [{ n: 1, business: true }]) : last;
};

/** The day after which a term begins to run; null: nobody knows. */
const beginsOn = (story: Story, body: BodyOf<"due-date">, deed: Deed, debt: OracleDebt): number | null => {
  const invoice = deed.before.find((past): past is Extract<OracleEntry, { contact: object }> =>
    gave(story, deed.before, past, ["invoice"], undefined, debt),
  );
  if (body.containing !== undefined && !body.containing.some((id) => invoice?.contact.contains?.includes(id) === true)) return null;
  if (body.after === "delivery") return debt.incurred;
  if (invoice === undefined) return body.after === "invoice" || body.after === "delivery and receipt" ? debt.incurred : null;
  if (body.after === "invoice") return Math.max(...datesAt(story, invoice.at));
  const receipt = receiptOf(story, deed.before, invoice, debt);
  if (receipt === null) return null;
  const received = lastOfTerms(story, Math.max(...datesAt(story, receipt.at)), receipt.after);
  if (body.after === "receipt") return received;
  return Math.max(received, body.after === "due and receipt" ? debt.due : debt.incurred);
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
      !(body.unlessAgreed === true && story.terms?.[deed.entry.id]?.agreed === true) &&
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
  const taken = bookedIn(earlier);
  return taken === null ? null : most(whole(0), least(asked, minus(all, whole(taken))));
};

/** All that was booked together; null: nobody noted how much something was. */
const bookedIn = (entries: readonly OracleEntry[]): number | null =>
  entries.some(({ event }) => event?.amount === undefined) ? null : entries.reduce((sum, { event }) => sum + (event?.amount ?? 0), 0);

/** Whether something that was booked still counts towards a total. */
const isInTotal = (story: Story, { inTotal }: BodyOf<"amount">, deed: Deed, { at }: OracleEntry): boolean =>
  inTotal?.months === undefined ||
  Math.min(...datesAt(story, deed.entry.at)) <= Math.max(...datesAt(story, at).map((date) => yearsLater(date, 0, inTotal.months ?? 0)));

/** A sum for some debts, less what was taken for them before. */
const lessTaken = (
  story: Story,
  limit: Exclude<OracleLimit, Yearly>,
  body: BodyOf<"amount">,
  deed: Deed,
  base: number,
  entries: readonly OracleEntry[],
): Fraction | null => {
  const gives = fixed(limit, base);
  const taken = bookedIn(entries.filter((entry) => isInTotal(story, body, deed, entry)));
  return gives === null || taken === null ? null : most(whole(0), minus(gives, whole(taken)));
};

const owed = (debts: readonly OracleDebt[]): number => debts.reduce((sum, { amount }) => sum + amount, 0);

const totalAllowed = (story: Story, rule: OracleRule, limit: Exclude<OracleLimit, Yearly>, body: BodyOf<"amount">, deed: Deed): Fraction | null => {
  if (body.key === "debt") {
    const each = deed.debts.map((debt) => lessTaken(story, limit, body, deed, debt.amount, earlierCharges(story, body, deed, [debt])));
    return each.reduce<Fraction | null>((sum, one) => (sum === null || one === null ? null : plus(sum, one)), whole(0));
  }
  const bound = story.debts.filter((debt) => bindsDeed(story, { ...rule, from: null, to: null }, { ...deed, debts: [debt] }));
  const earlier = earlierCharges(story, body, deed, bound);
  const together = bound.filter(
    (debt) => deed.debts.includes(debt) || earlier.some(({ event }) => event !== undefined && concerns(story, event, debt)),
  );
  if (together.some(({ currency }) => currency !== deed.debts[0]?.currency)) return null;
  return lessTaken(story, limit, body, deed, owed(together), earlier);
};

/** What a rule gives on the debts of a deed, which it binds, and in what; null: nobody knows. */
const givenBy = (
  story: Story,
  rule: OracleRule,
  body: BodyOf<"amount">,
  deed: Deed,
): { readonly sum: Fraction; readonly currency: string } | null => {
  const { event, id } = deed.entry;
  const currency = deed.debts[0]?.currency ?? "";
  const { limit } = body;
  const given = givenIn(limit, currency);
  if ([...deed.debts, ...measuresOf(limit)].some((one) => one.currency !== currency)) return null;
  if (event?.amount !== undefined && (event.currency ?? currency) !== given) return null;
  if (limit.by === "yearly rate") {
    const sum = interestAllowed(story, limit, body, deed, story.terms?.[id] ?? { agreed: false });
    return sum === null ? null : { sum, currency: given };
  }
  if (body.inTotal !== undefined) {
    const sum = totalAllowed(story, rule, limit, body, deed);
    return sum === null ? null : { sum, currency: given };
  }
  const bases = body.key === "person" ? [owed(deed.debts)] : deed.debts.map((debt) => debt.amount);
  const sum = bases.reduce<Fraction | null>((all, base) => {
    const one = fixed(limit, base);
    return all === null || one === null ? null : plus(all, one);
  }, whole(0));
  return sum === null ? null : { sum, currency: given };
};

/** What other law lets a charge be on a debt that a rule doesn't bind; "any": none limits it. */
const elsewhere = (story: Story, except: OracleRule, deed: Deed): { readonly sum: Fraction; readonly currency: string } | "any" => {
  let lowest: { readonly sum: Fraction; readonly currency: string } | "any" = "any";
  for (const rule of story.rules) {
    const { body } = rule;
    if (rule === except || body.kind !== "amount" || body.barred !== undefined || !body.charges.includes(deed.entry.event?.type ?? "")) continue;
    const one = bindsDeed(story, rule, deed) ? givenBy(story, rule, body, deed) : null;
    if (one !== null && (lowest === "any" || isLess(one.sum, lowest.sum))) lowest = one;
  }
  return lowest;
};

/** @param all the deed with all its debts, where `deed` is about those alone that the rule is about */
export const breaksAmount = (story: Story, rule: OracleRule, body: BodyOf<"amount">, deed: Deed, all: Deed): string | null => {
  const { event, id } = deed.entry;
  if (deed.act !== "charge" || event === undefined || !body.charges.includes(event.type ?? "")) return null;
  const terms = story.terms?.[id] ?? { agreed: false };
  if (body.unlessAgreed === true && terms.agreed) return null;
  if (body.onlyAgreed && !terms.agreed) return "it was not agreed";
  const targets = body.key === "person" ? [null] : deed.debts.map((debt) => [debt]);
  if (body.times !== undefined && targets.some((debts) => earlierCharges(story, body, deed, debts).length >= (body.times ?? 0)))
    return "it was charged before";
  const own = givenBy(story, rule, body, deed);
  if (own === null) return "nobody knows how much the law gives";
  if (halfUp(own.sum) < 1) return "the law gives nothing";
  const ofDebts = deed.debts[0]?.currency ?? "";
  if (own.currency !== ofDebts && body.limit.by === "bands" && isLimitedIn(story, deed, ofDebts, own.currency))
    return "nobody can tell which limit is lower";
  let { sum } = own;
  for (const debt of all.debts) {
    if (deed.debts.includes(debt)) continue;
    const other = elsewhere(story, rule, { ...deed, debts: [debt] });
    if (other === "any" && own.currency !== ofDebts) return "limits are in several currencies";
    if (other === "any") return event.amount !== undefined && event.amount > 0 ? null : "nothing is charged";
    if (other.currency !== own.currency) return "limits are in several currencies";
    sum = plus(sum, other.sum);
  }
  const gives = halfUp(sum);
  return event.amount !== undefined && event.amount > 0 && event.amount <= gives ? null : `it is more than ${gives}`;
};
