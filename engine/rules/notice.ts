/** No act unless an earlier notice was given in time. */
import type { Action } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { NoticeRule } from "../model/rule.ts";
import type { Days, Instant } from "../model/units.ts";
import { instant, minor, type Minor } from "../model/units.ts";
import type { Span } from "./consent.ts";
import { firstDateAt, lastDayAnywhere, termsOverAnywhere, termsOverEverywhere } from "./dates.ts";
import { arrivalOf, firstOfSome, isNotice, lastGiven, reachesDebtor, wasSent, type Arrival, type Wanted } from "./earlier-notice.ts";
import { cameBackAt, concerns, countsAs, debtsAsked, isOwn, misdirected, type ContactEntry } from "./history.ts";

/** The notice that counts for one debt (`null`: for the person), and the span in which the act may follow it. */
export interface Given extends Span {
  readonly notice: ContactEntry;
}

/**
 * The smallest `t' >= t` at which every debt asked about (or the person) has had its notice for full days, and not too long ago;
 * null when none was given, it is stale, or nobody knows when it arrived.
 *
 * The last notice counts: one sent again starts anew; one that itself gives less time than the rule is none. Days must be over in every candidate zone. The notice itself passes, and so
 * does a contact whose text is still open while a notice is wanting: it has to be the notice then (`noticeDemanded`).
 */
export function earliestNotice(rule: NoticeRule, context: Context, action: Action, t: Instant): Instant | null {
  if (!governsByNotice(rule, action)) return t;
  const itself = isNotice(action, wantedOf(rule));
  if (itself === "yes" || (itself === "open" && isWanting(rule, context, action, t))) return t;
  const given = noticesOf(rule, context, action);
  if (isMoreThanNamed(rule, action, given)) return null;
  const ripe = ripeFrom(given, t);
  // As soon as one is stale, a text that is still open may be the new one.
  const stale = itself === "open" ? nextStale(given, t) : Infinity;
  const at = Math.min(ripe, stale);
  return at === Infinity ? null : instant(at);
}

/** When every notice has run its time and none is stale; infinity for never. */
function ripeFrom(given: readonly (Given | null)[], t: number): number {
  let at = t;
  for (const one of given) at = Math.max(at, one === null ? Infinity : one.from);
  return given.some((one) => one !== null && at >= one.until) ? Infinity : at;
}

/** The first instant after `t` at which a notice goes stale; infinity for none. */
function nextStale(given: readonly (Given | null)[], t: number): number {
  let next = Infinity;
  for (const one of given) if (one !== null && one.until > t) next = Math.min(next, one.until);
  return next;
}

export function governsByNotice(rule: NoticeRule, action: Action): boolean {
  if (!rule.acts.includes(action.act)) return false;
  if (action.act === "contact") return rule.channels === undefined || rule.channels.includes(action.contact.channel);
  return action.act !== "charge" || rule.charges === undefined || rule.charges.includes(action.charge.type);
}

const wantedOf = ({ notices, by }: NoticeRule): Wanted => (by === undefined ? { contents: notices } : { contents: notices, by });

const PERSON: readonly (string | null)[] = [null];

function targetsOf(rule: NoticeRule, context: Context, action: Action): readonly (string | null)[] {
  const debts = rule.key === "person" ? [] : debtsAsked(context, action);
  return debts.length > 0 ? debts : PERSON;
}

function noticesOf(rule: NoticeRule, context: Context, action: Action): readonly (Given | null)[] {
  return targetsOf(rule, context, action).map((debt) => {
    if (rule.notices.length === 0) return toldOf(rule, context, debt);
    const fit = (given: ContactEntry): boolean => isFit(rule, context, action, given, debt);
    const notice =
      rule.atLeastGiven === undefined
        ? lastGiven(context, wantedOf(rule), debt, fit)
        : firstOfSome(context, wantedOf(rule), debt, rule.atLeastGiven, fit);
    return notice === null ? null : { notice, ...spanOf(rule, context, notice, debt) };
  });
}

/** Whether what was given is a notice as the rule wants it: with time enough, after the due date, naming a sum. */
const isFit = (rule: NoticeRule, context: Context, action: Action, notice: ContactEntry, debt: string | null): boolean =>
  !isTooShort(rule, context, notice, debt) &&
  (rule.afterDue !== true || isAfterDue(context, notice, debt)) &&
  (rule.namingSum !== true || action.act !== "charge" || namedIn(notice, action.charge.type) > 0);

/** Whether a notice was sent after the day by which to pay, wherever the debtor may be; of no debt in particular: after that of one it is about. */
function isAfterDue(context: Context, { at, contact }: ContactEntry, debt: string | null): boolean {
  const sent = firstDateAt(context, at);
  return context.debts.some(({ id, due }) => (debt === null ? concerns(contact, id, context) : id === debt) && sent > due);
}

/** The sum that a notice names for a charge; infinity where nobody noted what it claims, nothing where it claims other things or no sum. */
function namedIn({ contact: { claims } }: ContactEntry, type: string): number {
  if (claims === undefined) return Infinity;
  return claims.reduce((sum, claim) => sum + (claim.type === type ? (claim.amount ?? 0) : 0), 0);
}

/** What the notices of all debts asked about name together, each once. */
function namedSum(rule: NoticeRule, { charge }: Charged, given: readonly (Given | null)[]): number {
  if (rule.namingSum !== true) return Infinity;
  const notices = new Set(given.flatMap((one) => one?.notice ?? []));
  return [...notices].reduce((sum, notice) => sum + namedIn(notice, charge.type), 0);
}

type Charged = Extract<Action, { readonly act: "charge" }>;

const isMoreThanNamed = (rule: NoticeRule, action: Action, given: readonly (Given | null)[]): boolean =>
  action.act === "charge" && action.charge.amount !== undefined && !given.includes(null) && action.charge.amount > namedSum(rule, action, given);

/** The most that a charge may be by what its notices name; null where they limit nothing. */
export function mostNamed(rule: NoticeRule, context: Context, action: Charged): Minor | null {
  if (rule.namingSum !== true || !governsByNotice(rule, action)) return null;
  const sum = namedSum(rule, action, noticesOf(rule, context, action));
  return sum === Infinity ? null : minor(sum);
}

/**
 * What told the debtor of a debt first, where any message does: one that comes back before its time is over told nothing, one that
 * comes back later did. A conversation tells at once, where it is enough.
 */
function toldOf(rule: NoticeRule, context: Context, debt: string | null): Given | null {
  const { ledger } = context;
  let first: Given | null = null;
  for (let i = 0; i < ledger.length; i++) {
    const entry = ledger[i];
    if (entry === undefined || !("contact" in entry)) continue;
    const span = toldSpan(rule, context, entry, i, debt);
    if (span !== null && (first === null || span.from < first.from)) first = { notice: entry, ...span };
  }
  return first;
}

function toldSpan(rule: NoticeRule, context: Context, entry: ContactEntry, index: number, debt: string | null): Span | null {
  if (rule.orConversation === true && isTalk(context, entry, index, debt)) return { from: entry.at, until: Infinity };
  if (!isOwn(entry.contact) || !wasSent(context, entry, index, wantedOf(rule), debt)) return null;
  const span = spanOf(rule, context, entry, debt);
  const back = cameBackAt(entry.id, index, context.ledger);
  return back !== null && back < span.from ? null : span;
}

/** Whether this collector and the debtor spoke about a debt, whoever began it. */
function isTalk(context: Context, { contact }: ContactEntry, index: number, debt: string | null): boolean {
  if (!isOwn(contact) || !reachesDebtor(contact) || !countsAs(contact, "conversation") || misdirected(contact, index, context.ledger)) return false;
  return debt === null || concerns(contact, debt, context) || contact.raisedByDebtor?.includes(debt) === true;
}

/** Whether a notice itself sets a last day that comes before the time is over which the law gives: such a notice is none. */
function isTooShort(rule: NoticeRule, context: Context, notice: ContactEntry, debt: string | null): boolean {
  const { deadline } = notice.contact;
  if (deadline === undefined) return false;
  const base = baseOf(rule.counts, context, notice, debt);
  return base !== null && lastDayAnywhere(context, base.at, [...base.terms, rule.atLeast]) > deadline;
}

function spanOf({ counts, atLeast, atMost }: NoticeRule, context: Context, notice: ContactEntry, debt: string | null): Span {
  const base = baseOf(counts, context, notice, debt);
  if (base === null) return { from: Infinity, until: Infinity };
  const after = (days: Days): readonly Days[] => [...base.terms, days];
  return {
    from: termsOverEverywhere(context, base.at, after(atLeast)),
    until: atMost === undefined ? Infinity : termsOverAnywhere(context, base.at, after(atMost)),
  };
}

function baseOf(counts: NoticeRule["counts"], context: Context, notice: ContactEntry, debt: string | null): Arrival | null {
  switch (counts.from) {
    case "sending":
      return { at: notice.at, terms: [] };
    case "receipt":
      return arrivalOf(context, notice, debt);
    case "presumed receipt":
      return { at: notice.at, terms: [counts.after] };
  }
}

/** Whether some debt asked about has had no notice, or a stale one. */
const isWanting = (rule: NoticeRule, context: Context, action: Action, t: Instant): boolean =>
  noticesOf(rule, context, action).some((given) => given === null || t >= given.until);

/** Content ids that the act must carry because it has to be the notice itself; none when it needn't be. */
export function noticeDemanded(rule: NoticeRule, context: Context, action: Action, t: Instant): readonly string[] {
  if (!governsByNotice(rule, action) || isNotice(action, wantedOf(rule)) === "no" || !isWanting(rule, context, action, t)) return [];
  const text = action.act === "contact" ? action.contact.contains : undefined;
  return text === undefined ? rule.notices.slice(0, 1) : rule.notices.filter((id) => text.includes(id));
}

/** Notices, any of which has to be given first; none when one was and only time is wanting. */
export function noticeMissing(rule: NoticeRule, context: Context, action: Action, t: Instant): readonly string[] {
  return isWanting(rule, context, action, t) ? rule.notices : [];
}

/** The next instant after `t` at which a notice goes stale. Infinity for none. */
export function closingNotice(rule: NoticeRule, context: Context, action: Action, t: Instant): number {
  return governsByNotice(rule, action) ? nextStale(noticesOf(rule, context, action), t) : Infinity;
}

/** What a sentence needs: the notice that holds the act back the longest; null when one is wanting altogether. */
export function holdingNotice(rule: NoticeRule, context: Context, action: Action): Given | null {
  let longest: Given | null = null;
  for (const given of noticesOf(rule, context, action)) {
    if (given === null) return null;
    if (longest === null || given.from > longest.from) longest = given;
  }
  return longest;
}
