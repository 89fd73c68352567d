/** Whether an act is lawful at an instant. */
import type { Action } from "./model/facts.ts";
import type { Context, Decision, Reason } from "./model/decision.ts";
import type { Rule } from "./model/rule.ts";
import type { Instant } from "./model/units.ts";
import { demands, faultsOf, textOf } from "./rules/content.ts";
import { earliest, standsAt } from "./rules/rule-kinds.ts";
import { sentenceOf } from "./rules/sentence.ts";
import { binds } from "./scope.ts";
import { missingFacts, unknownToRule } from "./unknown.ts";

/**
 * Allowed when no fact is missing that the decision needs, and every binding rule's `earliest` is `t` itself. The ledger of the
 * context holds what is known at `t`: nothing in it lies later.
 *
 * `requires` of a permitted act: all content that the law makes a condition, written already or still to be written. Of a denied
 * one: what is missing.
 */
export function permit(context: Context, action: Action, t: Instant): Decision {
  const unknown = missingFacts(context, t);
  if (unknown.length > 0) return { allowed: false, reasons: unknown, requires: [] };
  const rules = bindingRules(context, action);
  const reasons = refusalsAt(rules, context, action, t);
  if (reasons === null) return { allowed: true, requires: requiredAt(rules, context, action, t) };
  return { allowed: false, reasons, requires: missingAt(rules, context, action, t) };
}

/** Rules that bind the act, dates aside: standards left out, since they never refuse. */
export function bindingRules(context: Context, action: Action): readonly Rule[] {
  return context.rules.filter((rule) => rule.body.kind !== "standard" && binds(rule, context, action));
}

/** Reasons of every rule that refuses at `t`; null when none does. */
export function refusalsAt(rules: readonly Rule[], context: Context, action: Action, t: Instant): readonly Reason[] | null {
  let reasons: Reason[] | null = null;
  for (const rule of rules) {
    const unknown = unknownToRule(rule, context, action, t);
    if (unknown !== null) (reasons ??= []).push(unknown);
    else {
      const until = earliest(rule, context, action, t);
      if (until !== t) (reasons ??= []).push(reasonOf(rule, context, action, t, until));
    }
  }
  return reasons;
}

function reasonOf(rule: Rule, context: Context, action: Action, t: Instant, until: Instant | null): Reason {
  const text = textOf(action);
  const missing = rule.body.kind === "content" && text !== undefined ? faultsOf(rule.body, text).missing : [];
  return {
    rule: rule.id,
    place: rule.place,
    kind: rule.body.kind,
    summary: rule.summary,
    cites: rule.cites,
    confidence: rule.confidence,
    sentence: sentenceOf(rule, context, action, t, until),
    until,
    ...(missing.length > 0 ? { requires: missing } : {}),
  };
}

const NOTHING: readonly string[] = [];

/** Content ids that rules in force demand of the act at `t`, each once. */
export function requiredAt(rules: readonly Rule[], context: Context, action: Action, t: Instant): readonly string[] {
  let ids: string[] | null = null;
  for (const rule of rules) {
    if (rule.body.kind !== "content" || !standsAt(rule, context, t)) continue;
    for (const id of demands(rule.body, context, action, t)) if (ids === null || !ids.includes(id)) (ids ??= []).push(id);
  }
  return ids ?? NOTHING;
}

function missingAt(rules: readonly Rule[], context: Context, action: Action, t: Instant): readonly string[] {
  const text = textOf(action) ?? NOTHING;
  return requiredAt(rules, context, action, t).filter((id) => !text.includes(id));
}
