/** Days counted one by one, and the pages of the calendar. */
import { DateTime } from "luxon";
import { datesAt, isHolidayAt } from "./clock.ts";
import type { OracleDays, Story } from "./words.ts";

const MS_PER_DAY = 86_400_000;

const NAMES = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const isWorkdayOf = (story: Story, list: string, weekday: number, day: number): boolean => {
  const worked = story.weekdays?.[list] ?? NAMES.slice(1, 6);
  return worked.includes(NAMES[weekday] ?? "") && !(story.holidays[list] ?? []).includes(day);
};

const isWorkday = (story: Story, day: number, list?: string): boolean => {
  const weekday = new Date(day * MS_PER_DAY).getUTCDay();
  if (list !== undefined) return isWorkdayOf(story, list, weekday, day);
  return weekday >= 1 && weekday <= 5 && !story.debtor.places.some((place) => isHolidayAt(story, place, day));
};

/** The n-th day after a date, of all days or of the working days. */
export const nthDayAfter = (story: Story, date: number, { n, business, of }: OracleDays): number => {
  let day = date;
  for (let left = n; left > 0;) {
    day += 1;
    if (!business || isWorkday(story, day, of)) left -= 1;
  }
  return day;
};

/** The last day of several terms, one after the other. */
export const lastOfTerms = (story: Story, date: number, terms: readonly OracleDays[]): number =>
  terms.reduce((day, term) => nthDayAfter(story, day, term), date);

/** Whether terms that run from the date of an instant are over at another one, wherever the debtor may be. */
export const areOver = (story: Story, from: number, terms: readonly OracleDays[], at: number): boolean => {
  const now = datesAt(story, at);
  return datesAt(story, from).every((date, zone) => (now[zone] ?? date) > lastOfTerms(story, date, terms));
};

/** Whether they may be over: somewhere where the debtor may be. */
export const mayBeOver = (story: Story, from: number, terms: readonly OracleDays[], at: number): boolean => {
  const now = datesAt(story, at);
  return datesAt(story, from).some((date, zone) => (now[zone] ?? date) > lastOfTerms(story, date, terms));
};

const dateOf = (day: number): DateTime => DateTime.fromMillis(day * MS_PER_DAY, { zone: "UTC" });

/** Whether two dates stand on one page of a monthly calendar, or in one line of a weekly one; everything falls within all time. */
export const fallsWith = ({ unit, from }: { readonly unit: string; readonly from?: string }, one: number, other: number): boolean => {
  if (unit === "ever") return true;
  if (unit === "month") return dateOf(one).toFormat("yyyy-LL") === dateOf(other).toFormat("yyyy-LL");
  // The week's first day is the nearest one of its name, going back day by day.
  const beginning = (day: number): number => (dateOf(day).setLocale("en").toFormat("ccc").toLowerCase() === from ? day : beginning(day - 1));
  return beginning(one) === beginning(other);
};
