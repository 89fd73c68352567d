/**
 * Local time, from the tables of a `Calendar`. A zone that the calendar lacks is a bug of the caller
 * here: `permit` asks `covers` first, and denies.
 */
import type { Calendar, ZoneTable } from "./model/calendar.ts";
import type { Instant, LocalDay, Zone } from "./model/units.ts";
import { instant, localDay } from "./model/units.ts";
import { DAY_MS, MINUTE_MS, formatAtOffset } from "./civil.ts";

export { formatDay, parseDay, parseInstant, weekdayOf } from "./civil.ts";

/** Thrown when a zone is asked for that the calendar doesn't hold. */
export class UnknownZoneError extends Error {
  readonly zone: Zone;
  constructor(zone: Zone) {
    super(`the calendar has no time zone "${zone}"`);
    this.name = "UnknownZoneError";
    this.zone = zone;
  }
}

function tableOf(calendar: Calendar, zone: Zone): ZoneTable {
  const table = calendar.zones[zone];
  if (table === undefined) throw new UnknownZoneError(zone);
  return table;
}

/** How many transitions lie at or before `t`: the index into `offsets`. */
function periodAt(table: ZoneTable, t: number): number {
  let low = 0;
  let high = table.transitions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((table.transitions[middle] ?? Infinity) <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

const offsetOf = (table: ZoneTable, period: number): number => table.offsets[period] ?? 0;

/** Minutes east of Greenwich in force at an instant. */
export function offsetAt(calendar: Calendar, zone: Zone, t: Instant): number {
  const table = tableOf(calendar, zone);
  return offsetOf(table, periodAt(table, t));
}

const localMs = (table: ZoneTable, t: number): number => t + offsetOf(table, periodAt(table, t)) * MINUTE_MS;

/** Calendar date on a clock in the zone. */
export function localDayAt(calendar: Calendar, zone: Zone, t: Instant): LocalDay {
  return localDay(Math.floor(localMs(tableOf(calendar, zone), t) / DAY_MS));
}

/** Whole minutes that a clock in the zone shows since midnight, 0 to 1439. */
export function minuteAt(calendar: Calendar, zone: Zone, t: Instant): number {
  const local = localMs(tableOf(calendar, zone), t);
  return Math.floor((local - Math.floor(local / DAY_MS) * DAY_MS) / MINUTE_MS);
}

/**
 * When a clock in the zone shows a time.
 *
 * A time that comes twice (clocks go back) is read so that less is allowed: something that opens then opens at the
 * second, something that closes then closes at the first. A time that never comes (clocks go forward, or a zone skips a
 * date) is the instant of the jump. The two ends of a date, minutes 0 and 1440, are no times but where the date changes
 * for good: the first instant from which the clock no longer shows an earlier date, whatever the reading.
 *
 * @param minute minutes since local midnight, 0 to 1440
 */
export function instantAt(calendar: Calendar, zone: Zone, day: LocalDay, minute: number, reading: "opening" | "closing"): Instant {
  const table = tableOf(calendar, zone);
  if (minute === 0 || minute === 1440) return dateChange(table, minute === 0 ? day : day + 1);
  return occurrence(table, day * DAY_MS + minute * MINUTE_MS, reading === "opening");
}

/** First instant of a date: from here on the clock shows it or a later one. */
export function startOfDay(calendar: Calendar, zone: Zone, day: LocalDay): Instant {
  return dateChange(tableOf(calendar, zone), day);
}

function dateChange(table: ZoneTable, day: number): Instant {
  const midnight = day * DAY_MS;
  const first = occurrence(table, midnight, false);
  if ((table.transitions[periodAt(table, first)] ?? Infinity) > first + DAY_MS) return first;
  const last = occurrence(table, midnight, true);
  if (first === last) return first;
  // Midnight comes twice. Only if the clock falls back over it does the date begin with the second.
  for (let period = periodAt(table, first); period < table.transitions.length; period++) {
    const jump = table.transitions[period] ?? Infinity;
    if (jump > last) break;
    if (localMs(table, jump) < midnight) return last;
  }
  return first;
}

/** The first or last instant whose local time is `local`; where there is none, the instant of the jump over it. */
function occurrence(table: ZoneTable, local: number, wantLast: boolean): Instant {
  const { transitions } = table;
  // No offset is beyond a day and a half, so only periods around the naive reading can show this time.
  const from = periodAt(table, local - 1.5 * DAY_MS);
  if ((transitions[from] ?? Infinity) > local + 1.5 * DAY_MS) return instant(Math.round(local - offsetOf(table, from) * MINUTE_MS));
  const to = periodAt(table, local + 1.5 * DAY_MS);
  let found: number | null = null;
  for (let period = from; period <= to; period++) {
    const at = local - offsetOf(table, period) * MINUTE_MS;
    const begins = period === 0 ? -Infinity : (transitions[period - 1] ?? -Infinity);
    const ends = transitions[period] ?? Infinity;
    if (at >= begins && at < ends) {
      found = at;
      if (!wantLast) break;
    }
  }
  if (found !== null) return instant(Math.round(found));
  for (let period = from; period < to; period++) {
    const jump = transitions[period] ?? Infinity;
    if (jump + offsetOf(table, period + 1) * MINUTE_MS > local) return instant(jump);
  }
  throw new RangeError("the offset table of a time zone is not in order");
}

/** Whether the calendar can tell the zone's local time at an instant. Where it can't, time is unknown, and unknown denies. */
export function covers(calendar: Calendar, zone: Zone, t: Instant): boolean {
  if (!Object.hasOwn(calendar.zones, zone)) return false;
  const day = localDayAt(calendar, zone, t);
  return day >= calendar.from && day <= calendar.to;
}

/** RFC 3339 with the offset of the zone (`2026-04-09T00:00:00-04:00`); with `Z` for no zone, or one that is unknown. */
export function formatInstant(calendar: Calendar, zone: Zone | null, t: Instant): string {
  if (zone === null || !Object.hasOwn(calendar.zones, zone)) return formatAtOffset(t, null);
  return formatAtOffset(t, offsetAt(calendar, zone, t));
}
