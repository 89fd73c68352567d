/** What caps and silences share: which past contacts count, and when the act itself is outside the limit. */
import type { Action, Contact } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { CapRule, SilenceRule } from "../model/rule.ts";
import type { Instant } from "../model/units.ts";
import { localDay } from "../model/units.ts";
import { agreedFrom, agreementEnd, consentsPerDebt, madeWithConsent, wasAgreedTo, type Leave, type Span } from "./consent.ts";
import { dayBegunAnywhere } from "./dates.ts";
import {
  adds,
  answers,
  cameBack,
  countersOf,
  countsAs,
  debtOf,
  debtsAsked,
  isOwn,
  goesToLine,
  maySharePath,
  misdirected,
  samePerson,
  targetsOf,
  type ContactEntry,
  type Target,
} from "./history.ts";
import { mayBeAt } from "./place.ts";
import { heldSpans, type Held } from "./trigger.ts";

type Limit = CapRule | SilenceRule;

/** What a limit begins with: the line of the ledger, and when it holds. */
type Beginning = Pick<Held, "index" | "from" | "until">;

/** One counter that an act would add to. */
export interface Counter {
  readonly rule: Limit;
  readonly context: Context;
  readonly asked: Contact;
  /** Debt, account or creditor; null: the person. */
  readonly label: string | null;
  /** Spans in which the debtor agreed to more calls, for each debt that the counter and the act have in common. */
  readonly agreed: readonly (readonly Span[])[];
  /** From when on a limit holds that begins with an event, for each such event; null: always. */
  readonly since: readonly Beginning[] | null;
}

/** When the `n`-th latest contact of the kind that a limit counts was made, whoever it reached and whatever it was about; null for none. */
export function nthLast(n: number, { unit, channels }: Pick<CapRule, "unit" | "channels">, ledger: Context["ledger"]): Instant | null {
  let left = n;
  for (let i = ledger.length - 1; i >= 0; i--) {
    const entry = ledger[i];
    if (entry === undefined || !("contact" in entry)) continue;
    const { contact } = entry;
    if ((channels === undefined || channels.includes(contact.channel)) && countsAs(contact, unit) && --left <= 0) return entry.at;
  }
  return null;
}

/** The counters of an act; a consent to more calls must be about the counter's debt, or about all that are asked about. */
export function countersFor(rule: Limit, context: Context, action: Action, asked: Contact): readonly Counter[] {
  return countersOf(rule.key, context, action).map((label) => {
    const debts = rule.key === "debt" && label !== null ? [label] : debtsAsked(context, action);
    const since = rule.kind === "cap" ? beginningsOf(rule, context, debts, asked, label) : null;
    return { rule, context, asked, label, agreed: agreedOf(rule, context, debts, asked), since };
  });
}
const EXTRA_CALLS: readonly Leave[] = ["extra-calls for seven days"];
const NONE: readonly never[] = [];

/** Consents that let such a contact through: those that the rule names, and to more calls where it leaves those out. */
function agreedOf(rule: Limit, context: Context, debts: readonly string[], asked: Contact): Counter["agreed"] {
  const { unlessConsent: named = NONE, consentInWriting, excluding } = rule;
  const consented = excluding.includes("consented") && isCall(asked);
  if (!consented) return named.length > 0 ? consentsPerDebt(context, named, debts, asked, consentInWriting) : NONE;
  const calls = consentsPerDebt(context, EXTRA_CALLS, debts, asked);
  const others = consentsPerDebt(context, named, debts, asked, consentInWriting);
  return calls.map((spans, index) => [...spans, ...(others[index] ?? NONE)]);
}

/** What a limit begins with, each time that it happened; null: it always holds. */
function beginningsOf(rule: CapRule, context: Context, debts: readonly string[], asked: Contact, label: string | null): readonly Beginning[] | null {
  const first = firstOf(rule, context, debts, asked, label);
  if (rule.since === undefined) return first;
  const held = heldSpans(rule.since, context, rule.key === "person" ? "person" : "debt", debts, asked);
  if (first === null) return held;
  // It begins with the later of the two, and holds as long as both do.
  return held.flatMap((one) =>
    first.map((two) => ({ index: Math.max(one.index, two.index), from: Math.max(one.from, two.from), until: Math.min(one.until, two.until) })),
  );
}

/** The contact after which a limit counts, where it counts after a first one; null: it doesn't. */
function firstOf(rule: CapRule, context: Context, debts: readonly string[], asked: Contact, label: string | null): readonly Beginning[] | null {
  if (rule.afterFirst === "conversation") return firstTalk(rule, context, asked, label);
  return rule.afterFirst === "contact-in-arrears" ? firstInArrears(rule, context, debts, asked, label) : null;
}

/** The first conversation that this collector and the person asked about had about what the counter is for. */
function firstTalk({ key }: CapRule, context: Context, asked: Contact, label: string | null): readonly Beginning[] {
  for (const [index, entry] of context.ledger.entries()) {
    if (!("contact" in entry) || !isOwn(entry.contact) || !countsAs(entry.contact, "conversation")) continue;
    if (!samePerson(entry.contact, asked) || !adds(entry.contact, "conversation", key, label, context)) continue;
    return [{ index, from: entry.at, until: Infinity }];
  }
  return [];
}

/** The first own contact of the kind that a limit counts which came when one of the debts was late, wherever the debtor may be. */
function firstInArrears(rule: CapRule, context: Context, debts: readonly string[], asked: Contact, label: string | null): readonly Beginning[] {
  let late = Infinity;
  for (const id of debts) {
    const debt = debtOf(context, id);
    // A debt that isn't on file may have been late all along.
    late = Math.min(late, debt === undefined ? -Infinity : (debt.default ?? debt.due + 1));
  }
  const arrears = Number.isFinite(late) ? dayBegunAnywhere(context, localDay(late)) : late;
  for (const [index, entry] of context.ledger.entries()) {
    if (!("contact" in entry) || entry.at < arrears || entry.contact.direction === "in" || !isOwn(entry.contact)) continue;
    if (rule.channels?.includes(entry.contact.channel) === false || !countsAs(entry.contact, rule.unit)) continue;
    if (!samePerson(entry.contact, asked) || !adds(entry.contact, rule.unit, rule.key, label, context)) continue;
    return [{ index, from: entry.at, until: Infinity }];
  }
  return NONE;
}

/**
 * The smallest `t' >= t` at which every counter has room, or its debts are agreed to; infinity for never. Consents make
 * room for a while only, so all are looked at again after each move.
 * @param roomFrom when a counter has room from then on, looked at from an instant
 */
export function roomInAll(counters: readonly Counter[], t: number, roomFrom: (counter: Counter, at: number) => number): number {
  let at = t;
  for (;;) {
    let moved = at;
    for (const counter of counters) {
      const room = roomFrom(counter, at);
      if (room > at) moved = Math.max(moved, Math.min(room, agreedFrom(counter.agreed, at)));
    }
    if (moved === at || moved === Infinity) return moved;
    at = moved;
  }
}

/** The next instant after `t` at which a consent that holds a limit off may end, or a limit begins; infinity for none. */
export function closingLimit(rule: Limit, context: Context, action: Action, asked: Contact | null, t: number): number {
  let next = Infinity;
  if (asked === null) return next;
  for (const { agreed, since } of countersFor(rule, context, action, asked)) {
    next = Math.min(next, agreementEnd(agreed, t));
    for (const { from } of since ?? NONE) if (from > t) next = Math.min(next, from);
  }
  return next;
}

type Governing = Pick<CapRule, "channels" | "places" | "persons" | "lines" | "dialing" | "purposes" | "exceptPurposes"> & Pick<Limit, "key">;

/** The contact asked about, when the rule governs its channel and place; null when the rule has nothing to say. */
export function governed(rule: Governing, action: Action): Contact | null {
  if (action.act !== "contact") return null;
  const { contact } = action;
  const { channels, places, persons } = rule;
  if (channels !== undefined && !channels.includes(contact.channel)) return null;
  if (persons !== undefined && !persons.includes(contact.person ?? "debtor")) return null;
  if (rule.key === "line" && !goesToLine(contact)) return null;
  return mayBeAt(places, contact) && mayGoBy(rule, contact) && isFor(rule, contact) ? contact : null;
}

/** Whether a limit speaks of what a contact is for; one of which nobody noted it collects. */
const isFor = ({ purposes, exceptPurposes }: Pick<CapRule, "purposes" | "exceptPurposes">, { purpose = "collect" }: Contact): boolean =>
  (purposes === undefined || purposes.includes(purpose)) && exceptPurposes?.includes(purpose) !== true;

/** A line that nobody knows may be of the kind meant; a way of dialling that nobody noted is by hand. */
const mayGoBy = ({ lines, dialing }: Pick<CapRule, "lines" | "dialing">, contact: Contact): boolean =>
  (lines === undefined || contact.line === undefined || lines.includes(contact.line)) &&
  (dialing === undefined || dialing.includes(contact.dialing ?? "manual"));

/** Whether a past contact was had with one whom a limit counts together with the person asked about. */
const withThem = (rule: Limit, contact: Contact, asked: Contact): boolean =>
  rule.kind === "cap" && rule.persons !== undefined ? rule.persons.includes(contact.person ?? "debtor") : samePerson(contact, asked);

const isCall = (contact: Contact): boolean => contact.channel === "call" || contact.channel === "voicemail";

/** Whether the act would not count itself, whatever the instant: in writing, where only talks count; to an attorney, or as a reply. */
export function actIsOutside(rule: Limit, asked: Contact, context: Context): boolean {
  if (rule.kind === "cap" && !countsAs(asked, rule.unit)) return true;
  if (rule.excluding.includes("professional") && asked.person === "attorney") return true;
  return rule.excluding.includes("reply") && answers(asked, context.ledger, context.ledger.length);
}

/** Whether an entry of the ledger counts. */
export function counts(counter: Counter, entry: ContactEntry, index: number): boolean {
  const { rule, context, asked } = counter;
  const { contact } = entry;
  const { unit, channels } = rule.kind === "cap" ? rule : rule.after;
  if (channels !== undefined && !channels.includes(contact.channel)) return false;
  if (rule.kind === "cap" && (!mayBeAt(rule.places, contact) || !mayGoBy(rule, contact) || !isFor(rule, contact))) return false;
  if (!maySharePath(rule.key, contact, asked)) return false;
  const onlyOut = rule.kind === "cap" || rule.after.direction === "out";
  if ((onlyOut && contact.direction === "in") || !isOwn(contact) || !withThem(rule, contact, asked)) return false;
  if (!countsAs(contact, unit) || !adds(contact, unit, rule.key, counter.label, context)) return false;
  if ((unit === "communication" || unit === "completed-contact") && cameBack(entry.id, index, context.ledger)) return false;
  if (
    rule.kind === "cap" &&
    rule.unlessConsent !== undefined &&
    wasAgreedTo(context, entry, index, rule.unlessConsent, debtsOf(counter, contact), rule.consentInWriting === true)
  )
    return false;
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
        if (rule.kind === "cap" && madeWithConsent(context, entry, index, debtsOf(counter, contact))) return false;
        break;
    }
  }
  return true;
}

/** Debts that a past call was about, as far as the counter looks at them. */
const debtsOf = ({ rule, context, label }: Counter, contact: ContactEntry["contact"]): readonly Target[] =>
  rule.key === "debt" && label !== null ? [label] : targetsOf(contact, context);
