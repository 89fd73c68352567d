/** The one instant at which the account wants to be woken next. */
import { mentions, turningPoints } from "../conditions.ts";
import type { Expr } from "../model/policy.ts";
import type { Instant, LocalDay } from "../model/units.ts";
import { localDay } from "../model/units.ts";
import { firstIssued, lastPayment } from "./facts.ts";
import { dayAt, startOf } from "./local.ts";
import { dayOfNext, isReentry } from "./moves.ts";
import { endOf } from "./rests.ts";
import { dueOf, factsNow, stageNamed, type LiveTrack, type Run } from "./run.ts";
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
    for (const when of [next.when, stageNamed(run, next.to)?.requires]) if (when !== undefined) yield* turnsOf(run, track, when);
  }
}

/** When a condition may turn by itself: facts that count days reach a number it names, or another invoice becomes overdue. */
function* turnsOf(run: Run, track: LiveTrack, when: Expr): Generator<Instant> {
  const { local, history, unpaid } = run.view;
  const facts = factsNow(run, track);
  for (const [fact, since] of countedFrom(run, track)) {
    if (since === null) continue;
    for (const n of turningPoints(when, fact, facts)) {
      yield startOf(local, localDay(since + Math.floor(n)));
      yield startOf(local, localDay(since + Math.floor(n) + 1));
    }
  }
  if (!mentions(when, "customer_share")) return;
  const open = unpaid.length > 0 ? history.invoices : [];
  for (const { due } of open) yield startOf(local, localDay(due + 1));
}

/** Facts that grow by one each day, and the day on which they were zero. */
function countedFrom(run: Run, track: LiveTrack): readonly (readonly [string, LocalDay | null])[] {
  const { local, history, unpaid } = run.view;
  const own = history.invoices.find(({ id }) => id === track.id);
  const paid = lastPayment(history.movements);
  return [
    ["days_overdue", dueOf(run, track)],
    ["oldest_invoice_age", own?.issued ?? firstIssued(unpaid)],
    ["days_since_payment", paid === null ? null : dayAt(local, paid.at)],
  ];
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
