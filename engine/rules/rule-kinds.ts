/** One rule's word on one act: the kinds put together, with the dates in force. */
import type { Action } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { Rule, RuleBody } from "../model/rule.ts";
import type { Instant } from "../model/units.ts";
import { instant, localDay } from "../model/units.ts";
import { startOfDay } from "../calendar.ts";
import { closingBlock, earliestBlock } from "./block.ts";
import { closingCap, earliestCap } from "./cap.ts";
import { closingContent, earliestContent } from "./content.ts";
import { closingSilence, earliestSilence } from "./silence.ts";
import { closingWindow, earliestWindow } from "./window.ts";

/** When a rule's first day begins, and when its last is over, on the clock of the debtor's first zone. */
function forceOf(rule: Rule, context: Context): { readonly begins: number; readonly over: number } {
  const [zone] = context.debtor.timezones;
  if (zone === undefined || (rule.from === null && rule.to === null)) return ALWAYS;
  return {
    begins: rule.from === null ? -Infinity : startOfDay(context.calendar, zone, rule.from),
    over: rule.to === null ? Infinity : startOfDay(context.calendar, zone, localDay(rule.to + 1)),
  };
}
const ALWAYS = { begins: -Infinity, over: Infinity } as const;

/**
 * The smallest `t' >= t` at which this rule alone allows the act; null when waiting alone never helps. The rule must bind
 * the act (`binds`), and the debtor's zones must be in the calendar.
 */
export function earliest(rule: Rule, context: Context, action: Action, t: Instant): Instant | null {
  const { begins, over } = forceOf(rule, context);
  if (t < begins || t >= over) return t;
  const at = earliestOfKind(rule.body, context, action, t);
  return over < (at ?? Infinity) ? instant(over) : at;
}

/** Whether a rule is in force at an instant, by the date of the debtor's first zone. */
export function standsAt(rule: Rule, context: Context, t: Instant): boolean {
  const { begins, over } = forceOf(rule, context);
  return t >= begins && t < over;
}

function earliestOfKind(body: RuleBody, context: Context, action: Action, t: Instant): Instant | null {
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
    case "standard":
      return t;
  }
}

/**
 * The next instant after `t` at which time alone may make this rule refuse: never later than it does. Infinity when it never
 * does.
 */
export function closing(rule: Rule, context: Context, action: Action, t: Instant): number {
  const { begins, over } = forceOf(rule, context);
  if (t < begins) return begins;
  const next = closingOfKind(rule.body, context, action, t);
  return next < over ? next : Infinity;
}

function closingOfKind(body: RuleBody, context: Context, action: Action, t: Instant): number {
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
    case "standard":
      return Infinity;
  }
}
