/** What a limit of money gives on one amount, and in which currencies it stands. */
import type { AmountLimit } from "../model/rule.ts";
import type { Currency, Minor, Money } from "../model/units.ts";
import { atLeast, atMost, exactly, percentOf, type Exact } from "./exact.ts";
import type { UnknownRate, YearlyRate } from "./interest.ts";

/** Limits that don't grow with time. */
export type FixedLimit = Exclude<AmountLimit, YearlyRate>;

/** The currency in which a limit gives its sums, where it names one: it may be another than that of the debts (forty euros on a debt in zloty). */
export const givenIn = (limit: AmountLimit): Currency | undefined => (limit.by === "bands" ? limit.bands[0]?.sum.currency : undefined);

/** The currencies that the debts must be in, all of them, for the limit to be held against them: bands may give sums of another than their edges. */
export function currenciesOf(limit: AmountLimit): readonly Currency[] {
  switch (limit.by) {
    case "sum":
      return [limit.sum.currency];
    case "bands":
      return limit.bands.flatMap(({ upTo }) => (upTo === null ? [] : [upTo.currency]));
    case "slices":
      return [...limit.slices.flatMap(({ upTo }) => (upTo === null ? [] : [upTo.currency])), ...boundsOf(limit)];
    case "percent of debt":
      return boundsOf(limit);
    case "yearly rate":
      return [];
  }
}

const boundsOf = ({ atLeast: least, atMost: most }: { readonly atLeast?: Money; readonly atMost?: Money }): readonly Currency[] => [
  ...(least === undefined ? [] : [least.currency]),
  ...(most === undefined ? [] : [most.currency]),
];

export function givenFor(limit: FixedLimit, base: Minor): Exact | UnknownRate {
  switch (limit.by) {
    case "sum":
      return exactly(limit.sum.amount);
    case "percent of debt":
      return bounded(percentOf(base, limit.percent), limit);
    case "slices":
      return bounded(sliced(limit.slices, base), limit);
    case "bands": {
      const band = limit.bands.find(({ upTo }) => upTo === null || base <= upTo.amount);
      return band === undefined ? { unknown: "no band reaches so large a debt" } : exactly(band.sum.amount);
    }
  }
}

function bounded(sum: Exact, { atLeast: least, atMost: most }: { readonly atLeast?: Money; readonly atMost?: Money }): Exact {
  const raised = least === undefined ? sum : atLeast(sum, exactly(least.amount));
  return most === undefined ? raised : atMost(raised, exactly(most.amount));
}

/** Each slice gives its share of what lies between the end of the one before it and its own. */
function sliced(slices: Extract<AmountLimit, { readonly by: "slices" }>["slices"], base: Minor): Exact {
  let sum = 0n;
  let from = 0;
  for (const { upTo, percent } of slices) {
    const to = Math.min(base, upTo?.amount ?? base);
    if (to > from) sum += percentOf(to - from, percent);
    from = Math.max(from, to);
  }
  return sum;
}
