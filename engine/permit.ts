/** Whether an act is lawful at an instant. */
import { rulesConcerning, rulesDemanding, type Concerned, type RuleReading } from "./concerning.ts";
import type { Action } from "./model/facts.ts";
import type { Context, Decision, Reason } from "./model/decision.ts";
import type { Rule } from "./model/rule.ts";
import type { Instant, Money } from "./model/units.ts";
import { limitedBy, mostAt } from "./rules/amount.ts";
import { asSeenBy } from "./rules/barred.ts";
import { asBound } from "./rules/bound.ts";
import { contentGoverns, demands, faultsOf, textOf } from "./rules/content.ts";
import { contentOverdue, sendingMissing } from "./rules/deadline.ts";
import { demandsMissing } from "./rules/due-date.ts";
import { standsAt } from "./rules/in-force.ts";
import { mostNamed, noticeDemanded, noticeMissing } from "./rules/notice.ts";
import { earliest } from "./rules/rule-kinds.ts";
import { sentenceOf, sentenceOfReading } from "./rules/sentence.ts";
import { missingFacts, unknownToRule } from "./unknown.ts";

/**
 * Whether an act is lawful at `t`, in epoch milliseconds.
 *
 * Allowed when no fact is missing that the decision needs, and every binding rule's `earliest` is `t` itself. The ledger of the
 * context holds what is known at `t`: nothing in it lies later.
 *
 * `requires` of a permitted act: all content that the law makes a condition, written already or still to be written. Of a denied
 * one: what is missing, in the text or as an earlier notice. `amount` of a permitted charge: all that the law gives at `t`.
 */
export function permit(context: Context, action: Action, t: Instant): Decision {
  const unknown = missingFacts(context, t);
  if (unknown.length > 0) return { allowed: false, reasons: unknown, requires: [] };
  const rules = rulesConcerning(context, action);
  const reasons = refusalsAt(rules, action, t);
  if (reasons === null) return permission(rules, context, action, t);
  return { allowed: false, reasons, requires: missingAt(reasons, context, action, t) };
}

function permission(rules: readonly Concerned[], context: Context, action: Action, t: Instant): Decision {
  const requires = requiredAt(context, action, t);
  const amount = amountAt(rules, action, t);
  return amount === null ? { allowed: true, requires } : { allowed: true, requires, amount };
}

/** The most that all rules in force allow to be charged at `t`; null where none sets a limit. */
export function amountAt(rules: readonly Concerned[], action: Action, t: Instant): Money | null {
  if (action.act !== "charge") return null;
  let least: Money | null = null;
  for (const { rule, readings } of rules) {
    for (const { context } of readings) {
      for (const most of [namedAt(rule, context, action, t), mostOf(rule, context, action, t)]) {
        if (most !== null && (least === null || most.amount < least.amount)) least = most;
      }
    }
  }
  return least;
}

/** The most that a rule about amounts allows; null where it sets no limit. */
function mostOf(rule: Rule, context: Context, action: Charged, t: Instant): Money | null {
  const { body } = rule;
  if (body.kind !== "amount" || !standsAt(rule, context, t) || limitedBy(body, action) === null) return null;
  const asked = seenBy(rule, context, action, t);
  if (asked === null) return null;
  const most = mostAt({ rule, body, whole: action, asked }, context, t);
  return "most" in most ? most.most : null;
}
type Charged = Extract<Action, { readonly act: "charge" }>;

/** The most that the notice which a rule wants names for a charge; null where it limits nothing. */
function namedAt(rule: Rule, context: Context, action: Action, t: Instant): Money | null {
  const { body } = rule;
  if (body.kind !== "notice-before" || !standsAt(rule, context, t)) return null;
  const seen = seenBy(rule, context, action, t);
  const amount = seen?.act === "charge" ? mostNamed(body, context, seen) : null;
  const currency = context.debts.find(({ id }) => action.debts.length === 0 || action.debts.includes(id))?.currency;
  return amount === null || currency === undefined ? null : { amount, currency };
}

/** Reasons of every rule that refuses at `t`; null when none does. */
export function refusalsAt(rules: readonly Concerned[], action: Action, t: Instant): readonly Reason[] | null {
  let reasons: Reason[] | null = null;
  for (const concerned of rules) {
    const reason = refusalOf(concerned, action, t);
    if (reason !== null) (reasons ??= []).push(reason);
  }
  return reasons;
}

/** Why a rule refuses an act at `t` by some reading of the ledger, and until when by any; null when it doesn't. */
export function refusalOf({ rule, readings }: Concerned, action: Action, t: Instant): Reason | null {
  const [whole] = readings;
  if (whole !== undefined && readings.length === 1 && whole.without.length === 0) return refusalBy(whole, rule, action, t);
  const reason = longest(rule, readings, action, t);
  if (reason === null) return null;
  let { until } = reason;
  while (until !== null) {
    const later: Reason | null = longest(rule, readings, action, until);
    if (later === null) break;
    ({ until } = later);
  }
  return { ...reason, until };
}

/** What is said by the reading by which a rule refuses the longest at `t`; null when it refuses by none. */
function longest(rule: Rule, readings: readonly RuleReading[], action: Action, t: Instant): Reason | null {
  let found: Reason | null = null;
  for (const reading of readings) {
    const reason = refusalBy(reading, rule, action, t);
    if (reason === null || (found !== null && (found.until === null || (reason.until !== null && reason.until <= found.until)))) continue;
    const { context, without } = reading;
    found = without.length === 0 ? reason : { ...reason, sentence: `${reason.sentence} ${sentenceOfReading(context, without, t)}` };
  }
  return found;
}

const refusalBy = ({ over, context }: RuleReading, rule: Rule, action: Action, t: Instant): Reason | null =>
  t >= over ? null : refusalAt(rule, context, action, t);

/** Why a rule that binds an act refuses it at `t`; null when it doesn't. */
export function refusalAt(rule: Rule, context: Context, action: Action, t: Instant): Reason | null {
  const unknown = unknownToRule(rule, context, action, t);
  if (unknown !== null) return unknown;
  const until = earliest(rule, context, action, t);
  return until === t ? null : reasonOf(rule, context, action, t, until);
}

/** An act about the debts that a rule is about; null where it has no say. */
const seenBy = (rule: Rule, context: Context, action: Action, t: Instant): Action | null =>
  asSeenBy(rule.body, context, asBound(rule, context, action), t);

function reasonOf(rule: Rule, context: Context, whole: Action, t: Instant, until: Instant | null): Reason {
  const action = seenBy(rule, context, whole, t) ?? whole;
  const missing = lackingTo(rule, context, action, t);
  const { body } = rule;
  const most = body.kind === "amount" ? mostAt({ rule, body, whole, asked: action }, context, t) : null;
  return {
    rule: rule.id,
    place: rule.place,
    kind: rule.body.kind,
    summary: rule.summary,
    cites: rule.cites,
    confidence: rule.confidence,
    sentence: sentenceOf(rule, context, action, t, until, whole),
    until,
    ...(missing.length > 0 ? { requires: missing } : {}),
    ...(most !== null && "most" in most ? { amount: most.most } : {}),
  };
}

/** Content ids whose lack makes a rule refuse: in the text, or as something that has to be sent first. */
function lackingTo({ body }: Rule, context: Context, action: Action, t: Instant): readonly string[] {
  switch (body.kind) {
    case "content": {
      const text = textOf(action);
      return text === undefined ? NOTHING : faultsOf(body, text).missing;
    }
    case "notice-before":
      return noticeMissing(body, context, action, t);
    case "deadline":
      return sendingMissing(body, context, action, t);
    case "due-date":
      return demandsMissing(body, context, action);
    default:
      return NOTHING;
  }
}

const NOTHING: readonly string[] = [];

/** Content ids that rules in force demand of the act at `t`, each once. What one demands of a text may make another demand more. */
export function requiredAt(context: Context, action: Action, t: Instant): readonly string[] {
  const rules = rulesDemanding(context, action);
  let ids: string[] | null = null;
  for (;;) {
    const before: number = ids?.length ?? 0;
    for (const { rule, context: reading } of rules) {
      if (!standsAt(rule, reading, t)) continue;
      for (const id of demandedBy(rule, reading, action, t, ids ?? NOTHING)) if (ids === null || !ids.includes(id)) (ids ??= []).push(id);
    }
    if ((ids?.length ?? 0) === before || !rules.some(({ rule: { body } }) => body.kind === "content" && body.having !== undefined))
      return ids ?? NOTHING;
  }
}

function demandedBy(rule: Rule, context: Context, whole: Action, t: Instant, carried: readonly string[]): readonly string[] {
  const { body } = rule;
  const action = seenBy(rule, context, whole, t);
  if (action === null) return NOTHING;
  switch (body.kind) {
    case "content":
      // Of another it was seen when the rules of the act were found; of these it depends on which debts are barred now.
      return body.barred !== undefined && !contentGoverns(body, context, action) ? NOTHING : demands(body, context, action, t, carried);
    case "notice-before":
      return noticeDemanded(body, context, action, t);
    case "deadline":
      return contentOverdue(body, context, action, t);
    default:
      return NOTHING;
  }
}

function missingAt(reasons: readonly Reason[], context: Context, action: Action, t: Instant): readonly string[] {
  const text = textOf(action) ?? NOTHING;
  const missing = requiredAt(context, action, t).filter((id) => !text.includes(id));
  for (const { requires } of reasons) for (const id of requires ?? NOTHING) if (!missing.includes(id) && !text.includes(id)) missing.push(id);
  return missing;
}
