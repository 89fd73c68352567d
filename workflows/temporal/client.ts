/** Talking to accounts' workflows from outside: starting them, telling them facts, asking how they stand. */
import type { Client, Connection } from "@temporalio/client";
import type { AccountRow, Ledger } from "../../ledger/index.ts";
import type { StepEvent } from "../../engine/index.ts";
import { cancelStaleTasks } from "../stale-tasks.ts";
import {
  type AccountInput,
  type AccountStatus,
  DELIVERY_TIMEOUT,
  EVENTS_SIGNAL,
  RECORD_UPDATE,
  STATE_QUERY,
  STATUS_QUERY,
  type StoredState,
  TASK_QUEUE,
  WORKFLOW,
  workflowIdOf,
} from "./messages.ts";

/** The server can't be reached; the message says what to do. */
export class ServerUnreachableError extends Error {
  constructor(address: string) {
    super(`The Temporal server at ${address} does not answer. Start it, or set TEMPORAL_ADDRESS to one that runs.`);
    this.name = "ServerUnreachableError";
  }
}

export interface TemporalClient {
  readonly client: Client;
  close(): Promise<void>;
}

/** Connects to a server. Throws `ServerUnreachableError`. */
export const connectClient = async (address: string, namespace = "default"): Promise<TemporalClient> => {
  const { Client: ClientClass, Connection: ConnectionClass } = await import("@temporalio/client");
  let connection: Connection;
  try {
    connection = await ConnectionClass.connect({ address, connectTimeout: 5_000 });
  } catch {
    throw new ServerUnreachableError(address);
  }
  return { client: new ClientClass({ connection, namespace }), close: () => connection.close() };
};

export interface Tenancy {
  readonly tenant?: string;
  readonly taskQueue?: string;
}

export interface StartOptions extends Tenancy {
  /** Milliseconds that the ledger's clock is ahead of the server's; 0 by default, and in earnest. */
  readonly clockOffset?: number;
  /** Milliseconds after which a silent delivery is asked about again; longer than any channel may take. Default: 4 minutes. */
  readonly deliveryTimeout?: number;
  readonly onProgress?: (progress: { readonly accounts: number; readonly of: number; readonly rate: number }) => void;
  readonly signal?: AbortSignal;
}

/** Signals a batch at a time: a payload stays small. */
const BATCH = 100;

/**
 * Starts the account's workflow unless it runs, and tells it in the same call what its inbox holds. Told again it changes
 * nothing: every event counts once, by its id.
 */
const startAccount = async (client: Client, ledger: Ledger, row: AccountRow, options: StartOptions): Promise<void> => {
  const { policy, state, wakeAt } = row;
  const account = row.account.id;
  const events = (await ledger.inbox(account)).map((item) => item.event);
  const { clockOffset = 0, deliveryTimeout = DELIVERY_TIMEOUT } = options;
  const input: AccountInput = { format: 1, account, policy, clockOffset, deliveryTimeout, state, wakeAt };
  const workflowId = workflowIdOf(account, options.tenant);
  for (let at = 0; at === 0 || at < events.length; at += BATCH) {
    await client.workflow.signalWithStart(WORKFLOW, {
      workflowId,
      taskQueue: options.taskQueue ?? TASK_QUEUE,
      workflowIdConflictPolicy: "USE_EXISTING",
      args: [input],
      signal: EVENTS_SIGNAL,
      signalArgs: [events.slice(at, at + BATCH)],
    });
  }
};

/**
 * Starts every account of the Temporal runtime that doesn't run yet, and brings each what it hasn't been told. Run again at
 * any time. Returns how many accounts there are.
 */
export const startAccounts = async (client: Client, ledger: Ledger, options: StartOptions = {}): Promise<number> => {
  const rows = (await ledger.accounts()).filter((row) => row.runtime === "temporal");
  const started = performance.now();
  for (const [index, row] of rows.entries()) {
    if (options.signal?.aborted === true) return index;
    await startAccount(client, ledger, row, options);
    const accounts = index + 1;
    options.onProgress?.({ accounts, of: rows.length, rate: accounts / Math.max((performance.now() - started) / 1000, 0.001) });
  }
  return rows.length;
};

const handleOf = (client: Client, account: string, { tenant }: Tenancy) => client.workflow.getHandle(workflowIdOf(account, tenant));

/** Tells a running account facts, without an answer. The ledger must have them already, so that the guard knows first. */
export const signalEvents = async (client: Client, account: string, events: readonly StepEvent[], options: Tenancy = {}): Promise<void> => {
  const handle = handleOf(client, account, options);
  for (let at = 0; at < events.length; at += BATCH) await handle.signal(EVENTS_SIGNAL, events.slice(at, at + BATCH));
};

/**
 * Tells a running account a fact and waits until it has been taken in. The ledger must have it already. Throws the SDK's
 * `WorkflowUpdateFailedError` with a plain cause when the event is no fact in any reading (see `refusalOf`).
 */
export const recordEvent = (client: Client, account: string, event: StepEvent, options: Tenancy = {}): Promise<AccountStatus> =>
  handleOf(client, account, options).executeUpdate<AccountStatus, [StepEvent]>(RECORD_UPDATE, {
    args: [event],
    ...("id" in event ? { updateId: event.id } : {}),
  });

/** How an account stands. Needs a worker that runs. */
export const queryStatus = (client: Client, account: string, options: Tenancy = {}): Promise<AccountStatus> =>
  handleOf(client, account, options).query<AccountStatus>(STATUS_QUERY);

/**
 * Brings the ledger's copy of an account up to date: tells the workflow what the inbox holds, and stores its state, so that
 * `status` and `explain` can answer without a server, and cancels tasks that are over. Needs a worker that runs. False: it moved meanwhile; try again.
 */
export const copyState = async (client: Client, ledger: Ledger, account: string, options: Tenancy = {}): Promise<boolean> => {
  const row = await ledger.account(account);
  if (row === null || row.runtime !== "temporal") return false;
  const inbox = await ledger.inbox(account);
  if (inbox.length > 0)
    await signalEvents(
      client,
      account,
      inbox.map((item) => item.event),
      options,
    );
  const { state, wakeAt } = await handleOf(client, account, options).query<StoredState>(STATE_QUERY);
  if (state === null) return false;
  await cancelStaleTasks(state, ledger);
  return ledger.saveState(account, state, wakeAt, inbox.at(-1)?.seq ?? row.cursor ?? 0, row.state);
};
