/** From when to when the debtor agreed to something. */
import type { Contact, LedgerEntry, PastEvent } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { Covers } from "../model/rule.ts";
import type { Instant } from "../model/units.ts";
import { begunAnywhere, dayBegunAnywhere, dayBegunEverywhere } from "./dates.ts";
import { concerns, countsAs, reachesTarget, type About, type ContactEntry, type Target } from "./history.ts";
import { hasEvent } from "./ledger-index.ts";

/** Half-open: `[from, until)`, milliseconds; `until` may be infinite. One that ends no later than it begins holds never. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** A span agreed to. `entry`: index of the consent in the ledger. */
export interface Agreed extends Span {
  readonly entry: number;
}

/** A consent's life. `lastEntry`: index of the conversation that used it up, made under the consent itself. */
interface Consent extends Agreed {
  readonly lastEntry: number;
}

const NONE: readonly Consent[] = [];

/** Kinds of consent that lift a rule: what one covers, or one to more calls as Regulation F has it, which is soon used up. */
export type Leave = Covers | "extra-calls for seven days";

const coversOf = (leave: Leave): Covers => (leave === "extra-calls for seven days" ? "extra-calls" : leave);
/** A consent to more calls lasts seven days, that of its receipt counted (12 CFR 1006, Supplement I, comment 14(b)(3)(i)-2). */
const EXTRA_CALL_DAYS = 7;

/** Whether words about channels and an address reach a contact. No channels: all; an address not known of a contact: no. Leave to come to work is none to come home. */
function reachesContact(said: Pick<PastEvent, "channels" | "address" | "covers">, contact: Contact | null): boolean {
  if (said.covers === "work" && contact?.place !== undefined && contact.place !== "work") return false;
  if (said.channels !== undefined && (contact === null || !said.channels.includes(contact.channel))) return false;
  return said.address === undefined || (contact !== null && contact.address === said.address);
}

/** Whether a later event takes back a consent. A refused channel takes back the consent to it. */
function revokes(later: PastEvent, consent: PastEvent, contact: Contact | null): boolean {
  const refusal = later.event === "opt-out" && consent.covers === "channel";
  if (!refusal && later.event !== "consent-revoked") return false;
  if (later.covers !== undefined && later.covers !== consent.covers) return false;
  if (later.channels !== undefined && contact !== null && !later.channels.includes(contact.channel)) return false;
  // Without an address on either side, what was taken back may be this.
  return later.address === undefined || contact?.address === undefined || later.address === contact.address;
}

/** The consent that an entry tells. Whoever asks to be called back consents to that, as to more calls under Regulation F (12 CFR 1006, comment 14(b)(3)(i)-1). */
function consentIn(entry: LedgerEntry, leave: Leave): PastEvent | null {
  if ("event" in entry) return entry.event.event === "consent" ? entry.event : null;
  const { direction, purpose, debts, account, received } = entry.contact;
  if (leave !== "extra-calls for seven days" || direction !== "in" || purpose !== "callback-request") return null;
  return {
    event: "consent",
    covers: "extra-calls",
    ...(debts === undefined ? {} : { debts }),
    ...(account === undefined ? {} : { account }),
    ...(received === undefined ? {} : { received }),
  };
}

/** Consents of one kind about one debt that reach a contact, in the order of the ledger. A form that nobody noted is not in writing. */
function consents(context: Context, leave: Leave, debt: Target | null, contact: Contact | null, inWriting: boolean): readonly Consent[] {
  const { ledger } = context;
  if (!hasEvent(ledger, "consent")) return NONE;
  const covers = coversOf(leave);
  let found: Consent[] | null = null;
  for (let i = 0; i < ledger.length; i++) {
    const entry = ledger[i];
    const event = entry === undefined ? null : consentIn(entry, leave);
    if (entry === undefined || event?.covers !== covers || (inWriting && event.form !== "written")) continue;
    if ((debt !== null && !reachesTarget(event, debt, context)) || !reachesContact(event, contact)) continue;
    (found ??= []).push(lifeOf(context, event, entry.at, i, debt, contact, leave !== covers));
  }
  return found ?? NONE;
}

function lifeOf(
  context: Context,
  event: PastEvent,
  at: Instant,
  index: number,
  debt: Target | null,
  contact: Contact | null,
  lapses: boolean,
): Consent {
  const { ledger } = context;
  const received = event.received ?? at;
  const from = event.from === undefined ? received : Math.max(received, dayBegunEverywhere(context, event.from));
  let until = event.until === undefined ? Infinity : dayBegunAnywhere(context, (event.until + 1) as typeof event.until);
  if (lapses) until = Math.min(until, begunAnywhere(context, received, EXTRA_CALL_DAYS));
  let lastEntry = ledger.length;
  for (let i = index + 1; i < ledger.length; i++) {
    const later = ledger[i];
    if (later === undefined) break;
    if ("event" in later && revokes(later.event, event, contact) && mayConcern(later.event, debt, context)) {
      until = Math.min(until, later.event.received ?? later.at);
    } else if (lastEntry === ledger.length && lapses && endsExtraCalls(later, debt, context)) {
      lastEntry = i;
    }
  }
  return { from, until, entry: index, lastEntry };
}

/** Whether what takes a consent back may be about a target: of labels that tell no debt on file nobody knows. */
const mayConcern = (about: About, target: Target | null, context: Context): boolean => typeof target !== "string" || concerns(about, target, context);

function endsExtraCalls(later: LedgerEntry, debt: Target | null, context: Context): boolean {
  if (!("contact" in later) || !countsAs(later.contact, "conversation")) return false;
  return mayConcern(later.contact, debt, context) || (typeof debt === "string" && later.contact.raisedByDebtor?.includes(debt) === true);
}

/** Spans in which a contact that is asked about is agreed to. A conversation ends a consent to more calls. */
function consentSpans(context: Context, leave: Leave, debt: string | null, contact: Contact | null, inWriting: boolean): readonly Agreed[] {
  return consents(context, leave, debt, contact, inWriting).map((consent) => {
    const talk = context.ledger[consent.lastEntry];
    return talk === undefined ? consent : { ...consent, until: Math.min(consent.until, talk.at) };
  });
}

/** Whether an entry of the ledger was made under the debtor's consent to more calls about each of some debts. */
export function madeWithConsent(context: Context, entry: ContactEntry, index: number, debts: readonly Target[]): boolean {
  const { channel } = entry.contact;
  if (channel !== "call" && channel !== "voicemail") return false;
  return wasAgreedTo(context, entry, index, EXTRA_CALLS, debts, false);
}
const EXTRA_CALLS: readonly Leave[] = ["extra-calls for seven days"];

/** Whether the debtor had agreed to an entry of the ledger, about each of some debts, by one of some kinds of consent. */
export function wasAgreedTo(
  context: Context,
  entry: ContactEntry,
  index: number,
  leave: readonly Leave[],
  debts: readonly Target[],
  inWriting: boolean,
): boolean {
  return debts.every((debt) =>
    leave.some((kind) =>
      consents(context, kind, debt, entry.contact, inWriting).some(
        (consent) => index > consent.entry && index <= consent.lastEntry && entry.at >= consent.from && entry.at < consent.until,
      ),
    ),
  );
}

/** Spans in which a contact is agreed to, one list for each debt: agreed is what every one of them holds. */
export function consentsPerDebt(
  context: Context,
  leave: readonly Leave[],
  debts: readonly string[],
  contact: Contact | null,
  inWriting = false,
): readonly (readonly Agreed[])[] {
  const each: readonly (string | null)[] = debts.length > 0 ? debts : ANY_DEBT;
  return each.map((debt) => leave.flatMap((kind) => consentSpans(context, kind, debt, contact, inWriting)));
}
const ANY_DEBT: readonly (string | null)[] = [null];

/** What lies in giving a number for the account: consent to be called at it, until it is taken back. */
export function consentOfNumber(context: Context, debt: string | null, contact: Contact): readonly Agreed[] {
  if (contact.addressSource !== "debtor" && contact.addressSource !== "creditor") return NONE;
  let until = Infinity;
  for (const later of context.ledger) {
    if (!("event" in later) || !CARRIED.some((covers) => revokes(later.event, { event: "consent", covers }, contact))) continue;
    if (debt === null || concerns(later.event, debt, context)) until = Math.min(until, later.event.received ?? later.at);
  }
  return [{ from: -Infinity, until, entry: -1 }];
}
const CARRIED: readonly Covers[] = ["channel", "prerecorded"];

/** First instant from `t` on at which every list has a span that holds; infinity for none, and for no list at all. */
export function agreedFrom(lists: readonly (readonly Span[])[], t: number): number {
  if (lists.length === 0) return Infinity;
  let at = t;
  for (;;) {
    let moved = at;
    for (const spans of lists) if (!within(spans, moved)) moved = nextStart(spans, moved);
    if (moved === at || moved === Infinity) return moved;
    at = moved;
  }
}

/** The first end of any span after `t`: where an agreement may be over. */
export function agreementEnd(lists: readonly (readonly Span[])[], t: number): number {
  let next = Infinity;
  for (const spans of lists) next = Math.min(next, nextEnd(spans, t));
  return next;
}

const within = (spans: readonly Span[], t: number): boolean => spans.some((span) => span.from <= t && t < span.until);

/** The first start after `t`; infinity for none. */
export function nextStart(spans: readonly Span[], t: number): number {
  let next = Infinity;
  for (const { from } of spans) if (from > t) next = Math.min(next, from);
  return next;
}

/** The first end after `t`; infinity for none. */
function nextEnd(spans: readonly Span[], t: number): number {
  let next = Infinity;
  for (const { until } of spans) if (until > t) next = Math.min(next, until);
  return next;
}
