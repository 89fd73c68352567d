/** From when to when a rule is in force, by the date of the debtor's first zone. */
import type { Context } from "../model/decision.ts";
import type { Rule, RuleBody } from "../model/rule.ts";
import type { Instant, LocalDay } from "../model/units.ts";
import { localDay } from "../model/units.ts";
import { startOfDay } from "../calendar.ts";
import { DAY_MS } from "../civil.ts";

/** When a date begins on the clock of the debtor's first zone, which dates the law. Infinity where that clock is unknown: all is refused then. */
export function beginningOf(day: LocalDay, { calendar, debtor }: Context): number {
  const [zone] = debtor.timezones;
  return zone === undefined || !Object.hasOwn(calendar.zones, zone) ? Infinity : startOfDay(calendar, zone, day);
}

/** Whether a date has begun there. Far from midnight no table need be asked: no clock is two days off. */
export function hasBegun(day: LocalDay, context: Context, t: Instant): boolean {
  const utc = day * DAY_MS;
  if (t >= utc + 2 * DAY_MS) return true;
  return t > utc - 2 * DAY_MS && t >= beginningOf(day, context);
}

export const dayAfter = (day: LocalDay): LocalDay => localDay(day + 1);

/** Whether a rule is in force at an instant. Its first and its last day count. */
export function standsAt(rule: Rule, context: Context, t: Instant): boolean {
  return (rule.from === null || hasBegun(rule.from, context, t)) && (rule.to === null || !hasBegun(dayAfter(rule.to), context, t));
}

/** The next instant after `t` at which a rule of one of some kinds comes into force or ends. Infinity for none. */
export function nextChange(kinds: readonly RuleBody["kind"][], context: Context, t: Instant): number {
  let next = Infinity;
  for (const { body, from, to } of context.rules) {
    if (!kinds.includes(body.kind)) continue;
    for (const day of [from, to === null ? null : dayAfter(to)]) {
      const at = day === null ? Infinity : beginningOf(day, context);
      if (at > t) next = Math.min(next, at);
    }
  }
  return next;
}
