/** Entering and leaving stages. */
import type { BusinessAction, Stage } from "../model/policy.ts";
import type { LocalDay } from "../model/units.ts";
import { closeRecord } from "./closing.ts";
import { order } from "./loose.ts";
import { dueOf, freshRecord, keyOf, mark, missing, say, stageNamed, truth, type LiveTrack, type Run } from "./run.ts";
import { formatDay } from "../civil.ts";
import { moveOut } from "./moves.ts";

/**
 * Enters a stage whose nominal start is `day`. A start that has passed is treated as the policy's `when behind` says.
 * False when what the stage requires isn't there: the account stays, and people are told once.
 */
export function enter(run: Run, track: LiveTrack, name: string, day: LocalDay): boolean {
  const stage = stageNamed(run, name);
  if (stage === null || !mayEnter(run, track, stage)) return false;
  const { today } = run.view;
  const behind = day < today;
  const choice = run.program.policy.clock.whenBehind;
  if (behind && choice === "straight") {
    const fitting = skipPassed(run, track, stage, day);
    begin(run, track, fitting.stage, fitting.day < today ? today : fitting.day);
  } else begin(run, track, stage, behind && choice === "one stage at a time" ? today : day);
  return true;
}

/** Whether a stage's requirement holds; when not, one task says so, as long as the running stage lasts. */
export function mayEnter(run: Run, track: LiveTrack, stage: Stage): boolean {
  if (truth(run, track, stage.requires) === true) {
    if (stage.requires !== undefined) mark(run, stage.line, "true");
    return true;
  }
  mark(run, stage.line, "false");
  if (!track.refused.includes(stage.name)) {
    track.refused = [...track.refused, stage.name];
    const unknown = stage.requires === undefined ? [] : missing(run, track, stage.requires);
    const title = `stage "${stage.name}" can't begin: ${unknown.length > 0 ? `unknown ${unknown.join(", ")}` : "what it requires isn't given"}`;
    const entry = track.entries[track.stage ?? ""]?.times ?? 0;
    say(run, "stage", title, stage.line);
    const action: BusinessAction = { kind: "business", name: "task", title, team: "collections", due: null };
    order(run, {
      key: `${track.id}/${track.stage ?? "begin"}/${entry}/requires ${stage.name}`,
      stage: track.stage,
      step: `requires ${stage.name}`,
      action,
    });
  }
  return false;
}

/** Stages whose whole time has passed are left out, without their steps. */
function skipPassed(run: Run, track: LiveTrack, from: Stage, day: LocalDay): { stage: Stage; day: LocalDay } {
  let [stage, at] = [from, day];
  const seen = new Set([from.name]);
  while (at < run.view.today) {
    const move = moveOut(run, { ...track, stage: stage.name, startDay: at }, false);
    const next = move === null ? null : stageNamed(run, move.to);
    if (move === null || next === null || seen.has(next.name) || truth(run, track, next.requires) !== true) break;
    say(run, "stage", `stage "${stage.name}" is skipped: its time was over on ${formatDay(move.day)}`, stage.line);
    seen.add(next.name);
    [stage, at] = [next, move.day];
  }
  return { stage, day: at };
}

function begin(run: Run, track: LiveTrack, stage: Stage, startDay: LocalDay): void {
  leave(run, track);
  track.stage = stage.name;
  track.startDay = startDay;
  track.entered = run.now;
  track.anchor = dueOf(run, track);
  track.refused = [];
  track.steps = {};
  for (const step of stage.steps) track.steps[step.key] = freshRecord();
  announce(run, track, stage);
}

/** Says that a stage is entered, under a new ordinal, and does its entry actions. */
function announce(run: Run, track: LiveTrack, stage: Stage): void {
  const times = (track.entries[stage.name]?.times ?? 0) + 1;
  track.entries = { ...track.entries, [stage.name]: { times, day: run.view.today } };
  run.effects.push({ kind: "entered", stage: stage.name, track: track.id });
  say(run, "stage", `stage "${stage.name}" from ${formatDay(track.startDay)}`, stage.line);
  doAll(run, track, stage, "entry");
}

/** Leaves the running stage, if there is one: what is being asked may still come back, nothing else goes on. */
export function leave(run: Run, track: LiveTrack): void {
  const stage = stageNamed(run, track.stage);
  if (stage === null) return;
  for (const step of stage.steps) {
    const record = track.steps[step.key];
    if (record !== undefined) closeRecord(run, keyOf(track, step, record), stage, step, record);
  }
  if (!track.suspended) doAll(run, track, stage, "exit");
  track.suspended = false;
  track.stage = null;
  track.steps = {};
}

/** Nothing is owed on this track: its stage's exit is done, its clock stands, and its steps wait. */
export function suspend(run: Run, track: LiveTrack): void {
  if (track.suspended) return;
  track.suspended = true;
  const stage = stageNamed(run, track.stage);
  if (stage === null) return;
  doAll(run, track, stage, "exit");
  for (const [key, record] of Object.entries(track.steps)) {
    if (record.status === "awaiting approval") track.steps[key] = { ...record, status: "waiting", attempt: (record.attempt ?? 1) + 1 };
  }
}

/** Money was taken back: the stage goes on where it stood. */
export function resume(run: Run, track: LiveTrack): void {
  if (!track.suspended) return;
  track.suspended = false;
  const stage = stageNamed(run, track.stage);
  if (stage === null) return;
  // Whoever was asked before was told that it is no longer needed: approval is asked for anew, however long that took.
  for (const { key, approval } of stage.steps) {
    const record = track.steps[key];
    if (approval === undefined || record?.status !== "waiting" || record.attempt === undefined || record.slotDay !== undefined) continue;
    track.steps[key] = { ...record, slotDay: run.view.today };
  }
  announce(run, track, stage);
}

function doAll(run: Run, track: LiveTrack, stage: Stage, which: "entry" | "exit"): void {
  const times = track.entries[stage.name]?.times ?? 1;
  stage[which].forEach((action, i) => {
    order(run, { key: `${track.id}/${stage.name}/${times}/${which} ${i + 1}/main`, stage: stage.name, step: `${which} of ${stage.name}`, action });
  });
}
