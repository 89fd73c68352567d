/** Rests: stretches without contact. A hold lets the stage's clock run, a pause stops it. */
import type { EventName } from "../model/facts.ts";
import type { RestUntil } from "../model/policy.ts";
import type { Rest } from "../model/state.ts";
import type { Instant, LocalDay } from "../model/units.ts";
import { localDay } from "../model/units.ts";
import type { Happening } from "./happenings.ts";
import { merged, plus, startOf, type Local, type Standstill } from "./local.ts";
import { PROTECTIONS } from "./protections.ts";

/** A rest while the past is being told. */
export interface OpenRest {
  rest: Rest;
  readonly endsWhenPaid: boolean;
}

/** The rests that something brings: the built-in one, and those of the policy's handlers on top. */
export function restsOf(happening: Happening, local: Local): readonly OpenRest[] {
  const { on, cause, at, day, event } = happening;
  const protection = PROTECTIONS[on];
  const endsWhenPaid = protection?.endsWhenPaid ?? true;
  const endedBy = protection?.pause?.endedBy ?? [];
  const rests: OpenRest[] = [];
  const add = (kind: Rest["kind"], why: string, untilDay: LocalDay | null): void => {
    if (untilDay !== null && untilDay < day) return;
    if (rests.some(({ rest }) => rest.kind === kind && rest.untilDay === untilDay)) return;
    rests.push({ rest: { kind, cause, why, from: at, fromDay: day, untilDay, endedBy }, endsWhenPaid });
  };
  const built = protection?.pause;
  if (built !== undefined) add("pause", built.why, built.days === null ? null : localDay(day + built.days));
  for (const handler of happening.handlers) {
    for (const reaction of handler.reactions) {
      if (reaction.do !== "pause" && reaction.do !== "hold") continue;
      add(reaction.do, `${reaction.do} on ${on}`, lastDay(reaction.until, local, day, event?.due));
    }
  }
  return rests;
}

function lastDay(until: RestUntil, local: Local, day: LocalDay, promised: LocalDay | undefined): LocalDay | null {
  if (until.kind === "open") return null;
  if (until.kind === "days") return plus(local, day, until.days);
  // A policy may only say "promised date" of a promise, and a promise has one.
  return promised === undefined ? day : plus(local, promised, until.plus);
}

/** Ends the rests that an event, or payment in full, ends. */
export function endRests(rests: readonly OpenRest[], at: Instant, day: LocalDay, by: EventName | "paid"): void {
  for (const open of rests) {
    const { rest } = open;
    const ends = by === "paid" ? open.endsWhenPaid : rest.endedBy.includes(by);
    if (!ends || rest.ended !== undefined || (rest.untilDay !== null && rest.untilDay < day)) continue;
    open.rest = { ...rest, untilDay: day, ended: at };
  }
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
