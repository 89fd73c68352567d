/** Time that no limitation period counts, such as service in the forces (50 USC 3936). */
import type { Debt } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { LocalDay } from "../model/units.ts";
import { localDay } from "../model/units.ts";
import { inForce, binds } from "../scope.ts";
import { firstDateAt, lastDateAt } from "./dates.ts";
import { concerns } from "./history.ts";
import { hasEvent } from "./ledger-index.ts";

/** Dates on which a period stands still; both count. None where the last comes before the first. */
interface Stretch {
  readonly first: number;
  readonly last: number;
}

/**
 * Stretches in which no period of a debt runs, in order and apart. A stretch counts under rules in force on its first day; one
 * without an end goes on.
 */
export function standstills(context: Context, debt: Debt): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const rule of context.rules) {
    if (rule.body.kind !== "tolling" || !hasEvent(context.ledger, rule.body.during) || !binds(rule, context, { debts: [debt.id] })) continue;
    const { during, until } = rule.body;
    for (const [index, entry] of context.ledger.entries()) {
      if (!("event" in entry) || entry.event.event !== during || !concerns(entry.event, debt.id, context)) continue;
      const first = entry.event.from ?? firstDateAt(context, entry.at);
      if (!inForce(rule, localDay(first))) continue;
      const over = context.ledger.find(
        (later, at) => at > index && "event" in later && until.includes(later.event.event) && concerns(later.event, debt.id, context),
      );
      const last = Math.min(entry.event.until ?? Infinity, over === undefined ? Infinity : lastDateAt(context, over.at));
      stretches.push({ first, last });
    }
  }
  return apart(stretches);
}

function apart(stretches: readonly Stretch[]): readonly Stretch[] {
  const merged: Stretch[] = [];
  for (const next of stretches.toSorted((a, b) => a.first - b.first)) {
    const before = merged.at(-1);
    if (before === undefined || next.first > before.last) merged.push(next);
    else merged[merged.length - 1] = { first: before.first, last: Math.max(before.last, next.last) };
  }
  return merged;
}

/**
 * The last day of a period that began on `from`, after whose date it counts, and would end with `last`. Infinity while a stretch
 * goes on.
 */
export function stretched(from: LocalDay, last: number, stretches: readonly Stretch[]): number {
  let end = last;
  for (const stretch of stretches) {
    const first = Math.max(stretch.first, from + 1);
    if (first > end) break;
    if (stretch.last >= first) end += stretch.last - first + 1;
  }
  return end;
}
