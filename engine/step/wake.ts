/** The one instant at which the account wants to be woken next. */
import { turningPoints } from "../conditions.ts";
import type { Instant } from "../model/units.ts";
import { localDay } from "../model/units.ts";
import { startOf } from "./local.ts";
import { dayOfNext, isReentry } from "./moves.ts";
import { endOf } from "./rests.ts";
import { dueOf, stageNamed, type LiveTrack, type Run } from "./run.ts";
import { firstAsk, slotOf } from "./slots.ts";
import { beginsAt } from "./tracks.ts";

/** The earliest instant after now at which anything may change by itself; null: only by an event. */
export function wakeOf(run: Run): Instant | null {
  if (run.state.stirred) return run.now;
  const { now } = run;
  let earliest = Infinity;
  for (const at of candidates(run)) if (at !== null && at > now && at < earliest) earliest = at;
  return earliest === Infinity ? null : (earliest as Instant);
}

function* candidates(run: Run): Generator<Instant | null> {
  const { state, view } = run;
  for (const { at } of state.movements) yield at;
  for (const { at } of state.facts) yield at;
  for (const id in state.arrived) yield state.arrived[id] ?? null;
  for (const record of Object.values(run.loose)) {
    if (record.status !== "waiting") continue;
    yield record.retryAt;
    yield record.windowEnd;
  }
  if (state.status === "closed") return;
  for (const rest of view.rests) if (rest.ended === undefined) yield endOf(rest, view.local);
  for (const promise of view.history.promises) if (promise.status !== "broken") yield startOf(view.local, promise.checkOn);
  for (const track of run.tracks) {
    if (track.suspended) continue;
    yield beginsAt(run, track);
    yield* nextWakes(run, track);
    yield* stepWakes(run, track);
  }
}

function* nextWakes(run: Run, track: LiveTrack): Generator<Instant | null> {
  const { view } = run;
  const due = dueOf(run, track);
  for (const next of stageNamed(run, track.stage)?.next ?? []) {
    const day = dayOfNext(view, track, next, due);
    if (day === null) continue;
    yield startOf(view.local, day);
    if (day > view.today) continue;
    // It has come and didn't hold: it may turn when the days overdue reach a number that it names, or tomorrow if only
    // its having been entered today stood in the way.
    if (isReentry(run, track, next.to)) yield startOf(view.local, localDay(view.today + 1));
    const conditions = [next.when, stageNamed(run, next.to)?.requires];
    for (const when of conditions) {
      if (when === undefined || due === null) continue;
      for (const n of turningPoints(when, "days_overdue")) {
        yield startOf(view.local, localDay(due + Math.floor(n)));
        yield startOf(view.local, localDay(due + Math.floor(n) + 1));
      }
    }
  }
}

function* stepWakes(run: Run, track: LiveTrack): Generator<Instant | null> {
  const { view } = run;
  for (const step of stageNamed(run, track.stage)?.steps ?? []) {
    const record = track.steps[step.key];
    if (record?.status !== "waiting") continue;
    const slot = slotOf(view, track, step, record);
    if (slot === null) continue;
    if (slot.askAt > run.now) yield slot.askAt;
    else {
      if (view.resting?.kind !== "pause") yield firstAsk(view);
      yield record.retryAt;
      yield slot.ends;
    }
  }
}
