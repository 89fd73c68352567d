/** The account's own clock and calendar: days in the debtor's first zone, business days of the debtor's places. */
import { addDays, isBusinessDay } from "../business-days.ts";
import { instantAt, localDayAt } from "../calendar.ts";
import { dateOf, dayOf, daysInMonth } from "../civil.ts";
import type { Calendar } from "../model/calendar.ts";
import type { AnchoredDay } from "../model/policy.ts";
import type { Account } from "../model/state.ts";
import type { Days, Instant, LocalDay, Place, Zone } from "../model/units.ts";
import { instant, localDay } from "../model/units.ts";
import { hashOf } from "../variant.ts";

const DAY_MS = 86_400_000;

export interface Local {
  readonly calendar: Calendar;
  /** Null when no zone is known: days are then those of UTC, and the guard refuses every contact anyway. */
  readonly zone: Zone | null;
  readonly places: readonly Place[];
}

/** Days on which the clock stands still: first and last, ascending, disjoint; the last of an open one is infinite. */
export type Standstill = readonly (readonly [from: number, to: number])[];

export function localOf(account: Account, calendar: Calendar): Local {
  const first = account.debtor.timezones[0];
  const zone = first !== undefined && Object.hasOwn(calendar.zones, first) ? first : null;
  return { calendar, zone, places: account.debtor.places };
}

export function dayAt(local: Local, t: Instant): LocalDay {
  return local.zone === null ? localDay(Math.floor(t / DAY_MS)) : localDayAt(local.calendar, local.zone, t);
}

/** First instant of a local day. */
export function startOf(local: Local, day: LocalDay): Instant {
  return local.zone === null ? instant(day * DAY_MS) : instantAt(local.calendar, local.zone, day, 0, "opening");
}

export function plus(local: Local, day: LocalDay, days: Days): LocalDay {
  return addDays(local.calendar, local.places, day, days);
}

/** The day that a policy names relative to a due date. */
export function anchoredDay(local: Local, due: LocalDay, { anchor, offset }: AnchoredDay): LocalDay {
  return plus(local, anchor === "due" ? due : endOfMonth(due), offset);
}

function endOfMonth(day: LocalDay): LocalDay {
  const { year, month } = dateOf(day);
  return dayOf(year, month, daysInMonth(year, month));
}

/** Ranges of days put in order, and those that touch or overlap made one: an overlap counts once. */
export function merged(ranges: readonly (readonly [number, number])[]): Standstill {
  const result: [number, number][] = [];
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = result.at(-1);
    if (to < from) continue;
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

/**
 * The day on which a clock that started on `start` has counted so many days, standstills left out. Null when it stands
 * still without a known end before that.
 */
export function clockDay(local: Local, start: LocalDay, days: Days, still: Standstill): LocalDay | null {
  if (days.n <= 0 || still.length === 0) return plus(local, start, days);
  return days.business ? businessClockDay(local, start, days.n, still) : plainClockDay(start, days.n, still);
}

function plainClockDay(start: LocalDay, n: number, still: Standstill): LocalDay | null {
  let day = start + n;
  for (const [from, to] of still) {
    const first = Math.max(from, start + 1);
    if (to < first) continue;
    if (first > day) break;
    if (to === Infinity) return null;
    day += to - first + 1;
  }
  return localDay(day);
}

function businessClockDay(local: Local, start: LocalDay, n: number, still: Standstill): LocalDay | null {
  let day = start;
  for (let left = n; left > 0;) {
    day = localDay(day + 1);
    const range = still.find(([from, to]) => from <= day && day <= to);
    if (range !== undefined) {
      if (range[1] === Infinity) return null;
      day = localDay(range[1]);
    } else if (isBusinessDay(local.calendar, local.places, day)) left--;
  }
  return day;
}

/** The first day from `day` on that isn't in a standstill; null when that never ends. */
export function outside(day: LocalDay, still: Standstill): LocalDay | null {
  for (const [from, to] of still) {
    if (from <= day && day <= to) return to === Infinity ? null : localDay(to + 1);
  }
  return day;
}

/** Seconds by which an account's own wakes lie after midnight, so that not all accounts wake at once: 0 to 599. */
export const spreadOf = (account: string): number => hashOf(account) % 600;
