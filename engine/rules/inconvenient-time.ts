/** Weekly hours that the debtor ruled out (12 CFR 1006.6(b)(1)(i)). */
import type { PastEvent } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { LocalDay, Zone } from "../model/units.ts";
import { instant, localDay } from "../model/units.ts";
import { instantAt, localDayAt, weekdayOf } from "../calendar.ts";

type Hours = NonNullable<PastEvent["blocked"]>[number];

const ALWAYS: readonly Hours[] = [{ days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from: 0, to: 1440 }];

/** Hours that no one noted may be any hours. */
const hoursOf = (event: PastEvent): readonly Hours[] => event.blocked ?? ALWAYS;

/** Whether ruled-out hours begin on a date: by weekday, and between the first and last day that the debtor named. */
function beginsOn(event: PastEvent, hours: Hours, day: LocalDay): boolean {
  return hours.days.includes(weekdayOf(day)) && (event.from === undefined || day >= event.from) && (event.until === undefined || day <= event.until);
}

/**
 * Start and end of ruled-out hours that begin on a date. Hours that end no later than they begin run over midnight. Times that
 * the clock shows twice are read so that more is ruled out.
 */
const beginOf = (context: Context, zone: Zone, day: LocalDay, hours: Hours): number => instantAt(context.calendar, zone, day, hours.from, "closing");
function endOf(context: Context, zone: Zone, day: LocalDay, hours: Hours): number {
  const last = hours.to > hours.from ? day : localDay(day + 1);
  return instantAt(context.calendar, zone, last, hours.to, "opening");
}

/** The end of the longest ruled-out stretch around `t` that begins in any candidate zone; `t` itself when none does. */
export function inconvenientUntil(event: PastEvent, context: Context, t: number): number {
  let end = t;
  for (const zone of context.debtor.timezones) {
    const today = localDayAt(context.calendar, zone, instant(t));
    for (let day = localDay(today - 2); day <= today + 1; day = localDay(day + 1)) {
      for (const hours of hoursOf(event)) {
        if (!beginsOn(event, hours, day) || beginOf(context, zone, day, hours) > t) continue;
        end = Math.max(end, endOf(context, zone, day, hours));
      }
    }
  }
  return end;
}

/** The next instant after `t` at which ruled-out hours begin in any candidate zone; infinity for none within the calendar. */
export function inconvenientFrom(event: PastEvent, context: Context, t: number): number {
  let next = Infinity;
  for (const zone of context.debtor.timezones) {
    const today = localDayAt(context.calendar, zone, instant(t));
    const start = Math.max(today - 1, event.from ?? -Infinity);
    // Weekly hours come back within eight days.
    for (let day = start; day <= Math.min(start + 9, context.calendar.to); day++) {
      for (const hours of hoursOf(event)) {
        if (!beginsOn(event, hours, localDay(day))) continue;
        const begin = beginOf(context, zone, localDay(day), hours);
        if (begin > t) next = Math.min(next, begin);
      }
    }
  }
  return next;
}
