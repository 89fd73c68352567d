/** What is done outside the steps of a stage: reactions to events, entry and exit actions, notices. */
import { needsGuard, type AskedEffect } from "../action.ts";
import type { Reason } from "../model/decision.ts";
import type { StepAction } from "../model/policy.ts";
import type { LooseRecord, Rest } from "../model/state.ts";
import type { Instant, LocalDay } from "../model/units.ts";
import { localDay } from "../model/units.ts";
import { amountIn, amountOf, withAmount } from "./booking.ts";
import { plus, startOf } from "./local.ts";
import { freshRecord, reason, say, type Run } from "./run.ts";
import { lastBefore } from "./slots.ts";
import { isReachable, type View } from "./view.ts";

const DEFAULT_WINDOW = { n: 3, business: false } as const;

export interface LooseOrder {
  readonly key: string;
  readonly stage: string | null;
  readonly step: string;
  readonly action: StepAction;
  /** Last day on which it may be done; absent: three days from today. */
  readonly lastDay?: LocalDay;
}

/** Orders something once: a key that is known already changes nothing. */
export function order(run: Run, { key, stage, step, action, lastDay }: LooseOrder): void {
  if (run.loose[key] !== undefined) return;
  const { local, today } = run.view;
  const last = lastDay ?? plus(local, today, DEFAULT_WINDOW);
  run.loose[key] = { ...freshRecord(), stage, step, action, windowEnd: startOf(local, localDay(last + 1)), ordered: run.now };
  say(run, "step", `${step}: ${describe(action)}`);
  ask(run, key);
}

/** Orders something that somebody must agree to first: it has its time from then on. */
export function orderOnApproval(run: Run, { approval, key, stage, step, action }: LooseOrder & { readonly approval: string }): void {
  if (run.loose[key] !== undefined) return;
  run.loose[key] = { ...freshRecord(), status: "awaiting approval", stage, step, action, approval, windowEnd: run.now, ordered: run.now };
  run.effects.push({ kind: "ask approval", key, step, of: approval, action });
  say(run, "step", `${step}: ${describe(action)} waits for approval by ${approval}`);
}

/** Takes the decision on it: it is done from now on, or it is over. */
export function decideLoose(run: Run, key: string, granted: boolean): void {
  const record = run.loose[key];
  if (record === undefined) return;
  say(run, "step", `${record.step}: ${describe(record.action)} was ${granted ? "approved" : "refused"}`);
  const { local, today } = run.view;
  if (!granted) delete run.loose[key];
  else
    run.loose[key] = {
      ...record,
      status: "waiting",
      approved: true,
      windowEnd: startOf(local, localDay(plus(local, today, DEFAULT_WINDOW) + 1)),
      ordered: run.now,
    };
}

/** Asks what waits and may be tried now; gives up what ran out of time. */
export function askLoose(run: Run): void {
  for (const [key, record] of Object.entries(run.loose)) {
    if (record.status !== "waiting") continue;
    if (record.windowEnd <= run.now) lapseLoose(run, key, record.reasons.length > 0 ? record.reasons : [outOfTime(record)]);
    else if (record.retryAt === null || record.retryAt <= run.now) ask(run, key);
  }
}

const outOfTime = (record: LooseRecord): Reason => reason("policy.window", `the time for ${record.step} was over before it could be tried`);

function ask(run: Run, key: string): void {
  const record = run.loose[key];
  if (record === undefined) return;
  const { action } = record;
  if (action.kind === "contact") {
    const refusal = refusalOf(run.view, record);
    if (refusal !== null) return lapseLoose(run, key, [refusal]);
    const rest = restAgainst(run.view, record);
    if (rest !== null) {
      run.loose[key] = { ...record, reasons: [reason(`policy.${rest.kind}`, rest.why)] };
      return;
    }
  }
  const amount = amountOf(run, action);
  if (amount === 0) {
    delete run.loose[key];
    return say(run, "step", `${record.step}: there is nothing to charge`);
  }
  const asked = withAmount({ ...record, status: "asked", retryAt: null }, amount);
  run.loose[key] = asked;
  run.effects.push(looseEffect(key, asked, run.now));
}

/** Whether what was asked for is still wanted, by all that is known. */
export const isWanted = (view: View, record: LooseRecord): boolean => refusalOf(view, record) === null && restAgainst(view, record) === null;

/** What stands against a contact for good. Notices leave whatever happened; so does the last word when all is paid. */
function refusalOf(view: View, { action, step }: LooseRecord): Reason | null {
  if (action.kind !== "contact") return null;
  if (!isReachable(view, action.channel)) return noAddress(action.channel);
  if (action.purpose !== "collect") return null;
  if (view.contactClosed) return CONTACT_CLOSED;
  return (view.paid || view.closed !== null) && step !== LAST_WORD
    ? reason("policy.closed", "nothing is owed any more, or the account is closed")
    : null;
}

const LAST_WORD = "on payment in full";

function restAgainst(view: View, { action, ordered }: LooseRecord): Rest | null {
  if (action.kind !== "contact" || action.purpose !== "collect") return null;
  return view.inForce.find((rest) => rest.from > (ordered ?? Infinity)) ?? null;
}

export const noAddress = (channel: string): Reason => reason("unknown.address", `no working address for ${channel} is known`);
export const CONTACT_CLOSED: Reason = reason("policy.contact-closed", "contact with this debtor is closed for good");

/** An effect as it is asked, and asked again after a restart. */
export function looseEffect(key: string, record: LooseRecord, from: Instant): AskedEffect {
  const { action, stage, step, windowEnd } = record;
  const named = (record.attempt ?? 1) === 1 ? key : `${key}/${record.attempt}`;
  if (action.kind === "contact") return { kind: "contact", key: named, stage, step, action, from, until: lastBefore(windowEnd) };
  return { kind: "business", key: named, stage, step, action, until: needsGuard(action) ? lastBefore(windowEnd) : null, ...amountIn(record) };
}

export function lapseLoose(run: Run, key: string, reasons: readonly Reason[]): void {
  const record = run.loose[key];
  if (record === undefined) return;
  settleLoose(run, key, { ...record, status: "lapsed", at: run.now, reasons });
  run.effects.push({ kind: "lapsed", key, stage: record.stage, step: record.step, reasons, action: record.action });
  say(run, "step", `${record.step} lapsed: ${reasons.map((one) => one.sentence).join("; ")}`);
}

/** Notices are remembered, so that they leave once; all else is over and forgotten. */
export function settleLoose(run: Run, key: string, record: LooseRecord): void {
  if (isNotice(key)) run.loose[key] = record;
  else delete run.loose[key];
}

export const noticeKey = (name: string): string => `notice/${name}`;
const isNotice = (key: string): boolean => key.startsWith("notice/");

export function describe(action: StepAction): string {
  if (action.kind === "contact") return `${action.channel} "${action.template}"`;
  return action.name === "task" ? `task "${action.title}"` : action.name;
}
