/** Acts that are barred because too much time has passed. */
import type { Action, Debt, Purpose } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { LimitationRule } from "../model/rule.ts";
import type { Instant, LocalDay } from "../model/units.ts";
import { localDay } from "../model/units.ts";
import { dateOf, dayOf, sameDayLater } from "../civil.ts";
import { dayBegunAnywhere, firstDateAt } from "./dates.ts";
import { standstills, stretched } from "./tolling.ts";
import { concerns, debtOf, debtsAsked, type EventEntry } from "./history.ts";

/** Contacts that collect; a notice that the law demands, or the confirmation of an opt-out, doesn't. */
const COLLECTING: readonly Purpose[] = ["collect", "take-payment", "remedy-notice"];

/**
 * `t` itself while no debt asked about is barred; null from then on: time alone never opens the door again.
 *
 * The day from which the period runs is not counted, its last day is the same date of the year in which it ends (the month's last
 * where there is none), and the bar begins with the next day in the first candidate zone.
 */
export function earliestLimitation(rule: LimitationRule, context: Context, action: Action, t: Instant): Instant | null {
  return governs(rule, action) && barredFrom(rule, context, action) <= t ? null : t;
}

/** The next instant after `t` at which a debt becomes barred. Infinity for none. */
export function closingLimitation(rule: LimitationRule, context: Context, action: Action, t: Instant): number {
  const from = governs(rule, action) ? barredFrom(rule, context, action) : Infinity;
  return from > t ? from : Infinity;
}

const governs = (rule: LimitationRule, action: Action): boolean =>
  rule.bars.includes(action.act) && (action.act !== "contact" || COLLECTING.includes(action.contact.purpose ?? "collect"));

function barredFrom(rule: LimitationRule, context: Context, action: Action): number {
  // Of a debt that isn't on file nobody knows how old it is.
  if (action.debts.some((id) => debtOf(context, id) === undefined)) return -Infinity;
  const last = lastDayToSue(rule, context, action);
  return last === null ? Infinity : dayBegunAnywhere(context, localDay(last + 1));
}

/** The last day of the period, of the debt asked about that is barred first; null when it runs for none of them. */
export function lastDayToSue(rule: LimitationRule, context: Context, action: Action): LocalDay | null {
  let first: LocalDay | null = null;
  for (const id of debtsAsked(context, action)) {
    const debt = debtOf(context, id);
    const last = debt === undefined ? null : lastDayFor(rule, context, debt);
    if (last !== null && (first === null || last < first)) first = last;
  }
  return first;
}

/** A contract of which nobody knows the form may be of any. */
const isOf = ({ debtTypes, contracts }: LimitationRule, debt: Debt): boolean =>
  (debtTypes === undefined || debtTypes.includes(debt.type)) &&
  (contracts === undefined || debt.contract === undefined || contracts.includes(debt.contract));

/** The last day on which the rule doesn't bar the debt; null when it runs for no such debt, or not yet. */
export function lastDayFor(rule: LimitationRule, context: Context, debt: Debt): LocalDay | null {
  return isOf(rule, debt) ? lastDayOfPeriod(rule, context, debt) : null;
}

/** The last day on which the debt is not barred; null when the period hasn't begun, or stands still. A day that counsel fixed counts. */
function lastDayOfPeriod(rule: LimitationRule, context: Context, debt: Debt): LocalDay | null {
  if (debt.limitationEnded !== undefined && !isOfReports(rule)) return debt.limitationEnded;
  if (rule.asFixed === true) return null;
  const from = startOf(rule, context, debt);
  if (from === null) return null;
  const still = standstills(context, debt);
  let last = stretched(from, rule.toYearEnd ? yearEnd(after(rule, from)) : after(rule, from), still);
  for (const entry of context.ledger) {
    if (!("event" in entry) || !concerns(entry.event, debt.id, context) || !isKept(entry)) continue;
    const day = firstDateAt(context, entry.at);
    // Once it is over, only some law lets it begin again, and only by what that law names.
    const names = day > last ? rule.revivedBy : [...rule.restartedBy, ...rule.revivedBy];
    if (day < from || !names.includes(entry.event.event)) continue;
    // A period that begins anew runs by the day (as BGB s. 212), also where the first one ran to the end of a year.
    last = Math.max(last, stretched(day, after(rule, day), still));
  }
  return last === Infinity ? null : localDay(last);
}

/** How long a debt may be reported has nothing to do with how long it can be sued on, which is what counsel fixes. */
const isOfReports = ({ bars, extinguishes }: LimitationRule): boolean => !extinguishes && bars.every((act) => act === "credit-report");

/** An acknowledgement starts a period anew only in writing; what is oral, or of unknown form, doesn't. */
function isKept({ event }: EventEntry): boolean {
  return event.event !== "acknowledgement" || event.written === true || event.form === "written";
}

function startOf(rule: LimitationRule, context: Context, debt: Debt): LocalDay | null {
  const day = dayNamed(rule, context, debt);
  return day === null ? null : localDay(day + (rule.afterDays ?? 0));
}

function dayNamed({ from }: LimitationRule, context: Context, debt: Debt): LocalDay | null {
  const arrears = debt.default ?? debt.due;
  switch (from) {
    case "due":
      return debt.due;
    case "default":
      return arrears;
    case "incurred":
      return debt.incurred;
    case "charged-off":
      return debt.chargedOff ?? null;
    case "last-payment":
      return lastOf("payment", context, debt) ?? arrears;
    case "judgment":
      return lastOf("judgment", context, debt);
  }
}

function lastOf(event: "payment" | "judgment", context: Context, debt: Debt): LocalDay | null {
  const entry = context.ledger.findLast((one) => "event" in one && one.event.event === event && concerns(one.event, debt.id, context));
  return entry === undefined ? null : firstDateAt(context, entry.at);
}

const after = ({ years = 0, months }: LimitationRule, day: LocalDay): LocalDay => sameDayLater(day, years, months);

const yearEnd = (day: LocalDay): LocalDay => dayOf(dateOf(day).year, 12, 31);
