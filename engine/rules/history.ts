/** How rules read a debtor's ledger: what an entry is about, what it counts as, what has to be left out. */
import type { Action, Contact, Debt, LedgerEntry, PastContact, PastEvent } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { CountedUnit, Key, PathKey } from "../model/rule.ts";
import type { Instant } from "../model/units.ts";
import { hasEvent, hasWrongNumber } from "./ledger-index.ts";

export type ContactEntry = Extract<LedgerEntry, { contact: PastContact }>;
export type EventEntry = Extract<LedgerEntry, { event: PastEvent }>;

/** Labels that say what an entry is about. */
export interface About {
  readonly debts?: readonly string[];
  readonly account?: string;
}

export const debtOf = (context: Context, id: string): Debt | undefined => context.debts.find((debt) => debt.id === id);

/** Each debt without a label is its own account. */
export const accountOf = (debt: Debt): string => debt.account ?? debt.id;

/** Debts that the act is about; when it names none, all that are on file. */
export const debtsAsked = (context: Context, action: Action): readonly string[] =>
  action.debts.length > 0 ? action.debts : context.debts.map((debt) => debt.id);

/** Whether an entry is about a debt: it names the debt, or the debt's account, or nothing at all. */
export function concerns(about: About, id: string, context: Context): boolean {
  if (about.debts !== undefined) return about.debts.includes(id);
  if (about.account === undefined) return true;
  const debt = debtOf(context, id);
  return debt === undefined || accountOf(debt) === about.account;
}

/** A debt, or (when none on file is meant) whatever the labels of an entry say. */
export type Target = string | About;

/** What an entry is about: the debts that it names, or those of its account, or all there are. */
export function targetsOf(about: About, context: Context): readonly Target[] {
  const { account, debts } = about;
  if (debts !== undefined) return debts;
  const ids = context.debts.filter((debt) => account === undefined || accountOf(debt) === account).map((debt) => debt.id);
  return ids.length > 0 ? ids : [account === undefined ? {} : { account }];
}

/** Whether an entry is about a target; of labels that tell no debt on file it is sure only where they are the same. */
export function reachesTarget(about: About, target: Target, context: Context): boolean {
  if (typeof target === "string") return concerns(about, target, context);
  return about.debts === undefined && (about.account === undefined || about.account === target.account);
}

/** Student loans that were serviced under one account number are one debt for counters (12 CFR 1006.14(b)(4)). */
function concernsCounter(about: About, id: string, context: Context): boolean {
  if (concerns(about, id, context)) return true;
  const group = debtOf(context, id)?.serviceGroup;
  if (group === undefined) return false;
  return context.debts.some((debt) => debt.serviceGroup === group && concerns(about, debt.id, context));
}

/**
 * Whether a past contact counts for a debt. A debt that only the debtor brought up was talked about, but nobody tried to
 * collect it (12 CFR 1006, Supplement I, comment 14(b)(4)-1).
 */
function contactConcerns(contact: PastContact, unit: CountedUnit, id: string, context: Context): boolean {
  const raised = contact.raisedByDebtor?.includes(id) === true;
  if (!raised) return concernsCounter(contact, id, context);
  return unit === "conversation" || (contact.debts?.includes(id) ?? false);
}

/**
 * Counters that an act adds to: one for each debt, account or creditor asked about, or one for the person (`null`). Each
 * must have room.
 */
export function countersOf(key: Key | PathKey, context: Context, action: Action): readonly (string | null)[] {
  if (key === "person" || isPath(key)) return PERSON;
  const ids = debtsAsked(context, action);
  if (key === "debt") return ids;
  const labels = ids.map((id) => {
    const debt = debtOf(context, id);
    return key === "account" ? (debt === undefined ? id : accountOf(debt)) : (debt?.creditor ?? null);
  });
  return [...new Set(labels)];
}
const PERSON: readonly (string | null)[] = [null];

const isPath = (key: Key | PathKey): key is PathKey => key === "line" || key === "address" || key === "medium";

/** Whether a contact goes to a phone number. */
export const goesToLine = ({ channel }: Contact): boolean => channel === "call" || channel === "voicemail" || channel === "sms";

/**
 * Whether two contacts may have gone the same way, where a limit counts by it: to one number, to one address of the same kind, through
 * one channel. An address that nobody noted may be any.
 */
export function maySharePath(key: Key | PathKey, one: Contact, other: Contact): boolean {
  if (!isPath(key)) return true;
  if (key === "medium") return one.channel === other.channel;
  if (kindOfAddress(one) !== kindOfAddress(other)) return false;
  return one.address === undefined || other.address === undefined || one.address === other.address;
}

function kindOfAddress({ channel }: Contact): string {
  switch (channel) {
    case "call":
    case "voicemail":
    case "sms":
      return "number";
    case "letter":
    case "registered-letter":
    case "postcard":
    case "visit":
      return "door";
    case "email":
    case "portal":
    case "social":
      return channel;
  }
}

/** Whether a past contact adds to a counter. What can't be told apart (a debt that is no longer on file) adds. */
export function adds(contact: PastContact, unit: CountedUnit, key: Key | PathKey, counter: string | null, context: Context): boolean {
  if (counter === null) return true;
  if (key === "debt") return contactConcerns(contact, unit, counter, context);
  if (key === "account") return addsToAccount(contact, unit, counter, context);
  for (const debt of context.debts) {
    if ((debt.creditor === undefined || debt.creditor === counter) && contactConcerns(contact, unit, debt.id, context)) return true;
  }
  if (contact.debts?.some((id) => debtOf(context, id) === undefined) !== true) return false;
  const sibling = context.debts.find((debt) => accountOf(debt) === contact.account);
  return sibling?.creditor === undefined || sibling.creditor === counter;
}

/** The debts that a contact names say whose it is; the account through which it was made only where it names none, or one that is no longer on file. */
function addsToAccount(contact: PastContact, unit: CountedUnit, account: string, context: Context): boolean {
  const { account: through, debts } = contact;
  if (debts === undefined) return through === undefined || through === account;
  if (debts.includes(account)) return true;
  if (context.debts.some((debt) => accountOf(debt) === account && contactConcerns(contact, unit, debt.id, context))) return true;
  return through === account && debts.some((id) => debtOf(context, id) === undefined);
}

/**
 * Whether a contact counts as a unit. A call or visit whose outcome nobody recorded may have been anything, so it counts
 * as everything; a bare voicemail or any writing is a message, and conveys something unless it came back. A contact is completed where
 * somebody spoke, or was left any message at all.
 */
export function countsAs(contact: Pick<PastContact, "channel" | "outcome">, unit: CountedUnit): boolean {
  if (unit === "attempt") return true;
  const { channel, outcome } = contact;
  const spoken = channel === "call" || channel === "visit";
  if (unit === "conversation") return spoken && (outcome === undefined || outcome === "conversation");
  if (unit === "message") {
    if (spoken) return outcome === undefined || outcome === "message" || outcome === "limited-message";
    return outcome !== "wrong-number";
  }
  if (outcome === "limited-message") return unit === "completed-contact";
  // A limited-content message is an attempt and no communication (12 CFR 1006.2(j)).
  if (spoken) return outcome === undefined || outcome === "conversation" || outcome === "message";
  return outcome !== "wrong-number";
}

/** Made by this collector, or by the debtor; another holder's contacts are that holder's. */
export const isOwn = (contact: PastContact): boolean => contact.direction === "in" || contact.by === undefined || contact.by === "collector";

/** Counters protect one person: calls to a neighbour don't use up the debtor's. */
export const samePerson = (a: Contact, b: Contact): boolean => (a.person ?? "debtor") === (b.person ?? "debtor");

/** Whether the address of a past contact proved, then or later, to be somebody else's: it never reached the debtor. */
export function misdirected(contact: PastContact, index: number, ledger: readonly LedgerEntry[]): boolean {
  if (contact.outcome === "wrong-number") return true;
  if (contact.address === undefined || !hasWrongNumber(ledger)) return false;
  for (let i = index + 1; i < ledger.length; i++) {
    const later = ledger[i];
    if (later !== undefined && "contact" in later && later.contact.outcome === "wrong-number" && later.contact.address === contact.address)
      return true;
  }
  return false;
}

/** Whether an entry came back. */
export const cameBack = (id: string, index: number, ledger: readonly LedgerEntry[]): boolean => cameBackAt(id, index, ledger) !== null;

/** When something that was sent came back; null for never. */
export function cameBackAt(id: string, index: number, ledger: readonly LedgerEntry[]): Instant | null {
  if (!hasEvent(ledger, "undeliverable")) return null;
  for (let i = index + 1; i < ledger.length; i++) {
    const later = ledger[i];
    if (later !== undefined && "event" in later && later.event.event === "undeliverable" && later.event.re === id) return later.at;
  }
  return null;
}

const spokeUp = (event: PastEvent): boolean => event.by === undefined || event.by === "debtor" || event.by === "attorney";

/**
 * Whether a contact answers something that the debtor sent, through the same channel, and is the first to answer it
 * (12 CFR 1006.14(h)(2)(ii); comment 6(b)(1)-2: one reply for each message).
 * @param before only entries with a smaller index are looked at
 */
export function answers(contact: Contact, ledger: readonly LedgerEntry[], before: number): boolean {
  if (contact.re === undefined) return false;
  let asked = false;
  for (let i = 0; i < before; i++) {
    const entry = ledger[i];
    if (entry === undefined) break;
    if (entry.id === contact.re) {
      asked =
        "contact" in entry
          ? entry.contact.direction === "in" && entry.contact.channel === contact.channel
          : spokeUp(entry.event) && (entry.event.medium === undefined || entry.event.medium === contact.channel);
    } else if (
      "contact" in entry &&
      entry.contact.direction === "out" &&
      entry.contact.re === contact.re &&
      entry.contact.channel === contact.channel
    ) {
      return false;
    }
  }
  return asked;
}

/** Whether the debtor wrote from the address of a contact, by the same channel, about each of some debts (none: about any). */
export function wasUsed(context: Context, debts: readonly string[], { channel, address }: Contact): boolean {
  const from = context.ledger.filter(
    (entry): entry is ContactEntry =>
      "contact" in entry && entry.contact.direction === "in" && entry.contact.channel === channel && entry.contact.address === address,
  );
  return address !== undefined && from.length > 0 && debts.every((id) => from.some(({ contact }) => concerns(contact, id, context)));
}
