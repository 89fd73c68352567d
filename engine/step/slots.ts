/** When a step may be tried: from its day, counted by the stage's clock, to the end of its window. */
import type { Step } from "../model/policy.ts";
import type { StepRecord, Track } from "../model/state.ts";
import type { Instant, LocalDay } from "../model/units.ts";
import { instant, localDay } from "../model/units.ts";
import { clockDay, spreadOf, startOf } from "./local.ts";
import { stillOf, type View } from "./view.ts";

export interface Slot {
  readonly day: LocalDay;
  /** First instant of the day. */
  readonly opens: Instant;
  /** When it is tried first: the account's spread after the opening, unless the slot is shorter. */
  readonly askAt: Instant;
  /** First instant after it; null while an open pause stretches it. */
  readonly ends: Instant | null;
}

/** Null while an open pause keeps the day from being known. */
export function slotOf(view: View, track: Pick<Track, "id" | "startDay">, step: Step, record: StepRecord): Slot | null {
  const { local } = view;
  const still = stillOf(view, track.id);
  const day = record.slotDay ?? clockDay(local, track.startDay, step.day, still);
  if (day === null) return null;
  const last = clockDay(local, day, step.within, still);
  const opens = startOf(local, day);
  const ends = last === null ? null : startOf(local, localDay(last + 1));
  return { day, opens, ends, askAt: spread(view, opens, ends) };
}

/** An instant for asking, moved by the account's spread, but not beyond the end of the slot. */
export function spread(view: View, at: Instant, ends: Instant | null): Instant {
  const moved = instant(at + spreadOf(view.history.account.id) * 1000);
  return ends !== null && moved >= ends ? at : moved;
}

/** The account's own second of the day: before it no step is tried, so that not all accounts ask at midnight. */
export const firstAsk = (view: View): Instant => spread(view, startOf(view.local, view.today), null);

/** The last instant of a slot, as effects name it: what comes after it is too late. */
export const lastBefore = (end: Instant): Instant => instant(end - 1);
