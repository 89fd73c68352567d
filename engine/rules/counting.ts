/** What caps and silences share: which past contacts count, and when the act itself is outside the limit. */
import type { Action, Contact } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { CapRule, SilenceRule } from "../model/rule.ts";
import { consentSpans, madeWithConsent, nextStart, within } from "./consent.ts";
import { adds, answers, cameBack, countsAs, isOwn, misdirected, samePerson, type ContactEntry } from "./history.ts";

/** What is counted, in the words of the rule. */
export interface Counter {
  readonly rule: CapRule | SilenceRule;
  readonly context: Context;
  readonly asked: Contact;
  /** Debt, account or creditor; null: the person. */
  readonly label: string | null;
  /** For debt keys the debt that a consent must be about. */
  readonly debt: string | null;
}

/** The contact asked about, when the rule governs its channel; null when the rule has nothing to say. */
export function governed(channels: CapRule["channels"], action: Action): Contact | null {
  if (action.act !== "contact") return null;
  return channels === undefined || channels.includes(action.contact.channel) ? action.contact : null;
}

const isCall = (contact: Contact): boolean => contact.channel === "call" || contact.channel === "voicemail";

/** Whether the act would not count itself, whatever the instant: to an attorney, or as a reply. */
export function actIsOutside(rule: CapRule | SilenceRule, asked: Contact, context: Context): boolean {
  if (rule.excluding.includes("professional") && asked.person === "attorney") return true;
  return rule.excluding.includes("reply") && answers(asked, context.ledger, context.ledger.length);
}

/** The first instant from `t` on at which the debtor's consent to more calls covers the act; infinity for none. */
export function consentedFrom(counter: Counter, t: number): number {
  if (!counter.rule.excluding.includes("consented") || !isCall(counter.asked)) return Infinity;
  const spans = consentSpans(counter.context, "extra-calls", counter.debt, counter.asked);
  return within(spans, t) ? t : nextStart(spans, t);
}

/** Spans of consent that hold the counter's limit off. */
export function holdingOff(counter: Counter): ReturnType<typeof consentSpans> {
  if (!counter.rule.excluding.includes("consented") || !isCall(counter.asked)) return [];
  return consentSpans(counter.context, "extra-calls", counter.debt, counter.asked);
}

/** Whether an entry of the ledger counts. */
export function counts(counter: Counter, entry: ContactEntry, index: number): boolean {
  const { rule, context, asked } = counter;
  const { contact } = entry;
  const { unit, channels } = rule.kind === "cap" ? rule : rule.after;
  if (channels !== undefined && !channels.includes(contact.channel)) return false;
  const onlyOut = rule.kind === "cap" || rule.after.direction === "out";
  if ((onlyOut && contact.direction === "in") || !isOwn(contact) || !samePerson(contact, asked)) return false;
  if (!countsAs(contact, unit) || !adds(contact, unit, rule.key, counter.label, context)) return false;
  if (unit === "communication" && cameBack(entry.id, index, context.ledger)) return false;
  for (const exclusion of rule.excluding) {
    switch (exclusion) {
      case "not-connected":
        if (contact.outcome === "busy" || contact.outcome === "not-in-service") return false;
        break;
      case "not-reached":
        if (contact.outcome === "busy" || contact.outcome === "not-in-service" || contact.outcome === "no-mailbox") return false;
        break;
      case "wrong-number":
        if (misdirected(contact, index, context.ledger)) return false;
        break;
      case "professional":
        if (contact.person === "attorney") return false;
        break;
      case "reply":
        if (answers(contact, context.ledger, index)) return false;
        break;
      case "consented":
        // A talk under consent begins a new silence all the same (12 CFR 1006, Supplement I, comment 14(b)(3)(i)-3.ii).
        if (rule.kind === "cap" && madeWithConsent(context, entry, index, counter.debt)) return false;
        break;
    }
  }
  return true;
}
