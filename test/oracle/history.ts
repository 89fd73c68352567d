/** What happened before a deed, in the words that rules use: who spoke with whom, about what, and with whose leave. */
import { datesAt } from "./clock.ts";
import type { Deed, OracleContact, OracleDebt, OracleEntry, OracleEvent, Story } from "./words.ts";

/** The debts that an entry concerns: those it names, else those of its account, else all. */
export const concerns = (story: Story, entry: OracleContact | OracleEvent, debt: OracleDebt): boolean => {
  if (entry.debts !== undefined) return entry.debts.includes(debt.id);
  if (entry.account !== undefined) return (debt.account ?? debt.id) === entry.account;
  return true;
};

/** Each collector answers for its own acts alone. */
export const isOurs = (contact: OracleContact): boolean => contact.direction === "out" && (contact.by ?? "collector") === "collector";

const NOTHING_CONVEYED = ["no-answer", "no-mailbox", "busy", "not-in-service", "wrong-number", "dropped", "limited-message"];

/** Whether a contact was a conversation, a message, a communication or an attempt. What is unknown counts. */
export const wasA = (unit: string, contact: OracleContact): boolean => {
  const spoken = ["call", "visit"].includes(contact.channel);
  switch (unit) {
    case "attempt":
      return true;
    case "conversation":
      return contact.outcome === "conversation" || (contact.outcome === undefined && spoken);
    case "message":
      return contact.outcome === "message" || contact.outcome === "limited-message" || contact.outcome === undefined;
    case "communication":
      return contact.outcome === undefined || !NOTHING_CONVEYED.includes(contact.outcome);
    default:
      throw new Error(`no such unit: ${unit}`);
  }
};

/** An entry that answers something which the debtor sent or said. */
export const isReply = (contact: OracleContact, before: readonly OracleEntry[]): boolean =>
  contact.re !== undefined &&
  before.some((entry) => entry.id === contact.re && (entry.contact?.direction === "in" || (entry.event !== undefined && (entry.event.by ?? "debtor") === "debtor")));

/** The date on which something said or sent arrived; without one it is taken to arrive at once. */
export const arrival = (entry: OracleEntry): number => entry.contact?.received ?? entry.event?.received ?? entry.at;

/** Whether one of the dates that it may be lies in a span of dates. Both ends count. */
export const anyDateIn = (dates: readonly number[], first: number, last: number): boolean => dates.some((date) => date >= first && date <= last);

const revokes = (later: OracleEntry, consent: OracleEvent, contact: OracleContact): boolean => {
  const revoked = later.event;
  if (revoked?.event !== "consent-revoked") return false;
  if (revoked.covers !== undefined && revoked.covers !== consent.covers) return false;
  if (revoked.channels !== undefined && !revoked.channels.includes(contact.channel)) return false;
  return revoked.address === undefined || contact.address === undefined || revoked.address === contact.address;
};

/** Whether the debtor's leave for such a contact stood at the time, given after `since` in the ledger. */
export const hasConsent = (story: Story, deed: Deed, contact: OracleContact, covers: string, since: number): boolean =>
  deed.before.some((entry, index) => {
    const consent = entry.event;
    if (index <= since || consent?.event !== "consent" || consent.covers !== covers) return false;
    if (covers === "channel") {
      if (consent.channels !== undefined && !consent.channels.includes(contact.channel)) return false;
      if (consent.address !== undefined && consent.address !== contact.address) return false;
    }
    if (!deed.debts.every((debt) => concerns(story, consent, debt))) return false;
    const dates = datesAt(story, deed.entry.at);
    if (consent.from !== undefined && dates.some((date) => date < (consent.from ?? date))) return false;
    if (consent.until !== undefined && dates.some((date) => date > (consent.until ?? date))) return false;
    return !deed.before.slice(index + 1).some((later) => revokes(later, consent, contact));
  });

/**
 * Whether a call was made under leave to more calls: for seven dates from the arrival of the leave, the first being that
 * of its arrival, until it ends or is revoked, and until the next conversation about the debt.
 */
export const underExtraCalls = (story: Story, all: readonly OracleEntry[], call: OracleEntry, debt: OracleDebt | null): boolean => {
  const contact = call.contact;
  if (contact === undefined) return false;
  const earlier = all.slice(0, all.indexOf(call));
  return earlier.some((entry, index) => {
    const consent = entry.event;
    if (consent?.event !== "consent" || consent.covers !== "extra-calls") return false;
    if (debt !== null && !concerns(story, consent, debt)) return false;
    if (arrival(entry) > call.at) return false;
    const given = datesAt(story, arrival(entry));
    const made = datesAt(story, call.at);
    if (made.some((date, zone) => date > (given[zone] ?? date) + 6)) return false;
    if (made.some((date) => date > (consent.until ?? date) || date < (consent.from ?? date))) return false;
    return !earlier.slice(index + 1).some(
      (later) =>
        revokes(later, consent, contact) ||
        (later.contact !== undefined && later.contact.outcome === "conversation" && (debt === null || concerns(story, later.contact, debt) || later.contact.raisedByDebtor?.includes(debt.id) === true)),
    );
  });
};
