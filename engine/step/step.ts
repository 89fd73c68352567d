/** The account's state machine. */
import type { Effect, Program, State, StepEvent, StepOutput, TraceLine } from "../model/state.ts";
import type { Instant, Minor } from "../model/units.ts";
import { written } from "./booking.ts";
import { chargesNow } from "./charges.ts";
import { emptyState, filledIn, isOpened, type FullState } from "./full-state.ts";
import { isKnown, takeIn, withSeen, type Told } from "./intake.ts";
import { askLoose } from "./loose.ts";
import { orderNotices } from "./notices.ts";
import { isNewCustomer, welcome } from "./onboarding.ts";
import { askAboutCharges, react } from "./reactions.ts";
import { takeApproval, takeResult } from "./results.ts";
import { finishRun, say, startRun, type Run } from "./run.ts";
import { advance, ensureTracks } from "./tracks.ts";
import { suspend } from "./stages.ts";
import { viewOf } from "./view.ts";
import { wakeOf } from "./wake.ts";

/**
 * What becomes of an account when something happens: the new state, what is to be done in the world, and when to come back.
 * Pure, deterministic and total: every event in every state has an answer, and nothing throws for what comes from outside.
 *
 * Facts (`opened`, `updated`, `moved`, `happened`) are only put in order: `wakeAt` is then `now`, and the `wake` that the
 * caller sends at once judges them all together. So the same facts give the same state in whatever order they are
 * delivered. `wake`, `result` and `approval` move the account on. A caller sends `wake` as long as `wakeAt <= now`.
 *
 * Facts that come before the account is `opened` are kept; until then nothing else happens.
 */
export function step(program: Program, state: State | null, event: StepEvent, now: Instant): StepOutput {
  const full = state === null ? emptyState(program.policy.hash) : filledIn(state);
  switch (event.type) {
    case "opened":
    case "updated":
    case "moved":
    case "happened":
      return takeFact(program, full, event, now);
    case "wake":
      return judge(program, full, now, () => {});
    case "result":
      return judge(program, full, now, (run) => takeResult(run, event.key, event.result));
    case "approval":
      return judge(program, full, now, (run) => approve(run, event));
  }
}

function takeFact(program: Program, state: FullState, event: Told, now: Instant): StepOutput {
  const intake = takeIn(program.policy, state, event);
  const line: TraceLine = { at: event.at, what: intake.taken ? "event" : "ignored", text: intake.text };
  if (intake.taken) return { state: intake.state, effects: [], wakeAt: isOpened(intake.state) ? now : null, trace: [line] };
  return { state: intake.state, effects: [], wakeAt: nextWake(program, intake.state, now), trace: [line] };
}

function approve(run: Run, event: Extract<StepEvent, { type: "approval" }>): void {
  if (isKnown(run.state, event.id)) return say(run, "ignored", "known already");
  run.state.seen = withSeen(run.state, event.id);
  takeApproval(run, event.key, event.granted);
}

/** When the account wants to be woken, without doing anything: for a runtime that starts again. Null: only by an event. */
export function nextWake(program: Program, state: State, now: Instant): Instant | null {
  const full = filledIn(state);
  if (!isOpened(full)) return null;
  return wakeOf(startRun(program, full, viewOf(program, full, now, lastWake(full))));
}

const lastWake = (state: FullState): Instant => state.wokenAt ?? state.opened;

/** Brings the account up to now: what happened, then the answer that came, then stages, then steps. */
function judge(program: Program, full: FullState, now: Instant, answer: (run: Run) => void): StepOutput {
  const run = startRun(program, full, viewOf(program, full, now, now));
  if (!isOpened(full)) {
    say(run, "ignored", "the account isn't opened yet");
    return { state: full, effects: [], wakeAt: null, trace: run.trace };
  }
  run.state.stirred = false;
  beginEpisode(run);
  ensureTracks(run);
  settleStatus(run);
  react(run, full.status === "closed");
  welcome(run);
  askAboutCharges(run);
  answer(run);
  if (run.state.status === "open") {
    advance(run);
    if (run.state.closedAs !== null) close(run, run.state.closedAs);
  }
  askLoose(run);
  orderNotices(run);
  run.state.wokenAt = now;
  const state = finishRun(run);
  return { state, effects: run.effects satisfies readonly Effect[], wakeAt: wakeOf(run), trace: run.trace, ...branchesOf(run) };
}

const branchesOf = ({ branches }: Run): Pick<StepOutput, "branches"> => (branches.length === 0 ? {} : { branches });

/** A debt that came after everything was paid starts from the first stage, with nothing of the old one but its history. */
function beginEpisode(run: Run): void {
  const { state, view } = run;
  if (state.episode === view.episode) return;
  say(run, "event", `episode ${view.episode} begins: a new debt after everything was paid`);
  state.episode = view.episode;
  state.firstContact = null;
  run.tracks.length = 0;
  for (const [key, { approval }] of Object.entries(run.loose)) if (approval === undefined) delete run.loose[key];
}

/** Closed is what is paid, or was closed by a decision; what was paid opens again when money is taken back. */
function settleStatus(run: Run): void {
  const { state, view } = run;
  // A new customer has paid nothing yet: the account waits for its first invoice.
  const isPaid = view.paid && (view.history.everOpen || !isNewCustomer(state));
  const as = view.closed?.as ?? (isPaid ? view.history.paidAs : null);
  if (as !== null) {
    if (state.status === "open" || state.closedAs !== as) close(run, as);
  } else if (state.status === "closed") {
    state.status = "open";
    state.closedAs = null;
    say(run, "event", "the account is open again");
  }
}

function close(run: Run, as: string): void {
  for (const track of run.tracks) suspend(run, track);
  run.state.status = "closed";
  run.state.closedAs = as;
  const waived = waivedBy(run);
  run.effects.push({ kind: "closed", as, ...(waived === 0 ? {} : { waived: waived as Minor }) });
  say(run, "close", `closed as ${as}${waived === 0 ? "" : `; ${written(waived as Minor, run.state.account.currency)} of charges are waived`}`);
}

/** Unpaid charges that the closing account leaves behind: what the policy waives once all else is paid. */
function waivedBy(run: Run): number {
  let sum = 0;
  for (const { waived = 0 } of chargesNow(run.view.history)) sum += waived;
  for (const { waived = 0 } of run.state.charges) sum -= waived;
  return Math.max(sum, 0);
}
