/** The steps of the running stages that are still to come, as far as their days are known. */
import type { StepAction } from "../model/policy.ts";
import type { Program, State, StepRecord } from "../model/state.ts";
import type { Instant } from "../model/units.ts";
import { filledIn, isOpened } from "./full-state.ts";
import { actionOn, stageNamed, startRun } from "./run.ts";
import { slotOf } from "./slots.ts";
import { viewOf } from "./view.ts";

export interface Prospect {
  readonly track: string;
  readonly step: string;
  readonly action: StepAction | null;
  readonly record: StepRecord;
  /** When it is asked for first, and the end of its slot; null while an open pause keeps them from being known. */
  readonly askAt: Instant | null;
  readonly ends: Instant | null;
}

export function outlook(program: Program, state: State, now: Instant): readonly Prospect[] {
  const full = filledIn(state);
  if (!isOpened(full)) return [];
  const run = startRun(program, full, viewOf(program, full, now, full.wokenAt ?? full.opened));
  const prospects: Prospect[] = [];
  for (const track of run.tracks) {
    for (const step of stageNamed(run, track.stage)?.steps ?? []) {
      const record = track.steps[step.key];
      if (record === undefined || !["waiting", "asked", "awaiting approval"].includes(record.status)) continue;
      const slot = slotOf(run.view, track, step, record);
      prospects.push({
        track: track.id,
        step: step.key,
        action: actionOn(step, record.branch),
        record,
        askAt: slot?.askAt ?? null,
        ends: slot?.ends ?? null,
      });
    }
  }
  return prospects.sort((a, b) => (a.askAt ?? Infinity) - (b.askAt ?? Infinity));
}
