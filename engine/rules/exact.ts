/** Sums of money that are rounded once, at the end: whole numbers of so small a part that shares and days of a year come out even. */
import type { Minor } from "../model/units.ts";
import { minor } from "../model/units.ts";
import { dateOf, dayOf } from "../civil.ts";
import type { DayCount } from "../model/facts.ts";

/** Parts of the currency's smallest unit. */
export type Exact = bigint;

/** Percentages have up to six decimals. */
const PERCENT_PARTS = 1_000_000;
const YEARS = 365n * 366n * 360n;
const UNIT: Exact = 100n * BigInt(PERCENT_PARTS) * YEARS;

export const exactly = (amount: Minor): Exact => BigInt(amount) * UNIT;

const partsOf = (percent: number): bigint => BigInt(Math.round(percent * PERCENT_PARTS));

export const percentOf = (amount: number, percent: number): Exact => BigInt(amount) * partsOf(percent) * YEARS;

/** Half up, to the currency's smallest unit. Not for negative sums. */
export const rounded = (sum: Exact): Minor => minor(Number((2n * sum + UNIT) / (2n * UNIT)));

export const atLeast = (sum: Exact, floor: Exact): Exact => (sum < floor ? floor : sum);
export const atMost = (sum: Exact, ceiling: Exact): Exact => (sum > ceiling ? ceiling : sum);

/** Days by which months of thirty days are told apart (30E/360). */
function thirties(day: number): number {
  const date = dateOf(day as Parameters<typeof dateOf>[0]);
  return date.year * 360 + date.month * 30 + Math.min(date.day, 30);
}

const isLeap = (year: number): boolean => dayOf(year + 1, 1, 1) - dayOf(year, 1, 1) === 366;

/** Simple interest on an amount for the days of `[from, to)` at a yearly rate. */
export function interestOf(amount: Minor, percent: number, from: number, to: number, dayCount: DayCount): Exact {
  const perYear = BigInt(amount) * partsOf(percent);
  if (dayCount === "actual/365") return (perYear * BigInt(to - from) * YEARS) / 365n;
  if (dayCount === "30/360") return (perYear * BigInt(thirties(to) - thirties(from)) * YEARS) / 360n;
  let sum = 0n;
  for (let at = from; at < to;) {
    const { year } = dateOf(at as Parameters<typeof dateOf>[0]);
    const end = Math.min(to, dayOf(year + 1, 1, 1));
    sum += (perYear * BigInt(end - at) * YEARS) / (isLeap(year) ? 366n : 365n);
    at = end;
  }
  return sum;
}
