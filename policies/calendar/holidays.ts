/** Holidays of a place from its rules in `holidays/<PLACE>.json`: each file names its source and how sure it is. */
import { readFileSync, readdirSync } from "node:fs";
import { dayOf, localDay, parseDay, weekdayOf } from "../../engine/index.ts";
import type { LocalDay, Place, Weekday } from "../../engine/index.ts";
import { easterSunday, nthWeekday, weekdayBefore } from "./feasts.ts";

/** When in a year a holiday falls. `easter` counts days from Easter Sunday. */
export type Occurrence =
  | { readonly month: number; readonly day: number }
  | { readonly weekday: Weekday; readonly nth: number; readonly month: number }
  | { readonly weekday: Weekday; readonly before: { readonly month: number; readonly day: number } }
  | { readonly easter: number };

export interface HolidayRule {
  readonly name: string;
  readonly on: Occurrence;
  /** First and last year. */
  readonly since?: number;
  readonly until?: number;
  /** Years in which it was moved; the day it moved to stands in `single`. */
  readonly movedIn?: readonly number[];
  /**
   * What a weekend does to it. `next-weekday`: the next weekday that isn't a holiday is kept as well. `sunday-to-monday`:
   * the same for a Sunday only. `sunday-to-day-before`: it is the Saturday instead.
   */
  readonly weekend?: "next-weekday" | "sunday-to-monday" | "sunday-to-day-before";
}

export interface HolidaySet {
  readonly place: Place;
  readonly title: string;
  /** A place whose holidays are kept here too. */
  readonly extends?: Place;
  readonly source: string;
  readonly confidence: "text" | "secondary" | "unverified";
  readonly note?: string;
  /** First and last year for which the rules were looked up. */
  readonly years: readonly [number, number];
  readonly holidays: readonly HolidayRule[];
  readonly single: readonly { readonly date: string; readonly name: string; readonly source: string; readonly confidence?: "unverified" }[];
}

const FOLDER = new URL("holidays/", import.meta.url);

/** Places that have a holiday file of their own. */
export const holidayPlaces = (): readonly Place[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .toSorted();

export const holidaySet = (place: Place): HolidaySet => JSON.parse(readFileSync(new URL(`${place}.json`, FOLDER), "utf8")) as HolidaySet;

const occurrenceIn = (year: number, on: Occurrence): LocalDay => {
  if ("easter" in on) return localDay(easterSunday(year) + on.easter);
  if ("nth" in on) return nthWeekday(year, on.month, on.weekday, on.nth);
  if ("before" in on) return weekdayBefore(dayOf(year, on.before.month, on.before.day), on.weekday);
  return dayOf(year, on.month, on.day);
};

const applies = (rule: HolidayRule, year: number): boolean =>
  year >= (rule.since ?? year) && year <= (rule.until ?? year) && !(rule.movedIn ?? []).includes(year);

const isSunday = (day: LocalDay): boolean => weekdayOf(day) === "sun";
const isWeekend = (day: LocalDay): boolean => isSunday(day) || weekdayOf(day) === "sat";

const singleDay = (text: string): LocalDay => {
  const day = parseDay(text);
  if (day === null) throw new Error(`"${text}" in the holiday data is no date`);
  return day;
};

const daysOfYear = (set: HolidaySet, year: number): readonly LocalDay[] => {
  const nominal = set.holidays
    .filter((rule) => applies(rule, year))
    .map((rule) => {
      const day = occurrenceIn(year, rule.on);
      const early = rule.weekend === "sunday-to-day-before" && isSunday(day);
      return { rule, day: early ? localDay(day - 1) : day };
    });
  const days = new Set(nominal.map(({ day }) => day));
  for (const single of set.single) if (single.date.startsWith(`${year}-`)) days.add(singleDay(single.date));
  // Substitutes come last, in the order of the rules: when Christmas and Boxing Day are both on a weekend, Monday is
  // kept for the first and Tuesday for the second.
  for (const { rule, day } of nominal) {
    const moves = rule.weekend === "next-weekday" ? isWeekend(day) : rule.weekend === "sunday-to-monday" && isSunday(day);
    if (!moves) continue;
    let substitute = localDay(day + 1);
    while (isWeekend(substitute) || days.has(substitute)) substitute = localDay(substitute + 1);
    days.add(substitute);
  }
  return [...days];
};

/**
 * All holidays of one place from the first to the last year, ascending. Weekends among them are kept, so that a window
 * `on mon to sat closed on holidays` is closed on a Saturday holiday.
 */
export const holidaysOf = (place: Place, firstYear: number, lastYear: number): readonly LocalDay[] => {
  const set = holidaySet(place);
  if (firstYear < set.years[0] || lastYear > set.years[1]) {
    throw new RangeError(`the holidays of ${place} are known from ${set.years[0]} to ${set.years[1]}, not from ${firstYear} to ${lastYear}`);
  }
  const days = new Set(set.extends === undefined ? [] : holidaysOf(set.extends, firstYear, lastYear));
  for (let year = firstYear; year <= lastYear; year += 1) for (const day of daysOfYear(set, year)) days.add(day);
  return [...days].toSorted((a, b) => a - b);
};
