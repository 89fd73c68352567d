/** The first lawful instant for an act. */
import { rulesConcerning, type Concerned } from "./concerning.ts";
import type { Action } from "./model/facts.ts";
import type { Context, Plan, Reason, Refusal } from "./model/decision.ts";
import type { Instant } from "./model/units.ts";
import { amountAt, refusalsAt, requiredAt } from "./permit.ts";
import { missingFacts } from "./unknown.ts";

/**
 * Starts with `t`, moves to the latest `earliest` of all rules that refuse, and again, until it stands still. Since each
 * `earliest` is exact, the fixed point is the least lawful instant, and `permit` allows it: they are the same functions.
 *
 * @param until last instant that will do; beyond it, or when waiting alone never helps, the act lapses with the reasons
 */
export function plan(context: Context, action: Action, t: Instant, until: Instant): Plan {
  const rules = rulesConcerning(context, action);
  const refused: Refusal[] = [];
  let at = t;
  if (at > until) return { kind: "lapse", reasons: [SLOT_OVER], refused };
  for (;;) {
    const unknown = missingFacts(context, at);
    const reasons = unknown.length > 0 ? unknown : refusalsAt(rules, action, at);
    if (reasons === null) return found(rules, context, action, at, refused);
    for (const reason of reasons) refused.push({ from: at, until: reason.until, reason });
    const next = latest(reasons);
    if (next === null || next > until) return { kind: "lapse", reasons, refused };
    at = next;
  }
}

function found(rules: readonly Concerned[], context: Context, action: Action, at: Instant, refused: readonly Refusal[]): Plan {
  const requires = requiredAt(context, action, at);
  const amount = amountAt(rules, action, at);
  return amount === null ? { kind: "at", at, requires, refused } : { kind: "at", at, requires, amount, refused };
}

/** The latest end of several refusals; null when one has none. */
function latest(reasons: readonly Reason[]): Instant | null {
  let last: Instant | null = null;
  for (const { until } of reasons) {
    if (until === null) return null;
    if (last === null || until > last) last = until;
  }
  return last;
}

/** The refusal of what comes after the days that the policy gives: of the planner, the guard and the simulator alike. */
export const SLOT_OVER: Reason = {
  rule: "policy.slot",
  place: "HOUSE",
  kind: "policy",
  summary: "The step's slot is over",
  cites: "the policy",
  confidence: "own",
  sentence: "The days that the policy gives for this step have passed.",
  until: null,
};
