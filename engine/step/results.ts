/** Answers: how a contact or act went, and what people decided about one. */
import type { Reason } from "../model/decision.ts";
import type { Step } from "../model/policy.ts";
import type { EffectResult, LooseRecord, StepRecord } from "../model/state.ts";
import type { Instant } from "../model/units.ts";
import { instant } from "../model/units.ts";
import { book } from "./booking.ts";
import { noteDone } from "./late.ts";
import { dayAt } from "./local.ts";
import { decideLoose, lapseLoose, looseEffect, settleLoose } from "./loose.ts";
import { lineOfGrant } from "./onboarding.ts";
import { decideParked } from "./parking.ts";
import { actionOn, keyOf, mark, reason, say, stageNamed, type LiveTrack, type Run } from "./run.ts";
import { slotOf, spread } from "./slots.ts";
import { endSeries, lapse, repeatLater } from "./steps.ts";

/** After a failure that may pass, and at least after a denial: how long to wait before asking again. */
const RETRY_MS = 3_600_000;
const LEAST_MS = 60_000;

interface Found {
  readonly track: LiveTrack;
  readonly step: Step;
  readonly record: StepRecord;
}

/** The step that an effect's key belongs to; null when its stage was left, or it never was. */
function stepOf(run: Run, key: string): Found | null {
  for (const track of run.tracks) {
    for (const step of stageNamed(run, track.stage)?.steps ?? []) {
      const record = track.steps[step.key];
      if (record !== undefined && keyOf(track, step, record) === key) return { track, step, record };
    }
  }
  return null;
}

const looseOf = (run: Run, key: string): [string, LooseRecord] | null =>
  Object.entries(run.loose).find(([name, record]) => looseEffect(name, record, run.now).key === key) ?? null;

/** Takes an answer to what was asked. One that nobody waits for, or a second one, changes nothing but says so. */
export function takeResult(run: Run, key: string, result: EffectResult): void {
  const found = stepOf(run, key);
  if (found !== null && found.record.status === "asked") return takeStepResult(run, found, result);
  const loose = looseOf(run, key);
  if (loose !== null && loose[1].status === "asked") return takeLooseResult(run, loose[0], loose[1], result);
  say(run, "ignored", `an answer to ${key}, for which nobody waits`);
}

/** What the guard or the channel said against it. */
function reasonsOf(result: Exclude<EffectResult, { kind: "sent" | "unknown" }>): readonly Reason[] {
  if (result.kind === "denied") return result.reasons;
  // A failure that may pass has an end: it is over for this slot, and not for the occurrences of a series after it.
  return [reason("channel.failed", `it could not be sent: ${result.reason}`, result.retryable ? instant(result.at + RETRY_MS) : null)];
}

/** When to ask again; null when that would be too late, or never. */
function askAgainAt(run: Run, result: Exclude<EffectResult, { kind: "sent" | "unknown" }>, ends: Instant | null): Instant | null {
  const wanted = result.kind === "denied" ? result.until : result.retryable ? instant(result.at + RETRY_MS) : null;
  if (wanted === null || (ends !== null && wanted >= ends)) return null;
  // A guard that says "now" and denies again must not make the account spin.
  return instant(Math.max(spread(run.view, wanted, ends), run.now + LEAST_MS));
}

function takeStepResult(run: Run, { track, step, record }: Found, result: EffectResult): void {
  const action = actionOn(step, record.branch);
  if (result.kind === "sent" || result.kind === "unknown") {
    const contact = action?.kind === "contact";
    if (contact) noteContact(run, result.at);
    if (action !== null) {
      noteDone(run, action, result.at);
      book(run, { key: keyOf(track, step, record), step: step.key, action, record, result, track: track.id });
    }
    say(run, "step", `${step.key} ${contact ? "left" : "is done"}${result.kind === "unknown" ? ", as far as is known" : ""}`, step.line);
    const done: StepRecord = { ...record, status: contact ? "sent" : "done", tries: record.tries + 1, at: result.at, reasons: [] };
    track.steps[step.key] = done;
    const again = repeatLater(run, track, step, done, dayAt(run.view.local, result.at));
    if (!again) endSeries(run, track, step, record, result.at);
    return;
  }
  const reasons = reasonsOf(result);
  const slot = slotOf(run.view, track, step, record);
  const retryAt = askAgainAt(run, result, slot?.ends ?? null);
  if (retryAt === null) {
    lapse(run, track, step, { ...record, status: "waiting" }, reasons, dayAt(run.view.local, result.at));
    return;
  }
  say(run, "step", `${step.key} waits: ${reasons.map((one) => one.sentence).join("; ")}`, step.line);
  track.steps[step.key] = { ...record, status: "waiting", retryAt, reasons, ...nextAttempt(record, result) };
}

/** After a failure the guard knows the old name as over; after a denial the same try is asked again. */
const nextAttempt = (record: StepRecord, result: EffectResult) => (result.kind === "failed" ? { attempt: (record.attempt ?? 1) + 1 } : {});

function takeLooseResult(run: Run, key: string, record: LooseRecord, result: EffectResult): void {
  if (result.kind === "sent" || result.kind === "unknown") {
    if (record.action.kind === "contact") noteContact(run, result.at);
    noteDone(run, record.action, result.at);
    say(run, "step", `${record.step}: done`);
    book(run, { key, step: record.step, action: record.action, record, result, track: "account" });
    if (record.left === true) delete run.loose[key];
    else settleLoose(run, key, { ...record, status: record.action.kind === "contact" ? "sent" : "done", at: result.at, reasons: [] });
    return;
  }
  if (record.left === true) {
    delete run.loose[key];
    say(run, "step", `${record.step} was not sent, and its stage is over`);
    return;
  }
  const reasons = reasonsOf(result);
  const retryAt = askAgainAt(run, result, record.windowEnd);
  if (retryAt === null) lapseLoose(run, key, reasons);
  else run.loose[key] = { ...record, status: "waiting", retryAt, reasons, ...nextAttempt(record, result) };
}

function noteContact(run: Run, at: Instant): void {
  const { firstContact } = run.state;
  run.state.firstContact = firstContact === null ? at : instant(Math.min(firstContact, at));
}

/** Takes a decision on what needs somebody's approval. */
export function takeApproval(run: Run, key: string, granted: boolean): void {
  const loose = run.loose[key];
  if (loose?.status === "awaiting approval") {
    if (decideParked(run, key, granted)) return;
    const line = lineOfGrant(run, key, loose);
    if (line !== undefined) mark(run, line, granted ? "granted" : "refused");
    return decideLoose(run, key, granted);
  }
  const found = stepOf(run, key);
  if (found === null || found.record.status !== "awaiting approval") {
    say(run, "ignored", `a decision on ${key}, which nobody asked for any more`);
    return;
  }
  const { track, step, record } = found;
  say(run, "step", `${step.key} was ${granted ? "approved" : "refused"}`, step.line);
  mark(run, step.line, granted ? "granted" : "refused");
  track.steps[step.key] = granted
    ? { ...record, status: "waiting", approved: true, slotDay: run.view.today }
    : { ...record, status: "refused approval", at: run.now };
}
