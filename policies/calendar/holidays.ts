/**
 * Holidays of a place from its rules in `holidays/<PLACE>.json`, and lists that a law gives itself in `holidays/<PLACE>.<NAME>.json`.
 * Each file names its source and how sure it is.
 */
import { readFileSync, readdirSync } from "node:fs";
import { dayOf, localDay, parseDay, weekdayIndex, weekdayOf } from "../../engine/index.ts";
import type { KnownDays, LocalDay, Place, Weekday } from "../../engine/index.ts";
import { easterSunday, nthWeekday, orthodoxEaster, weekdayBefore } from "./feasts.ts";

/** When in a year a holiday falls. `easter` and `orthodoxEaster` count days from Easter Sunday of the western and of the eastern churches. */
export type Occurrence =
  | { readonly month: number; readonly day: number }
  | { readonly weekday: Weekday; readonly nth: number; readonly month: number }
  | { readonly weekday: Weekday; readonly before: { readonly month: number; readonly day: number } }
  | { readonly easter: number }
  | { readonly orthodoxEaster: number };

export interface HolidayRule {
  readonly name: string;
  readonly on: Occurrence;
  /** First and last year. */
  readonly since?: number;
  readonly until?: number;
  /** Years in which it was moved; the day it moved to stands in `single`. */
  readonly movedIn?: readonly number[];
  /**
   * What the weekday does to it. `next-weekday`: on a weekend, the next weekday that isn't a holiday is kept as well. `sunday-to-monday`:
   * the same for a Sunday only. `sunday-to-day-before`: it is the Saturday instead. `to-monday`: but for a Monday, it is the next Monday instead.
   */
  readonly weekend?: "next-weekday" | "sunday-to-monday" | "sunday-to-day-before" | "to-monday";
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
  /** First and last date of which it is known whether they are holidays, where some are proclaimed from year to year. */
  readonly known?: readonly [string, string];
  /** Weekdays that are business days by a list; absent: Monday to Friday. */
  readonly weekdays?: readonly Weekday[];
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
  if ("orthodoxEaster" in on) return localDay(orthodoxEaster(year) + on.orthodoxEaster);
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

/** The day that is kept instead of the one of the rule. */
const shifted = ({ weekend }: HolidayRule, day: LocalDay): LocalDay => {
  if (weekend === "to-monday") return localDay(day + ((7 - weekdayIndex(day)) % 7));
  return weekend === "sunday-to-day-before" && isSunday(day) ? localDay(day - 1) : day;
};

const daysOfYear = (set: HolidaySet, year: number): readonly LocalDay[] => {
  const nominal = set.holidays.filter((rule) => applies(rule, year)).map((rule) => ({ rule, day: shifted(rule, occurrenceIn(year, rule.on)) }));
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

/** The days of which it is known whether they are holidays of a place; null where that is all days of its years. */
export const knownDays = (place: Place): KnownDays | null => {
  const { known, extends: around } = holidaySet(place);
  if (known !== undefined) return { from: singleDay(known[0]), to: singleDay(known[1]) };
  return around === undefined ? null : knownDays(around);
};
