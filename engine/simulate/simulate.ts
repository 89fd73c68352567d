/** A policy over many accounts in virtual time: the same `step`, the same rules, a ledger in memory. */
import type { AskedEffect } from "../action.ts";
import { balanceOf } from "../balance.ts";
import type { Context } from "../model/decision.ts";
import type { Channel } from "../model/facts.ts";
import type { ContactAction, StepAction } from "../model/policy.ts";
import type { Rule, Series } from "../model/rule.ts";
import type { Account, Effect, EffectResult, Program, State, StepEvent, StepOutput } from "../model/state.ts";
import type { Instant } from "../model/units.ts";
import { dayAt, localOf } from "../step/local.ts";
import { pendingEffects } from "../step/pending.ts";
import { step } from "../step/step.ts";
import { randomBehaviour, type Behaviour } from "./behaviour.ts";
import { pop, push, type Timed } from "./queue.ts";
import { contextOf, hear, perform, worldOf, type SimulatedAccount, type World } from "./world.ts";

/** Something that happens in the simulated world, told to the account at `at`. */
export interface ScriptedEvent {
  readonly account: string;
  readonly at: Instant;
  readonly event: Told;
}

/** What is told; as a function, asked for when its instant has come: an approval must name what was asked by then. */
type Told = StepEvent | ((state: State | null) => readonly StepEvent[]);

/** One event through `step`, and what came of it. */
export interface Observed {
  readonly account: string;
  readonly at: Instant;
  readonly event: StepEvent;
  readonly out: StepOutput;
}

export interface SimulationInput {
  readonly program: Program;
  /** Law of the debtors' places. The policy's house rules are added when they aren't among them. */
  readonly rules: readonly Rule[];
  /** Dated rates that the rules name. Absent: none are known. */
  readonly series?: readonly Series[];
  readonly accounts: readonly Account[];
  /** Accounts are taken on at `from`; the last instant that is looked at is `to`. */
  readonly from: Instant;
  readonly to: Instant;
  readonly events?: readonly ScriptedEvent[];
  /** What the texts contain; absent: texts are still open, and rules about content refuse nothing. */
  readonly contains?: (action: StepAction) => readonly string[] | undefined;
  /** What people answer when a step needs approval, at once; absent: nobody answers. */
  readonly approvals?: "granted" | "refused";
  /** Lets debtors answer at random, the same for the same seed. */
  readonly seed?: number;
  /** Why a contact that the rules allow can't be sent now (its provider is down); null: it is sent. */
  readonly fails?: (account: string, action: ContactAction, at: Instant) => string | null;
  /** Sees all that goes through `step`. */
  readonly observe?: (seen: Observed) => void;
}

/** What became of one contact at one instant: it left, it was held back for now, or it lapsed. */
export interface SimulatedContact {
  readonly account: string;
  readonly at: Instant;
  readonly channel: Channel;
  readonly stage: string | null;
  readonly step: string;
  readonly status: "sent" | "held" | "lapsed";
  /** Ids of the rules that held it back or made it lapse; empty for what was sent. */
  readonly rules: readonly string[];
}

export interface Simulation {
  /** Runs on, and gives each contact in the order of time. Can be stopped at any contact, and gone on with. */
  readonly contacts: Generator<SimulatedContact, void, undefined>;
  /** The accounts as they stand by now, with what happened inside, by account id. */
  readonly accounts: ReadonlyMap<string, SimulatedAccount>;
  /** What was done besides contacts, in the order of time. */
  readonly acts: readonly { readonly account: string; readonly at: Instant; readonly effect: Effect }[];
  /** What the guard looks at when it decides about an account, as of an instant; null for an account that isn't there. */
  readonly context: (account: string, at: Instant) => Context | null;
}

interface Item extends Timed {
  readonly event: Told;
}

interface Clockwork {
  readonly world: World;
  readonly input: SimulationInput;
  readonly queue: Item[];
  readonly out: SimulatedContact[];
  readonly acts: { account: string; at: Instant; effect: Effect }[];
  readonly behaviour: Behaviour | null;
  readonly sent: Map<string, number>;
  seq: number;
}

/** At one instant what happens comes before who wakes. */
const [HAPPENS, WAKES] = [0, 1];
/** A policy that still wants to be woken after so many wakes at one instant never comes to rest: a defect, not a delay. */
const MOST_WAKES = 10_000;

/**
 * Lays out a simulation; nothing runs until `contacts` is read.
 * @throws RangeError when the machine doesn't come to rest at an instant, which is a defect of the engine.
 */
export function simulate(input: SimulationInput): Simulation {
  const world = worldOf(input.program, input, input.accounts, input.contains ?? (() => undefined));
  const behaviour = input.seed === undefined ? null : randomBehaviour(input.seed);
  const clockwork: Clockwork = { world, input, queue: [], out: [], acts: [], behaviour, sent: new Map(), seq: 0 };
  for (const account of input.accounts) {
    put(clockwork, account.id, input.from, HAPPENS, { type: "opened", id: `opened/${account.id}`, at: input.from, account });
  }
  for (const { account, at, event } of input.events ?? []) put(clockwork, account, at, HAPPENS, event);
  return { contacts: run(clockwork), accounts: world.accounts, acts: clockwork.acts, context: (id, at) => contextOf(world, id, at) };
}

function put(clockwork: Clockwork, account: string, at: Instant, rank: number, event: Told): void {
  push(clockwork.queue, { at, rank, account, seq: clockwork.seq++, event });
}

function* run(clockwork: Clockwork): Generator<SimulatedContact, void, undefined> {
  const { queue, input, out } = clockwork;
  let [instant, turns]: [number, number] = [-Infinity, 0];
  for (let item = pop(queue); item !== undefined; item = pop(queue)) {
    if (item.at > input.to) {
      // Kept, should anybody look at what was still to come.
      push(queue, item);
      return;
    }
    turns = item.at === instant ? turns + 1 : 0;
    instant = item.at;
    if (turns > MOST_WAKES + queue.length) throw new RangeError("the simulation doesn't come to rest at one instant");
    if (item.rank === WAKES) wake(clockwork, item);
    else for (const event of toldBy(clockwork, item)) tellAll(clockwork, item, event);
    yield* out.splice(0);
  }
}

const toldBy = ({ world }: Clockwork, { account, event }: Item): readonly StepEvent[] =>
  typeof event === "function" ? event(world.accounts.get(account)?.state ?? null) : [event];

/** Tells an event to all accounts that must hear of it. */
function tellAll(clockwork: Clockwork, { account, at }: Item, event: StepEvent): void {
  const { accounts } = clockwork.world;
  for (const id of hear(clockwork.world, account, event)) {
    const one = accounts.get(id);
    if (one === undefined) continue;
    answerAll(clockwork, one, feed(clockwork, one, event, at), at);
    arrange(clockwork, one, at);
  }
}

function wake(clockwork: Clockwork, { account, at }: Item): void {
  const one = clockwork.world.accounts.get(account);
  // Each change of mind leaves an older wake in the queue; only the last one counts.
  if (one === undefined || one.wakeAt === null || one.wakeAt > at) return;
  answerAll(clockwork, one, feed(clockwork, one, { type: "wake" }, at), at);
  arrange(clockwork, one, at);
}

/** Answers what is asked for, one after the other, each time by the state as it is then: an answer may take back the next. */
function answerAll(clockwork: Clockwork, one: SimulatedAccount, asked: boolean, at: Instant): void {
  while (asked) {
    const next = one.state === null ? undefined : pendingEffects(clockwork.world.program, one.state, at)[0];
    if (next === undefined) return;
    answer(clockwork, one, next, at);
  }
}

const arrange = (clockwork: Clockwork, { account, wakeAt }: SimulatedAccount, now: Instant): void => {
  if (wakeAt !== null) put(clockwork, account, wakeAt < now ? now : wakeAt, WAKES, { type: "wake" });
};

/** One event through `step`. True when something was asked for that wants an answer. */
function feed(clockwork: Clockwork, one: SimulatedAccount, event: StepEvent, now: Instant): boolean {
  const out = step(clockwork.world.program, one.state, event, now);
  one.state = out.state;
  one.wakeAt = out.wakeAt;
  one.trace.push(...out.trace);
  clockwork.input.observe?.({ account: one.account, at: now, event, out });
  let asked = false;
  for (const effect of out.effects) {
    if (effect.kind === "contact" || effect.kind === "business") asked = true;
    else note(clockwork, one.account, effect, now);
  }
  return asked;
}

function note(clockwork: Clockwork, account: string, effect: Effect, at: Instant): void {
  clockwork.acts.push({ account, at, effect });
  if (effect.kind === "lapsed" && effect.action?.kind === "contact") {
    const { stage, step, reasons, action } = effect;
    clockwork.out.push({ account, at, channel: action.channel, stage, step, status: "lapsed", rules: reasons.map((one) => one.rule) });
  }
  if (effect.kind === "ask approval" && clockwork.input.approvals !== undefined) {
    const granted = clockwork.input.approvals === "granted";
    put(clockwork, account, at, HAPPENS, { type: "approval", id: `approval/${effect.key}`, key: effect.key, granted });
  }
}

function answer(clockwork: Clockwork, one: SimulatedAccount, effect: AskedEffect, at: Instant): void {
  const result = resultOf(clockwork, one.account, effect, at);
  const { action, stage, step: name, key } = effect;
  if (action.kind === "contact") {
    const line = { account: one.account, at, channel: action.channel, stage, step: name };
    // A contact that is denied for good is told by the lapse that follows.
    if (result.kind === "sent") clockwork.out.push({ ...line, status: "sent", rules: [] });
    else if (result.kind === "denied" && result.until !== null) {
      clockwork.out.push({ ...line, status: "held", rules: result.reasons.map((reason) => reason.rule) });
    }
  } else if (result.kind === "sent") clockwork.acts.push({ account: one.account, at, effect });
  feed(clockwork, one, { type: "result", key, result }, at);
  if (action.kind === "contact" && result.kind === "sent") behave(clockwork, one, at);
}

/** As the guard and the channel answer: what the rules refuse never comes to the channel. */
function resultOf({ world, input }: Clockwork, account: string, effect: AskedEffect, at: Instant): EffectResult {
  const broken = effect.kind === "contact" ? (input.fails?.(account, effect.action, at) ?? null) : null;
  return perform(world, account, effect, at, broken);
}

/** What the debtor makes of a contact that arrived. */
function behave(clockwork: Clockwork, { account, state }: SimulatedAccount, at: Instant): void {
  if (clockwork.behaviour === null || state === null) return;
  const nth = (clockwork.sent.get(account) ?? 0) + 1;
  clockwork.sent.set(account, nth);
  const today = dayAt(localOf(state.account, clockwork.input.program.calendar), at);
  const balance = balanceOf(state.account, state.movements);
  for (const event of clockwork.behaviour({ account, at, today, balance, nth })) {
    if ("at" in event) put(clockwork, account, event.at, HAPPENS, event);
  }
}
