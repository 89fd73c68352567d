/** Tracks: where the account, or each of its invoices, stands in the policy's stages, brought up to now. */
import type { Instant } from "../model/units.ts";
import { startOf } from "./local.ts";
import { moveOut } from "./moves.ts";
import { isParked } from "./parking.ts";
import { firstDay, reanchor } from "./reanchor.ts";
import { dueOf, mark, say, type LiveTrack, type Run } from "./run.ts";
import { enter, mayEnter, resume, suspend } from "./stages.ts";
import { firstOver, slotIsOver, trySteps } from "./steps.ts";

/** Far more than any policy has stages and steps: reaching it is a defect, and stopping is better than spinning. */
const TURNS = 10_000;

/** Sees that there is a track for whatever is owed. */
export function ensureTracks(run: Run): void {
  const wanted = run.program.policy.clock.stageOf === "account" ? ["account"] : run.view.unpaid.map((one) => one.invoice.id);
  for (const id of wanted) {
    if (run.tracks.some((track) => track.id === id)) continue;
    const { today } = run.view;
    run.tracks.push({ id, stage: null, startDay: today, entered: run.now, anchor: null, steps: {}, entries: {}, refused: [], suspended: false });
  }
}

/** Brings every track up to now: stages first, each in the order of time, then the steps that may be tried. */
export function advance(run: Run): void {
  for (const track of run.tracks) {
    if (!isOwed(run, track)) {
      suspend(run, track);
      continue;
    }
    resume(run, track);
    reanchor(run, track);
    catchUp(run, track);
    trySteps(run, track);
    if (run.state.closedAs !== null) return;
  }
}

/** Whether anything is to be collected on a track. */
export const isOwed = (run: Run, track: LiveTrack): boolean =>
  track.id === "account" ? !run.view.paid : run.view.unpaid.some((one) => one.invoice.id === track.id);

/** Stage changes and ends of slots in the order in which they came; at one instant the change of stage goes first. */
function catchUp(run: Run, track: LiveTrack): void {
  for (let turn = 0; turn < TURNS; turn++) {
    if (track.stage === null) {
      if (!beginFirst(run, track)) return;
      continue;
    }
    const move = moveOut(run, track, true, (stage) => mayEnter(run, track, stage));
    const over = firstOver(run, track);
    if (move !== null && (over === null || move.at <= over.at)) {
      if (!enter(run, track, move.to, move.day)) return;
      mark(run, move.line, "taken");
    } else if (over !== null) slotIsOver(run, track, over);
    else return;
  }
  throw new RangeError("a track doesn't come to rest");
}

function beginFirst(run: Run, track: LiveTrack): boolean {
  const first = run.stages[0];
  const day = firstDay(run, track);
  if (first === undefined || day === null || startOf(run.view.local, day) > run.now || isParked(run.view)) return false;
  say(run, "stage", `the policy begins${dueOf(run, track) === null ? "" : ", reckoned from the oldest unpaid invoice"}`);
  return enter(run, track, first.name, day);
}

/** When the first stage of a track that hasn't begun comes. */
export function beginsAt(run: Run, track: LiveTrack): Instant | null {
  const day = track.stage === null && isOwed(run, track) && !isParked(run.view) ? firstDay(run, track) : null;
  return day === null ? null : startOf(run.view.local, day);
}
