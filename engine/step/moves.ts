/** The ways out of a stage: which `next` has come, and when. */
import type { Next, Stage } from "../model/policy.ts";
import type { Instant, LocalDay } from "../model/units.ts";
import { anchoredDay, clockDay, outside, startOf } from "./local.ts";
import { dueOf, mark, stageNamed, truth, type LiveTrack, type Run } from "./run.ts";
import { stillOf, type View } from "./view.ts";

export interface Move {
  readonly to: string;
  /** Nominal start of the stage it leads to. */
  readonly day: LocalDay;
  readonly at: Instant;
  /** Line of its `next`. */
  readonly line: number;
}

/** The day on which a `next` comes; null while that isn't known. It never lies before the stage's own start. */
export function dayOfNext(view: View, track: Pick<LiveTrack, "id" | "startDay">, next: Next, due: LocalDay | null): LocalDay | null {
  const still = stillOf(view, track.id);
  if (next.at.kind === "after") return clockDay(view.local, track.startDay, next.at.days, still);
  if (due === null) return null;
  const day = outside(anchoredDay(view.local, due, next.at.day), still);
  return day === null || day >= track.startDay ? day : track.startDay;
}

/**
 * The move out of a track's stage that has come: of those that hold the one that came first, and of one day the first in
 * the policy. What was looked at in an earlier wake and didn't hold then counts from today.
 * @param watched false where the stage is only thought through, as in finding the one that fits.
 */
export function moveOut(run: Run, track: LiveTrack, watched: boolean, enterable: (stage: Stage) => boolean = () => true): Move | null {
  const stage = stageNamed(run, track.stage);
  if (stage === null) return null;
  const { view } = run;
  const due = dueOf(run, track);
  let best: Move | null = null;
  for (const next of stage.next) {
    const day = dayOfNext(view, track, next, due);
    if (day === null || startOf(view.local, day) > run.now) continue;
    if (watched && isReentry(run, track, next.to)) continue;
    const truthOfIt = truth(run, track, next.when);
    if (truthOfIt !== true) {
      if (watched && truthOfIt === false) mark(run, next.line, "false");
      continue;
    }
    const target = stageNamed(run, next.to);
    if (target === null || !enterable(target)) continue;
    const counts = watched && wasSeen(run, track, startOf(view.local, day)) ? view.today : day;
    const at = startOf(view.local, counts);
    if (best === null || at < best.at) best = { to: next.to, day: counts, at, line: next.line };
  }
  return best;
}

/** Stages that lead to each other without waiting would turn for ever: one is entered at most once a day by `next`. */
export const isReentry = (run: Run, track: LiveTrack, stage: string): boolean => track.entries[stage]?.day === run.view.today;

const wasSeen = (run: Run, track: LiveTrack, at: Instant): boolean => {
  const { wokenAt } = run.state;
  return wokenAt !== null && track.entered <= wokenAt && at <= wokenAt;
};
