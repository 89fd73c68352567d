/** What a message must or must not carry. */
import type { Action, Contact } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { ContentRule } from "../model/rule.ts";
import type { Instant } from "../model/units.ts";
import { instant } from "../model/units.ts";
import { wasBarred } from "./barred.ts";
import { agreedFrom, agreementEnd, consentsPerDebt, nextStart, type Agreed } from "./consent.ts";
import { givesEnough, namesTime, periodsOver, tooLittleFrom } from "./given-time.ts";
import { cameBack, concerns, countsAs, debtsAsked, isOwn, misdirected, samePerson } from "./history.ts";
import { mayBeAt } from "./place.ts";
import { heldSpans, type Held } from "./trigger.ts";

/**
 * The smallest `t' >= t` at which the text is as it must be: `t`, or where the fact ends that demands more, or a consent begins that
 * lifts it; null when waiting alone never helps. A text that is still open is never refused: what it must carry is told by `demands`.
 */
export function earliestContent(rule: ContentRule, context: Context, action: Action, t: Instant): Instant | null {
  if (isContentKept(rule, action) || !contentGoverns(rule, context, action)) return t;
  const facts = factsOf(rule, context, action);
  const consents = consentsOf(rule, context, action);
  let at: number = t;
  for (;;) {
    const next = Math.min(agreedFrom(consents, at), facts === null ? Infinity : heldUntil(facts, at), keptFrom(rule, context, action, at));
    if (next === at) return instant(at);
    if (next === Infinity) return null;
    at = next;
  }
}

/** When facts that hold at an instant are over. */
function heldUntil(facts: readonly Held[], at: number): number {
  let until = at;
  for (const fact of facts) if (fact.from <= at) until = Math.max(until, fact.until);
  return until;
}

/** Content ids of a final text; undefined while it is open. */
export function textOf(action: Action): readonly string[] | undefined {
  if (action.act === "contact") return action.contact.contains;
  return action.act === "credit-report" ? action.contains : undefined;
}

const carries = (rule: ContentRule, text: readonly string[]): boolean =>
  rule.must.every((id) => text.includes(id)) && !rule.mustNot.some((id) => text.includes(id));

/** From when on a text is as the rule wants it, facts and consents aside; infinity for never. */
function keptFrom(rule: ContentRule, context: Context, action: Action, at: number): number {
  const { gives, leavesPeriod } = rule;
  if (!carries(rule, textOf(action) ?? []) || (gives !== undefined && !givesEnough(gives, context, action, instant(at)))) return Infinity;
  return leavesPeriod === true ? periodsOver(context, action, at) : at;
}

/** Whether a text is as the rule wants it at any instant, or still open. */
export function isContentKept(rule: ContentRule, action: Action): boolean {
  const text = textOf(action);
  return text === undefined || (carries(rule, text) && ((rule.gives === undefined && rule.leavesPeriod === undefined) || !namesTime(action)));
}

/** What is missing from a text, or must be taken out of it. */
export function faultsOf(rule: ContentRule, text: readonly string[]): { readonly missing: readonly string[]; readonly forbidden: readonly string[] } {
  return { missing: rule.must.filter((id) => !text.includes(id)), forbidden: rule.mustNot.filter((id) => text.includes(id)) };
}

/**
 * Content ids that the rule demands of an act at `t`, if it has a say about it (`contentGoverns`); none while no fact of its `while` holds, or
 * a consent lifts it.
 * @param carried what a text that is still open must carry by other rules
 */
export function demands(rule: ContentRule, context: Context, action: Action, t: Instant, carried: readonly string[]): readonly string[] {
  if (textOf(action) === undefined && rule.having?.some((id) => carried.includes(id)) === false) return NOTHING;
  if (agreedFrom(consentsOf(rule, context, action), t) === t) return NOTHING;
  const facts = factsOf(rule, context, action);
  return facts === null || facts.some((fact) => fact.from <= t && t < fact.until) ? rule.must : NOTHING;
}
const NOTHING: readonly string[] = [];

/** Null: the rule needs no fact. */
const factsOf = (rule: ContentRule, context: Context, action: Action): readonly Held[] | null =>
  rule.while === undefined ? null : heldSpans(rule.while, context, "debt", debtsAsked(context, action), contactOf(action));

/** Consents that lift the rule, for each debt asked about. */
const consentsOf = ({ unlessConsent }: ContentRule, context: Context, action: Action): readonly (readonly Agreed[])[] =>
  unlessConsent === undefined ? [] : consentsPerDebt(context, unlessConsent, debtsAsked(context, action), contactOf(action));

const contactOf = (action: Action): Contact | null => (action.act === "contact" ? action.contact : null);

/**
 * Whether the rule has a say about the text of an act, facts of its `while` and consents aside: it is the same at any instant. A text that is
 * still open may come to carry what the rule is about.
 */
export function contentGoverns(rule: ContentRule, context: Context, action: Action): boolean {
  if (!rule.acts.includes(action.act) || (action.act === "contact" && !reaches(rule, action.contact))) return false;
  const text = textOf(action);
  if (text !== undefined && rule.having?.some((id) => text.includes(id)) === false) return false;
  if (rule.when === "every") return true;
  const debts = debtsAsked(context, action);
  const counts = (debt: string | null): ((at: Instant) => boolean) => (rule.barred === "since" && debt !== null ? wasBarred(context, debt) : ALWAYS);
  const isFirst = (debt: string | null): boolean => !wasMade(rule, context, action, debt, counts(debt));
  if (debts.length === 0) return isFirst(null) === (rule.when === "first");
  return debts.some((debt) => isFirst(debt) === (rule.when === "first"));
}

/** Whether the rule is about such a contact. A line that nobody knows may be of the kind that it names. */
function reaches(rule: ContentRule, contact: Contact): boolean {
  const { channels, by, exceptPurposes, persons, lines, dialing } = rule;
  if (
    channels?.includes(contact.channel) === false ||
    by?.includes(contact.channel) === false ||
    exceptPurposes?.includes(contact.purpose ?? "collect") === true
  )
    return false;
  if (persons?.includes(contact.person ?? "debtor") === false || dialing?.includes(contact.dialing ?? "manual") === false) return false;
  return mayBeAt(rule.places, contact) && (contact.line === undefined || lines?.includes(contact.line) !== false);
}

const ALWAYS = (): boolean => true;

/**
 * Whether this collector and the person were in touch about a debt before, at a time that counts, on the rule's channels, whoever began it
 * (15 USC 1692e(11)). What came back, or went to somebody else's address, was no communication.
 */
function wasMade(rule: ContentRule, context: Context, action: Action, debt: string | null, counts: (at: Instant) => boolean): boolean {
  const { ledger } = context;
  for (let i = 0; i < ledger.length; i++) {
    const entry = ledger[i];
    if (entry === undefined) break;
    if (!counts(entry.at)) continue;
    if (action.act !== "contact") {
      if (
        "event" in entry &&
        action.act === "credit-report" &&
        entry.event.event === "credit-reported" &&
        (debt === null || concerns(entry.event, debt, context))
      )
        return true;
      continue;
    }
    if (!("contact" in entry)) continue;
    const { contact } = entry;
    if (!isOwn(contact) || !samePerson(contact, action.contact) || !countsAs(contact, contact.direction === "in" ? "conversation" : "communication"))
      continue;
    if (rule.channels !== undefined && !rule.channels.includes(contact.channel)) continue;
    if (debt !== null && !concerns(contact, debt, context) && contact.raisedByDebtor?.includes(debt) !== true) continue;
    if (!misdirected(contact, i, ledger) && !cameBack(entry.id, i, ledger)) return true;
  }
  return false;
}

/** The next instant after `t` at which a fact begins to demand more, a consent ends, or the day is too late for the last day that the text names. Infinity for none. */
export function closingContent(rule: ContentRule, context: Context, action: Action, t: Instant): number {
  const fact = nextStart(factsOf(rule, context, action) ?? [], t);
  const late = rule.gives === undefined ? Infinity : tooLittleFrom(rule.gives, context, action, t);
  return Math.min(fact, late, agreementEnd(consentsOf(rule, context, action), t));
}
