/** Yearly interest on a late debt: a fixed rate, or points over a dated series. */
import type { Charge, DayCount, Debt } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { AmountLimit, Series } from "../model/rule.ts";
import type { LocalDay } from "../model/units.ts";
import { localDay } from "../model/units.ts";
import { dateOf, dayOf } from "../civil.ts";
import { interestOf, type Exact } from "./exact.ts";

export type YearlyRate = Extract<AmountLimit, { readonly by: "yearly rate" }>;

/** The last day on which a series is known; the day on which somebody checked it, where it doesn't say. */
export const knownUntil = (series: Series): number => series.verifiedTo ?? series.checked ?? -Infinity;

/** The value of a series on a day; null where nothing is known. */
export function valueOn(series: Series, day: number): number | null {
  if (day > knownUntil(series)) return null;
  let found: number | null = null;
  for (const { from, percent } of series.values) {
    if (from > day) break;
    found = percent;
  }
  return found;
}

export const seriesOf = (limit: YearlyRate, context: Context): Series | null => context.series?.find((series) => series.name === limit.over) ?? null;

/** What can't be known. */
export interface UnknownRate {
  readonly unknown: string;
}

/**
 * Interest that has grown on a debt on the days of `[from, to)`, exact.
 * @param late first day of lateness, by which a frozen rate is fixed
 */
export function interestOn(
  limit: YearlyRate,
  context: Context,
  debt: Debt,
  charge: Charge,
  late: LocalDay,
  from: number,
  to: number,
): Exact | UnknownRate {
  if (from >= to) return 0n;
  const dayCount: DayCount = limit.dayCount ?? charge.dayCount ?? "actual/365";
  const grown = (percent: number, first: number, end: number): Exact =>
    interestOf(debt.amount, asAgreed(limit.percent + percent, charge), first, end, dayCount);
  if (limit.over === undefined) return grown(0, from, to);
  const series = seriesOf(limit, context);
  if (series === null) return { unknown: `the series ${limit.over} is not at hand` };
  if (limit.frozen !== undefined && limit.frozen !== "never") {
    const day = limit.frozen === "at lateness" ? late : beforeHalfYear(late);
    const value = valueOn(series, day);
    return value === null ? unknownOn(series) : grown(value, from, to);
  }
  let sum = 0n;
  for (let at = from; at < to;) {
    const value = valueOn(series, at);
    if (value === null || to - 1 > knownUntil(series)) return unknownOn(series);
    const change = series.values.find((one) => one.from > at)?.from ?? Infinity;
    const end = Math.min(to, change);
    sum += grown(value, at, end);
    at = end;
  }
  return sum;
}

const unknownOn = (series: Series): UnknownRate => ({ unknown: `the values of ${series.title} are not known for all of these days` });

/** Never below nothing; and where the contract has a rate of its own, no more than that. */
const asAgreed = (percent: number, { agreed, rate }: Charge): number => Math.max(0, agreed && rate !== undefined ? Math.min(percent, rate) : percent);

/** The last day before the half-year of a day. */
function beforeHalfYear(day: LocalDay): LocalDay {
  const { year, month } = dateOf(day);
  return localDay(dayOf(year, month < 7 ? 1 : 7, 1) - 1);
}
