/** Rests: stretches without contact. A hold lets the stage's clock run, a pause stops it. */
import type { EventName, PastEvent } from "../model/facts.ts";
import type { RestUntil } from "../model/policy.ts";
import type { Fact, Rest } from "../model/state.ts";
import type { Instant, LocalDay } from "../model/units.ts";
import { localDay } from "../model/units.ts";
import type { Happening } from "./happenings.ts";
import { merged, plus, startOf, type Local, type Standstill } from "./local.ts";
import { PROTECTIONS } from "./protections.ts";

/** A rest while the past is being told. */
export interface OpenRest {
  rest: Rest;
  readonly endsWhenPaid: boolean;
  /** The event that brought it, as far as it was one of the ledger. */
  readonly began?: PastEvent;
  /** Debts that it is about and that nothing has settled yet. */
  debts: readonly string[];
}

/**
 * The rests that something brings: the built-in one, and those of the policy's handlers on top.
 * @param owed ids of the debts that are open: what an event that names none is about.
 */
export function restsOf(happening: Happening, local: Local, owed: readonly string[]): readonly OpenRest[] {
  const { on, cause, at, day, event } = happening;
  const protection = PROTECTIONS[on];
  const endsWhenPaid = protection?.endsWhenPaid ?? true;
  const ownEnds = protection?.pause?.endedBy ?? [];
  const about = { endsWhenPaid, debts: event?.debts ?? owed, ...(event === undefined ? {} : { began: event }) };
  const rests: OpenRest[] = [];
  const add = (kind: Rest["kind"], why: string, untilDay: LocalDay | null, endedBy: readonly EventName[]): void => {
    if (untilDay !== null && untilDay < day) return;
    if (rests.some(({ rest }) => rest.kind === kind && rest.untilDay === untilDay && sameEvents(rest.endedBy, endedBy))) return;
    rests.push({ rest: { kind, cause, why, from: at, fromDay: day, untilDay, endedBy }, ...about });
  };
  const built = protection?.pause;
  if (built !== undefined) add("pause", built.why, built.days === null ? null : localDay(day + built.days), ownEnds);
  for (const handler of happening.handlers) {
    for (const reaction of handler.reactions) {
      if (reaction.do !== "pause" && reaction.do !== "hold") continue;
      const { until } = reaction;
      add(reaction.do, `${reaction.do} on ${on}`, lastDay(until, local, day, event?.due), until.kind === "events" ? until.events : ownEnds);
    }
  }
  return rests;
}

const sameEvents = (a: readonly EventName[], b: readonly EventName[]): boolean => a.length === b.length && a.every((event) => b.includes(event));

function lastDay(until: RestUntil, local: Local, day: LocalDay, promised: LocalDay | undefined): LocalDay | null {
  switch (until.kind) {
    case "open":
    case "events":
      return null;
    case "day":
      return until.day;
    case "days":
      return plus(local, day, until.days);
    case "promised":
      // A policy may only say "promised date" of a promise, and a promise has one.
      return promised === undefined ? day : plus(local, promised, until.plus);
  }
}

/** Whether a rest that a handler wants would be over before it begins: it is refused, and the record says so. */
export const isOverAlready = (until: Extract<RestUntil, { kind: "day" }>, day: LocalDay): boolean => until.day < day;

/** Ends the rests that payment in full, or an event, ends. A dispute about one debt isn't settled by settling another one. */
export function endRests(rests: readonly OpenRest[], at: Instant, day: LocalDay, by: PastEvent | "paid"): void {
  for (const open of rests) {
    const { rest } = open;
    if (rest.ended !== undefined || (rest.untilDay !== null && rest.untilDay < day)) continue;
    if (by === "paid" ? open.endsWhenPaid : settles(rests, open, by)) endRest(open, at, day);
  }
}

export function endRest(open: OpenRest, at: Instant, day: LocalDay): void {
  open.rest = { ...open.rest, untilDay: day, ended: at };
}

/** The rest of an account that a change of policy parked, and its end. */
export function takeParking(rests: OpenRest[], { id, at, parks, unparks }: Fact, day: LocalDay): void {
  if (parks !== undefined) {
    const why = `the policy changed: ${parks}`;
    rests.push({ rest: { kind: "pause", cause: id, why, from: at, fromDay: day, untilDay: null, endedBy: [] }, endsWhenPaid: false, debts: [] });
  }
  const running = rests.find(({ rest }) => rest.cause === unparks && rest.ended === undefined);
  if (unparks !== undefined && running !== undefined) endRest(running, at, day);
}

/**
 * Pauses from the payment of the last overdue invoice until the next one is overdue; what makes one overdue before, ends it.
 * @param wasDue the oldest unpaid invoice's day before and after what happened; null: nothing is owed.
 */
export function restUntilDue(
  rests: OpenRest[],
  { at, id }: { at: Instant; id: string },
  day: LocalDay,
  wasDue: LocalDay | null,
  due: LocalDay | null,
): void {
  const open = rests.find(({ rest }) => rest.why === NOT_DUE && rest.ended === undefined && rest.untilDay !== null && rest.untilDay >= day);
  if (open === undefined ? wasDue === null || wasDue >= day : due === open.rest.untilDay) return;
  if (open !== undefined) endRest(open, at, day);
  if (due === null || due < day) return;
  const rest: Rest = { kind: "pause", cause: id, why: NOT_DUE, from: at, fromDay: day, untilDay: due, endedBy: [] };
  rests.push({ rest, endsWhenPaid: true, debts: [] });
}
const NOT_DUE = "no invoice is overdue";

/** Papers that prove a debt: either answers a dispute that asked for none by name. */
const PROOF: readonly string[] = ["verification", "substantiation"];

/** Whether an event leaves nothing of what brought a rest. The guard reads `debts`, `re` and `request` in the same way. */
function settles(rests: readonly OpenRest[], open: OpenRest, event: PastEvent): boolean {
  const { rest, began } = open;
  if (!rest.endedBy.includes(event.event)) return false;
  if (event.re !== undefined && event.re !== rest.cause && rests.some((one) => one.rest.cause === event.re)) return false;
  if (event.event === "documents-sent" && event.request !== undefined) {
    const wanted = began?.request;
    if (wanted !== event.request && !(PROOF.includes(event.request) && (wanted === undefined || PROOF.includes(wanted)))) return false;
  }
  const { debts } = event;
  if (debts === undefined) return true;
  open.debts = open.debts.filter((debt) => !debts.includes(debt));
  return open.debts.length === 0;
}

/** When contact may be had again as far as this rest goes; null: nobody knows yet. */
export function endOf(rest: Rest, local: Local): Instant | null {
  if (rest.ended !== undefined) return rest.ended;
  return rest.untilDay === null ? null : startOf(local, localDay(rest.untilDay + 1));
}

export function isResting(rest: Rest, local: Local, t: Instant): boolean {
  if (rest.from > t) return false;
  const end = endOf(rest, local);
  return end === null || t < end;
}

/** The days on which pauses stop the clock: from the day after each began to its last. Overlaps count once. */
export function pausedDays(rests: readonly Rest[], idle: readonly (readonly [number, number])[]): Standstill {
  const ranges: (readonly [number, number])[] = [...idle];
  for (const rest of rests) if (rest.kind === "pause") ranges.push([rest.fromDay + 1, rest.untilDay ?? Infinity]);
  return ranges.length === 0 ? [] : merged(ranges);
}
