/** `when it moves return`: the stage that fits when another invoice has become the oldest unpaid one. */
import type { Stage } from "../model/policy.ts";
import type { LocalDay } from "../model/units.ts";
import { anchoredDay, outside, startOf } from "./local.ts";
import { moveOut } from "./moves.ts";
import { dueOf, say, stageNamed, type LiveTrack, type Run } from "./run.ts";
import { enter, leave } from "./stages.ts";
import { stillOf } from "./view.ts";

interface Place {
  readonly stage: Stage;
  readonly day: LocalDay;
}

/** The day on which the policy begins for a track; null while a pause keeps it from being known, or nothing is due. */
export function firstDay(run: Run, track: LiveTrack): LocalDay | null {
  const due = dueOf(run, track);
  const from = run.stages[0]?.from;
  if (due === null) return null;
  return outside(from === undefined ? due : anchoredDay(run.view.local, due, from), stillOf(run.view, track.id));
}

/** Follows the anchor where the policy says so. Down goes freely; up goes one stage at a time, so that none is skipped. */
export function reanchor(run: Run, track: LiveTrack): void {
  const due = dueOf(run, track);
  if (run.program.policy.clock.whenItMoves !== "return" || track.stage === null || due === null || due === track.anchor) return;
  const path = pathOf(run, track);
  const fit = path.at(-1);
  if (fit === undefined) {
    say(run, "stage", "the oldest unpaid invoice isn't due for the first stage yet");
    leave(run, track);
    track.anchor = due;
    return;
  }
  const rank = (name: string | null): number => run.stages.findIndex((stage) => stage.name === name);
  const here = rank(track.stage);
  if (fit.stage.name === track.stage) {
    track.startDay = fit.day;
    track.anchor = due;
  } else if (rank(fit.stage.name) < here) enter(run, track, fit.stage.name, fit.day);
  else {
    // The stages between have had no day of their own yet: the next one up begins today.
    const next = path.find((place) => rank(place.stage.name) > here);
    track.anchor = due;
    if (next !== undefined) enter(run, track, next.stage.name, run.view.today);
  }
}

/** The stages that a track would have gone through by now if it had followed this anchor from the start. */
function pathOf(run: Run, track: LiveTrack): readonly Place[] {
  const path: Place[] = [];
  let stage = run.stages[0] ?? null;
  let day = firstDay(run, track);
  while (stage !== null && day !== null && startOf(run.view.local, day) <= run.now && !path.some((place) => place.stage === stage)) {
    path.push({ stage, day });
    const move = moveOut(run, { ...track, stage: stage.name, startDay: day }, false);
    stage = move === null ? null : stageNamed(run, move.to);
    day = move === null ? null : move.day;
  }
  return path;
}
