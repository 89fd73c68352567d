/** What has to be done for a debtor and by when: the deadlines and the keeping times of the law and the house. */
import type { Action, Channel, EventName, LedgerEntry } from "./model/facts.ts";
import type { Context } from "./model/decision.ts";
import type { Confidence, DeadlineRule, RetentionRule, Rule } from "./model/rule.ts";
import type { Instant, LocalDay } from "./model/units.ts";
import { CHANNELS } from "./model/facts.ts";
import { instant, localDay } from "./model/units.ts";
import { addDays } from "./business-days.ts";
import { localDayAt } from "./calendar.ts";
import { plan } from "./plan.ts";
import { sameDayLater } from "./civil.ts";
import { firstDateAt, lastDateAt } from "./rules/dates.ts";
import { tasksOf, type Task } from "./rules/deadline.ts";
import { standsAt } from "./rules/in-force.ts";
import { binds } from "./scope.ts";
import { readingsOf } from "./readings.ts";
import { missingFacts } from "./unknown.ts";

/**
 * `met`: done; `pending`: there is time; `doomed`: nothing that would do it is lawful before the deadline; `missed`: the deadline
 * has passed and it isn't done; `due`: records are to be deleted, which no ledger can tell.
 */
export type DutyStatus = "met" | "pending" | "doomed" | "missed" | "due";

/** What a duty asks for. */
export type DutyTask =
  | { readonly do: "send"; readonly contents: readonly string[]; readonly by?: readonly Channel[] }
  | { readonly do: "record"; readonly event: EventName }
  | { readonly do: "keep" | "delete"; readonly records: string };

export interface Duty {
  readonly rule: string;
  readonly place: string;
  readonly summary: string;
  readonly cites: string;
  readonly confidence: Confidence;
  readonly task: DutyTask;
  /** The debt that it is about; null: the person. */
  readonly debt: string | null;
  /** What called for it; null: it hasn't happened yet, so there is no deadline either. */
  readonly since: Instant | null;
  /** The last day for it, in the debtor's first zone to reach it; of `keep` the last day on which to keep. */
  readonly deadline: LocalDay | null;
  /** The first instant that is too late for it: the day after has begun in some zone of the debtor. Null where there is none. */
  readonly tooLate: Instant | null;
  readonly status: DutyStatus;
  /** When it was done. */
  readonly done: Instant | null;
}

/**
 * Every duty that rules in force lay on the collector about the debts of a context, in the order of the rules: those that were met too,
 * those whose cause fell away not. Unknown facts (no place, no zone) mean that nothing can be told: no duties.
 * @param now the ledger of the context holds what is known at this instant
 */
export function duties(context: Context, now: Instant): readonly Duty[] {
  if (missingFacts(context, now).length > 0) return [];
  const [whole = [], ...others] = readingsOf(context).map((reading) => dutiesBy(reading.context, now, reading.without.length === 0));
  return others.length === 0 ? whole : others.reduce(together, whole);
}

/** Whatever is owed by one reading of the ledger or by another. */
const together = (some: readonly Duty[], more: readonly Duty[]): readonly Duty[] => {
  const isSame = (one: Duty, other: Duty): boolean => one.rule === other.rule && one.debt === other.debt && one.since === other.since;
  const both = some.map((one) => {
    const other = more.find((duty) => isSame(one, duty));
    return other === undefined ? one : asOne(one, other);
  });
  return [...both, ...more.filter((one) => !some.some((other) => isSame(one, other)))];
};

export const MOST_PRESSING_FIRST: readonly DutyStatus[] = ["missed", "doomed", "due", "pending", "met"];

/** Two duties of one cause as one: as pressing as the more pressing of them, and done when both are. */
export function asOne<One extends Pick<Duty, "status" | "done">>(one: One, other: One): One {
  const [status = one.status] = MOST_PRESSING_FIRST.filter((word) => word === one.status || word === other.status);
  const done = one.done === null || other.done === null ? null : instant(Math.max(one.done, other.done));
  return { ...one, status, done };
}

/** @param isWhole when nothing is left out: there are records of a contact that perhaps took place, so that they are kept and deleted as if it had */
function dutiesBy(context: Context, now: Instant, isWhole: boolean): readonly Duty[] {
  return context.rules.flatMap((rule) => {
    if (!standsAt(rule, context, now)) return [];
    const { body } = rule;
    if (body.kind === "deadline") return deadlineDuties(rule, body, context, now);
    return isWhole && body.kind === "retention" && binds(rule, context, EVERY_DEBT) ? retentionDuty(rule, body, context, now) : [];
  });
}

const EVERY_DEBT: Pick<Action, "debts"> = { debts: [] };

const said = ({ id, place, summary, cites, confidence }: Rule): Pick<Duty, "rule" | "place" | "summary" | "cites" | "confidence"> => ({
  rule: id,
  place,
  summary,
  cites,
  confidence,
});

function deadlineDuties(rule: Rule, body: DeadlineRule, context: Context, now: Instant): readonly Duty[] {
  const { duty } = body;
  const task: DutyTask =
    "send" in duty ? { do: "send", contents: duty.send, ...(duty.by === undefined ? {} : { by: duty.by }) } : { do: "record", event: duty.record };
  return tasksFor(rule, body, context).flatMap((one) => {
    const done = one.done <= now ? instant(one.done) : null;
    // What fell away before it was done needs no doing.
    if (done === null && one.over <= now) return [];
    const status = done === null ? openStatus(body, context, one, now) : "met";
    const tooLate = one.missed === Infinity ? null : instant(one.missed);
    return { ...said(rule), task, debt: one.debt, since: one.since, deadline: deadlineOf(body, context, one.since), tooLate, status, done };
  });
}

/** With a rule per debt, what each debt that it binds calls for; with one per person, each cause once. */
function tasksFor(rule: Rule, body: DeadlineRule, context: Context): readonly Task[] {
  const ids = context.debts.map((debt) => debt.id).filter((id) => binds(rule, context, { debts: [id] }));
  if (body.key === "debt") return ids.length === 0 ? [] : tasksOf(body, context, ids);
  if (!binds(rule, context, EVERY_DEBT)) return [];
  const found: Task[] = [];
  for (const one of tasksOf(body, context, [])) if (!found.some((other) => other.since === one.since && other.done === one.done)) found.push(one);
  return found;
}

function deadlineOf({ within }: DeadlineRule, { calendar, debtor }: Context, since: Instant): LocalDay {
  let first = Infinity;
  for (const zone of debtor.timezones) first = Math.min(first, addDays(calendar, debtor.places, localDayAt(calendar, zone, since), within));
  return localDay(first);
}

function openStatus(body: DeadlineRule, context: Context, task: Task, now: Instant): DutyStatus {
  if (task.missed <= now) return "missed";
  return canBeDone(body, context, task, now) ? "pending" : "doomed";
}

/** Whether some contact that does it would be lawful before the deadline. What only has to be recorded can always be done. */
function canBeDone({ duty }: DeadlineRule, context: Context, task: Task, now: Instant): boolean {
  if (!("send" in duty)) return true;
  const last = instant(task.missed - 1);
  return (duty.by ?? CHANNELS).some((channel) => {
    const debts = task.debt === null ? context.debts.map((debt) => debt.id) : [task.debt];
    const action: Action = { act: "contact", debts, contact: { channel, purpose: "legal-notice" } };
    return plan(context, action, now, last).kind === "at";
  });
}

function retentionDuty(rule: Rule, { what, records, years, after }: RetentionRule, context: Context, now: Instant): readonly Duty[] {
  const cause = causeOf(after, context.ledger);
  const base = { ...said(rule), task: { do: what, records }, debt: null, tooLate: null, done: null } as const;
  if (cause === null) return after === "last-contact" || after === "closing" ? [{ ...base, since: null, deadline: null, status: "pending" }] : [];
  const last = sameDayLater(lastDateAt(context, cause.at), years);
  const over = firstDateAt(context, now) > last;
  if (over && what === "keep") return [];
  return [{ ...base, since: cause.at, deadline: last, status: over ? "due" : "pending" }];
}

/** The last entry from which a keeping time runs. When an account was closed no ledger tells. */
const causeOf = (after: RetentionRule["after"], ledger: readonly LedgerEntry[]): LedgerEntry | null =>
  ledger.findLast((entry) => ("contact" in entry ? after === "last-contact" : entry.event.event === after)) ?? null;
