/** One rule's word on one act: the kinds put together, with the dates in force. */
import type { Action } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { Rule } from "../model/rule.ts";
import type { Instant } from "../model/units.ts";
import { instant } from "../model/units.ts";
import { closingAmount, earliestAmount } from "./amount.ts";
import { asBound } from "./bound.ts";
import { closingNarrowed, earliestNarrowed, narrowingOf } from "./barred.ts";
import { closingBlock, earliestBlock } from "./block.ts";
import { closingCap, earliestCap } from "./cap.ts";
import { closingConsent, earliestConsent } from "./consent-rule.ts";
import { closingContent, earliestContent } from "./content.ts";
import { closingDeadline, earliestDeadline } from "./deadline.ts";
import { earliestDueDate } from "./due-date.ts";
import { beginningOf, dayAfter, hasBegun, standsAt } from "./in-force.ts";
import { closingLimitation, earliestLimitation } from "./limitation.ts";
import { closingNotice, earliestNotice } from "./notice.ts";
import { closingSilence, earliestSilence } from "./silence.ts";
import { closingWindow, earliestWindow } from "./window.ts";

/** Kinds that refuse nothing themselves: people decide, other rules read them, or they make duties. */
export function neverRefuses({ body }: Rule): boolean {
  switch (body.kind) {
    case "standard":
    case "receipt":
    case "retention":
    case "none":
    case "modifier":
    case "scope":
    case "tolling":
      return true;
    default:
      return false;
  }
}

/**
 * The smallest `t' >= t` at which this rule alone allows the act; null when waiting alone never helps. The rule must bind
 * the act (`binds`), and the debtor's zones must be in the calendar.
 */
export function earliest(rule: Rule, context: Context, whole: Action, t: Instant): Instant | null {
  if (!standsAt(rule, context, t)) return t;
  const action = asBound(rule, context, whole);
  const narrowing = narrowingOf(rule.body);
  const at =
    narrowing === null
      ? earliestOfKind(rule, context, action, t, whole)
      : earliestNarrowed(narrowing, context, action, t, (seen, from) => earliestOfKind(rule, context, seen, from, whole));
  if (rule.to === null || at === t) return at;
  const over = beginningOf(dayAfter(rule.to), context);
  return over < (at ?? Infinity) ? instant(over) : at;
}

/** @param whole the act with all its debts, where `action` is about those alone that the rule is about */
function earliestOfKind(rule: Rule, context: Context, action: Action, t: Instant, whole: Action): Instant | null {
  const { body } = rule;
  switch (body.kind) {
    case "window":
      return earliestWindow(body, context, action, t);
    case "cap":
      return earliestCap(body, context, action, t);
    case "silence":
      return earliestSilence(body, context, action, t);
    case "block":
      return earliestBlock(body, context, action, t);
    case "content":
      return earliestContent(body, context, action, t);
    case "notice-before":
      return earliestNotice(body, context, action, t);
    case "deadline":
      return earliestDeadline(body, context, action, t);
    case "consent":
      return earliestConsent(body, context, action, t);
    case "amount":
      return earliestAmount({ rule, body, whole, asked: action }, context, t);
    case "due-date":
      return earliestDueDate(body, context, action, t);
    case "limitation":
      return earliestLimitation(body, context, action, t);
    case "standard":
    case "receipt":
    case "retention":
    case "none":
    case "modifier":
    case "tolling":
    case "scope":
      return t;
  }
}

/**
 * The next instant after `t` at which time alone may make this rule refuse: never later than it does. Infinity when it never
 * does.
 */
export function closing(rule: Rule, context: Context, whole: Action, t: Instant): number {
  if (rule.from !== null && !hasBegun(rule.from, context, t)) return beginningOf(rule.from, context);
  const action = asBound(rule, context, whole);
  const narrowing = narrowingOf(rule.body);
  const own = closingOfKind(rule, context, action, t, whole);
  const next = narrowing === null ? own : closingNarrowed(narrowing, context, action, t, own);
  return rule.to === null || next < beginningOf(dayAfter(rule.to), context) ? next : Infinity;
}

function closingOfKind(rule: Rule, context: Context, action: Action, t: Instant, whole: Action): number {
  const { body } = rule;
  switch (body.kind) {
    case "window":
      return closingWindow(body, context, action, t);
    case "cap":
      return closingCap(body, context, action, t);
    case "silence":
      return closingSilence(body, context, action, t);
    case "block":
      return closingBlock(body, context, action, t);
    case "content":
      return closingContent(body, context, action, t);
    case "notice-before":
      return closingNotice(body, context, action, t);
    case "deadline":
      return closingDeadline(body, context, action, t);
    case "consent":
      return closingConsent(body, context, action, t);
    case "amount":
      return closingAmount({ rule, body, whole, asked: action }, context, t);
    case "limitation":
      return closingLimitation(body, context, action, t);
    // A debt that is late stays late.
    case "due-date":
    case "standard":
    case "receipt":
    case "retention":
    case "none":
    case "modifier":
    case "tolling":
    case "scope":
      return Infinity;
  }
}
