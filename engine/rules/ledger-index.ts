/** What a ledger holds at all, found once: most questions about a ledger end with what isn't in it. */
import type { EventName, LedgerEntry, PastContact } from "../model/facts.ts";
import type { ContactEntry } from "./history.ts";

type Ledger = readonly LedgerEntry[];

/** It holds while the ledger is as long and ends with the same entry: ledgers only grow. */
interface Glance {
  readonly ledger: Ledger;
  readonly length: number;
  readonly last: LedgerEntry | undefined;
  readonly events: ReadonlySet<EventName>;
  /** Whether an address proved to be somebody else's. */
  readonly wrongNumber: boolean;
  readonly uncertain: readonly ContactEntry[];
}

const glances = new WeakMap<Ledger, Glance>();
let recent: Glance | null = null;

const isOf = (glance: Glance, ledger: Ledger): boolean =>
  glance.ledger === ledger && glance.length === ledger.length && glance.last === ledger[ledger.length - 1];

function glanceAt(ledger: Ledger): Glance {
  if (recent !== null && isOf(recent, ledger)) return recent;
  const known = glances.get(ledger);
  recent = known !== undefined && isOf(known, ledger) ? known : lookAt(ledger);
  glances.set(ledger, recent);
  return recent;
}

function lookAt(ledger: Ledger): Glance {
  const events = new Set<EventName>();
  const uncertain: ContactEntry[] = [];
  let wrongNumber = false;
  for (const entry of ledger) {
    if ("event" in entry) events.add(entry.event.event);
    else if (entry.contact.outcome === "wrong-number") wrongNumber = true;
    else if (isUncertain(entry.contact)) uncertain.push(entry);
    // Whoever asks to be called back consents to that.
    if ("contact" in entry && entry.contact.purpose === "callback-request") events.add("consent");
  }
  return { ledger, length: ledger.length, last: ledger[ledger.length - 1], events, wrongNumber, uncertain };
}

/** Whether an event of this name may stand in the ledger, or something that counts as one. */
export const hasEvent = (ledger: Ledger, name: EventName): boolean => glanceAt(ledger).events.has(name);

/** Whether some call reached somebody else's number. */
export const hasWrongNumber = (ledger: Ledger): boolean => glanceAt(ledger).wrongNumber;

/** Whether nobody knows that a contact took place: a call or visit that went out may wait to be made until somebody says how it went. */
const isUncertain = ({ unsure, direction, outcome, channel }: PastContact): boolean =>
  unsure === true || (outcome === undefined && direction === "out" && (channel === "call" || channel === "visit"));

/** Contacts of which nobody knows whether they took place. */
export const uncertainIn = (ledger: Ledger): readonly ContactEntry[] => glanceAt(ledger).uncertain;
