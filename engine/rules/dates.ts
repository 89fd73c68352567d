/** Dates of a debtor who may be in several zones. */
import type { Context } from "../model/decision.ts";
import type { Instant, LocalDay } from "../model/units.ts";
import { localDay } from "../model/units.ts";
import { localDayAt, startOfDay } from "../calendar.ts";

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
