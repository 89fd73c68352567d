/** A newer policy for an account that is under way. */
import type { Stage, Step } from "../model/policy.ts";
import type { Program, State, StepOutput, StepRecord } from "../model/state.ts";
import type { Instant } from "../model/units.ts";
import { stagesFor } from "../variant.ts";
import { closeRecord } from "./closing.ts";
import { filledIn, isOpened, type FullState } from "./full-state.ts";
import { park } from "./parking.ts";
import { firstDay } from "./reanchor.ts";
import { finishRun, freshRecord, keyOf, say, stageNamed, startRun, type LiveTrack, type Run } from "./run.ts";
import { enter, leave } from "./stages.ts";
import { nextWake } from "./step.ts";
import { isOwed } from "./tracks.ts";
import { viewOf } from "./view.ts";

/**
 * Moves an account to another version of its policy, as that version's `when policy changes` says. The account's past is then read by the
 * new version's handlers; what was done stays done, under its old names.
 *
 * - `keep`: each stage goes on under the same name, with its clock; steps that are no longer there are given up, new ones wait for their day.
 *   Where the stage is gone, or the clock now runs by invoice instead of by account (or the other way), the account is parked.
 * - `restart`: the first stage begins anew, today at the earliest.
 * - `park`: the account rests, its clock too, until a person lets it go on. One without a stage then begins as an account does that is taken
 *   on late. Closed accounts are not parked.
 *
 * A caller stores the state with the new policy and wakes the account at once under the new program. An account that runs under it already
 * stays as it is. Pure, and total like `step`.
 */
export function changePolicy(state: State, from: Program, to: Program, now: Instant): StepOutput {
  const full = filledIn(state);
  if (full.policy === to.policy.hash) return { state, effects: [], wakeAt: nextWake(to, state, now), trace: [] };
  if (!isOpened(full)) return { state: { ...full, policy: to.policy.hash }, effects: [], wakeAt: null, trace: [] };
  const choice = to.policy.clock.whenPolicyChanges ?? "keep";
  const before = runOf(from, full, now);
  say(before, "event", `the policy is now "${to.policy.name}" ${to.policy.version}: ${WORDS[choice]}`);
  const lost = settleTracks(before, to, choice === "restart");
  const after = runOf(to, { ...finishRun(before), policy: to.policy.hash }, now);
  if (choice === "restart") restart(after);
  const why = choice === "park" ? "the policy wants a person to look at it" : lost;
  if (why !== null && full.status === "open") park(after, why);
  return {
    state: { ...finishRun(after), stirred: true },
    effects: [...before.effects, ...after.effects],
    wakeAt: now,
    trace: [...before.trace, ...after.trace],
  };
}

const WORDS = { keep: "stages go on", restart: "the first stage begins anew", park: "the account is parked" } as const;

const runOf = (program: Program, state: FullState, now: Instant): Run =>
  startRun(program, state, viewOf(program, state, now, state.wokenAt ?? state.opened));

/** Fits what runs into the new policy's stages. Why that can't be done, in words; null: it can. */
function settleTracks(run: Run, { policy }: Program, isAnew: boolean): string | null {
  const stages = stagesFor(policy, run.state.account.id);
  const fits = ({ id }: LiveTrack): boolean => (id === "account") === (policy.clock.stageOf === "account");
  let lost: string | null = null;
  for (const track of run.tracks) {
    const stage = fits(track) ? stages.find(({ name }) => name === track.stage) : undefined;
    if (track.stage === null) continue;
    if (!isAnew && stage !== undefined) swapSteps(run, track, stage);
    else {
      if (!isAnew && !track.suspended) lost = fits(track) ? `stage "${track.stage}" is gone` : `it now has stages of each ${policy.clock.stageOf}`;
      leave(run, track);
    }
  }
  run.tracks.splice(0, run.tracks.length, ...run.tracks.filter(fits));
  return lost;
}

/** Steps of the same key go on as they stand; others are given up, or wait for their day. */
function swapSteps(run: Run, track: LiveTrack, next: Stage): void {
  const steps: Record<string, StepRecord> = {};
  for (const { key } of next.steps) steps[key] = track.steps[key] ?? freshRecord();
  const old = stageNamed(run, track.stage);
  for (const step of old?.steps ?? []) {
    const record = track.steps[step.key];
    if (old !== null && record !== undefined && steps[step.key] === undefined) giveUp(run, track, old, step, record);
  }
  track.steps = steps;
}

function giveUp(run: Run, track: LiveTrack, stage: Stage, step: Step, record: StepRecord): void {
  if (record.status === "waiting") say(run, "step", `${step.key} is given up: the policy has it no longer`, step.line);
  closeRecord(run, keyOf(track, step, record), stage, step, record);
}

function restart(run: Run): void {
  const first = run.stages[0];
  for (const track of run.tracks) {
    const day = isOwed(run, track) ? firstDay(run, track) : null;
    if (first !== undefined && day !== null && day <= run.view.today) enter(run, track, first.name, run.view.today);
  }
}
