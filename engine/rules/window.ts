/** Acts only inside given hours. */
import type { Action } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { Hours, Rule, WindowRule } from "../model/rule.ts";
import type { Instant, LocalDay, Zone } from "../model/units.ts";
import { instant, localDay } from "../model/units.ts";
import { isHoliday, knownHolidays } from "../business-days.ts";
import { instantAt, localDayAt, weekdayOf } from "../calendar.ts";
import { agreedFrom, agreementEnd, consentsPerDebt, type Span } from "./consent.ts";
import { dayBegunEverywhere } from "./dates.ts";
import { answers, debtOf, debtsAsked } from "./history.ts";
import { mayBeAt } from "./place.ts";

/**
 * The smallest `t' >= t` inside the hours; null when the calendar holds none.
 *
 * Hours are half-open, `[from, to)`, on the clock of the rule's own zone or of every candidate zone of the debtor at once
 * (12 CFR 1006, Supplement I, comment 6(b)(1)(i)-2). A time that the clock shows twice or never is read by `instantAt`.
 * Holidays are those of any place where the debtor may be, or of the list that the rule names. Where the rule says so, a consent to
 * any time lifts it, and it ends once the debts are late enough.
 */
export function earliestWindow(rule: WindowRule, context: Context, action: Action, t: Instant): Instant | null {
  if (!isHeldToHours(rule, context, action)) return t;
  const ends = endOf(rule, context, action);
  if (t >= ends) return t;
  const open = openFrom(rule, context, t);
  if (open === t) return t;
  const agreed = rule.liftedByConsent ? agreedFrom(consentsOf(rule, context, action), t) : Infinity;
  const first = Math.min(open ?? Infinity, agreed, ends);
  return first === Infinity ? null : instant(first);
}

/** Whether the hours have a say about an act at all: by channel, place, person, purpose and what it answers. */
export function isHeldToHours(rule: WindowRule, { ledger }: Context, action: Action): boolean {
  if (action.act !== "contact") return false;
  const { contact } = action;
  if (rule.channels !== undefined && !rule.channels.includes(contact.channel)) return false;
  if (!mayBeAt(rule.places, contact)) return false;
  const person = contact.person ?? "debtor";
  if (rule.persons?.includes(person) === false || rule.exceptPersons?.includes(person) === true) return false;
  if (rule.exceptPurposes?.includes(contact.purpose ?? "collect") === true) return false;
  return !(rule.exceptReplies === true && answers(contact, ledger, ledger.length));
}

/**
 * When the rule ends because the debts asked about are late enough, in every candidate zone. Infinity for never: a debt that isn't on
 * file is not known to be late.
 */
function endOf({ lateAtMost }: WindowRule, context: Context, action: Action): number {
  if (lateAtMost === undefined || action.debts.some((id) => debtOf(context, id) === undefined)) return Infinity;
  let last = -Infinity;
  for (const id of debtsAsked(context, action)) last = Math.max(last, debtOf(context, id)?.due ?? Infinity);
  return Number.isFinite(last) ? dayBegunEverywhere(context, localDay(last + lateAtMost + 1)) : Infinity;
}

const zonesOf = (rule: WindowRule, context: Context): readonly Zone[] => (rule.zone === undefined ? context.debtor.timezones : [rule.zone]);

/** Consents to any time, for each debt asked about. */
function consentsOf({ consentInWriting }: WindowRule, context: Context, action: Action): readonly (readonly Span[])[] {
  return consentsPerDebt(context, ANY_TIME, debtsAsked(context, action), action.act === "contact" ? action.contact : null, consentInWriting);
}
const ANY_TIME = ["any-time"] as const;

function openFrom(rule: WindowRule, context: Context, t: Instant): Instant | null {
  const zones = zonesOf(rule, context);
  if (zones.length === 0) return null;
  // Each zone's own next opening is exact, so the least instant that satisfies all of them is where they stop moving.
  let at = t;
  for (;;) {
    let moved = at;
    for (const zone of zones) {
      const open = openInZone(rule, context, zone, moved);
      if (open === null) return null;
      moved = open;
    }
    if (moved === at) return at;
    at = moved;
  }
}

/** Whether a date is a holiday to a rule that heeds holidays. */
export function isHolidayTo({ holidaysClosed, holidaySet }: WindowRule, { calendar, debtor }: Context, day: LocalDay): boolean {
  return holidaysClosed && isHoliday(calendar, debtor.places, day, holidaySet);
}

/** Whether nobody knows if a date is a holiday to the rule: then none of its hours hold. */
function isUnknownTo({ holidaysClosed, holidaySet }: WindowRule, { calendar, debtor }: Context, day: LocalDay): boolean {
  const known = holidaysClosed ? knownHolidays(calendar, debtor.places, holidaySet) : null;
  return known !== null && (day < known.from || day > known.to);
}

/** Whether hours hold on a date. */
function holds(rule: WindowRule, hours: Hours, context: Context, day: LocalDay): boolean {
  if (isHolidayTo(rule, context, day)) return hours.onHolidays === true;
  return hours.days.includes(weekdayOf(day)) && !isUnknownTo(rule, context, day);
}

const isOpenOn = (rule: WindowRule, context: Context, zone: Zone, day: LocalDay, t: Instant): boolean =>
  rule.hours.some(
    (hours) =>
      holds(rule, hours, context, day) &&
      instantAt(context.calendar, zone, day, hours.from, "opening") <= t &&
      t < instantAt(context.calendar, zone, day, hours.to, "closing"),
  );

function openInZone(rule: WindowRule, context: Context, zone: Zone, t: Instant): Instant | null {
  const { calendar } = context;
  const today = localDayAt(calendar, zone, t);
  if (isOpenOn(rule, context, zone, today, t)) return t;
  // A clock that falls back over midnight shows yesterday again.
  for (let day = localDay(today - 1); day <= calendar.to; day = localDay(day + 1)) {
    let first: Instant | null = null;
    for (const hours of rule.hours) {
      if (!holds(rule, hours, context, day)) continue;
      const closes = instantAt(calendar, zone, day, hours.to, "closing");
      if (t >= closes) continue;
      const opens = instantAt(calendar, zone, day, hours.from, "opening");
      if (opens >= closes) continue;
      if (opens <= t) return t;
      if (first === null || opens < first) first = opens;
    }
    if (first !== null) return first;
  }
  return null;
}

/** The next instant after `t` at which hours end in some zone, or a consent that lifted them does. Infinity for none. */
export function closingWindow(rule: WindowRule, context: Context, action: Action, t: Instant): number {
  if (!isHeldToHours(rule, context, action)) return Infinity;
  const ends = endOf(rule, context, action);
  let next = rule.liftedByConsent ? agreementEnd(consentsOf(rule, context, action), t) : Infinity;
  const { calendar } = context;
  for (const zone of zonesOf(rule, context)) {
    let found = false;
    for (let day = localDay(localDayAt(calendar, zone, t) - 1); day <= calendar.to && !found; day = localDay(day + 1)) {
      for (const hours of rule.hours) {
        if (!holds(rule, hours, context, day)) continue;
        const closes = instantAt(calendar, zone, day, hours.to, "closing");
        if (closes > t) {
          next = Math.min(next, closes);
          found = true;
        }
      }
    }
  }
  return next < ends ? next : Infinity;
}

/** The first zone whose clock is outside the hours, for a sentence about it; null when none is. */
export function zoneOutside(rule: WindowRule, context: Context, t: Instant): Zone | null {
  return zonesOf(rule, context).find((zone) => openInZone(rule, context, zone, t) !== t) ?? null;
}

/** Zones whose clocks rules name: a calendar must hold them, whatever the zones of the debtor. */
export const zonesNamed = (rules: readonly Rule[]): readonly Zone[] => [
  ...new Set(rules.flatMap(({ body }) => (body.kind === "window" && body.zone !== undefined ? [body.zone] : []))),
];
