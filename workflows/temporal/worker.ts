/** The process that carries accounts' workflows and their deliveries. */
import type { NativeConnection, Worker } from "@temporalio/worker";
import { type ActivityOptions, createActivities } from "./activities.ts";
import { workflowBundle } from "./bundle.ts";
import { connectClient } from "./client.ts";
import { type Copier, copierOf } from "./copier.ts";
import { watchDuties } from "./duty-watch.ts";
import { TASK_QUEUE } from "./messages.ts";
import { quietRuntime } from "./runtime.ts";

export interface WorkerOptions extends ActivityOptions {
  /** `host:port`, or a connection that stays the caller's to close. */
  readonly server: string | NativeConnection;
  readonly namespace?: string;
  readonly taskQueue?: string;
  /** Whose accounts' states are copied into the ledger after deliveries. */
  readonly tenant?: string;
  /** Accounts kept in memory between two turns; others are replayed. */
  readonly cachedAccounts?: number;
  /** Deliveries at once. */
  readonly deliveries?: number;
  /** The workflow's code, where it was built before: building it takes seconds. */
  readonly bundle?: { readonly code: string };
  /** Told of what is wrong and ends nothing, a line each; absent: the process warns. */
  readonly warn?: (line: string) => void;
}

export interface RunningWorker {
  /** Takes no more work, lets deliveries under way end (30 s), and resolves when all is down. */
  stop(): Promise<void>;
  /** Rejects when the worker breaks; resolves after `stop`. */
  readonly ended: Promise<void>;
}

const create = async (options: WorkerOptions, connection: NativeConnection): Promise<Worker> => {
  const { Worker: WorkerClass } = await import("@temporalio/worker");
  return WorkerClass.create({
    connection,
    namespace: options.namespace ?? "default",
    taskQueue: options.taskQueue ?? TASK_QUEUE,
    workflowBundle: options.bundle ?? (await workflowBundle()),
    activities: createActivities(options),
    shutdownGraceTime: "30s",
    ...(options.cachedAccounts === undefined ? {} : { maxCachedWorkflows: options.cachedAccounts }),
    ...(options.deliveries === undefined ? {} : { maxConcurrentActivityTaskExecutions: options.deliveries }),
  });
};

/** A worker that has its connection to itself also keeps the ledger's copies fresh. */
const startCopier = async (options: WorkerOptions, address: string): Promise<{ readonly copier: Copier; close(): Promise<void> }> => {
  const temporal = await connectClient(address, options.namespace);
  const copier = copierOf(temporal.client, options.ledger, options.tenant === undefined ? {} : { tenant: options.tenant });
  return { copier, close: () => temporal.close() };
};

interface Parts {
  readonly worker: Worker;
  readonly copier: Copier | null;
  close(): Promise<void>;
}

const assemble = async (options: WorkerOptions): Promise<Parts> => {
  const { server } = options;
  if (typeof server !== "string") return { worker: await create(options, server), copier: null, close: async () => {} };
  const copies = await startCopier(options, server);
  try {
    const { NativeConnection: Native } = await import("@temporalio/worker");
    const connection = await Native.connect({ address: server });
    const close = async (): Promise<void> => {
      await connection.close();
      await copies.close();
    };
    const onDelivery = (account: string): void => copies.copier.touch(account);
    return { worker: await create({ ...options, onDelivery }, connection), copier: copies.copier, close };
  } catch (error) {
    await copies.close();
    throw error;
  }
};

/**
 * Starts a worker and returns once it polls. Bundles the workflow first (a second or two). Throws `ServerUnreachableError`
 * when the server can't be reached.
 */
export const createWorker = async (options: WorkerOptions): Promise<RunningWorker> => {
  await quietRuntime();
  const parts = await assemble(options);
  const { worker, copier } = parts;
  const duties = watchDuties(options.ledger, options.warn ?? ((line) => process.emitWarning(line)));
  const run = async (): Promise<void> => {
    try {
      await worker.run();
    } finally {
      await duties.stop();
      await parts.close();
    }
  };
  const ended = run();
  // Whoever waits for the end hears of a failure; until then it must not end the process.
  ended.catch(() => {});
  return {
    ended,
    async stop() {
      // Copies are made by asking the workflows, which nobody answers once the worker is down.
      await copier?.stop();
      if (worker.getState() === "RUNNING") worker.shutdown();
      await ended;
    },
  };
};
