/** What was asked for and has no answer yet: a runtime that starts again asks it once more, under the same name. */
import { isOpened, filledIn } from "./full-state.ts";
import type { Effect, Program, State } from "../model/state.ts";
import type { Instant } from "../model/units.ts";
import { effectOf } from "./steps.ts";
import { looseEffect } from "./loose.ts";
import { actionOn, keyOf, startRun } from "./run.ts";
import { slotOf } from "./slots.ts";
import { viewOf } from "./view.ts";

/**
 * Effects that were given out and not answered. Those of stages that were left, of closed accounts and, for contacts, of
 * accounts at rest are not wanted any more, or not now, and are left out.
 */
export function pendingEffects(program: Program, state: State, now: Instant): readonly Effect[] {
  const full = filledIn(state);
  if (!isOpened(full)) return [];
  const run = startRun(program, full, viewOf(program, full, now, full.wokenAt ?? full.opened));
  const effects: Effect[] = [];
  for (const [key, record] of Object.entries(run.loose)) {
    if (record.status === "asked" && record.left !== true) effects.push(looseEffect(key, record, now));
  }
  if (full.status === "closed") return effects;
  for (const track of run.tracks) {
    if (track.suspended) continue;
    for (const step of program.policy.stages.find((stage) => stage.name === track.stage)?.steps ?? []) {
      const record = track.steps[step.key];
      const action = record === undefined ? null : actionOn(step, record.branch);
      if (record?.status === "awaiting approval" && step.approval !== undefined) {
        effects.push({ kind: "ask approval", key: keyOf(track, step, record), step: step.key, of: step.approval, action: step.action });
      }
      if (record?.status !== "asked" || action === null) continue;
      const slot = slotOf(run.view, track, step, record);
      if (slot !== null && !(action.kind === "contact" && run.view.resting !== null)) effects.push(effectOf(track, step, record, action, slot, now));
    }
  }
  return effects;
}
