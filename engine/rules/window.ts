/** Acts only inside given hours. */
import type { Action } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { Hours, WindowRule } from "../model/rule.ts";
import type { Instant, LocalDay, Zone } from "../model/units.ts";
import { instant, localDay } from "../model/units.ts";
import { instantAt, isHoliday, localDayAt, weekdayOf } from "../calendar.ts";
import { agreedFrom, agreementEnd, consentsPerDebt, type Span } from "./consent.ts";
import { debtsAsked } from "./history.ts";
import { mayBeAt } from "./place.ts";

/**
 * The smallest `t' >= t` inside the hours; null when the calendar holds none.
 *
 * Hours are half-open, `[from, to)`, on the clock of the rule's own zone or of every candidate zone of the debtor at once
 * (12 CFR 1006, Supplement I, comment 6(b)(1)(i)-2). A time that the clock shows twice or never is read by `instantAt`.
 * Holidays are those of any place where the debtor may be. Where the rule says so, a consent to any time lifts it.
 */
export function earliestWindow(rule: WindowRule, context: Context, action: Action, t: Instant): Instant | null {
  if (!governs(rule, action)) return t;
  const open = openFrom(rule, context, t);
  if (open === t || !rule.liftedByConsent) return open;
  const first = Math.min(open ?? Infinity, agreedFrom(consentsOf(context, action), t));
  return first === Infinity ? null : instant(first);
}

function governs(rule: WindowRule, action: Action): boolean {
  if (action.act !== "contact") return false;
  const { contact } = action;
  return (rule.channels === undefined || rule.channels.includes(contact.channel)) && mayBeAt(rule.places, contact);
}

const zonesOf = (rule: WindowRule, context: Context): readonly Zone[] => (rule.zone === undefined ? context.debtor.timezones : [rule.zone]);

/** Consents to any time, for each debt asked about. */
function consentsOf(context: Context, action: Action): readonly (readonly Span[])[] {
  return consentsPerDebt(context, ANY_TIME, debtsAsked(context, action), action.act === "contact" ? action.contact : null);
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

/** Whether hours hold on a date. */
function holds(rule: WindowRule, hours: Hours, context: Context, day: LocalDay): boolean {
  return hours.days.includes(weekdayOf(day)) && !(rule.holidaysClosed && isHoliday(context.calendar, context.debtor.places, day));
}

function openInZone(rule: WindowRule, context: Context, zone: Zone, t: Instant): Instant | null {
  const { calendar } = context;
  // A clock that falls back over midnight shows yesterday again.
  for (let day = localDay(localDayAt(calendar, zone, t) - 1); day <= calendar.to; day = localDay(day + 1)) {
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
  if (!governs(rule, action)) return Infinity;
  let next = rule.liftedByConsent ? agreementEnd(consentsOf(context, action), t) : Infinity;
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
  return next;
}

/** The first zone whose clock is outside the hours, for a sentence about it; null when none is. */
export function zoneOutside(rule: WindowRule, context: Context, t: Instant): Zone | null {
  return zonesOf(rule, context).find((zone) => openInZone(rule, context, zone, t) !== t) ?? null;
}
