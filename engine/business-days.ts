/** Holidays and business days, from the tables of a `Calendar`: those of the debtor's places, or those of a list that a rule names. */
import type { Calendar, KnownDays } from "./model/calendar.ts";
import type { Days, LocalDay, Place } from "./model/units.ts";
import { WEEKDAYS } from "./model/facts.ts";
import { localDay } from "./model/units.ts";
import { weekdayIndex, weekdayOf } from "./civil.ts";

/** The place itself, or the nearest around it, that the calendar has holidays of. */
function keeperOf(calendar: Calendar, place: Place): Place | null {
  let at = place;
  for (;;) {
    if (Object.hasOwn(calendar.holidays, at)) return at;
    const cut = at.lastIndexOf("-");
    if (cut < 0) return null;
    at = at.slice(0, cut);
  }
}

/** Holidays that a place keeps: its own, else those of the nearest place around it that has any; null when none is known. */
export function holidaysOf(calendar: Calendar, place: Place): readonly LocalDay[] | null {
  const keeper = keeperOf(calendar, place);
  return keeper === null ? null : (calendar.holidays[keeper] ?? null);
}

/**
 * The days of which the calendar can tell whether they are holidays in each of the places, or holidays of a list; null when
 * it lacks one of them altogether.
 */
export function knownHolidays(calendar: Calendar, places: readonly Place[], list?: string): KnownDays | null {
  let { from, to }: KnownDays = calendar;
  const narrow = (known: KnownDays | undefined): void => {
    if (known === undefined) return;
    if (known.from > from) from = known.from;
    if (known.to < to) to = known.to;
  };
  if (list !== undefined) {
    if (!Object.hasOwn(calendar.holidays, list)) return null;
    narrow(calendar.known?.[list]);
    return { from, to };
  }
  for (const place of places) {
    const keeper = keeperOf(calendar, place);
    if (keeper === null) return null;
    narrow(calendar.known?.[keeper]);
  }
  return { from, to };
}

function contains(sorted: readonly LocalDay[], day: LocalDay): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = sorted[middle] ?? Infinity;
    if (value === day) return true;
    if (value < day) low = middle + 1;
    else high = middle;
  }
  return false;
}

/** Whether a date is a holiday in any of the places; or of a list, whatever the place. */
export function isHoliday(calendar: Calendar, places: readonly Place[], day: LocalDay, list?: string): boolean {
  if (list !== undefined) return contains(calendar.holidays[list] ?? [], day);
  for (const place of places) {
    const holidays = holidaysOf(calendar, place);
    if (holidays !== null && contains(holidays, day)) return true;
  }
  return false;
}

/** Monday to Friday, and no holiday in any of the places; or a weekday of a list, and no holiday of it. */
export function isBusinessDay(calendar: Calendar, places: readonly Place[], day: LocalDay, list?: string): boolean {
  const weekdays = list === undefined ? undefined : calendar.weekdays?.[list];
  const works = weekdays === undefined ? weekdayIndex(day) < WORKING_WEEK : weekdays.includes(weekdayOf(day));
  return works && !isHoliday(calendar, places, day, list);
}
const WORKING_WEEK = WEEKDAYS.indexOf("sat");

/**
 * A date some days later (or earlier, for a negative `n`). Business days skip weekends and the holidays of any of the
 * places, or of their list; no business days at all is the date itself. Days of which nobody knows are no holidays.
 */
export function addDays(calendar: Calendar, places: readonly Place[], day: LocalDay, days: Days): LocalDay {
  if (!days.business) return localDay(day + days.n);
  const direction = days.n < 0 ? -1 : 1;
  let at = day;
  for (let left = Math.abs(days.n); left > 0;) {
    at = localDay(at + direction);
    if (isBusinessDay(calendar, places, at, days.of)) left--;
  }
  return at;
}
