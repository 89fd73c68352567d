/** What may be added to a debt. */
import type { Action, Charge, Debt } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { AmountLimit, AmountRule } from "../model/rule.ts";
import type { Currency, Instant, Minor, Money } from "../model/units.ts";
import { instant, localDay, minor } from "../model/units.ts";
import { binds } from "../scope.ts";
import { dayBegunEverywhere, firstDateAt } from "./dates.ts";
import { latenessOf, nextLawOfLateness } from "./due-date.ts";
import { atLeast, atMost, exactly, percentOf, rounded, type Exact } from "./exact.ts";
import { concerns, debtOf, debtsAsked } from "./history.ts";
import { interestOn, knownUntil, seriesOf, type UnknownRate, type YearlyRate } from "./interest.ts";

type Asked = Extract<Action, { readonly act: "charge" }>;

/** The most that a rule allows at an instant, or why nobody can tell. */
export type Most = { readonly most: Money } | UnknownRate;

const isUnknown = (value: unknown): value is UnknownRate => typeof value === "object" && value !== null && "unknown" in value;

/** The charge, when the rule limits it; null when it has nothing to say. */
export const limitedBy = (rule: AmountRule, action: Action): Asked | null =>
  action.act === "charge" && rule.charges.includes(action.charge.type) ? action : null;

/**
 * The smallest `t' >= t` at which the rule gives what is wanted (anything at all, where no amount is named); null when waiting
 * never helps. Only interest grows with time: by whole dates, when the next one has begun in every candidate zone.
 */
export function earliestAmount(rule: AmountRule, context: Context, action: Action, t: Instant): Instant | null {
  const asked = limitedBy(rule, action);
  if (asked === null) return t;
  if (refusedOutright(rule, context, asked) !== null) return null;
  const today = firstDateAt(context, t);
  if (isEnough(mostOn(rule, context, asked, t, today), asked.charge)) return t;
  const { limit } = rule;
  if (limit.by !== "yearly rate") return null;
  const day = firstDayOfEnough(today, lastDayOfGrowth(limit, context, asked.charge), (on) =>
    isEnough(mostOn(rule, context, asked, t, on), asked.charge),
  );
  const at = day === null ? Infinity : dayBegunEverywhere(context, localDay(day));
  // From where other law says when a debt is late, all is reckoned anew.
  const change = nextLawOfLateness(context, t);
  if (change < at) return earliestAmount(rule, context, action, instant(change));
  return at === Infinity ? null : instant(at);
}

const isEnough = (most: Most, charge: Charge): boolean => !isUnknown(most) && most.most.amount >= Math.max(1, charge.amount ?? 1);

/** The last date on which more interest can be reckoned than the day before. */
function lastDayOfGrowth(limit: YearlyRate, context: Context, charge: Charge): number {
  const series = limit.over === undefined ? null : seriesOf(limit, context);
  const floats = limit.frozen === undefined || limit.frozen === "never";
  return Math.min(charge.to ?? Infinity, context.calendar.to, series === null || !floats ? Infinity : knownUntil(series) + 1);
}

/** Interest never falls, so the first day on which it is enough is found by halving. */
function firstDayOfEnough(today: number, last: number, enough: (day: number) => boolean): number | null {
  if (last <= today || !enough(last)) return null;
  let [low, high] = [today, last];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** How often such a charge was booked within the key; one of a kind that nobody noted may be of this. */
function isUsedUp(rule: AmountRule, context: Context, asked: Asked): boolean {
  const { times } = rule;
  if (times === undefined) return false;
  const targets = rule.key === "person" ? [null] : debtsAsked(context, asked);
  return targets.some((debt) => charged(rule, context, debt === null ? null : [debt]).length >= times);
}

/** Charges of the rule's kinds that were booked, about any of some debts (null: any at all). */
function charged(rule: AmountRule, context: Context, debts: readonly string[] | null): readonly (Minor | undefined)[] {
  const found: (Minor | undefined)[] = [];
  for (const entry of context.ledger) {
    if (!("event" in entry) || entry.event.event !== "charge") continue;
    const { event } = entry;
    if (event.type !== undefined && !rule.charges.includes(event.type)) continue;
    if (debts === null || debts.some((debt) => concerns(event, debt, context))) found.push(event.amount);
  }
  return found;
}

/** The most that a rule allows at an instant. */
export const mostAt = (rule: AmountRule, context: Context, asked: Asked, t: Instant): Most =>
  mostOn(rule, context, asked, t, firstDateAt(context, t));

function mostOn(rule: AmountRule, context: Context, asked: Asked, t: Instant, day: number): Most {
  const debts = debtsAsked(context, asked).flatMap((id) => debtOf(context, id) ?? []);
  const [first] = debts;
  if (first === undefined || debts.length < asked.debts.length) return { unknown: "a debt is not on file" };
  const { currency } = first;
  if (debts.some((debt) => debt.currency !== currency)) return { unknown: "the debts are in several currencies" };
  const wrong = currenciesOf(rule.limit).find((code) => code !== currency);
  if (wrong !== undefined) return { unknown: `the limit is in ${wrong}, the debt in ${currency}` };
  const given = givenIn(rule.limit);
  if (given !== undefined && given !== currency && asked.charge.amount !== undefined) {
    return { unknown: `the limit is in ${given}, what is wanted in ${currency}` };
  }
  const other = given === undefined || given === currency ? undefined : otherCurrency(context, asked, currency, given);
  if (other !== undefined) return { unknown: `one limit is in ${given}, another in ${other}` };
  const sum = rule.limit.by === "yearly rate" ? interest(rule, rule.limit, context, asked, debts, t, day) : fixed(rule, rule.limit, debts);
  return isUnknown(sum) ? sum : { most: { amount: rounded(sum), currency: givenIn(rule.limit) ?? currency } };
}

/** A currency other than the given one in which some rule that binds limits such a charge: nobody can tell which is less. */
function otherCurrency(context: Context, asked: Asked, currency: Currency, given: Currency): Currency | undefined {
  for (const rule of context.rules) {
    const { body } = rule;
    if (body.kind !== "amount" || limitedBy(body, asked) === null || !binds(rule, context, asked)) continue;
    const own = (body.limit.by === "sum" ? body.limit.sum.currency : givenIn(body.limit)) ?? currency;
    if (own !== given) return own;
  }
  return undefined;
}

/** The currency in which a limit gives its sums, where it names one: it may be another than that of the debts (forty euros on a debt in zloty). */
const givenIn = (limit: AmountLimit): Currency | undefined => (limit.by === "bands" ? limit.bands[0]?.sum.currency : undefined);

/** The currencies that the debts must be in, all of them, for the limit to be held against them: bands may give sums of another than their edges. */
function currenciesOf(limit: AmountLimit): readonly Currency[] {
  switch (limit.by) {
    case "sum":
      return [limit.sum.currency];
    case "bands":
      return limit.bands.flatMap(({ upTo }) => (upTo === null ? [] : [upTo.currency]));
    case "slices":
      return [...limit.slices.flatMap(({ upTo }) => (upTo === null ? [] : [upTo.currency])), ...boundsOf(limit)];
    case "percent of debt":
      return boundsOf(limit);
    case "yearly rate":
      return [];
  }
}

const boundsOf = ({ atLeast: least, atMost: most }: { readonly atLeast?: Money; readonly atMost?: Money }): readonly Currency[] => [
  ...(least === undefined ? [] : [least.currency]),
  ...(most === undefined ? [] : [most.currency]),
];

/** Per debt: what each debt gives, added up. Per person: what all of them together give, once. */
function fixed(rule: AmountRule, limit: Exclude<AmountLimit, YearlyRate>, debts: readonly Debt[]): Exact | UnknownRate {
  const amounts = debts.map((debt) => debt.amount);
  const bases = rule.key === "person" ? [minor(amounts.reduce((sum: number, amount) => sum + amount, 0))] : amounts;
  let sum = 0n;
  for (const base of bases) {
    const given = givenFor(limit, base);
    if (isUnknown(given)) return given;
    sum += given;
  }
  return sum;
}

function givenFor(limit: Exclude<AmountLimit, YearlyRate>, base: Minor): Exact | UnknownRate {
  switch (limit.by) {
    case "sum":
      return exactly(limit.sum.amount);
    case "percent of debt":
      return bounded(percentOf(base, limit.percent), limit);
    case "slices":
      return bounded(sliced(limit.slices, base), limit);
    case "bands": {
      const band = limit.bands.find(({ upTo }) => upTo === null || base <= upTo.amount);
      return band === undefined ? { unknown: "no band reaches so large a debt" } : exactly(band.sum.amount);
    }
  }
}

function bounded(sum: Exact, { atLeast: least, atMost: most }: { readonly atLeast?: Money; readonly atMost?: Money }): Exact {
  const raised = least === undefined ? sum : atLeast(sum, exactly(least.amount));
  return most === undefined ? raised : atMost(raised, exactly(most.amount));
}

/** Each slice gives its share of what lies between the end of the one before it and its own. */
function sliced(slices: Extract<AmountLimit, { readonly by: "slices" }>["slices"], base: Minor): Exact {
  let sum = 0n;
  let from = 0;
  for (const { upTo, percent } of slices) {
    const to = Math.min(base, upTo?.amount ?? base);
    if (to > from) sum += percentOf(to - from, percent);
    from = Math.max(from, to);
  }
  return sum;
}

/**
 * Interest from lateness, or the day asked about if that is later, to the day asked about, or `day` if that is earlier: what hasn't
 * grown yet can't be charged. Interest that was booked before leaves so much less of all that has grown since lateness.
 */
function interest(
  rule: AmountRule,
  limit: YearlyRate,
  context: Context,
  asked: Asked,
  debts: readonly Debt[],
  t: Instant,
  day: number,
): Exact | UnknownRate {
  const { charge } = asked;
  const to = Math.min(charge.to ?? day, day);
  let [since, all] = [0n, 0n];
  for (const debt of debts) {
    const late = latenessOf(context, debt, t);
    if (late === null) return { unknown: "nobody knows from when the debt is late" };
    const wanted = interestOn(limit, context, debt, charge, late, Math.max(charge.from ?? late, late), to);
    if (isUnknown(wanted)) return wanted;
    since += wanted;
  }
  const booked = charged(rule, context, asked.debts.length > 0 ? asked.debts : null);
  if (booked.length === 0) return since;
  for (const debt of debts) {
    const late = latenessOf(context, debt, t);
    const grown = late === null ? 0n : interestOn(limit, context, debt, charge, late, late, to);
    if (isUnknown(grown)) return grown;
    all += grown;
  }
  for (const amount of booked) {
    if (amount === undefined) return { unknown: "nobody noted how much interest was charged before" };
    all -= exactly(amount);
  }
  return atLeast(atMost(since, all), 0n);
}

/** Why a charge is refused that no amount would make lawful; null where it is too much, or unknown. */
export function refusedOutright(rule: AmountRule, context: Context, asked: Asked): "not agreed" | "used up" | null {
  if (rule.onlyAgreed && !asked.charge.agreed) return "not agreed";
  return isUsedUp(rule, context, asked) ? "used up" : null;
}

/** The next instant after `t` from which a rate is no longer known, or other law says when a debt is late. Infinity for none. */
export function closingAmount(rule: AmountRule, context: Context, action: Action, t: Instant): number {
  const asked = limitedBy(rule, action);
  if (asked === null || rule.limit.by !== "yearly rate") return Infinity;
  const change = nextLawOfLateness(context, t);
  const series = rule.limit.over === undefined ? null : seriesOf(rule.limit, context);
  if (series === null || !Number.isFinite(knownUntil(series))) return change;
  // Interest to a day needs the rates of the days before it; a frozen one that of the day on which a debt becomes late.
  const days = [knownUntil(series) + 2, ...debtsAsked(context, asked).map((id) => firstInterestOn(context, id, t))];
  const instants = days.filter(Number.isFinite).map((day) => dayBegunEverywhere(context, localDay(day)));
  return Math.min(change, ...instants.filter((at) => at > t));
}

/** The first day on which interest on a debt has grown; infinity when nobody knows it. */
function firstInterestOn(context: Context, id: string, t: Instant): number {
  const debt = debtOf(context, id);
  return (debt === undefined ? Infinity : (latenessOf(context, debt, t) ?? Infinity)) + 1;
}
