/** What was asked for and has no answer yet: a runtime that starts again asks it once more, under the same name. */
import type { AskedEffect } from "../action.ts";
import type { Program, State } from "../model/state.ts";
import type { Instant } from "../model/units.ts";
import { instant } from "../model/units.ts";
import { filledIn, isOpened, type FullState } from "./full-state.ts";
import { isWanted, looseEffect } from "./loose.ts";
import { actionOn, stageNamed, startRun, type LiveTrack, type Run } from "./run.ts";
import { slotOf } from "./slots.ts";
import { effectOf } from "./steps.ts";
import { viewOf } from "./view.ts";

/**
 * Contacts and acts that were given out and not answered, judged by all facts that are in, also those that no wake has
 * looked at yet. What is not wanted any more is left out: of stages that were left, of closed or paid accounts; and so are,
 * as long as they last, contacts of accounts at rest.
 * @param now absent: as of the last thing that is known.
 */
export function pendingEffects(program: Program, state: State, now: Instant = lastKnown(filledIn(state))): readonly AskedEffect[] {
  const full = filledIn(state);
  if (!isOpened(full) || !isAnyAsked(full)) return [];
  const run = startRun(program, full, viewOf(program, full, now, full.wokenAt ?? full.opened));
  const effects: AskedEffect[] = [];
  for (const [key, record] of Object.entries(run.loose)) {
    if (record.status === "asked" && record.left !== true && isWanted(run.view, record)) effects.push(looseEffect(key, record, now));
  }
  if (full.status === "closed" || run.view.closed !== null || run.view.paid) return effects;
  for (const track of run.tracks) if (!track.suspended) effects.push(...askedBy(run, track));
  return effects;
}

/** Most states wait for no answer, which is seen without telling their past. */
function isAnyAsked({ loose, tracks }: FullState): boolean {
  for (const key in loose) if (loose[key]?.status === "asked") return true;
  return tracks.some(({ steps }) => {
    for (const key in steps) if (steps[key]?.status === "asked") return true;
    return false;
  });
}

function lastKnown(state: FullState): Instant {
  let last: number = state.wokenAt ?? state.opened;
  if (state.stirred) for (const { at } of [...state.facts, ...state.movements]) last = Math.max(last, at);
  return instant(last);
}

function askedBy(run: Run, track: LiveTrack): readonly AskedEffect[] {
  const { resting, contactClosed } = run.view;
  const effects: AskedEffect[] = [];
  for (const step of stageNamed(run, track.stage)?.steps ?? []) {
    const record = track.steps[step.key];
    if (record?.status !== "asked") continue;
    const action = actionOn(step, record.branch);
    const slot = slotOf(run.view, track, step, record);
    if (action === null || slot === null || (action.kind === "contact" && (resting !== null || contactClosed))) continue;
    effects.push(effectOf(track, step, record, action, slot, run.now));
  }
  return effects;
}
