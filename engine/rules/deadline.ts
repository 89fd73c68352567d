/** Something must be done within a time of an event; once that was missed, acts are forbidden until it is done. */
import type { Action } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { DeadlineRule, Trigger } from "../model/rule.ts";
import type { Instant } from "../model/units.ts";
import { instant } from "../model/units.ts";
import { termsOverAnywhere } from "./dates.ts";
import { firstGiven, isNotice, reachesDebtor, type Wanted } from "./earlier-notice.ts";
import { cameBack, concerns, countsAs, debtsAsked, isOwn, misdirected, type ContactEntry } from "./history.ts";
import { answeredAt, heldSpans } from "./trigger.ts";

/** One thing that has to be done for a debt (`null`: for the person). Instants in milliseconds. */
export interface Task {
  readonly debt: string | null;
  readonly since: Instant;
  /** From here on it is missed: the day after the last one has begun in some candidate zone. */
  readonly missed: number;
  /** When it was done; infinity: not yet. */
  readonly done: number;
  /** When what called for it was over, so that it needn't be done any more; infinity: it isn't. */
  readonly over: number;
}

/**
 * The smallest `t' >= t` at which nothing is overdue that forbids the act; null when waiting alone never helps, as nobody does it
 * by waiting. Days are calendar or business days of the debtor, the event's own day not counted.
 *
 * The contact that does what has to be done passes, and so does one whose text is still open: it has to be that one then.
 */
export function earliestDeadline(rule: DeadlineRule, context: Context, action: Action, t: Instant): Instant | null {
  if (!rule.else.includes(action.act) || doesIt(rule, action)) return t;
  let at: number = t;
  const tasks = tasksAsked(rule, context, action);
  for (;;) {
    let end = at;
    for (const task of tasks) if (task.missed <= at) end = Math.max(end, Math.min(task.done, task.over));
    if (end === Infinity) return null;
    if (end === at) return instant(at);
    at = end;
  }
}

/** Whether an act is, or may become, what has to be done. */
function doesIt({ duty }: DeadlineRule, action: Action): boolean {
  if (!("send" in duty)) return false;
  return duty.send.every((id) => isNotice(action, wantedOf(duty, id)) !== "no");
}

const wantedOf = ({ by }: Sending, id: string): Wanted => (by === undefined ? { contents: [id] } : { contents: [id], by });
type Sending = Extract<DeadlineRule["duty"], { readonly send: readonly string[] }>;

const tasksAsked = (rule: DeadlineRule, context: Context, action: Action): readonly Task[] =>
  tasksOf(rule, context, rule.key === "person" ? [] : debtsAsked(context, action));

const isOverdue = (rule: DeadlineRule, context: Context, action: Action, t: number): boolean =>
  tasksAsked(rule, context, action).some((task) => task.missed <= t && t < Math.min(task.done, task.over));

/** Everything that a rule calls for about some debts (none: about the person), done or not, in the order in which it was called for. */
export function tasksOf(rule: DeadlineRule, context: Context, debts: readonly string[]): readonly Task[] {
  const targets = debts.length > 0 ? debts : PERSON;
  return targets.flatMap((debt) =>
    "first" in rule.after ? firstTask(rule, rule.after.first, context, debt) : taskOfEvent(rule, rule.after, context, debt),
  );
}
const PERSON: readonly (string | null)[] = [null];

function firstTask(rule: DeadlineRule, unit: "contact" | "communication", context: Context, debt: string | null): readonly Task[] {
  const first = context.ledger.find((entry, index): entry is ContactEntry => "contact" in entry && begins(entry, index, unit, context, debt));
  if (first === undefined) return [];
  const { duty } = rule;
  // What was sent with the first contact, or before it, was sent in time.
  const done = "send" in duty ? allGiven(duty, context, debt, -1) : recordedAt(duty.record, context, debt);
  return [{ debt, since: first.at, missed: termsOverAnywhere(context, first.at, [rule.within]), done, over: Infinity }];
}

/** Whether a contact is one with the debtor about a debt, of this collector's or by the debtor. */
function begins({ contact, id }: ContactEntry, index: number, unit: "contact" | "communication", context: Context, debt: string | null): boolean {
  if (!isOwn(contact) || !reachesDebtor(contact)) return false;
  if (unit === "contact" ? contact.direction === "in" : !countsAs(contact, contact.direction === "in" ? "conversation" : "communication"))
    return false;
  if (debt !== null && !concerns(contact, debt, context) && contact.raisedByDebtor?.includes(debt) !== true) return false;
  return !misdirected(contact, index, context.ledger) && !cameBack(id, index, context.ledger);
}

/** When all contents have been given after an entry; infinity for never. */
function allGiven(duty: Sending, context: Context, debt: string | null, after: number): number {
  let last = -Infinity;
  for (const id of duty.send) last = Math.max(last, firstGiven(context, wantedOf(duty, id), debt, after)?.at ?? Infinity);
  return last;
}

function recordedAt(event: string, context: Context, debt: string | null): number {
  for (const entry of context.ledger) {
    if ("event" in entry && entry.event.event === event && (debt === null || concerns(entry.event, debt, context))) return entry.at;
  }
  return Infinity;
}

function taskOfEvent(rule: DeadlineRule, trigger: Trigger, context: Context, debt: string | null): readonly Task[] {
  const { duty } = rule;
  const held = debt === null ? heldSpans(trigger, context, "person", [], null) : heldSpans(trigger, context, "debt", [debt], null);
  return held.map((fact) => ({
    debt,
    since: instant(fact.from),
    missed: termsOverAnywhere(context, instant(fact.from), [rule.within]),
    done: "send" in duty ? allGiven(duty, context, debt, fact.index) : answeredAt(trigger, duty.record, context, fact),
    over: fact.until,
  }));
}

/** Content ids that the act must carry because it is overdue; none when it needn't do what has to be done. */
export function contentOverdue(rule: DeadlineRule, context: Context, action: Action, t: Instant): readonly string[] {
  if (!rule.else.includes(action.act) || !("send" in rule.duty) || !doesIt(rule, action)) return [];
  return isOverdue(rule, context, action, t) ? rule.duty.send : [];
}

/** Content ids whose sending is overdue and forbids the act. */
export function sendingMissing(rule: DeadlineRule, context: Context, action: Action, t: Instant): readonly string[] {
  return "send" in rule.duty && isOverdue(rule, context, action, t) ? rule.duty.send : [];
}

/** The next instant after `t` at which something becomes overdue. Infinity for none. */
export function closingDeadline(rule: DeadlineRule, context: Context, action: Action, t: Instant): number {
  if (!rule.else.includes(action.act)) return Infinity;
  let next = Infinity;
  for (const { missed, done, over } of tasksAsked(rule, context, action)) {
    if (missed > t && missed < Math.min(done, over)) next = Math.min(next, missed);
  }
  return next;
}

/** The task that is overdue at `t`, for a sentence about it; null for none. */
export const overdueTask = (rule: DeadlineRule, context: Context, action: Action, t: Instant): Task | null =>
  tasksAsked(rule, context, action).find((task) => task.missed <= t && t < Math.min(task.done, task.over)) ?? null;
