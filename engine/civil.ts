/**
 * The proleptic Gregorian calendar by hand: day numbers to dates and back, and the texts of dates and instants. No zone
 * data, no `Date`.
 */
import type { Instant, LocalDay } from "./model/units.ts";
import { WEEKDAYS, type Weekday } from "./model/facts.ts";
import { instant, localDay } from "./model/units.ts";

/** A calendar date; `month` and `day` count from one. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** Days in four hundred years, after which the Gregorian calendar repeats. */
const ERA_DAYS = 146_097;
/** From 0000-03-01 to 1970-01-01. Years are counted from March, so that the leap day comes last. */
const EPOCH_SHIFT = 719_468;

/** Day number of a date. The date must exist; `parseDay` checks texts. */
export function dayOf(year: number, month: number, day: number): LocalDay {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return localDay(era * ERA_DAYS + dayOfEra - EPOCH_SHIFT);
}

/** Date of a day number. */
export function dateOf(day: LocalDay): CivilDate {
  const shifted = day + EPOCH_SHIFT;
  const era = Math.floor(shifted / ERA_DAYS);
  const dayOfEra = shifted - era * ERA_DAYS;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

/** Days of a month, 28 to 31. */
export function daysInMonth(year: number, month: number): number {
  const next = month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1);
  return next - dayOf(year, month, 1);
}

/** The same date some years and months later; the month's last where it has none such (29 February, 31st). */
export function sameDayLater(day: LocalDay, years: number, months = 0): LocalDay {
  const date = dateOf(day);
  const month = date.month - 1 + months;
  const year = date.year + years + Math.floor(month / 12);
  const ofYear = (month % 12) + 1;
  return dayOf(year, ofYear, Math.min(date.day, daysInMonth(year, ofYear)));
}

const weekdayNames: readonly Weekday[] = WEEKDAYS;

/** 0 for Monday to 6 for Sunday. 1970-01-01 was a Thursday. */
export const weekdayIndex = (day: LocalDay): number => (((day + 3) % 7) + 7) % 7;

export function weekdayOf(day: LocalDay): Weekday {
  return weekdayNames[weekdayIndex(day)] ?? "mon";
}

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);

/** `2026-03-02`; null when the text isn't a date that exists. */
export function parseDay(text: string): LocalDay | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return dayOf(year, month, day);
}

/** `2026-03-02`. */
export function formatDay(day: LocalDay): string {
  const { year, month, day: ofMonth } = dateOf(day);
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(ofMonth)}`;
}

/** RFC 3339 with `Z` or an offset, at most milliseconds (`2026-03-02T09:30:00-05:00`); null for anything else. */
export function parseInstant(text: string): Instant | null {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(?:Z|([+-])(\d{2}):(\d{2}))$/.exec(text);
  if (match === null) return null;
  const [, date = "", h = "", m = "", s = "0", fraction = "", sign, oh = "0", om = "0"] = match;
  const day = parseDay(date);
  const [hours, minutes, seconds] = [Number(h), Number(m), Number(s)];
  if (day === null || hours > 23 || minutes > 59 || seconds > 59 || Number(oh) > 23 || Number(om) > 59) return null;
  const offset = (Number(oh) * 60 + Number(om)) * (sign === "-" ? -1 : 1);
  const local = day * DAY_MS + (hours * 60 + minutes) * MINUTE_MS + seconds * 1000 + Number(fraction.padEnd(3, "0"));
  return instant(local - offset * MINUTE_MS);
}

/** RFC 3339 at a fixed offset in minutes east; `Z` when `offset` is null. Milliseconds only where there are some. */
export function formatAtOffset(t: Instant, offset: number | null): string {
  const shown = offset === null ? 0 : Math.round(offset);
  const local = t + shown * MINUTE_MS;
  const day = Math.floor(local / DAY_MS);
  const ms = local - day * DAY_MS;
  const seconds = Math.floor(ms / 1000);
  const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const fraction = ms % 1000 === 0 ? "" : `.${String(ms % 1000).padStart(3, "0")}`;
  const east = Math.abs(shown);
  const tail = offset === null ? "Z" : `${shown < 0 ? "-" : "+"}${two(Math.floor(east / 60))}:${two(east % 60)}`;
  return `${formatDay(localDay(day))}T${time}${fraction}${tail}`;
}
