/** At most so many in a span: of dates that roll, of the calendar, or ever. */
import type { Action } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { CapRule } from "../model/rule.ts";
import type { Instant } from "../model/units.ts";
import { instant } from "../model/units.ts";
import { actIsOutside, closingLimit, countersFor, counts, governed, nthLast, roomInAll, type Counter } from "./counting.ts";
import { horizonOf, horizonPassed, leavesSpan } from "./fixed-span.ts";

/**
 * The smallest `t' >= t` at which the cap leaves room; null when waiting makes none (a cap of zero, or for ever).
 *
 * Dates are the debtor's, the date of the act is the last of a span that rolls, and the span must have room in every candidate
 * zone. Where a rule leaves out what the debtor agreed to, the act itself is let through while such a consent holds.
 */
export function earliestCap(rule: CapRule, context: Context, action: Action, t: Instant): Instant | null {
  const asked = governed(rule, action);
  if (asked === null || actIsOutside(rule, asked, context)) return t;
  const at = roomInAll(countersFor(rule, context, action, asked), t, (counter, from) => roomFrom(rule, counter, from));
  return at === Infinity ? null : instant(at);
}

/** From when on no counter of the cap can be full, whoever the contacts reached and whatever they were about. Infinity for never. */
export function emptyFrom(rule: CapRule, { ledger }: Context): number {
  if (rule.n <= 0) return Infinity;
  const filling = nthLast(rule.n, rule, ledger);
  return filling === null ? -Infinity : horizonPassed(rule, filling);
}

/** When the counter has room again, consents aside: as the n-th latest that counts leaves the span. */
function roomFrom(rule: CapRule, counter: Counter, t: number): number {
  const begun = beginning(counter, t);
  if (begun === null) return -Infinity;
  const over = firstEnd(counter, t);
  if (rule.n <= 0) return over;
  const last = nthLatest(rule, counter, t, begun);
  if (last === null) return -Infinity;
  return Math.min(over, leavesSpan(rule, counter.context, last));
}

/** When the first of the facts ends from which on a cap counts: it may count from a later one then, or not at all. Infinity for never. */
function firstEnd({ since }: Counter, t: number): number {
  let first = Infinity;
  for (const held of since ?? []) if (held.from <= t && t < held.until) first = Math.min(first, held.until);
  return first;
}

/** The line of the ledger after which a cap counts: the first event that holds at `t`, or none. Null: the cap doesn't hold at `t`. */
function beginning({ since }: Counter, t: number): number | null {
  if (since === null) return -1;
  let first: number | null = null;
  for (const held of since) {
    if (held.from <= t && t < held.until && (first === null || held.index < first)) first = held.index;
  }
  return first;
}

function nthLatest(rule: CapRule, counter: Counter, t: number, begun: number): Instant | null {
  const { ledger } = counter.context;
  const horizon = horizonOf(rule, t);
  let left = rule.n;
  for (let i = ledger.length - 1; i > begun; i--) {
    const entry = ledger[i];
    if (entry === undefined || !("contact" in entry)) continue;
    if (entry.at < horizon) return null;
    if (counts(counter, entry, i) && --left === 0) return entry.at;
  }
  return null;
}

/** The next instant after `t` at which the cap may begin to refuse: where a consent that held it off ends. Infinity for none. */
export function closingCap(rule: CapRule, context: Context, action: Action, t: Instant): number {
  return closingLimit(rule, context, action, governed(rule, action), t);
}

/** What a sentence about the cap needs: the contacts that fill it, oldest first, for the counter that is full the longest. */
export function fillingCap(rule: CapRule, context: Context, action: Action, t: Instant): readonly Instant[] {
  const asked = governed(rule, action);
  if (asked === null) return [];
  let fullest: Counter | null = null;
  let until = -Infinity;
  for (const counter of countersFor(rule, context, action, asked)) {
    const room = roomFrom(rule, counter, t);
    if (room > until) [fullest, until] = [counter, room];
  }
  if (fullest === null) return [];
  const found: Instant[] = [];
  const begun = beginning(fullest, t) ?? -1;
  for (let i = context.ledger.length - 1; i > begun && found.length < rule.n; i--) {
    const entry = context.ledger[i];
    if (entry !== undefined && "contact" in entry && counts(fullest, entry, i)) found.push(entry.at);
  }
  return found.toReversed();
}
