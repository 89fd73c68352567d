/** The runtime of one machine: a loop over the accounts whose time has come, and nothing else. */
import type { Channels } from "../channels/index.ts";
import type { Instant, Reason, State } from "../engine/index.ts";
import { LedgerUnavailableError, type Ledger } from "../ledger/index.ts";
import { type Attended, attendDuties } from "./duties.ts";
import { UnknownPolicyError, programsOf } from "./programs.ts";
import { proposalOf } from "./proposal.ts";
import { type Desk, type Turn, takeTurn } from "./turn.ts";

export interface RunProgress {
  /** Accounts taken so far. */
  readonly accounts: number;
  readonly sent: number;
  readonly held: number;
  /** Accounts a second since the start. */
  readonly rate: number;
}

export interface RunOptions {
  /** The clock by which accounts are due; the ledger's own by default. */
  readonly clock?: () => Instant;
  /** At most so many accounts; all that are due by default. */
  readonly limit?: number;
  /** Decide and say so, but send nothing and write nothing. */
  readonly propose?: boolean;
  /** Once aborted, the present contact is finished and written down, and nothing further begins. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RunProgress) => void;
}

/** What the run came to for one account: the strongest of what happened, as `status` words it. */
export interface AccountOutcome {
  readonly account: string;
  readonly stage: string | null;
  readonly result: "sent" | "held" | "lapsed" | "waiting" | "closed";
  readonly reasons: readonly Reason[];
  readonly nextWake: Instant | null;
  /** Each contact and act of this run, in order. */
  readonly done: Turn["done"];
  /** Why the account could not be run, when it couldn't. */
  readonly problem?: string;
}

export interface RunReport {
  readonly accounts: readonly AccountOutcome[];
  /** Contacts and acts. `unknown` ones count as sent in law, and are told apart for people. */
  readonly totals: { readonly sent: number; readonly held: number; readonly lapsed: number; readonly failed: number; readonly unknown: number };
  /** Debtors of whom nobody could tell what the law asks of people, for a defect. */
  readonly untold: Attended["problems"];
  /** True when the run was asked to stop before it was through. */
  readonly interrupted: boolean;
}

const BATCH = 200;

const stageOf = (state: State | null): string | null => state?.tracks.find((track) => track.stage !== null)?.stage ?? null;

const outcomeOf = (turn: Turn): AccountOutcome => {
  const held = turn.done.findLast((done) => done.result.kind === "denied");
  const failed = turn.done.findLast((done) => done.result.kind === "failed");
  const left = turn.done.some((done) => done.result.kind === "sent" || done.result.kind === "unknown");
  const lapsed = turn.lapsed.at(-1);
  const result = left ? "sent" : held || failed ? "held" : turn.state?.status === "closed" ? "closed" : lapsed ? "lapsed" : "waiting";
  const reasons = held?.result.kind === "denied" ? held.result.reasons : (lapsed?.reasons ?? []);
  return {
    account: turn.account,
    stage: stageOf(turn.state),
    result,
    reasons: result === "held" || result === "lapsed" ? reasons : [],
    nextWake: turn.wakeAt,
    done: turn.done,
    ...(failed?.result.kind === "failed" ? { problem: failed.result.reason } : {}),
  };
};

type Totals = RunReport["totals"];

const plus = (totals: Totals, turn: Turn): Totals => {
  const count = (kind: string): number => turn.done.filter((done) => done.result.kind === kind).length;
  return {
    sent: totals.sent + count("sent"),
    held: totals.held + count("denied"),
    lapsed: totals.lapsed + turn.lapsed.length,
    failed: totals.failed + count("failed"),
    unknown: totals.unknown + count("unknown"),
  };
};

/** Accounts that are due, each once in a run, in batches: an account that can't be run must not hide the ones behind it. */
async function* dueAccounts(ledger: Ledger, clock: () => Instant, limit: number): AsyncGenerator<string> {
  const taken = new Set<string>();
  for (;;) {
    const room = limit - taken.size;
    if (room <= 0) return;
    const due = await ledger.due(clock(), taken.size + Math.min(BATCH, room));
    const fresh = due.filter((id) => !taken.has(id)).slice(0, room);
    if (fresh.length === 0) return;
    for (const id of fresh) {
      taken.add(id);
      yield id;
    }
  }
}

/**
 * Runs every account whose wake or inbox has come, one after the other, until none is left. It may be killed at any
 * point and started again, and two may run at once: what is stored decides who goes on, and the guard that nothing
 * leaves twice. Then what the law asks of people becomes their tasks. Throws `LedgerUnavailableError`; all else is told in the report.
 */
export const runDue = async (ledger: Ledger, channels: Channels, options: RunOptions = {}): Promise<RunReport> => {
  const { signal, onProgress, propose = false, limit = Number.POSITIVE_INFINITY } = options;
  const store = propose ? proposalOf(ledger, channels) : { ledger, channels };
  const desk: Desk = {
    ...store,
    programs: programsOf(ledger),
    clock: options.clock ?? ledger.clock,
    stopping: () => signal?.aborted === true,
  };
  const accounts: AccountOutcome[] = [];
  let totals: Totals = { sent: 0, held: 0, lapsed: 0, failed: 0, unknown: 0 };
  const started = performance.now();
  for await (const account of dueAccounts(store.ledger, desk.clock, limit)) {
    if (desk.stopping()) break;
    try {
      const turn = await takeTurn(account, desk);
      if (turn === null) continue;
      accounts.push(outcomeOf(turn));
      totals = plus(totals, turn);
    } catch (error) {
      // Without the ledger nothing goes on. What is wrong with one account must not hold up those behind it.
      if (error instanceof LedgerUnavailableError || !(error instanceof Error)) throw error;
      const problem = error instanceof UnknownPolicyError ? error.message : `a defect kept it from running: ${error.message}`;
      accounts.push({ account, stage: null, result: "held", reasons: [], nextWake: null, done: [], problem });
    }
    const { sent, held } = totals;
    onProgress?.({ accounts: accounts.length, sent, held, rate: accounts.length / Math.max((performance.now() - started) / 1000, 0.001) });
  }
  const { problems: untold } = propose ? { problems: [] } : await attendDuties(ledger, desk.stopping);
  return { accounts, totals, untold, interrupted: desk.stopping() };
};
