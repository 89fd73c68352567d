/**
 * One account's life, as plain data that can be taken up again from any point: the policy's state, the debtor's ledger, and what the adversary
 * did so far. Nothing in it is changed; a branch costs no more than what comes after it.
 */
import { actionOf, entryOf, needsGuard, requestIdOf, type AskedEffect } from "../action.ts";
import { balanceOf } from "../balance.ts";
import { localDayAt } from "../calendar.ts";
import { DAY_MS } from "../civil.ts";
import { labelledFor } from "../debtor.ts";
import type { Action, LedgerEntry } from "../model/facts.ts";
import { collectorOf } from "../model/collector.ts";
import type { Context, Decision } from "../model/decision.ts";
import type { StepAction } from "../model/policy.ts";
import type { Rule, Series } from "../model/rule.ts";
import type { Account, Effect, EffectResult, Program, State, StepEvent, StepOutput } from "../model/state.ts";
import type { Instant, Minor, Place } from "../model/units.ts";
import { localDay } from "../model/units.ts";
import { permit } from "../permit.ts";
import { plan, SLOT_OVER } from "../plan.ts";
import { pendingEffects } from "../step/pending.ts";
import { step } from "../step/step.ts";
import { toldOf, type Made, type Move } from "./moves.ts";
import { debtsIn, owedIn, TWIN, twinOf } from "./owed.ts";

/** What all lives of one exploration share. */
export interface Arena {
  readonly program: Program;
  /** Rules that hold whatever the law says: the house's, and Collect's own protections. They are enforced in every life. */
  readonly own: readonly Rule[];
  readonly series: readonly Series[];
  /** Content ids of the letter that an act sends; undefined where there is no letter. */
  readonly contains: (action: StepAction) => readonly string[] | undefined;
}

/** An answer that is under way: the contact leaves at `at`, not when it was asked for. */
interface Late {
  readonly effect: AskedEffect;
  readonly at: Instant;
}

export interface Life {
  readonly state: State;
  readonly ledger: readonly LedgerEntry[];
  readonly now: Instant;
  readonly wakeAt: Instant | null;
  readonly late: readonly Late[];
  readonly made: readonly Made[];
  /** Paid so far, for what may be taken back. */
  readonly paid: Minor;
  /** The debtor has another account like it, about which the same is said right after. */
  readonly twin: boolean;
}

/** Something that the policy wants to do, before anybody has said a word about it. `before` is the life just before the wake that asked. */
export interface Wanted {
  readonly life: Life;
  readonly effect: AskedEffect;
  /** Null for what no rule is asked about. */
  readonly action: Action | null;
  readonly at: Instant;
}

/** What happens on the way, in the order of time. */
export type Turn =
  | { readonly turn: "wakes"; readonly before: Life; readonly at: Instant; readonly effects: readonly Effect[]; readonly life: Life }
  | { readonly turn: "wants"; readonly wanted: Wanted }
  | { readonly turn: "did"; readonly life: Life; readonly wanted: Wanted };

/** Takes an account on. @param twin whether the debtor has another one like it. */
export function begin({ program }: Arena, account: Account, at: Instant, twin = false): Life {
  const { state } = step(program, null, { type: "opened", id: "opened", at, account }, at);
  return { state, ledger: [], now: at, wakeAt: at, late: [], made: [], paid: 0 as Minor, twin };
}

/** What a decision about the account looks at, by the given rules, for a debtor of the given place. */
export function contextOf(arena: Arena, life: Life, place: Place, rules: readonly Rule[]): Context {
  const { account } = life.state;
  const { policy, calendar } = arena.program;
  return {
    calendar,
    rules,
    collector: collectorOf(policy.collector),
    debtor: { ...account.debtor, places: [place] },
    debts: owedIn(life, policy),
    ledger: life.ledger,
    series: arena.series,
  };
}

const placeOf = ({ state }: Life): Place => state.account.debtor.places[0] ?? "WORLD";

/** The life in which a move was made at `at`; null where it can't be made. */
export function withMove(arena: Arena, life: Life, move: Move, at: Instant): Life | null {
  const { account, movements } = life.state;
  const id = `move-${life.made.length + 1}`;
  const [zone] = account.debtor.timezones;
  const today = zone === undefined ? localDay(Math.floor(at / DAY_MS)) : localDayAt(arena.program.calendar, zone, at);
  const event = toldOf(move, at, id, { today, open: balanceOf(account, movements), paid: life.paid });
  if (event === null) return null;
  const out = step(arena.program, life.state, event, at);
  const paid = event.type !== "moved" ? life.paid : ((event.as === "payment" ? life.paid + event.amount : 0) as Minor);
  return {
    ...life,
    state: out.state,
    ledger: [...life.ledger, ...entriesOf(account, event)],
    now: at,
    wakeAt: out.wakeAt,
    made: [...life.made, { at, move }],
    paid,
  };
}

function entriesOf({ id: account }: Account, event: StepEvent): readonly LedgerEntry[] {
  if (event.type === "happened") return [{ at: event.at, id: event.id, event: labelledFor(event.event, account) }];
  if (event.type !== "moved" || event.as !== "payment") return [];
  return [{ at: event.at, id: event.id, event: { event: "payment", amount: event.amount, account } }];
}

/** The same life, in which what is wanted leaves at `to` only. */
export const withDelay = (life: Life, { effect, at }: Wanted, to: Instant): Life => ({
  ...life,
  late: [...life.late, { effect, at: to }].sort((a, b) => a.at - b.at),
  made: [...life.made, { at, move: { kind: "delay", name: `${effect.step} leaves late`, to } }],
});

/** Lives on until `to`, or until nothing more comes by itself. */
export function* live(arena: Arena, from: Life, to: Instant): Generator<Turn, Life, undefined> {
  let life = from;
  let turns = 0;
  for (;;) {
    life = yield* answerAll(arena, life);
    const late = life.late[0];
    const next = late !== undefined && late.at <= (life.wakeAt ?? Infinity) ? late.at : life.wakeAt;
    if (next === null || next > to) return life;
    if (turns++ > MOST_TURNS) throw new RangeError("a policy that never comes to rest");
    // What was late is answered like all that is asked for, if it is still wanted.
    if (late !== undefined && next === late.at) life = { ...life, now: next, late: life.late.slice(1) };
    else life = yield* wake(arena, life, next);
  }
}

const MOST_TURNS = 20_000;

function* wake(arena: Arena, before: Life, at: Instant): Generator<Turn, Life, undefined> {
  const now = at < before.now ? before.now : at;
  const { state, wakeAt, effects } = agreed(arena, step(arena.program, before.state, { type: "wake" }, now), now);
  const life: Life = { ...before, state, now, wakeAt };
  yield { turn: "wakes", before, at: now, effects, life };
  return life;
}

/** Whoever is asked agrees at once: nothing that needs approval is safer for it. With all that comes of it. */
function agreed({ program }: Arena, asked: StepOutput, now: Instant): StepOutput {
  let out = asked;
  for (const effect of asked.effects) {
    if (effect.kind !== "ask approval") continue;
    const { key } = effect;
    const after = step(program, out.state, { type: "approval", id: `approval/${key}`, key, granted: true }, now);
    out = { ...after, effects: [...out.effects, ...after.effects] };
  }
  return out;
}

function* answerAll(arena: Arena, from: Life): Generator<Turn, Life, undefined> {
  let life = from;
  for (;;) {
    const under = new Set(life.late.map(({ effect }) => effect.key));
    const effect = pendingEffects(arena.program, life.state, life.now).find(({ key }) => !under.has(key));
    if (effect === undefined) return life;
    const wanted = wantedOf(arena, life, effect);
    yield { turn: "wants", wanted };
    life = yield* alsoForTwin(arena, answer(arena, wanted), wanted);
    yield { turn: "did", life, wanted };
  }
}

/** What left about the account leaves about the debtor's other one as well, if nothing of the policy's own is against it. */
function* alsoForTwin(arena: Arena, life: Life, { effect, action, life: before, at }: Wanted): Generator<Turn, Life, undefined> {
  if (!life.twin || action?.act !== "contact" || life.ledger === before.ledger) return life;
  const wanted: Wanted = { life, effect, action: { ...action, debts: action.debts.map(twinOf) }, at };
  yield { turn: "wants", wanted };
  if (wanted.action === null || !ownDecision(arena, wanted, wanted.action).allowed) return life;
  const entry = entryOf(twinOf(requestIdOf(life.state.account.id, life.state.episode, effect.key)), TWIN, wanted.action, at);
  return entry === null ? life : { ...life, ledger: [...life.ledger, entry] };
}

function wantedOf({ program, contains }: Arena, life: Life, effect: AskedEffect): Wanted {
  if (!needsGuard(effect.action)) return { life, effect, action: null, at: life.now };
  const ids = contains(effect.action);
  const debts = debtsIn(life.state, program.policy);
  const action = actionOf(effect, debts, { reach: life.state.account.reach, ...(ids === undefined ? {} : { contains: ids }) });
  return { life, effect, action, at: life.now };
}

/** Most questions are about the life of the one before, and about its wish. */
let ownContext: { readonly life: Life; readonly context: Context } | null = null;
let decided: { readonly wanted: Wanted; readonly decision: Decision } | null = null;

/** What a decision by the rules that are enforced here looks at. */
export function ownContextOf(arena: Arena, life: Life): Context {
  if (ownContext?.life !== life) ownContext = { life, context: contextOf(arena, life, placeOf(life), arena.own) };
  return ownContext.context;
}

/** What the rules that are enforced here say to a wish, when it is made. */
export function ownDecision(arena: Arena, wanted: Wanted, action: Action): Decision {
  if (decided?.wanted !== wanted) decided = { wanted, decision: permit(ownContextOf(arena, wanted.life), action, wanted.at) };
  return decided.decision;
}

/** The guard's answer, by the rules that are enforced here: no law. */
function answer(arena: Arena, wanted: Wanted): Life {
  const { life, effect } = wanted;
  const { now } = life;
  const [result, entry] = judged(arena, wanted);
  const out = agreed(arena, step(arena.program, life.state, { type: "result", key: effect.key, result }, now), now);
  return { ...life, state: out.state, wakeAt: out.wakeAt, ledger: entry === null ? life.ledger : [...life.ledger, entry] };
}

function judged(arena: Arena, wanted: Wanted): readonly [EffectResult, LedgerEntry | null] {
  const { life, effect, action } = wanted;
  const { now } = life;
  if (action === null) return [{ kind: "sent", at: now }, null];
  const until = effect.until ?? now;
  if (now > until) return [{ kind: "denied", at: now, until: null, reasons: [SLOT_OVER] }, null];
  const decision = ownDecision(arena, wanted, action);
  if (!decision.allowed) {
    const planned = plan(ownContextOf(arena, life), action, now, until);
    return [{ kind: "denied", at: now, until: planned.kind === "at" ? planned.at : null, reasons: decision.reasons }, null];
  }
  const { account, episode } = life.state;
  const entry = entryOf(requestIdOf(account.id, episode, effect.key), account.id, action, now);
  const amount = action.act === "charge" ? action.charge.amount : undefined;
  return [amount === undefined ? { kind: "sent", at: now } : { kind: "sent", at: now, amount }, entry];
}
