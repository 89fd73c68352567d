/** What every `collect law` command begins with: the law that ships, a place or a day that somebody wrote. */
import { localDay, parseDay, type LawBook, type LocalDay, type Place } from "../../engine/index.ts";
import { Failure } from "../failure.ts";
import { realClock } from "../clock.ts";

const DAY_MS = 86_400_000;

/** The law that ships, compiled once. */
export const shippedLaw = async (): Promise<LawBook> => (await import("../law-cache.ts")).lawBook();

/** @throws Failure for anything but a date that exists. */
export const dayFrom = (text: string, what: string): LocalDay => {
  const day = parseDay(text);
  if (day === null) throw new Failure(`${what} "${text}" is no day: write it as 2026-03-08`);
  return day;
};

/** The day of `--as-of`, or today in UTC. */
export const dayOrToday = (text: string | undefined): LocalDay =>
  text === undefined ? localDay(Math.floor(realClock() / DAY_MS)) : dayFrom(text, "--as-of");

/** @throws Failure for a place that has no rules of its own, with the one that has. */
export const placeFrom = async (book: LawBook, word: string): Promise<Place> => {
  const { placeOf } = await import("../../reports/law/index.ts");
  const place = placeOf(book, word);
  if ("problem" in place) throw new Failure(place.problem);
  return place.found;
};
