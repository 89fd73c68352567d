/** After something happened, nothing for a time. */
import type { Action } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { SilenceRule } from "../model/rule.ts";
import type { Instant } from "../model/units.ts";
import { instant } from "../model/units.ts";
import { actIsOutside, closingLimit, countersFor, counts, governed, nthLast, roomInAll, type Counter } from "./counting.ts";
import { begunEverywhere } from "./dates.ts";
import { DAY_MS } from "../civil.ts";

/**
 * The smallest `t' >= t` at which the silence is over; it always ends by itself.
 *
 * Days are the debtor's calendar dates, the event's own being the first, and must be over in every candidate zone. Where
 * a rule excludes calls with consent, the act is let through while such a consent holds.
 */
export function earliestSilence(rule: SilenceRule, context: Context, action: Action, t: Instant): Instant | null {
  const asked = governed(rule, action);
  if (asked === null || actIsOutside(rule, asked, context)) return t;
  return instant(roomInAll(countersFor(rule, context, action, asked), t, (counter, from) => overFrom(rule, counter, from)));
}

/** A silence that began so long ago is over, whatever the zone. */
const longest = ({ days }: SilenceRule): number => (days + 3) * DAY_MS;

/** From when on the silence is over, whoever the contacts reached and whatever they were about. */
export function silentUntil(rule: SilenceRule, { ledger }: Context): number {
  const last = nthLast(1, rule.after, ledger);
  return last === null ? -Infinity : last + longest(rule) + 1;
}

function lastEvent(rule: SilenceRule, counter: Counter, t: number): Instant | null {
  const { ledger } = counter.context;
  const horizon = t - longest(rule);
  for (let i = ledger.length - 1; i >= 0; i--) {
    const entry = ledger[i];
    if (entry === undefined || !("contact" in entry)) continue;
    if (entry.at < horizon) return null;
    if (counts(counter, entry, i)) return entry.at;
  }
  return null;
}

function overFrom(rule: SilenceRule, counter: Counter, t: number): number {
  const last = lastEvent(rule, counter, t);
  return last === null ? -Infinity : begunEverywhere(counter.context, last, rule.days);
}

/** The next instant after `t` at which the silence may begin to refuse: where a consent that held it off ends. Infinity for none. */
export function closingSilence(rule: SilenceRule, context: Context, action: Action, t: Instant): number {
  return closingLimit(rule, context, action, governed(rule, action), t);
}

/** What a sentence about the silence needs: the event that began it, the latest of all counters. */
export function startOfSilence(rule: SilenceRule, context: Context, action: Action, t: Instant): Instant | null {
  const asked = governed(rule, action);
  if (asked === null) return null;
  let latest: Instant | null = null;
  for (const counter of countersFor(rule, context, action, asked)) {
    const last = lastEvent(rule, counter, t);
    if (last !== null && (latest === null || last > latest)) latest = last;
  }
  return latest;
}
