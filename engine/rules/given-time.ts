/** The time that a message itself gives the debtor: whether its last day leaves as much as the law wants. */
import type { Action, Contact } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { ContentRule, CountsFrom } from "../model/rule.ts";
import type { Days, Instant } from "../model/units.ts";
import { localDay } from "../model/units.ts";
import { localDayAt, startOfDay } from "../calendar.ts";
import { binds } from "../scope.ts";
import { dayBegunEverywhere, lastDayAnywhere, lastDayOf } from "./dates.ts";
import { lastGiven } from "./earlier-notice.ts";
import { debtsAsked, type ContactEntry } from "./history.ts";
import { standsAt } from "./in-force.ts";

type Gives = NonNullable<ContentRule["gives"]>;

/** Days that follow one another after the day of sending. Of a receipt nobody knows while nothing has been sent. */
const termsOf = (atLeast: Days, counts: CountsFrom): readonly Days[] => (counts.from === "presumed receipt" ? [counts.after, atLeast] : [atLeast]);

/** Days that a message gives from its own receipt count for what the law counts from there. */
const saysEnough = ({ atLeast, counts }: Gives, days: number): boolean => counts.from !== "sending" && !atLeast.business && days >= atLeast.n;

/** Whether an act names a last day, or days. */
export const namesTime = (action: Action): boolean =>
  action.act === "contact" && (action.contact.deadline !== undefined || action.contact.daysFromReceipt !== undefined);

/** Whether a message that is sent at `t` gives the debtor enough time, wherever the debtor may be. One that names no day does. */
export function givesEnough({ atLeast, counts }: Gives, context: Context, action: Action, t: Instant): boolean {
  if (action.act !== "contact") return true;
  const { deadline, daysFromReceipt } = action.contact;
  if (deadline === undefined) return daysFromReceipt === undefined || saysEnough({ atLeast, counts }, daysFromReceipt);
  return lastDayAnywhere(context, t, termsOf(atLeast, counts)) <= deadline;
}

/** The last day that the law makes such a message name at least, for a sentence. */
export const leastDeadline = ({ atLeast, counts }: Gives, context: Context, t: Instant): number =>
  lastDayAnywhere(context, t, termsOf(atLeast, counts));

/** The first instant after `t` at which a message with such a last day comes too late to be sent; infinity for never. */
export function tooLittleFrom({ atLeast, counts }: Gives, context: Context, action: Action, t: Instant): number {
  const deadline = action.act === "contact" ? action.contact.deadline : undefined;
  if (deadline === undefined) return Infinity;
  const { calendar, debtor } = context;
  const terms = termsOf(atLeast, counts);
  const lastAfter = (day: number): number => terms.reduce((last, term) => lastDayOf(context, last, term), day);
  let first = Infinity;
  for (const zone of debtor.timezones) {
    const today = localDayAt(calendar, zone, t);
    // Sent on the last day itself, nothing is left; from there on back to the first day that leaves too little.
    let day: number = Math.max(deadline + 1, today + 1);
    while (day - 1 > today && lastAfter(day - 1) > deadline) day--;
    first = Math.min(first, startOfDay(calendar, zone, localDay(day)));
  }
  return first;
}

/**
 * The last day of what a notice in the ledger began: the one that it states, unless the law made it leave more time. Its receipt, where
 * somebody noted it, may have come before the day on which the law presumes it (12 CFR 1006.34(b)(5)). Infinity where nobody can tell, for want of
 * holidays; undefined where the notice states none.
 */
export function lastDayGiven(context: Context, entry: ContactEntry, content: string, debt: string | null): number | undefined {
  const { deadline, received } = entry.contact;
  if (deadline === undefined) return undefined;
  const about: { readonly debts: readonly string[]; readonly contact: Contact } = { debts: debt === null ? [] : [debt], contact: entry.contact };
  let last: number = deadline;
  for (const rule of context.rules) {
    const { body } = rule;
    if (body.kind !== "content" || body.gives === undefined || body.having?.includes(content) === false) continue;
    if (!standsAt(rule, context, entry.at) || !binds(rule, context, about)) continue;
    const { atLeast, counts } = body.gives;
    const presumed = lastDayAnywhere(context, entry.at, termsOf(atLeast, counts));
    const known = received === undefined || counts.from === "sending" ? Infinity : lastDayAnywhere(context, received, [atLeast]);
    last = Math.max(last, Math.min(presumed, known));
  }
  return last;
}

const NOTICE = { contents: ["validation-notice"] };

/**
 * When the dispute periods are over, of debts asked about, that end later than a message lets the debtor wait; `t` itself when there is none,
 * infinity when nobody can tell. A notice sent again begins a period of its own.
 */
export function periodsOver(context: Context, action: Action, t: number): number {
  const deadline = action.act === "contact" ? action.contact.deadline : undefined;
  if (action.act !== "contact" || deadline === undefined || action.contact.contains?.includes("validation-notice") === true) return t;
  let over = t;
  for (const debt of debtsAsked(context, action)) {
    const notice = lastGiven(context, NOTICE, debt);
    const last = notice === null ? undefined : lastDayGiven(context, notice, "validation-notice", debt);
    if (last === Infinity) return Infinity;
    if (last !== undefined && last > deadline) over = Math.max(over, dayBegunEverywhere(context, localDay(last + 1)));
  }
  return over;
}
