/** Why an account is contacted when it is: the next contact, and what refuses every instant until then. */
import { actionOf, needsGuard, type AskedEffect } from "./action.ts";
import { formatDay } from "./civil.ts";
import type { Action, Channel } from "./model/facts.ts";
import type { Context, Reason } from "./model/decision.ts";
import type { StepAction } from "./model/policy.ts";
import type { EffectResult, Program, State, StepStatus } from "./model/state.ts";
import type { Instant } from "./model/units.ts";
import { instant } from "./model/units.ts";
import { permit } from "./permit.ts";
import { plan } from "./plan.ts";
import { describe } from "./step/loose.ts";
import { dayAt, localOf } from "./step/local.ts";
import { pendingEffects } from "./step/pending.ts";
import { endOf, isResting } from "./step/rests.ts";
import { outlook, type Prospect } from "./step/outlook.ts";
import { nextWake, step } from "./step/step.ts";

/** A stretch of time in which something refuses; `until` null: waiting alone never helps. */
export interface Stretch {
  readonly from: Instant;
  readonly until: Instant | null;
  /** Rule id; `policy.…` for what the policy itself says, `unknown.…` for a missing fact. */
  readonly rule: string;
  readonly cites: string;
  readonly reason: string;
}

export interface Explanation {
  readonly account: string;
  readonly status: State["status"];
  readonly stage: string | null;
  /** The next contact that leaves if nothing else happens; null: none does within `HORIZON_DAYS`. */
  readonly next: { readonly at: Instant; readonly channel: Channel; readonly step: string } | null;
  readonly refused: readonly Stretch[];
  /** How the steps of the running stage stand. */
  readonly steps: readonly { readonly step: string; readonly status: StepStatus; readonly at: Instant | null; readonly reasons: readonly Reason[] }[];
}

/** How far ahead is looked: longer than any stage of a real policy. */
export const HORIZON_DAYS = 400;
const DAY_MS = 86_400_000;
const OPEN_SLOT_MS = 3 * DAY_MS;
/** Wakes looked through at most, so that an endless policy is explained too. */
const WAKES = 3_000;

interface Search {
  readonly program: Program;
  readonly context: Context;
  readonly contains: (action: StepAction) => readonly string[] | undefined;
  readonly now: Instant;
  /** The account as it really stands; `state` runs ahead of it. */
  readonly before: State;
  state: State;
  wakeAt: Instant | null;
  next: { at: Instant; channel: Channel; step: string } | null;
  readonly refused: Stretch[];
  /** Steps in the order in which they were asked for on the way, and until when each was held. */
  readonly asked: { readonly step: string; readonly action: StepAction; readonly at: Instant; until: Instant }[];
}

/**
 * Explains an account as of an instant. It lets the account run on alone, with the debtor's ledger as it is, until the first
 * contact would leave; nothing is asked of the guard, and nothing is written.
 * @param contains content ids of a finished text; absent: texts are still open.
 */
export function explainAccount(
  program: Program,
  given: State,
  context: Context,
  now: Instant,
  contains: Search["contains"] = () => undefined,
): Explanation {
  // Facts that no wake has looked at yet count too.
  const state = given.stirred === true ? step(program, given, { type: "wake" }, now).state : given;
  const search: Search = {
    program,
    context,
    contains,
    now,
    before: state,
    state,
    wakeAt: nextWake(program, state, now),
    next: null,
    refused: [],
    asked: [],
  };
  const prospects = outlook(program, state, now);
  if (state.status === "open") {
    for (const prospect of prospects) lookAtWaiting(search, prospect);
    runAhead(search);
  }
  const { next } = search;
  const onTheWay = search.refused.filter((one) => next === null || one.from <= next.at);
  const known = [...standing(search, prospects), ...onTheWay, ...schedule(search)];
  const refused = [...known, ...unspoken(known, search)];
  return {
    account: state.account.id,
    status: state.status,
    stage: state.tracks.find((track) => track.stage !== null)?.stage ?? null,
    next,
    refused: tidy(refused),
    steps: state.tracks.flatMap((track) => Object.entries(track.steps).map(([key, { status, at, reasons }]) => ({ step: key, status, at, reasons }))),
  };
}

const question = ({ context, state, contains }: Search, effect: Pick<AskedEffect, "action">): Action => {
  const said = contains(effect.action);
  const debts = context.debts.filter((debt) => debt.account === state.account.id);
  return actionOf(effect, debts, { reach: state.account.reach, ...(said === undefined ? {} : { contains: said }) });
};

/** A step that was held back before `now`: what held it then, and still does, is told from when it was first asked. */
function lookAtWaiting(search: Search, { step: key, action, askAt, ends, record }: Prospect): void {
  if (action?.kind !== "contact" || record.status !== "waiting" || askAt === null || askAt > search.now || record.retryAt === null) return;
  const planned = plan(search.context, question(search, { action }), search.now, ends ?? instant(search.now + OPEN_SLOT_MS));
  for (const { from, until, reason } of planned.refused) {
    const since = from === search.now && record.reasons.some((one) => one.rule === reason.rule) ? askAt : from;
    search.refused.push(stretchOf(reason, since, until));
  }
  hold(search, key, action, askAt, planned.kind === "at" ? planned.at : search.now);
}

function hold(search: Search, key: string, action: StepAction, at: Instant, until: Instant): void {
  const known = search.asked.find((one) => one.step === key);
  if (known === undefined) search.asked.push({ step: key, action, at, until });
  else known.until = until;
}

const stretchOf = ({ rule, cites, sentence }: Reason, from: Instant, until: Instant | null): Stretch => ({
  from,
  until,
  rule,
  cites,
  reason: sentence,
});

function runAhead(search: Search): void {
  const horizon = search.now + HORIZON_DAYS * DAY_MS;
  let t = search.now;
  for (let turn = 0; turn < WAKES; turn++) {
    askPending(search, t);
    if (search.next !== null || search.wakeAt === null || search.wakeAt > horizon) return;
    t = instant(Math.max(t, search.wakeAt));
    feed(search, { type: "wake" }, t);
  }
}

function feed(search: Search, event: Parameters<typeof step>[2], t: Instant): void {
  const out = step(search.program, search.state, event, t);
  search.state = out.state;
  search.wakeAt = out.wakeAt;
}

function askPending(search: Search, t: Instant): void {
  for (let turn = 0; turn < WAKES && search.next === null; turn++) {
    const effect = pendingEffects(search.program, search.state, t)[0];
    if (effect === undefined) return;
    const result = ask(search, effect, t);
    if (search.next === null) feed(search, { type: "result", key: effect.key, result }, t);
  }
}

/** Acts are taken to succeed: it is the next contact that is asked about. */
function ask(search: Search, effect: AskedEffect, t: Instant): EffectResult {
  const { action } = effect;
  if (action.kind !== "contact" || !needsGuard(action)) return { kind: "sent", at: t };
  const planned = plan(search.context, question(search, effect), t, effect.until ?? instant(t + OPEN_SLOT_MS));
  for (const { from, until, reason } of planned.refused) search.refused.push(stretchOf(reason, from, until));
  const granted = planned.kind === "at" && planned.at === t;
  if (!granted || !search.asked.some((one) => one.step === effect.step)) hold(search, effect.step, action, t, planned.kind === "at" ? planned.at : t);
  if (granted) {
    search.next = { at: t, channel: action.channel, step: effect.step };
    return { kind: "sent", at: t };
  }
  const reasons = planned.kind === "lapse" ? planned.reasons : planned.refused.map((one) => one.reason);
  return { kind: "denied", at: t, until: planned.kind === "at" ? planned.at : null, reasons };
}

/** What stands against any contact now, whatever the step: a closed account, rests, contact that is closed for good. */
function standing(search: Search, prospects: readonly Prospect[]): readonly Stretch[] {
  const { program, now, context, before } = search;
  const { rests, status, closedAs, contactClosed, account } = before;
  const local = localOf(account, program.calendar);
  const own = (rule: string, from: Instant, until: Instant | null, reason: string): Stretch => ({ from, until, rule, cites: "", reason });
  if (status === "closed") return [own("policy.closed", now, null, `the account is closed as ${closedAs ?? "done"}`)];
  const resting = rests.filter((rest) => isResting(rest, local, now));
  if (resting.length === 0 && !contactClosed) return [];
  const since = instant(Math.min(now, ...resting.map((rest) => rest.from)));
  const blocks = blocksNow(search, prospects, context).map((reason) => stretchOf(reason, since, reason.until));
  const pauses = resting.map((rest) => own(`policy.${rest.kind}`, rest.from, endOf(rest, local), rest.why));
  const forGood = contactClosed ? [own("policy.contact-closed", now, null, "contact with this debtor is closed for good")] : [];
  return [...blocks, ...pauses, ...forGood];
}

/** Rules that block the next contact that the stage would make, while the account rests anyway. */
function blocksNow(search: Search, prospects: readonly Prospect[], context: Context): readonly Reason[] {
  const action = prospects.map((one) => one.action).find((one) => one?.kind === "contact") ?? FALLBACK;
  const decision = permit(context, question(search, { action }), search.now);
  return decision.allowed ? [] : decision.reasons.filter((reason) => reason.kind === "block");
}

const FALLBACK: StepAction = { kind: "contact", channel: "letter", template: "", paymentLink: false, priority: "normal", purpose: "collect" };

/** The time that the policy itself lets pass until a step is due. */
function schedule({ asked, now, program, state }: Search): readonly Stretch[] {
  const local = localOf(state.account, program.calendar);
  const stretches: Stretch[] = [];
  let covered = now;
  for (const { step: key, action, at, until } of asked) {
    const reason = `step ${key} (${describe(action)}) is due on ${formatDay(dayAt(local, at))}`;
    if (at > covered) stretches.push({ from: covered, until: at, rule: "policy.schedule", cites: "", reason });
    covered = instant(Math.max(covered, at, until));
  }
  return stretches;
}

/** What nobody else speaks for until the next contact: the seconds by which accounts are spread, after hours open or a rest ends. */
function unspoken(known: readonly Stretch[], { now, next }: Search): readonly Stretch[] {
  if (next === null) return [];
  const stretches: Stretch[] = [];
  let covered = now;
  for (const { from, until } of [...known.toSorted((a, b) => a.from - b.from), { from: next.at, until: next.at }]) {
    const gapEnds = instant(Math.min(from, next.at));
    if (gapEnds > covered) stretches.push({ from: covered, until: gapEnds, rule: "policy.spread", cites: "", reason: SPREAD });
    covered = instant(Math.max(covered, until ?? next.at));
  }
  return stretches;
}
const SPREAD = "accounts are asked for one after the other, not all when the hours open";

/** In the order of time; one rule that goes on without a gap is one stretch. What the policy says is told step by step. */
function tidy(stretches: readonly Stretch[]): readonly Stretch[] {
  const result: Stretch[] = [];
  for (const one of stretches.toSorted((a, b) => a.from - b.from || (a.until ?? Infinity) - (b.until ?? Infinity))) {
    const i = result.findIndex(
      (known) =>
        known.rule === one.rule &&
        (known.reason === one.reason || !one.rule.startsWith("policy.")) &&
        (known.until === null || known.until >= one.from),
    );
    const known = result[i];
    if (known === undefined) result.push(one);
    else if (known.until !== null && (one.until === null || one.until > known.until)) result[i] = { ...known, until: one.until, reason: one.reason };
  }
  return result;
}
