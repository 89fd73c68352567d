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
      return spoken && (contact.outcome === "conversation" || contact.outcome === undefined);
    case "message":
      return contact.outcome === "message" || contact.outcome === "limited-message" || contact.outcome === undefined;
    case "completed-contact":
      return contact.outcome === "limited-message" || wasA("communication", contact);
    case "communication":
      return contact.outcome === undefined || !NOTHING_CONVEYED.includes(contact.outcome);
    default:
      throw new Error(`no such unit: ${unit}`);
  }
};

/** Limits protect each person apart: calls to a neighbour don't use up the debtor's. */
export const samePerson = (one: OracleContact, other: OracleContact): boolean => (one.person ?? "debtor") === (other.person ?? "debtor");

/**
 * Whether a contact may have happened at one of some places. A visit of which nobody wrote down where it went may have gone to any; all else
 * that is tied to no place is the debtor's own, and the own is home.
 */
export const mayHappenAt = (places: readonly string[] | undefined, contact: OracleContact): boolean => {
  if (places === undefined) return true;
  const possible = contact.place !== undefined ? [contact.place] : contact.channel === "visit" ? ["home", "work", "other"] : ["home"];
  return possible.some((place) => places.includes(place));
};

/** Whether a number or address proved, with this contact or a later one, to be somebody else's. */
export const wasMisdirected = (contact: OracleContact, since: readonly OracleEntry[]): boolean =>
  contact.outcome === "wrong-number" ||
  (contact.address !== undefined && since.some((later) => later.contact?.outcome === "wrong-number" && later.contact.address === contact.address));

/** Whether an entry came back undelivered. */
export const cameBack = (entry: OracleEntry, since: readonly OracleEntry[]): boolean =>
  since.some((later) => later.event?.event === "undeliverable" && later.event.re === entry.id);

/** Something that the debtor (or the debtor's attorney) sent or said through a channel. */
const asksThrough = (entry: OracleEntry, channel: string): boolean =>
  entry.contact === undefined
    ? ["debtor", "attorney"].includes(entry.event.by ?? "debtor") && (entry.event.medium ?? channel) === channel
    : entry.contact.direction === "in" && entry.contact.channel === channel;

/** The first answer, through the same channel, to something that the debtor sent or said. A second one is no answer any more. */
export const isReply = (contact: OracleContact, before: readonly OracleEntry[]): boolean =>
  contact.re !== undefined &&
  before.some((entry) => entry.id === contact.re && asksThrough(entry, contact.channel)) &&
  !before.some((entry) => entry.contact?.direction === "out" && entry.contact.re === contact.re && entry.contact.channel === contact.channel);

/** Whether an event does anything: who only says that a debt is owed has acknowledged nothing, it has to be in writing. */
export const isOfEffect = ({ event, written, form }: OracleEvent): boolean => event !== "acknowledgement" || written === true || form === "written";

/** When something said or sent arrived; without a word about it, at once. */
export const arrival = (entry: OracleEntry): number => entry.contact?.received ?? entry.event?.received ?? entry.at;

/** Who stands for the debtor: what reaches them reaches the debtor. */
export const reachesDebtor = (contact: OracleContact): boolean =>
  ["debtor", "parent", "guardian", "executor", "attorney"].includes(contact.person ?? "debtor");

/** Whether a later word of the debtor takes back a consent, as far as it goes. To refuse a channel takes back the consent to it. */
const takesBack = (later: OracleEvent, consent: OracleEvent, contact: OracleContact | null): boolean => {
  if (later.event === "opt-out" ? consent.covers !== "channel" : later.event !== "consent-revoked") return false;
  if (later.event === "consent-revoked" && later.covers !== undefined && later.covers !== consent.covers) return false;
  if (later.channels !== undefined && contact !== null && !later.channels.includes(contact.channel)) return false;
  return later.address === undefined || contact?.address === undefined || later.address === contact.address;
};

/**
 * Whether leave to more calls is over: after seven dates from its arrival, that of its arrival being the first, or with the next conversation
 * about the debt.
 */
const isSpent = (story: Story, entry: OracleEntry, since: readonly OracleEntry[], debt: OracleDebt | null, at: number): boolean => {
  const given = datesAt(story, arrival(entry));
  const talked = ({ contact }: OracleEntry): boolean =>
    contact !== undefined &&
    wasA("conversation", contact) &&
    (debt === null || concerns(story, contact, debt) || contact.raisedByDebtor?.includes(debt.id) === true);
  return datesAt(story, at).some((date, zone) => date > (given[zone] ?? date) + 6) || since.some(talked);
};

/** What a rule asks of a consent: that it be in writing; `soonSpent` where leave to more calls is that of Regulation F. */
export interface Asking {
  readonly inWriting?: boolean;
  readonly soonSpent?: boolean;
}

/** The consent that lies in an entry: in the event, or in a wish to be called back where leave to more calls is that of Regulation F. */
const consentOf = ({ event, contact }: OracleEntry, { soonSpent }: Asking): OracleEvent | undefined => {
  if (event !== undefined) return event.event === "consent" ? event : undefined;
  if (soonSpent !== true || contact.direction !== "in" || contact.purpose !== "callback-request") return undefined;
  const { debts, account } = contact;
  return { event: "consent", covers: "extra-calls", ...(debts === undefined ? {} : { debts }), ...(account === undefined ? {} : { account }) };
};

/** Whether a consent that stands in the ledger holds at an instant for such a contact about a debt. */
export const holds = (
  story: Story,
  entries: readonly OracleEntry[],
  index: number,
  contact: OracleContact | null,
  debt: OracleDebt | null,
  at: number,
  asking: Asking = {},
): boolean => {
  const entry = entries[index];
  const consent = entry === undefined ? undefined : consentOf(entry, asking);
  if (entry === undefined || consent === undefined || arrival(entry) > at) return false;
  if (asking.inWriting === true && consent.form !== "written") return false;
  if (consent.covers === "work" && !["work", undefined].includes(contact?.place)) return false;
  if (consent.channels !== undefined && !consent.channels.includes(contact?.channel ?? "")) return false;
  if (consent.address !== undefined && consent.address !== contact?.address) return false;
  if (debt !== null && !concerns(story, consent, debt)) return false;
  if (asking.soonSpent === true && isSpent(story, entry, entries.slice(index + 1), debt, at)) return false;
  const { from, until } = consent;
  const dates = datesAt(story, at);
  if (from !== undefined && dates.some((date) => date < from)) return false;
  if (until !== undefined && dates.some((date) => date > until)) return false;
  return !entries
    .slice(index + 1)
    .some(
      (later) =>
        later.event !== undefined &&
        arrival(later) <= at &&
        takesBack(later.event, consent, contact) &&
        (debt === null || concerns(story, later.event, debt)),
    );
};

/** Whether the debtor gave the number of a contact for the account, and has taken back nothing that this says. */
export const numberStands = (story: Story, deed: Deed, contact: OracleContact, debt: OracleDebt | null): boolean =>
  ["debtor", "creditor"].includes(contact.addressSource ?? "found") &&
  !deed.before.some((later) => {
    const { event } = later;
    if (event === undefined || arrival(later) > deed.entry.at || (debt !== null && !concerns(story, event, debt))) return false;
    return ["channel", "prerecorded"].some((covers) => takesBack(event, { event: "consent", covers }, contact));
  });

/** Whether the debtor's leave stood for such a contact, for every debt it is about, given after line `since` of the ledger. */
export const hasConsent = (
  story: Story,
  deed: Deed,
  contact: OracleContact | null,
  covers: readonly string[],
  since: number,
  asking: Asking = {},
): boolean => {
  const debts = deed.debts.length > 0 ? deed.debts : [null];
  return debts.every((debt) =>
    deed.before.some(
      (entry, index) =>
        index > since &&
        entry.event?.event === "consent" &&
        covers.includes(entry.event.covers ?? "") &&
        holds(story, deed.before, index, contact, debt, deed.entry.at, asking),
    ),
  );
};

/**
 * Whether a call was made under leave to more calls about a debt: until it is spent, ends or is taken back.
 */
export const underExtraCalls = (story: Story, entries: readonly OracleEntry[], call: OracleEntry, debt: OracleDebt | null): boolean => {
  const { contact } = call;
  if (contact === undefined || !["call", "voicemail"].includes(contact.channel)) return false;
  const earlier = entries.slice(0, entries.indexOf(call));
  return earlier.some((entry, index) => {
    if (consentOf(entry, { soonSpent: true })?.covers !== "extra-calls") return false;
    return holds(story, earlier, index, contact, debt, call.at, { soonSpent: true });
  });
};

export type Told = Extract<OracleEntry, { contact: OracleContact }>;

export const carriesOneOf = (contact: OracleContact, contents: readonly string[], by: readonly string[] | undefined): boolean =>
  reachesDebtor(contact) && (by ?? [contact.channel]).includes(contact.channel) && contents.some((id) => (contact.contains ?? []).includes(id));

/** Whether an earlier entry gave one of some contents about a debt, by a fit channel, and reached the debtor. */
export const gave = (
  story: Story,
  before: readonly OracleEntry[],
  entry: OracleEntry,
  contents: readonly string[],
  by: readonly string[] | undefined,
  debt: OracleDebt | null,
): entry is Told => {
  const { contact } = entry;
  if (contact === undefined || contact.direction !== "out" || contact.by === "earlier-collector") return false;
  const since = before.slice(before.indexOf(entry) + 1);
  return (
    carriesOneOf(contact, contents, by) &&
    wasA("communication", contact) &&
    (debt === null || concerns(story, contact, debt)) &&
    !wasMisdirected(contact, since) &&
    !cameBack(entry, since)
  );
};
