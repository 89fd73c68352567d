/** Days that move: Easter of the western and of the eastern churches, and the nth or last weekday of a month. */
import { dayOf, daysInMonth, localDay, weekdayOf, WEEKDAYS } from "../../engine/index.ts";
import type { LocalDay, Weekday } from "../../engine/index.ts";

/** Days from one weekday forward to the next of another, 0 to 6. */
const distance = (from: Weekday, to: Weekday): number => (WEEKDAYS.indexOf(to) - WEEKDAYS.indexOf(from) + 7) % 7;

/** The `nth` such weekday of a month, from 1; -1 is the last. */
export const nthWeekday = (year: number, month: number, weekday: Weekday, nth: number): LocalDay => {
  if (nth > 0) {
    const first = dayOf(year, month, 1);
    return localDay(first + distance(weekdayOf(first), weekday) + (nth - 1) * 7);
  }
  const last = dayOf(year, month, daysInMonth(year, month));
  return localDay(last - distance(weekday, weekdayOf(last)) + (nth + 1) * 7);
};

/** The last such weekday before a date, the date itself not counted. */
export const weekdayBefore = (date: LocalDay, weekday: Weekday): LocalDay => {
  const eve = localDay(date - 1);
  return localDay(eve - distance(weekday, weekdayOf(eve)));
};

/** Easter Sunday of the western churches: the Sunday after the ecclesiastical full moon of spring (Meeus' computus). */
export const easterSunday = (year: number): LocalDay => {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const correction = Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const shift = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * shift) / 451);
  const fromMarch = epact + shift - 7 * late + 114;
  return dayOf(year, Math.floor(fromMarch / 31), (fromMarch % 31) + 1);
};

/**
 * Easter Sunday of the eastern churches: of the Julian calendar (Meeus' computus), thirteen days behind ours.
 * Right from 1900 to 2099, while it is thirteen.
 */
export const orthodoxEaster = (year: number): LocalDay => {
  const moon = (19 * (year % 19) + 15) % 30;
  const shift = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
  const fromMarch = moon + shift + 114;
  return localDay(dayOf(year, Math.floor(fromMarch / 31), (fromMarch % 31) + 1) + 13);
};
