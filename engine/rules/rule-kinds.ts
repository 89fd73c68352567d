/** One rule's word on one act: the kinds put together, with the dates in force. */
import type { Action } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { Rule, RuleBody } from "../model/rule.ts";
import type { Instant, LocalDay } from "../model/units.ts";
import { instant, localDay } from "../model/units.ts";
import { startOfDay } from "../calendar.ts";
import { DAY_MS } from "../civil.ts";
import { closingBlock, earliestBlock } from "./block.ts";
import { closingCap, earliestCap } from "./cap.ts";
import { closingContent, earliestContent } from "./content.ts";
import { closingSilence, earliestSilence } from "./silence.ts";
import { closingWindow, earliestWindow } from "./window.ts";

/** When a date begins on the clock of the debtor's first zone, which dates the law. */
function beginningOf(day: LocalDay, context: Context): number {
  const [zone] = context.debtor.timezones;
  return zone === undefined ? Infinity : startOfDay(context.calendar, zone, day);
}

/** Whether a date has begun there. Far from midnight no table need be asked: no clock is two days off. */
function hasBegun(day: LocalDay, context: Context, t: Instant): boolean {
  const utc = day * DAY_MS;
  if (t >= utc + 2 * DAY_MS) return true;
  return t > utc - 2 * DAY_MS && t >= beginningOf(day, context);
}

const dayAfter = (day: LocalDay): LocalDay => localDay(day + 1);

/** Whether a rule is in force at an instant, by the date of the debtor's first zone. */
export function standsAt(rule: Rule, context: Context, t: Instant): boolean {
  return (rule.from === null || hasBegun(rule.from, context, t)) && (rule.to === null || !hasBegun(dayAfter(rule.to), context, t));
}

/**
 * The smallest `t' >= t` at which this rule alone allows the act; null when waiting alone never helps. The rule must bind
 * the act (`binds`), and the debtor's zones must be in the calendar.
 */
export function earliest(rule: Rule, context: Context, action: Action, t: Instant): Instant | null {
  if (!standsAt(rule, context, t)) return t;
  const at = earliestOfKind(rule.body, context, action, t);
  if (rule.to === null || at === t) return at;
  const over = beginningOf(dayAfter(rule.to), context);
  return over < (at ?? Infinity) ? instant(over) : at;
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
  if (rule.from !== null && !hasBegun(rule.from, context, t)) return beginningOf(rule.from, context);
  const next = closingOfKind(rule.body, context, action, t);
  return rule.to === null || next < beginningOf(dayAfter(rule.to), context) ? next : Infinity;
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
