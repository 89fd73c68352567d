/** What may be added to debts, where one charge may be about debts that several rules limit. */
import type { Action, Charge } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { AmountRule, Rule, RuleBody } from "../model/rule.ts";
import type { Currency, Instant, Money } from "../model/units.ts";
import { instant, localDay } from "../model/units.ts";
import { binds } from "../scope.ts";
import { booked, currencyGiven, givenOn, isUnknown, limitedBy, type Asked } from "./amount-sum.ts";
import { dayBegunEverywhere, firstDateAt } from "./dates.ts";
import { latenessOf } from "./due-date.ts";
import { rounded, type Exact } from "./exact.ts";
import { debtOf, debtsAsked } from "./history.ts";
import { nextChange, standsAt } from "./in-force.ts";
import { knownUntil, seriesOf, type UnknownRate, type YearlyRate } from "./interest.ts";

export { limitedBy } from "./amount-sum.ts";

/** A rule of amounts, and the charge as it stands: about the debts that the rule limits (`asked`), and maybe about others as well (`whole`). */
export interface Limiting {
  readonly rule: Rule;
  readonly body: AmountRule;
  readonly whole: Action;
  readonly asked: Action;
}

/** The most that a rule allows at an instant, or why nobody can tell. `unlimited`: other debts of the charge may carry any sum. */
export type Most = { readonly most: Money } | UnknownRate | { readonly unlimited: true };

/**
 * The smallest `t' >= t` at which the rule gives what is wanted (anything at all, where no amount is named); null when waiting never
 * helps. Interest grows with time, and a total forgets what was booked long ago: by whole dates, when the next one has begun in every candidate zone.
 */
export function earliestAmount(limiting: Limiting, context: Context, t: Instant): Instant | null {
  const asked = limitedBy(limiting.body, limiting.asked);
  if (asked === null) return t;
  if (refusedOutright(limiting.body, context, asked) !== null) return null;
  const today = firstDateAt(context, t);
  if (isEnough(limiting, context, asked, t, today)) return t;
  const day = firstDayOfEnough(today, lastDayOfGrowth(limiting, context, asked.charge), (on) => isEnough(limiting, context, asked, t, on));
  const at = day === null ? Infinity : dayBegunEverywhere(context, localDay(day));
  // From where other law begins or ends, all is reckoned anew.
  const change = nextChange(LAW_OF_CHARGES, context, t);
  if (change < at) return earliestAmount(limiting, context, instant(change));
  return at === Infinity ? null : instant(at);
}

/** Nothing on the debts that the rule limits is not enough, whatever others give. */
function isEnough(limiting: Limiting, context: Context, asked: Asked, t: Instant, day: number): boolean {
  const own = givenOn(limiting.rule, limiting.body, context, asked, t, day);
  if (isUnknown(own) || rounded(own) < 1) return false;
  const most = withOthers(limiting, context, asked, own, t, day);
  return "unlimited" in most || (!isUnknown(most) && most.most.amount >= (asked.charge.amount ?? 1));
}

/** Debts of the charge that the rule doesn't limit. */
function othersOf({ whole, asked }: Limiting, context: Context): readonly string[] {
  const own = debtsAsked(context, asked);
  return debtsAsked(context, whole).filter((id) => !own.includes(id));
}

/** The last date on which more can be reckoned than the day before: that up to which a series is known that the interest needs. */
function lastDayOfGrowth({ body: { limit } }: Limiting, context: Context, charge: Charge): number {
  const { to: last } = context.calendar;
  if (limit.by !== "yearly rate" || (limit.frozen !== undefined && limit.frozen !== "never")) return last;
  const series = seriesOf(limit, context);
  const known = series === null ? Infinity : knownUntil(series) + 1;
  return (charge.to ?? Infinity) <= known ? last : Math.min(last, known);
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

/** The most that a rule allows at an instant. */
export function mostAt(limiting: Limiting, context: Context, t: Instant): Most {
  const asked = limitedBy(limiting.body, limiting.asked);
  if (asked === null) return { unlimited: true };
  const day = firstDateAt(context, t);
  const own = givenOn(limiting.rule, limiting.body, context, asked, t, day);
  return isUnknown(own) ? own : withOthers(limiting, context, asked, own, t, day);
}

/** What the rule gives on its debts, with what other rules give on the others: each of those by itself, at the least. */
function withOthers(limiting: Limiting, context: Context, asked: Asked, own: Exact, t: Instant, day: number): Most {
  const { body } = limiting;
  const currency = currencyGiven(body, debtOf(context, debtsAsked(context, asked)[0] ?? ""));
  if (currency === undefined) return { unknown: "a debt is not on file" };
  const foreign = debtOf(context, debtsAsked(context, asked)[0] ?? "")?.currency !== currency;
  const other = foreign ? otherCurrency(context, asked, currency) : undefined;
  if (other !== undefined) return { unknown: `one limit is in ${currency}, another in ${other}` };
  let sum = own;
  for (const id of othersOf(limiting, context)) {
    const least = leastOn(context, { ...asked, debts: [id] }, t, day);
    if (least === null) return foreign ? { unknown: `the limit is in ${currency}, other debts may carry anything` } : { unlimited: true };
    if (least.currency !== currency) return { unknown: `one limit is in ${currency}, another in ${least.currency}` };
    sum += least.sum;
  }
  return { most: { amount: rounded(sum), currency } };
}

/** A currency other than the given one in which some rule that binds limits such a charge: nobody can tell which is less. */
function otherCurrency(context: Context, asked: Asked, given: Currency): Currency | undefined {
  for (const rule of context.rules) {
    const { body } = rule;
    if (body.kind !== "amount" || limitedBy(body, asked) === null || !binds(rule, context, asked)) continue;
    const own = currencyGiven(body, debtOf(context, debtsAsked(context, asked)[0] ?? ""));
    if (own !== given) return own;
  }
  return undefined;
}

/** The least that any rule gives on one debt that another rule doesn't bind; null where none limits it. What is unknown is refused by that rule itself. */
function leastOn(context: Context, asked: Asked, t: Instant, day: number): { readonly sum: Exact; readonly currency: Currency } | null {
  let least: { readonly sum: Exact; readonly currency: Currency } | null = null;
  for (const rule of context.rules) {
    const { body } = rule;
    if (body.kind !== "amount" || body.barred !== undefined || limitedBy(body, asked) === null) continue;
    if (!standsAt(rule, context, t) || !binds(rule, context, asked)) continue;
    const sum = givenOn(rule, body, context, asked, t, day);
    const currency = currencyGiven(body, debtOf(context, asked.debts[0] ?? ""));
    if (!isUnknown(sum) && currency !== undefined && (least === null || sum < least.sum)) least = { sum, currency };
  }
  return least;
}

/** How often such a charge was booked within the key. */
function isUsedUp(body: AmountRule, context: Context, asked: Asked): boolean {
  const { times } = body;
  if (times === undefined) return false;
  const targets = body.key === "person" ? [null] : debtsAsked(context, asked);
  return targets.some((debt) => booked(body, context, debt === null ? null : [debt]).length >= times);
}

/** Why a charge is refused that no amount would make lawful; null where it is too much, or unknown. */
export function refusedOutright(body: AmountRule, context: Context, asked: Asked): "not agreed" | "used up" | null {
  if (body.onlyAgreed && !asked.charge.agreed) return "not agreed";
  return isUsedUp(body, context, asked) ? "used up" : null;
}

/** Law that says when a debt is late, or what the other debts of a charge give. */
const LAW_OF_CHARGES: readonly RuleBody["kind"][] = ["due-date", "amount"];

/** The next instant after `t` from which a rate is no longer known, or other law says how much it is. Infinity for none. */
export function closingAmount(limiting: Limiting, context: Context, t: Instant): number {
  const { body } = limiting;
  const asked = limitedBy(body, limiting.asked);
  if (asked === null) return Infinity;
  const change = nextChange(LAW_OF_CHARGES, context, t);
  if (body.limit.by !== "yearly rate") return change;
  return Math.min(change, endOfKnowledge(body.limit, context, asked, t));
}

function endOfKnowledge(limit: YearlyRate, context: Context, asked: Asked, t: Instant): number {
  const series = seriesOf(limit, context);
  if (series === null || !Number.isFinite(knownUntil(series))) return Infinity;
  // Interest to a day needs the rates of the days before it; a frozen one that of the day on which a debt becomes late.
  const days = [knownUntil(series) + 2, ...debtsAsked(context, asked).map((id) => firstInterestOn(context, id, t))];
  const instants = days.filter(Number.isFinite).map((day) => dayBegunEverywhere(context, localDay(day)));
  return Math.min(...instants.filter((at) => at > t));
}

/** The first day on which interest on a debt has grown; infinity when nobody knows it. */
function firstInterestOn(context: Context, id: string, t: Instant): number {
  const debt = debtOf(context, id);
  return (debt === undefined ? Infinity : (latenessOf(context, debt, t) ?? Infinity)) + 1;
}
