/** What the clocks of a place show, asked of luxon instant by instant. */
import { DateTime } from "luxon";
import type { Story } from "./words.ts";

const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

export interface Shown {
  readonly day: number;
  readonly weekday: string;
  /** Minutes since midnight, whole ones. */
  readonly minute: number;
}

/** What was looked up already: the same instants are asked about for every rule. */
const looked = new Map<string, Shown>();

/** How far a clock is ahead of Greenwich all through a day there, in milliseconds; null on a day on which that changes. */
const steady = new Map<string, Map<number, number | null>>();
const aheadAllDay = (zone: string, at: number): number | null => {
  const day = Math.floor(at / MS_PER_DAY);
  let days = steady.get(zone);
  if (days === undefined) steady.set(zone, (days = new Map<number, number | null>()));
  const known = days.get(day);
  if (known !== undefined) return known;
  const [first, last] = [day * MS_PER_DAY, (day + 1) * MS_PER_DAY - 1].map((edge) => DateTime.fromMillis(edge, { zone }));
  if (first?.isValid !== true || last === undefined) throw new Error(`luxon knows no zone "${zone}"`);
  const ahead = first.offset === last.offset ? first.offset * MS_PER_MINUTE : null;
  days.set(day, ahead);
  return ahead;
};

export const shownAt = (zone: string, at: number): Shown => {
  const ahead = aheadAllDay(zone, at);
  if (ahead !== null) {
    const day = Math.floor((at + ahead) / MS_PER_DAY);
    // 1 January 1970 was a Thursday.
    return { day, weekday: WEEKDAYS[(((day + 3) % 7) + 7) % 7] ?? "", minute: Math.floor((at + ahead - day * MS_PER_DAY) / MS_PER_MINUTE) };
  }
  const key = `${at} ${zone}`;
  const known = looked.get(key);
  if (known !== undefined) return known;
  const clock = DateTime.fromMillis(at, { zone });
  const shown = {
    day: Date.UTC(clock.year, clock.month - 1, clock.day) / MS_PER_DAY,
    weekday: WEEKDAYS[clock.weekday - 1] ?? "",
    minute: clock.hour * 60 + clock.minute,
  };
  if (looked.size > 200_000) looked.clear();
  looked.set(key, shown);
  return shown;
};

/** The dates that it may be for the debtor: one for each zone where the debtor may be. */
export const datesAt = (story: Story, at: number): readonly number[] => story.debtor.timezones.map((zone) => shownAt(zone, at).day);

/** Whether the clocks of a zone are put forward or back in the course of a date. */
const clocksChangeOn = (zone: string, at: number): boolean => {
  if ([-2, -1, 0, 1, 2].every((shift) => aheadAllDay(zone, at + shift * MS_PER_DAY) === (aheadAllDay(zone, at) ?? NaN))) return false;
  const noon = DateTime.fromMillis(at, { zone }).set({ hour: 12 });
  return noon.minus({ hours: 26 }).offset !== noon.plus({ hours: 26 }).offset;
};

const walked = new Map<string, { readonly opens: number | null; readonly closes: number | null }>();

/** The first and last moments of hours on one date, found by walking through it minute by minute. */
const walkThrough = (zone: string, at: number, from: number, to: number): { readonly opens: number | null; readonly closes: number | null } => {
  const today = shownAt(zone, at).day;
  const key = `${zone} ${today} ${from} ${to}`;
  const known = walked.get(key);
  if (known !== undefined) return known;
  let opens: number | null = null;
  let closes: number | null = null;
  const start = Math.floor(at / MS_PER_MINUTE) * MS_PER_MINUTE - 30 * 60 * MS_PER_MINUTE;
  let before = shownAt(zone, start);
  for (let instant = start + MS_PER_MINUTE; instant < start + 60 * 60 * MS_PER_MINUTE; instant += MS_PER_MINUTE) {
    const shown = shownAt(zone, instant);
    const earlier = before;
    const reached = (minute: number): boolean =>
      shown.day === today && shown.minute >= minute && (earlier.day < today || (earlier.day === today && earlier.minute < minute));
    // A clock that goes back to the very minute shows it once more. Midnight is no minute: the date had begun.
    const shownAgain = from > 0 && shown.day === today && shown.minute === from && earlier.day === today && earlier.minute > from;
    if (reached(from) || shownAgain) opens = instant;
    if (closes === null && reached(to)) closes = instant;
    before = shown;
  }
  walked.set(key, { opens, closes });
  return { opens, closes };
};

/**
 * Whether a clock stands inside [from, to). On a date when the clocks change a time may be shown twice or never. Then
 * hours open at the last showing of their first minute and close at the first showing of their last, so that nobody
 * gains by the doubt.
 */
export const isInside = (zone: string, at: number, from: number, to: number): boolean => {
  const now = shownAt(zone, at);
  if (!clocksChangeOn(zone, at)) return now.minute >= from && now.minute < to;
  const { opens, closes } = walkThrough(zone, at, from, to);
  return opens !== null && at >= opens && (closes === null || at < closes);
};

/** The first and last instants at which a clock passes a time of a date, found by walking around it minute by minute. */
const passes = (zone: string, day: number, minute: number): { readonly first: number; readonly last: number } => {
  const noon = day * MS_PER_DAY + MS_PER_DAY / 2;
  const key = `${zone} ${day} ${minute}`;
  const known = passed.get(key);
  if (known !== undefined) return known;
  const isPast = ({ day: date, minute: time }: Shown): boolean => date > day || (date === day && time >= minute);
  // A clock that goes back to the very minute shows it once more. Midnight is no minute: the date had begun.
  const isShownAgain = (earlier: Shown, shown: Shown): boolean =>
    minute > 0 && shown.day === day && shown.minute === minute && (earlier.day > day || (earlier.day === day && earlier.minute > minute));
  let first: number | null = null;
  let last = noon;
  for (let instant = noon - 40 * 60 * MS_PER_MINUTE; instant < noon + 40 * 60 * MS_PER_MINUTE; instant += MS_PER_MINUTE) {
    const [earlier, shown] = [shownAt(zone, instant - MS_PER_MINUTE), shownAt(zone, instant)];
    if ((!isPast(earlier) && isPast(shown)) || isShownAgain(earlier, shown)) {
      first ??= instant;
      last = instant;
    }
  }
  const found = { first: first ?? noon, last };
  passed.set(key, found);
  return found;
};
const passed = new Map<string, { readonly first: number; readonly last: number }>();

/** Whether an instant lies between two times of the clock, read so that more lies between them when a time is shown twice. */
export const isBetween = (
  zone: string,
  at: number,
  from: { readonly day: number; readonly minute: number },
  to: { readonly day: number; readonly minute: number },
): boolean => at >= passes(zone, from.day, from.minute).first && at < passes(zone, to.day, to.minute).last;

/** Whether a date is a holiday at a place, or at the nearest place around it that keeps a list. */
export const isHolidayAt = (story: Story, place: string, day: number): boolean => {
  let around = place;
  while (around !== "") {
    const list = story.holidays[around];
    if (list !== undefined) return list.includes(day);
    around = around.includes("-") ? around.slice(0, around.lastIndexOf("-")) : "";
  }
  return false;
};
