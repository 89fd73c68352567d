/** The duties of the law as an account has them: one for all debts that the same cause calls for, and whose it is to do. */
import type { Context } from "./model/decision.ts";
import type { Instant } from "./model/units.ts";
import { formatDay } from "./calendar.ts";
import { DAY_MS } from "./civil.ts";
import { asOne, duties, type Duty, type DutyStatus } from "./duties.ts";
import { missingFacts } from "./unknown.ts";

/** A duty with a cause, about one or all debts of an account. */
export interface AccountDuty extends Omit<Duty, "debt" | "since"> {
  readonly account: string;
  readonly since: Instant;
}

/** An account of a debtor, and what is known of all of them as that account is judged. */
export interface Standing {
  readonly account: string;
  readonly context: Context;
}

/**
 * What is owed for the accounts of one debtor at `now`, met duties too, in the order of the accounts and rules. What is owed to the person stands with the
 * first account whose rules say it. Records that are only to be kept call for nothing. Null for an account of which nothing can be told, for want of
 * a fact: what was known of it before goes on.
 *
 * @param accounts in the order of their ids
 */
export function dutiesByAccount(accounts: readonly Standing[], now: Instant): ReadonlyMap<string, readonly AccountDuty[] | null> {
  const told = new Map<string, readonly AccountDuty[] | null>();
  const ofPerson = new Set<string>();
  for (const { account, context } of accounts) {
    if (missingFacts(context, now).length > 0) {
      told.set(account, null);
      continue;
    }
    const owed = new Map<string, AccountDuty>();
    for (const { debt, since, ...rest } of duties(context, now)) {
      if (since === null || rest.task.do === "keep") continue;
      const name = `${rest.rule} ${since}`;
      if (debt === null ? ofPerson.has(name) : !isOf(account, debt, context)) continue;
      const known = owed.get(name);
      const one: AccountDuty = { ...rest, account, since };
      owed.set(name, known === undefined ? one : asOne(known, one));
    }
    for (const name of owed.keys()) ofPerson.add(name);
    told.set(account, [...owed.values()]);
  }
  return told;
}

const isOf = (account: string, debt: string, { debts }: Context): boolean => debts.some((one) => one.id === debt && one.account === account);

/** So long before it is too late, what a policy has not sent yet is for people to look after. */
export const LAST_CALL_MS = 2 * DAY_MS;

/**
 * Whether people have to see to it at `now`: what no step of the policy sends; and what one should send, when it is nearly too late, can't be in time any
 * more, or wasn't.
 * @param sends whether some step of the account's policy sends what a duty asks for
 */
export function isForPeople({ task, status, tooLate }: AccountDuty, sends: boolean, now: Instant): boolean {
  if (status === "met") return false;
  if (task.do === "send" && sends && status === "pending") return tooLate !== null && tooLate - now <= LAST_CALL_MS;
  return task.do !== "delete" || status === "due";
}

/** What is to be done, in a few words. */
export function dutyWords({ task, summary }: Pick<Duty, "task" | "summary">): string {
  switch (task.do) {
    case "send":
      return `send ${task.contents.join(", ")}${task.by === undefined ? "" : ` by ${task.by.join(" or ")}`}: ${summary}`;
    case "record":
      return `record ${task.event}: ${summary}`;
    case "keep":
    case "delete":
      return `${task.do} ${task.records}: ${summary}`;
  }
}

/** How it stands at `now`, where it was looked at some time before: what nobody did is missed once its day is over. */
export const standingAt = ({ status, tooLate }: Pick<AccountDuty, "status" | "tooLate">, now: Instant): DutyStatus =>
  (status === "pending" || status === "doomed") && tooLate !== null && tooLate <= now ? "missed" : status;

/** The day by which it is or was to be done, as a sentence goes on: `by 2026-11-30`. */
export const byWhen = ({ task, deadline }: Pick<Duty, "task" | "deadline">): string =>
  deadline === null ? "" : `${task.do === "delete" ? "after" : "by"} ${formatDay(deadline)}`;
