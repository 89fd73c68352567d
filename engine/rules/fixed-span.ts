/** Spans that don't roll: the month or the week of the calendar, and all time. */
import type { Context } from "../model/decision.ts";
import type { CapRule, FixedSpan } from "../model/rule.ts";
import { WEEKDAYS } from "../model/facts.ts";
import type { Instant, LocalDay } from "../model/units.ts";
import { localDay } from "../model/units.ts";
import { localDayAt, startOfDay, weekdayOf } from "../calendar.ts";
import { DAY_MS, dateOf, dayOf } from "../civil.ts";
import { begunEverywhere, monthsBegunEverywhere } from "./dates.ts";

type Spanned = Pick<CapRule, "days" | "months" | "fixed">;

/** The first date after the span in which a date falls; infinity for all time. */
function firstAfter(span: FixedSpan, day: LocalDay): number {
  switch (span.unit) {
    case "month": {
      const { year, month } = dateOf(day);
      return month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1);
    }
    case "week": {
      const since = (WEEKDAYS.indexOf(weekdayOf(day)) - WEEKDAYS.indexOf(span.from) + 7) % 7;
      return day + 7 - since;
    }
    case "ever":
      return Infinity;
  }
}

/** When a contact no longer stands in the span of an act, by the clock of every candidate zone; infinity for never. */
export function leavesSpan({ days = 0, months, fixed }: Spanned, context: Context, contact: Instant): number {
  if (fixed === undefined) return months === undefined ? begunEverywhere(context, contact, days) : monthsBegunEverywhere(context, contact, months);
  const { calendar, debtor } = context;
  let latest = -Infinity;
  for (const zone of debtor.timezones) {
    const next = firstAfter(fixed, localDayAt(calendar, zone, contact));
    latest = Math.max(latest, next === Infinity ? Infinity : startOfDay(calendar, zone, localDay(next)));
  }
  return latest;
}

/** An entry this much older than the act is in the span no more, whatever the zone: in milliseconds. */
function longest({ days = 0, months, fixed }: Spanned): number {
  if (fixed?.unit === "ever") return Infinity;
  return ((fixed === undefined ? (months === undefined ? days : months * 31) : 31) + 3) * DAY_MS;
}

/** No entry so old can still be inside the span of an act at `t`. */
export const horizonOf = (span: Spanned, t: number): number => t - longest(span);

/** From when on an entry is older than that. */
export const horizonPassed = (span: Spanned, entry: number): number => entry + longest(span) + 1;
