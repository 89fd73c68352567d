/** Dates of a debtor who may be in several zones. */
import type { Context } from "../model/decision.ts";
import type { Days, Instant, LocalDay } from "../model/units.ts";
import { localDay } from "../model/units.ts";
import { addDays, knownHolidays } from "../business-days.ts";
import { localDayAt, startOfDay } from "../calendar.ts";
import { sameDayLater } from "../civil.ts";

/**
 * When the date that lies `days` after an instant's own date has begun in every candidate zone: a bar of so many dates, the
 * instant's own being the first, is over from here on. Minus infinity for no zone.
 */
export function begunEverywhere(context: Context, at: Instant, days: number): number {
  const { calendar, debtor } = context;
  let latest = -Infinity;
  for (const zone of debtor.timezones) {
    latest = Math.max(latest, startOfDay(calendar, zone, localDay(localDayAt(calendar, zone, at) + days)));
  }
  return latest;
}

/** When the date that lies months after an instant's own date has begun in every candidate zone. */
export function monthsBegunEverywhere(context: Context, at: Instant, months: number): number {
  const { calendar, debtor } = context;
  let latest = -Infinity;
  for (const zone of debtor.timezones) {
    latest = Math.max(latest, startOfDay(calendar, zone, sameDayLater(localDayAt(calendar, zone, at), 0, months)));
  }
  return latest;
}

/** When the date that lies `days` after an instant's own date begins in the first of the candidate zones to reach it. */
export function begunAnywhere(context: Context, at: Instant, days: number): number {
  const { calendar, debtor } = context;
  let first = Infinity;
  for (const zone of debtor.timezones) {
    first = Math.min(first, startOfDay(calendar, zone, localDay(localDayAt(calendar, zone, at) + days)));
  }
  return first;
}

/** When a date has begun in every candidate zone. */
export function dayBegunEverywhere(context: Context, day: LocalDay): number {
  let latest = -Infinity;
  for (const zone of context.debtor.timezones) latest = Math.max(latest, startOfDay(context.calendar, zone, day));
  return latest;
}

/** When a date begins in the first of the candidate zones to reach it. */
export function dayBegunAnywhere(context: Context, day: LocalDay): number {
  let first = Infinity;
  for (const zone of context.debtor.timezones) first = Math.min(first, startOfDay(context.calendar, zone, day));
  return first;
}

/** The earliest date that it may be for the debtor at an instant. */
export function firstDateAt({ calendar, debtor }: Context, at: Instant): LocalDay {
  let first = Infinity;
  for (const zone of debtor.timezones) first = Math.min(first, localDayAt(calendar, zone, at));
  return localDay(first);
}

/** The latest date that it may be for the debtor at an instant. */
export function lastDateAt({ calendar, debtor }: Context, at: Instant): LocalDay {
  let last = -Infinity;
  for (const zone of debtor.timezones) last = Math.max(last, localDayAt(calendar, zone, at));
  return localDay(last);
}

/**
 * The last of so many days after a date, counted so that it comes late: business days that the calendar can't tell are not
 * counted. Infinity when it lies beyond the days of which it is known whether they are holidays.
 */
export function lastDayOf({ calendar, debtor }: Context, day: number, days: Days): number {
  if (!days.business || days.n === 0 || day === Infinity) return day + days.n;
  const known = knownHolidays(calendar, debtor.places, days.of);
  if (known === null) return Infinity;
  const last = addDays(calendar, debtor.places, localDay(Math.max(day, known.from - 1)), days);
  return last > known.to ? Infinity : last;
}

/** The last of the days of terms that follow one another after an instant's date, as they may be counted in any of the candidate zones, the latest that there is. */
export function lastDayAnywhere(context: Context, at: Instant, terms: readonly Days[]): number {
  let last = -Infinity;
  for (const zone of context.debtor.timezones) {
    let day: number = localDayAt(context.calendar, zone, at);
    for (const term of terms) day = lastDayOf(context, day, term);
    last = Math.max(last, day);
  }
  return last;
}

/** When terms that follow one another after an instant's date are over in every candidate zone: the day after the last has begun. */
export function termsOverEverywhere(context: Context, at: Instant, terms: readonly Days[]): number {
  let latest = -Infinity;
  for (const zone of context.debtor.timezones) {
    let day: number = localDayAt(context.calendar, zone, at);
    for (const term of terms) day = lastDayOf(context, day, term);
    if (day === Infinity) return Infinity;
    latest = Math.max(latest, startOfDay(context.calendar, zone, localDay(day + 1)));
  }
  return latest;
}

/** When such terms are over in the first of the candidate zones, counted so that they end early. */
export function termsOverAnywhere({ calendar, debtor }: Context, at: Instant, terms: readonly Days[]): number {
  let first = Infinity;
  for (const zone of debtor.timezones) {
    let day = localDayAt(calendar, zone, at);
    for (const term of terms) day = addDays(calendar, debtor.places, day, term);
    first = Math.min(first, startOfDay(calendar, zone, localDay(day + 1)));
  }
  return first;
}
