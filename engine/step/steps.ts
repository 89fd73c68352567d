/** The steps of the running stage: tried when their slot is open, lapsed when it is over. */
import type { Reason } from "../model/decision.ts";
import type { Step, StepAction } from "../model/policy.ts";
import type { Fact, StepRecord } from "../model/state.ts";
import type { Instant, LocalDay } from "../model/units.ts";
import { formatDay } from "../civil.ts";
import { amountIn, amountOf, withAmount } from "./booking.ts";
import { insertFact } from "./intake.ts";
import { clockDay, dayAt } from "./local.ts";
import { CONTACT_CLOSED, describe, noAddress } from "./loose.ts";
import { actionOn, keyOf, mark, missing, reason, say, stageNamed, truth, type LiveTrack, type Run } from "./run.ts";
import { firstAsk, lastBefore, slotOf, type Slot } from "./slots.ts";
import { isReachable, stillOf } from "./view.ts";

/** A repeated step gives up after so many occurrences for each contact it may make, so that no series is endless. */
const OCCURRENCES_PER_TRY = 10;

/** Tries every waiting step whose slot is open, in source order, but none before the account's own second of the day. */
export function trySteps(run: Run, track: LiveTrack): void {
  const stage = stageNamed(run, track.stage);
  if (stage === null || track.suspended || run.now < firstAsk(run.view)) return;
  for (const step of stage.steps) {
    // A step that lapses at once goes on with its `else`, and only then is it settled for now.
    for (let turn = 0; turn < 3; turn++) if (!tryStep(run, track, step)) break;
    if (run.state.closedAs !== null) return;
  }
}

/** True when the step took another branch and should be looked at again. */
function tryStep(run: Run, track: LiveTrack, step: Step): boolean {
  const record = track.steps[step.key];
  const slot = record === undefined ? null : slotOf(run.view, track, step, record);
  if (record === undefined || record.status !== "waiting" || slot === null) return false;
  if (slot.askAt > run.now || (record.retryAt !== null && record.retryAt > run.now)) return false;
  const resting = run.view.resting;
  if (resting?.kind === "pause") return false;
  const branch = branchOf(run, track, step, record);
  if (branch === null) return false;
  const action = actionOn(step, branch);
  const chosen: StepRecord = { ...record, branch };
  if (action === null) {
    skip(run, track, step, chosen);
    return false;
  }
  if (action.kind === "contact") {
    if (resting !== null) {
      track.steps[step.key] = { ...chosen, reasons: [reason("policy.hold", resting.why)] };
      return false;
    }
    const refusal = run.view.contactClosed ? CONTACT_CLOSED : isReachable(run.view, action.channel) ? null : noAddress(action.channel);
    if (refusal !== null) return lapse(run, track, step, chosen, [refusal], run.view.today);
  }
  perform(run, track, step, chosen, action, slot);
  return false;
}

/** The branch that the step is on by fresh facts; null while a fact is missing. */
function branchOf(run: Run, track: LiveTrack, step: Step, record: StepRecord): StepRecord["branch"] | null {
  if (record.branch === "else") return "else";
  const holds = truth(run, track, step.when);
  if (holds !== "unknown" || step.when === undefined) return holds === true ? "main" : "otherwise";
  const facts = missing(run, track, step.when);
  const reasons = facts.map((fact) => reason(`unknown.${fact}`, `${step.key} waits: ${fact} is unknown`));
  if (record.reasons.length === 0) say(run, "step", `${step.key} waits: unknown ${facts.join(", ")}`, step.line);
  track.steps[step.key] = { ...record, reasons };
  return null;
}

function skip(run: Run, track: LiveTrack, step: Step, record: StepRecord): void {
  say(run, "step", `${step.key} is left out: its condition doesn't hold`, step.line);
  mark(run, step.line, "false");
  if (!repeatLater(run, track, step, record, run.view.today)) {
    track.steps[step.key] = { ...record, branch: "main", status: "skipped", at: run.now, retryAt: null };
    endSeries(run, track, step, record, run.now);
  }
}

function perform(run: Run, track: LiveTrack, step: Step, record: StepRecord, action: StepAction, slot: Slot): void {
  const key = keyOf(track, step, record);
  if (record.branch === "main" && step.approval !== undefined && record.approved !== true) {
    track.steps[step.key] = { ...record, status: "awaiting approval", retryAt: null, reasons: [] };
    run.effects.push({ kind: "ask approval", key, step: step.key, of: step.approval, action });
    say(run, "step", `${step.key}: ${describe(action)} waits for approval by ${step.approval}`, step.line);
    return;
  }
  mark(run, step.line, record.branch);
  if (action.kind === "business" && action.name === "close") {
    track.steps[step.key] = { ...record, status: "done", at: run.now, retryAt: null };
    const fact: Fact = { id: `close/${run.state.episode}/${key}`, at: run.now, closes: action.as };
    run.state.facts = insertFact(run.state.facts, fact);
    run.state.closedAs = action.as;
    say(run, "step", `${step.key}: close as ${action.as}`, step.line);
    return;
  }
  const amount = amountOf(run, action);
  if (amount === 0) {
    track.steps[step.key] = { ...record, status: "skipped", at: run.now, retryAt: null };
    return say(run, "step", `${step.key} is left out: there is nothing to charge`, step.line);
  }
  const asked = withAmount({ ...record, status: "asked", retryAt: null }, amount);
  track.steps[step.key] = asked;
  run.effects.push(effectOf(track, step, asked, action, slot, run.now));
  say(run, "step", `${step.key}: ${describe(action)}${record.branch === "main" ? "" : ` (${record.branch})`} is asked for`, step.line);
}

/** What is asked for a step, and asked again under the same key after a restart. */
export function effectOf(track: LiveTrack, step: Step, record: StepRecord, action: StepAction, slot: Slot, now: Instant) {
  const about = { key: keyOf(track, step, record), stage: track.stage, step: step.key };
  const until = slot.ends === null ? null : lastBefore(slot.ends);
  if (action.kind === "business") return { kind: "business", ...about, action, until, ...amountIn(record) } as const;
  return { kind: "contact", ...about, action, from: slot.opens, until: until ?? now } as const;
}

/**
 * Ends a try that can't be made any more. True when the policy has something else to do.
 * @param day from which on that is tried.
 */
export function lapse(run: Run, track: LiveTrack, step: Step, record: StepRecord, reasons: readonly Reason[], day: LocalDay): boolean {
  const key = keyOf(track, step, record);
  const action = actionOn(step, record.branch);
  run.effects.push({ kind: "lapsed", key, stage: track.stage, step: step.key, reasons, ...(action === null ? {} : { action }) });
  say(run, "step", `${step.key} lapsed: ${reasons.map((one) => one.sentence).join("; ")}`, step.line);
  if (record.branch !== "else" && step.else !== undefined) {
    track.steps[step.key] = { ...record, branch: "else", status: "waiting", retryAt: null, reasons: [], slotDay: day };
    return true;
  }
  if (reasons.some(isForGood) || !repeatLater(run, track, step, record, day)) {
    track.steps[step.key] = { ...record, status: "lapsed", at: run.now, retryAt: null, reasons };
    endSeries(run, track, step, record, run.now);
  }
  return false;
}

/** What no later occurrence can mend. A hold may end, and a fact or an address that is missing may be told. */
const isForGood = (one: Reason): boolean => one.until === null && one.rule !== "policy.hold" && one.kind !== "unknown";

/** The end of a series is one event, for the policy's handlers, whether its last contact left or can't any more. */
export function endSeries(run: Run, track: LiveTrack, step: Step, record: StepRecord, at: Instant): void {
  if (step.repeat === undefined) return;
  const id = `series/${run.state.episode}/${keyOf(track, step, record)}`;
  run.state.facts = insertFact(run.state.facts, { id, at, handled: "end of series" });
  run.state.stirred = true;
}

/** Puts a repeated step off to its next occurrence, counted from `day`; false when there is none. */
export function repeatLater(run: Run, track: LiveTrack, step: Step, record: StepRecord, day: LocalDay): boolean {
  const attempt = (record.attempt ?? 1) + 1;
  const occurrence = (record.occurrence ?? 1) + 1;
  if (step.repeat === undefined || record.tries >= step.repeat.times || occurrence > step.repeat.times * OCCURRENCES_PER_TRY) return false;
  const slotDay = clockDay(run.view.local, day, step.repeat.every, stillOf(run.view, track.id));
  if (slotDay === null) return false;
  const { approved: _, ...rest } = record;
  track.steps[step.key] = { ...rest, branch: "main", status: "waiting", retryAt: null, reasons: [], at: null, attempt, occurrence, slotDay };
  return true;
}

export interface Overdue {
  readonly step: Step;
  readonly record: StepRecord;
  readonly slot: Slot;
  readonly at: Instant;
}

/** The waiting step whose slot was over first; null when none is. */
export function firstOver(run: Run, track: LiveTrack): Overdue | null {
  const stage = stageNamed(run, track.stage);
  let first: Overdue | null = null;
  for (const step of stage?.steps ?? []) {
    const record = track.steps[step.key];
    if (record?.status !== "waiting") continue;
    const slot = slotOf(run.view, track, step, record);
    if (slot === null || slot.ends === null || slot.ends > run.now) continue;
    if (first === null || slot.ends < first.at) first = { step, record, slot, at: slot.ends };
  }
  return first;
}

/** The slot is over. A step that nobody could try is done late where the policy wants that; else it lapses. */
export function slotIsOver(run: Run, track: LiveTrack, { step, record, slot, at }: Overdue): void {
  const missed = record.reasons.length === 0 || record.reasons.every((one) => one.rule === "policy.hold");
  if (missed && run.program.policy.clock.whenBehind === "late" && run.view.today > slot.day) {
    say(run, "step", `${step.key} is late: it gets a new slot from today`, step.line);
    track.steps[step.key] = { ...record, slotDay: run.view.today, reasons: [] };
    return;
  }
  const after = dayAt(run.view.local, at);
  const behind = reason("policy.behind", `the slot of ${step.key} from ${formatDay(slot.day)} was over before it could be tried`, at);
  lapse(run, track, step, record, record.reasons.length > 0 ? record.reasons : [behind], after);
}
