/** One account's turn in the local runner: take in what happened, decide, do it, write it down. */
import type { Channels } from "../channels/index.ts";
import type { AskedEffect, Effect, EffectResult, Instant, Reason, State, StepEvent } from "../engine/index.ts";
import { pendingEffects, step } from "../engine/index.ts";
import type { AccountRow, Ledger } from "../ledger/index.ts";
import { announce } from "./announce.ts";
import { perform } from "./perform.ts";
import type { Programs, StoredProgram } from "./programs.ts";
import { cancelStaleTasks } from "./stale-tasks.ts";
import { standingOf } from "./standing.ts";

/** What one contact or act came to. */
export interface Done {
  readonly key: string;
  readonly stage: string | null;
  readonly step: string;
  /** Channel of a contact, name of a business action. */
  readonly via: string;
  readonly result: EffectResult;
}

export interface Turn {
  readonly account: string;
  /** As it stands afterwards. */
  readonly state: State | null;
  readonly wakeAt: Instant | null;
  readonly done: readonly Done[];
  /** Steps that lapsed in this turn. */
  readonly lapsed: readonly { readonly stage: string | null; readonly step: string; readonly reasons: readonly Reason[] }[];
  /** `left`: somebody else runs this account. `stopped`: asked to stop, in good order. */
  readonly ended: "settled" | "left" | "stopped";
}

export interface Desk {
  readonly ledger: Ledger;
  readonly channels: Channels;
  readonly programs: Programs;
  readonly clock: () => Instant;
  /** True once no further contact may begin. */
  readonly stopping: () => boolean;
}

/** More wakes than any account has at one instant: a machine that never comes to rest is a defect, not a busy account. */
const MOST_WAKES = 500;

/** The account in hand: what is stored, and what has been decided since. */
interface Hand {
  row: AccountRow;
  state: State | null;
  wakeAt: Instant | null;
  cursor: number;
  readonly done: Done[];
  readonly lapsed: Extract<Effect, { kind: "lapsed" }>[];
}

const feed = (hand: Hand, program: StoredProgram, event: StepEvent, desk: Desk, told: Effect[]): void => {
  const out = step(program, hand.state, event, desk.clock());
  hand.state = out.state;
  hand.wakeAt = out.wakeAt;
  told.push(...out.effects);
};

/**
 * Stores what was decided. People's tasks and notes go first: they are the same when done twice, and a crash in between
 * brings them again. While something is asked for, the account stays due, so that whoever runs next finds it.
 */
const save = async (hand: Hand, told: readonly Effect[], desk: Desk, pending: boolean): Promise<boolean> => {
  const { state, row } = hand;
  if (state === null || (state === row.state && hand.cursor === (row.cursor ?? 0) && hand.wakeAt === row.wakeAt)) return true;
  const current = { ...row, state };
  const standing = standingOf(row, state);
  for (const effect of told) {
    if (effect.kind === "lapsed") hand.lapsed.push(effect);
    if (effect.kind !== "contact" && effect.kind !== "business") await announce(effect, standing, desk.ledger);
  }
  const wakeAt = pending ? desk.clock() : hand.wakeAt;
  const saved = await desk.ledger.saveState(row.account.id, state, wakeAt, hand.cursor, row.state);
  if (saved) hand.row = { ...current, wakeAt, cursor: hand.cursor };
  return saved;
};

const viaOf = ({ action }: AskedEffect): string => (action.kind === "contact" ? action.channel : action.name);

/** What waits for an answer by the state as it is now: what a later event took back is not asked any more. */
const asked = (hand: Hand, program: StoredProgram, desk: Desk): AskedEffect | undefined =>
  hand.state === null
    ? undefined
    : pendingEffects(program, hand.state, desk.clock()).find((effect) => effect.kind === "contact" || effect.kind === "business");

/** Takes in the inbox, then the wakes that have come. Says what was told on the way. */
const takeIn = async (hand: Hand, program: StoredProgram, desk: Desk): Promise<readonly Effect[]> => {
  const told: Effect[] = [];
  for (const { seq, event } of await desk.ledger.inbox(hand.row.account.id)) {
    if (seq <= hand.cursor) continue;
    feed(hand, program, event, desk, told);
    hand.cursor = seq;
  }
  for (let wakes = 0; hand.state !== null && hand.wakeAt !== null && hand.wakeAt <= desk.clock(); wakes++) {
    if (wakes > MOST_WAKES) throw new Error("the policy never comes to rest at one instant");
    feed(hand, program, { type: "wake" }, desk, told);
  }
  return told;
};

/**
 * Runs one account until it has nothing left to do now. What is asked for is always read from the stored state, never
 * from memory: a request that a later event took back is not made, and one that a crash cut off is made again under its
 * old name, which the guard knows. Order of writing: state with `asked`, then the contact, then its result.
 */
export const takeTurn = async (account: string, desk: Desk): Promise<Turn | null> => {
  const row = await desk.ledger.account(account);
  if (row === null) return null;
  const program = await desk.programs(row.policy);
  const hand: Hand = { row, state: row.state, wakeAt: row.wakeAt, cursor: row.cursor ?? 0, done: [], lapsed: [] };
  const turn = (ended: Turn["ended"]): Turn => ({ account, state: hand.state, wakeAt: hand.wakeAt, done: hand.done, lapsed: hand.lapsed, ended });
  for (;;) {
    const told = await takeIn(hand, program, desk);
    const next = asked(hand, program, desk);
    if (!(await save(hand, told, desk, next !== undefined))) return turn("left");
    if (next === undefined) {
      if (hand.state !== null && hand.state !== row.state) await cancelStaleTasks(hand.state, desk.ledger);
      return turn("settled");
    }
    if (desk.stopping()) return turn("stopped");
    if (hand.done.some((done) => done.key === next.key && done.result.kind !== "denied" && done.result.kind !== "failed")) {
      throw new Error(`the step ${next.key} asks again after its answer`);
    }
    const result = await perform(next, hand.row, program, desk.ledger, desk.channels);
    hand.done.push({ key: next.key, stage: next.stage, step: next.step, via: viaOf(next), result });
    const after: Effect[] = [];
    feed(hand, program, { type: "result", key: next.key, result }, desk, after);
    if (!(await save(hand, after, desk, asked(hand, program, desk) !== undefined))) return turn("left");
  }
};
