/** For how long a fact holds that an event in the ledger tells. */
import type { Contact, EventName, PastEvent } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { Trigger } from "../model/rule.ts";
import { begunEverywhere } from "./dates.ts";
import { localDayAt } from "../calendar.ts";
import { gives } from "./earlier-notice.ts";
import { lastDayGiven } from "./given-time.ts";
import { cameBack, concerns, debtOf, misdirected, reachesTarget, targetsOf, type EventEntry, type Target } from "./history.ts";
import type { Span } from "./consent.ts";
import { hasEvent } from "./ledger-index.ts";

/** A fact about one debt: from the event that began it to the one that ended it, or to a day. */
export interface Held extends Span {
  readonly entry: EventEntry;
  /** Where the event stands in the ledger. */
  readonly index: number;
  /** The debt that the fact is about, or what the labels of its event say. */
  readonly target: Target;
}

const NONE: readonly Held[] = [];

/**
 * Spans in which a trigger's fact holds for an act.
 *
 * With the key `debt`, facts about the debts asked about; with `person`, about any debt. What a fact covers (a channel, a
 * place, an hour) is not looked at here.
 */
export function heldSpans(
  trigger: Trigger,
  context: Context,
  key: "debt" | "person",
  debts: readonly string[],
  contact: Contact | null,
): readonly Held[] {
  const { ledger } = context;
  if (!hasEvent(ledger, trigger.event)) return NONE;
  let found: Held[] | null = null;
  for (let i = 0; i < ledger.length; i++) {
    const entry = ledger[i];
    if (entry === undefined || !("event" in entry) || !matches(trigger, entry.event)) continue;
    const targets = key === "person" ? targetsOf(entry.event, context) : debts.filter((id) => concerns(entry.event, id, context));
    for (const target of targets) {
      if (trigger.withinValidationPeriod === true && !insideValidationPeriod(entry, i, context, target)) continue;
      if (trigger.inFull === true && !leftNothing(i, context, target)) continue;
      if (trigger.afterNotice !== undefined && !followed(trigger.afterNotice, entry, i, context, target)) continue;
      const from = trigger.fromReceipt === true ? (entry.event.received ?? entry.at) : entry.at;
      const until = endOf(trigger, context, entry, i, from, target, contact);
      if (from < until) (found ??= []).push({ from, until, entry, index: i, target });
    }
  }
  return found ?? NONE;
}

/**
 * Whether an event is of the trigger's kind. A form, medium, relief or chapter that nobody noted may be the one meant; a ground or request may not. An
 * attorney whose name and address are known not to be known can't be spoken to instead (12 CFR 1006.6(b)(2)).
 */
function matches(trigger: Trigger, event: PastEvent): boolean {
  if (event.event !== trigger.event || (event.event === "attorney-notice" && event.contactKnown === false)) return false;
  if (trigger.form !== undefined && event.form !== undefined && event.form !== trigger.form) return false;
  if (trigger.media !== undefined && event.medium !== undefined && !trigger.media.includes(event.medium)) return false;
  if (trigger.relief !== undefined && event.relief !== undefined && event.relief !== trigger.relief) return false;
  if (trigger.by?.includes(event.by ?? "debtor") === false) return false;
  if (trigger.chapter !== undefined && event.chapter !== undefined && event.chapter !== trigger.chapter) return false;
  if (trigger.grounds !== undefined && (event.ground === undefined || !trigger.grounds.includes(event.ground))) return false;
  return trigger.requests === undefined || (event.request !== undefined && trigger.requests.includes(event.request));
}

function endOf(trigger: Trigger, context: Context, entry: EventEntry, index: number, from: number, target: Target, contact: Contact | null): number {
  const { ledger } = context;
  // The event's own day is not counted, so the bar is over when the day after the last has begun.
  let until = trigger.forDays === undefined ? Infinity : begunEverywhere(context, from as typeof entry.at, trigger.forDays + 1);
  if (trigger.until.length === 0) return until;
  for (let i = index + 1; i < ledger.length; i++) {
    const later = ledger[i];
    if (later === undefined || later.at >= until) break;
    if ("event" in later && ends(trigger, entry, later, context, target, contact)) {
      until = later.at;
      break;
    }
  }
  return until;
}

/** When an event of a kind is recorded that answers a fact, as one that ends it would; infinity for never. */
export function answeredAt(trigger: Trigger, event: EventName, context: Context, { entry, index, target }: Held): number {
  const { ledger } = context;
  const asked = { ...trigger, until: [event] };
  for (let i = index + 1; i < ledger.length; i++) {
    const later = ledger[i];
    if (later !== undefined && "event" in later && ends(asked, entry, later, context, target, null)) return later.at;
  }
  return Infinity;
}

/** Papers that prove a debt: either answers a dispute that asked for none by name. */
const PROOF: readonly string[] = ["verification", "substantiation"];

/** An acknowledgement ends something only in writing, as it starts a period of limitation anew. */
function ends(trigger: Trigger, began: EventEntry, later: EventEntry, context: Context, target: Target, contact: Contact | null): boolean {
  const { event } = later;
  if (!trigger.until.includes(event.event) || !reachesTarget(event, target, context)) return false;
  if (event.event === "acknowledgement" && event.written !== true && event.form !== "written") return false;
  if (event.re !== began.id && context.ledger.some((entry) => entry.id === event.re && "event" in entry && entry.event.event === trigger.event)) {
    return false;
  }
  if (event.event === "documents-sent" && event.request !== undefined) {
    const wanted = began.event.request;
    return wanted === event.request || (PROOF.includes(event.request) && (wanted === undefined || PROOF.includes(wanted)));
  }
  if (event.event === "consent") return consentReaches(event, contact);
  return true;
}

/** A later consent opens a door for what it covers: the channel and address that it names. */
function consentReaches(event: PastEvent, contact: Contact | null): boolean {
  if (event.covers !== "channel" || contact === null) return false;
  if (event.channels !== undefined && !event.channels.includes(contact.channel)) return false;
  return event.address === undefined || event.address === contact.address;
}

/** Whether the payment that stands at `index` is the last one for a debt of which nothing is owed any more. */
function leftNothing(index: number, context: Context, target: Target): boolean {
  const debt = typeof target === "string" ? debtOf(context, target) : undefined;
  if (debt === undefined || debt.amount > 0) return false;
  return !context.ledger.some(
    (later, i) => i > index && "event" in later && later.event.event === "payment" && concerns(later.event, debt.id, context),
  );
}

/** Whether an event came within some days of a notice that was sent before it: by the date of the candidate zone where it is earliest. */
function followed(
  { contents, days }: NonNullable<Trigger["afterNotice"]>,
  entry: EventEntry,
  index: number,
  context: Context,
  target: Target,
): boolean {
  if (typeof target !== "string") return false;
  const { calendar, debtor, ledger } = context;
  return ledger.some(
    (notice, i) =>
      i < index &&
      gives(context, notice, i, { contents }, target) &&
      debtor.timezones.some((zone) => localDayAt(calendar, zone, entry.at) <= localDayAt(calendar, zone, notice.at) + days),
  );
}

/**
 * Whether an event came before the end of the dispute period that the last validation notice before it stated, or before
 * there was one (12 CFR 1006.34(b)(5), 1006.38); one that states less than the law gives ends it later. A notice without a stated end leaves the period open. The date of the
 * event is that of the candidate zone where it is earliest.
 */
function insideValidationPeriod(entry: EventEntry, index: number, context: Context, target: Target): boolean {
  const { calendar, debtor, ledger } = context;
  for (let i = index - 1; i >= 0; i--) {
    const notice = ledger[i];
    if (notice === undefined || !("contact" in notice) || notice.contact.direction !== "out") continue;
    if (notice.contact.contains?.includes("validation-notice") !== true || !reachesTarget(notice.contact, target, context)) continue;
    if (notice.contact.by === "earlier-collector" || misdirected(notice.contact, i, ledger) || cameBack(notice.id, i, ledger)) continue;
    const deadline = lastDayGiven(context, notice, "validation-notice", typeof target === "string" ? target : null);
    if (deadline === undefined) return true;
    const received = entry.event.received ?? entry.at;
    return debtor.timezones.length === 0 || debtor.timezones.some((zone) => localDayAt(calendar, zone, received) <= deadline);
  }
  return true;
}
