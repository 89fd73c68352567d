/** How long a permission lasts by itself. */
import { rulesConcerning } from "./concerning.ts";
import type { Action } from "./model/facts.ts";
import type { Context } from "./model/decision.ts";
import type { Instant } from "./model/units.ts";
import { instant, localDay } from "./model/units.ts";
import { startOfDay } from "./calendar.ts";
import { refusalsAt } from "./permit.ts";
import { closing } from "./rules/rule-kinds.ts";
import { missingFacts } from "./unknown.ts";

/**
 * The first instant in `(t, limit]` at which time alone closes the door on an act that is lawful at `t`: hours end, ruled-out
 * hours begin, a rule comes into force, a consent runs out, the calendar ends. `limit` when nothing does before.
 */
export function lawfulUntil(context: Context, action: Action, t: Instant, limit: Instant): Instant {
  const rules = rulesConcerning(context, action);
  const last = calendarEnd(context);
  let at: number = t;
  for (;;) {
    let next = last;
    for (const { rule, readings } of rules) {
      for (const reading of readings) next = Math.min(next, closing(rule, reading.context, action, instant(at)));
    }
    if (next >= limit) return limit;
    at = next;
    if (missingFacts(context, instant(at)).length > 0 || refusalsAt(rules, action, instant(at)) !== null) return instant(at);
  }
}

function calendarEnd({ calendar, debtor }: Context): number {
  let end = Infinity;
  for (const zone of debtor.timezones) {
    if (Object.hasOwn(calendar.zones, zone)) end = Math.min(end, startOfDay(calendar, zone, localDay(calendar.to + 1)));
  }
  return end;
}
