/** No act while a fact holds, or ever. */
import type { Action, Contact, PastEvent } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { BlockRule } from "../model/rule.ts";
import type { Instant } from "../model/units.ts";
import { instant } from "../model/units.ts";
import { DAY_MS } from "../civil.ts";
import { wasBarred } from "./barred.ts";
import { agreedFrom, agreementEnd, consentOfNumber, consentsPerDebt, type Agreed } from "./consent.ts";
import { lastDateAt } from "./dates.ts";
import { reachesDebtor } from "./earlier-notice.ts";
import { answers, cameBack, concerns, countsAs, debtOf, debtsAsked, misdirected, wasUsed, type EventEntry } from "./history.ts";
import { inconvenientFrom, inconvenientUntil } from "./inconvenient-time.ts";
import { mayBeAt } from "./place.ts";
import { silencesOfAttorney } from "./attorney.ts";
import { heldSpans, type Held } from "./trigger.ts";
import { waitOver } from "./wait.ts";

/**
 * The smallest `t' >= t` at which the block lets the act through; null when waiting alone never helps.
 *
 * A block ends with a date, with an event that the ledger already holds, or where a consent that lifts it begins. The
 * debtor's last word counts: a fact is lifted by a consent given after it, a block that needs no fact by any that stands.
 */
export function earliestBlock(rule: BlockRule, context: Context, action: Action, t: Instant): Instant | null {
  if (!blockGoverns(rule, context, action) || (rule.unlessContacted === true && allHeardBefore(context, action))) return t;
  if (rule.until !== undefined) {
    const over = waitOver(rule.until, rule.charges, context, action);
    return over === Infinity ? null : instant(Math.max(t, over));
  }
  const facts = factsOf(rule, context, action);
  const leave = leaveOf(rule, context, action);
  const last = (context.calendar.to + 2) * DAY_MS;
  let at: number = t;
  for (;;) {
    const next = facts === null ? agreedFrom(leave.consents, at) : latestEnd(rule, context, facts, leave, at);
    if (next === at) return instant(at);
    // Weekly hours that cover the whole week would lead on for ever.
    if (next > last) return null;
    at = next;
  }
}

/** Whether the block has a say about an act at all, whatever happened and whenever it is: by act, charge, channel, place, line, person and purpose. */
export function blockGoverns(rule: BlockRule, context: Context, action: Action): boolean {
  if (!rule.acts.includes(action.act)) return false;
  if (action.act === "charge" && rule.charges !== undefined && !rule.charges.includes(action.charge.type)) return false;
  if (action.act !== "contact") return true;
  const { contact } = action;
  if (rule.channels !== undefined && !rule.channels.includes(contact.channel)) return false;
  if (!mayBeAt(rule.places, contact)) return false;
  // A line that nobody knows may be of the forbidden kind.
  if (rule.lines !== undefined && contact.line !== undefined && !rule.lines.includes(contact.line)) return false;
  if (rule.dialing !== undefined && !rule.dialing.includes(contact.dialing ?? "manual")) return false;
  if (rule.exceptPurposes.includes(contact.purpose ?? "collect") || rule.exceptPersons.includes(contact.person ?? "debtor")) return false;
  if (rule.unlessUsed === true && wasUsed(context, action.debts, contact)) return false;
  return byHours(rule) || !(rule.exceptReplies && answers(contact, context.ledger, context.ledger.length));
}

/** Whether of every debt asked about its holder, this one or one before, told the debtor something before a suit about it was barred. */
function allHeardBefore(context: Context, action: Action): boolean {
  const debts = debtsAsked(context, action);
  return (
    debts.length > 0 &&
    debts.every((id) => {
      const barred = wasBarred(context, id);
      return context.ledger.some(
        (entry, index) =>
          "contact" in entry &&
          entry.contact.direction === "out" &&
          reachesDebtor(entry.contact) &&
          countsAs(entry.contact, "communication") &&
          concerns(entry.contact, id, context) &&
          !misdirected(entry.contact, index, context.ledger) &&
          !cameBack(entry.id, index, context.ledger) &&
          !barred(entry.at),
      );
    })
  );
}

/** A block that holds in the hours that the debtor ruled out. */
const byHours = (rule: BlockRule): boolean => rule.while?.event === "inconvenient-time";

/** What the debtor said that lifts a fact. `answered`: index of the entry that the act answers. */
interface Leave {
  readonly consents: Consents;
  readonly answered: number | null;
}

function leaveOf(rule: BlockRule, context: Context, action: Action): Leave {
  return { consents: liftingConsents(rule, context, action), answered: byHours(rule) ? answeredBy(rule, context, action) : null };
}

function answeredBy(rule: BlockRule, { ledger }: Context, action: Action): number | null {
  if (!rule.exceptReplies || action.act !== "contact" || !answers(action.contact, ledger, ledger.length)) return null;
  return ledger.findIndex((entry) => entry.id === action.contact.re);
}

/**
 * Until when an answer is excepted from ruled-out hours: it may follow within the very stretch in which the debtor wrote (12 CFR
 * 1006, Supplement I, comment 6(b)(1)-2). Minus infinity when the debtor wrote at another time, or before ruling it out.
 */
function answerableUntil(context: Context, fact: Held, { answered }: Leave): number {
  const entry = answered === null || answered <= fact.index ? undefined : context.ledger[answered];
  return entry === undefined || entry.at < fact.from ? -Infinity : inconvenientUntil(fact.entry.event, context, entry.at);
}

/** Null: the block needs no fact. */
function factsOf(rule: BlockRule, context: Context, action: Action): readonly Held[] | null {
  if (rule.while === undefined) return null;
  const contact = action.act === "contact" ? action.contact : null;
  const asked = debtsAsked(context, action);
  const held = heldSpans(rule.while, context, rule.key, asked, contact).filter((fact) => !isOlderThanAll(context, fact, asked));
  return contact === null ? held : held.filter((span) => touches(span.entry.event, contact));
}

/** An insolvency is about what was owed when it began: debts that all arose on a later day are none of its matter (11 USC 362(a)(6)). */
function isOlderThanAll(context: Context, { entry }: Held, asked: readonly string[]): boolean {
  if (entry.event.event !== "bankruptcy-petition" || asked.length === 0) return false;
  const began = lastDateAt(context, entry.at);
  return asked.every((id) => (debtOf(context, id)?.incurred ?? began) > began);
}

/** A refused call is a refused voicemail too: a message dropped into a mailbox is a call (12 CFR 1006, comment 14(b)-1). */
const sameMedium = (refused: string, channel: string): boolean => refused === channel || (refused === "call" && channel === "voicemail");

/** Whether an event that brings its own scope reaches a contact. An address that isn't known may be the one meant. */
function touches(event: PastEvent, contact: Contact): boolean {
  switch (event.event) {
    case "opt-out":
      if (event.channels !== undefined && !event.channels.some((refused) => sameMedium(refused, contact.channel))) return false;
      return event.address === undefined || contact.address === undefined || event.address === contact.address;
    case "inconvenient-place":
      return event.place === undefined || contact.place === event.place;
    case "employer-prohibits":
      return contact.place === "work";
    case "writing-only":
      if (contact.channel !== "letter" && contact.channel !== "registered-letter") return true;
      return event.address !== undefined && event.address !== contact.address;
    default:
      return true;
  }
}

/** What lifts the block: for each debt asked about, consents of any kind that the rule names, and an attorney who doesn't answer. */
function liftingConsents(rule: BlockRule, context: Context, action: Action): Consents {
  const { attorneySilentFor } = rule;
  const contact = action.act === "contact" ? action.contact : null;
  const debts = debtsAsked(context, action);
  const agreed = consentsPerDebt(context, rule.unlessConsent, debts, contact, rule.consentInWriting);
  const lists =
    attorneySilentFor === undefined
      ? agreed
      : agreed.map((spans, index) => [...spans, ...silencesOfAttorney(context, debts[index] ?? null, attorneySilentFor)]);
  // A number that the debtor gave for the account carries consent to be called at it by machines (FCC 07-232).
  if (contact === null || rule.dialing === undefined || !rule.unlessConsent.includes("channel")) return lists;
  return lists.map((spans, index) => [...spans, ...consentOfNumber(context, debts[index] ?? null, contact)]);
}
type Consents = readonly (readonly Agreed[])[];

/** Those that were given after a fact. */
const givenAfter = (consents: Consents, fact: Held): Consents => consents.map((spans) => spans.filter((span) => span.entry > fact.index));

/** The end of the stretch around `t` in which one fact blocks; no later than `t` when it doesn't, or is lifted. */
function endOf(rule: BlockRule, context: Context, fact: Held, leave: Leave, t: number): number {
  if (t < fact.from || answerableUntil(context, fact, leave) > t) return t;
  const until = byHours(rule) ? Math.min(fact.until, inconvenientUntil(fact.entry.event, context, t)) : fact.until;
  return Math.min(until, agreedFrom(givenAfter(leave.consents, fact), t));
}

/** The end of the longest such stretch. */
function latestEnd(rule: BlockRule, context: Context, facts: readonly Held[], leave: Leave, t: number): number {
  let end = t;
  for (const fact of facts) end = Math.max(end, endOf(rule, context, fact, leave, t));
  return end;
}

/** The next instant after `t` at which the block may begin to refuse an act that it has a say about. Infinity for none. */
export function closingBlock(rule: BlockRule, context: Context, action: Action, t: Instant): number {
  const facts = factsOf(rule, context, action);
  const leave = leaveOf(rule, context, action);
  if (facts === null) return agreementEnd(leave.consents, t);
  let next = Infinity;
  for (const fact of facts) {
    next = Math.min(next, agreementEnd(givenAfter(leave.consents, fact), t));
    if (fact.from > t) next = Math.min(next, fact.from);
    if (!byHours(rule)) continue;
    const answerable = answerableUntil(context, fact, leave);
    if (answerable > t) next = Math.min(next, answerable);
    next = Math.min(next, inconvenientFrom(fact.entry.event, context, Math.max(t, fact.from)));
  }
  return next;
}

/** The fact that blocks at `t` the longest, for a sentence about it; null for a block that needs none. */
export function blockingFact(rule: BlockRule, context: Context, action: Action, t: Instant): EventEntry | null {
  const leave = leaveOf(rule, context, action);
  let longest: Held | null = null;
  for (const fact of factsOf(rule, context, action) ?? []) {
    if (endOf(rule, context, fact, leave, t) > t && (longest === null || fact.until >= longest.until)) longest = fact;
  }
  return longest?.entry ?? null;
}
