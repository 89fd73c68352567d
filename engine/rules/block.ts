/** No act while a fact holds, or ever. */
import type { Action, Contact, PastEvent } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { BlockRule } from "../model/rule.ts";
import type { Instant } from "../model/units.ts";
import { instant } from "../model/units.ts";
import { DAY_MS } from "../civil.ts";
import { agreedFrom, agreementEnd, consentsPerDebt, type Span } from "./consent.ts";
import { answers, debtsAsked, type EventEntry } from "./history.ts";
import { inconvenientFrom, inconvenientUntil } from "./inconvenient-time.ts";
import { heldSpans, type Held } from "./trigger.ts";

/**
 * The smallest `t' >= t` at which the block lets the act through; null when waiting alone never helps.
 *
 * A block ends with a date, with an event that the ledger already holds, or where a consent that lifts it begins.
 */
export function earliestBlock(rule: BlockRule, context: Context, action: Action, t: Instant): Instant | null {
  if (!governs(rule, context, action)) return t;
  const facts = factsOf(rule, context, action);
  const consents = liftingConsents(rule, context, action);
  const last = (context.calendar.to + 2) * DAY_MS;
  let at: number = t;
  for (;;) {
    const until = blockedUntil(rule, context, facts, at);
    const next = Math.min(until, agreedFrom(consents, at));
    if (next === at) return instant(at);
    // Weekly hours that cover the whole week would lead on for ever.
    if (next === Infinity || next > last) return null;
    at = next;
  }
}

function governs(rule: BlockRule, context: Context, action: Action): boolean {
  if (!rule.acts.includes(action.act)) return false;
  if (action.act !== "contact") return true;
  const { contact } = action;
  if (rule.channels !== undefined && !rule.channels.includes(contact.channel)) return false;
  // A line that nobody knows may be of the forbidden kind.
  if (rule.lines !== undefined && contact.line !== undefined && !rule.lines.includes(contact.line)) return false;
  if (rule.dialing !== undefined && !rule.dialing.includes(contact.dialing ?? "manual")) return false;
  if (rule.exceptPurposes.includes(contact.purpose ?? "collect") || rule.exceptPersons.includes(contact.person ?? "debtor")) return false;
  return !(rule.exceptReplies && answers(contact, context.ledger, context.ledger.length));
}

/** Null: the block needs no fact. */
function factsOf(rule: BlockRule, context: Context, action: Action): readonly Held[] | null {
  if (rule.while === undefined) return null;
  const contact = action.act === "contact" ? action.contact : null;
  const held = heldSpans(rule.while, context, rule.key, debtsAsked(context, action), contact);
  return contact === null ? held : held.filter((span) => touches(span.entry.event, contact));
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

/** Consents that lift the block: for each debt asked about, those of any kind that the rule names. */
function liftingConsents(rule: BlockRule, context: Context, action: Action): readonly (readonly Span[])[] {
  if (rule.unlessConsent.length === 0) return NONE;
  return consentsPerDebt(context, rule.unlessConsent, debtsAsked(context, action), action.act === "contact" ? action.contact : null);
}
const NONE: readonly (readonly Span[])[] = [];

/** The end of the stretch around `t` in which a fact blocks; `t` itself when none does. */
function blockedUntil(rule: BlockRule, context: Context, facts: readonly Held[] | null, t: number): number {
  if (facts === null) return Infinity;
  let end = t;
  for (const fact of facts) {
    if (t < fact.from || t >= fact.until) continue;
    const until = rule.while?.event === "inconvenient-time" ? Math.min(fact.until, inconvenientUntil(fact.entry.event, context, t)) : fact.until;
    end = Math.max(end, until);
  }
  return end;
}

/** The next instant after `t` at which the block may begin to refuse. Infinity for none. */
export function closingBlock(rule: BlockRule, context: Context, action: Action, t: Instant): number {
  if (!governs(rule, context, action)) return Infinity;
  let next = agreementEnd(liftingConsents(rule, context, action), t);
  for (const fact of factsOf(rule, context, action) ?? []) {
    if (fact.from > t) next = Math.min(next, fact.from);
    if (rule.while?.event !== "inconvenient-time" || t >= fact.until) continue;
    const begins = inconvenientFrom(fact.entry.event, context, Math.max(t, fact.from));
    if (begins < fact.until) next = Math.min(next, begins);
  }
  return next;
}

/** The fact that blocks at `t` the longest, for a sentence about it; null for a block that needs none. */
export function blockingFact(rule: BlockRule, context: Context, action: Action, t: Instant): EventEntry | null {
  let longest: Held | null = null;
  for (const fact of factsOf(rule, context, action) ?? []) {
    if (t >= fact.from && t < fact.until && (longest === null || fact.until >= longest.until)) longest = fact;
  }
  return longest?.entry ?? null;
}
