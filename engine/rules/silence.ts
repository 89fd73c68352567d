/** After something happened, nothing for a time. */
import type { Action, Contact } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { SilenceRule } from "../model/rule.ts";
import type { Instant } from "../model/units.ts";
import { instant } from "../model/units.ts";
import { nextEnd } from "./consent.ts";
import { actIsOutside, consentedFrom, counts, governed, holdingOff, type Counter } from "./counting.ts";
import { begunEverywhere } from "./dates.ts";
import { countersOf } from "./history.ts";
import { DAY_MS } from "../civil.ts";

/**
 * The smallest `t' >= t` at which the silence is over; it always ends by itself.
 *
 * Days are the debtor's calendar dates, the event's own being the first, and must be over in every candidate zone. Where
 * a rule excludes calls with consent, the act is let through while such a consent holds.
 */
export function earliestSilence(rule: SilenceRule, context: Context, action: Action, t: Instant): Instant | null {
  const asked = governed(rule.channels, action);
  if (asked === null || actIsOutside(rule, asked, context)) return t;
  const counters = countersOf(rule.key, context, action).map((label) => counterOf(rule, context, asked, label));
  let at: number = t;
  for (;;) {
    let moved = at;
    for (const counter of counters) moved = Math.max(moved, Math.min(Math.max(at, overFrom(rule, counter, at)), consentedFrom(counter, at)));
    if (moved === at) return instant(at);
    at = moved;
  }
}

const counterOf = (rule: SilenceRule, context: Context, asked: Contact, label: string | null): Counter =>
  ({ rule, context, asked, label, debt: rule.key === "debt" ? label : null });

function lastEvent({ days }: SilenceRule, counter: Counter, t: number): Instant | null {
  const { ledger } = counter.context;
  // A silence that began so long ago is over, whatever the zone.
  const horizon = t - (days + 3) * DAY_MS;
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
  const asked = governed(rule.channels, action);
  if (asked === null || !rule.excluding.includes("consented")) return Infinity;
  let next = Infinity;
  for (const label of countersOf(rule.key, context, action)) next = Math.min(next, nextEnd(holdingOff(counterOf(rule, context, asked, label)), t));
  return next;
}

/** What a sentence about the silence needs: the event that began it, the latest of all counters. */
export function startOfSilence(rule: SilenceRule, context: Context, action: Action, t: Instant): Instant | null {
  const asked = governed(rule.channels, action);
  if (asked === null) return null;
  let latest: Instant | null = null;
  for (const label of countersOf(rule.key, context, action)) {
    const last = lastEvent(rule, counterOf(rule, context, asked, label), t);
    if (last !== null && (latest === null || last > latest)) latest = last;
  }
  return latest;
}
