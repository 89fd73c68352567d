/** The process that carries accounts' workflows and their deliveries. */
import type { NativeConnection, Worker } from "@temporalio/worker";
import { type ActivityOptions, createActivities } from "./activities.ts";
import { workflowBundle } from "./bundle.ts";
import { TASK_QUEUE } from "./messages.ts";
import { quietRuntime } from "./runtime.ts";

export interface WorkerOptions extends ActivityOptions {
  /** `host:port`, or a connection that stays the caller's to close. */
  readonly server: string | NativeConnection;
  readonly namespace?: string;
  readonly taskQueue?: string;
  /** Accounts kept in memory between two turns; others are replayed. */
  readonly cachedAccounts?: number;
  /** Deliveries at once. */
  readonly deliveries?: number;
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
    workflowBundle: await workflowBundle(),
    activities: createActivities(options),
    shutdownGraceTime: "30s",
    ...(options.cachedAccounts === undefined ? {} : { maxCachedWorkflows: options.cachedAccounts }),
    ...(options.deliveries === undefined ? {} : { maxConcurrentActivityTaskExecutions: options.deliveries }),
  });
};

/**
 * Starts a worker and returns once it polls. Bundles the workflow first (a second or two). Throws when the server can't be
 * reached.
 */
export const createWorker = async (options: WorkerOptions): Promise<RunningWorker> => {
  await quietRuntime();
  const { NativeConnection: Native } = await import("@temporalio/worker");
  const own = typeof options.server === "string" ? await Native.connect({ address: options.server }) : null;
  const connection = own ?? (options.server as NativeConnection);
  const worker = await create(options, connection).catch(async (error: unknown) => {
    await own?.close();
    throw error;
  });
  const run = async (): Promise<void> => {
    try {
      await worker.run();
    } finally {
      await own?.close();
    }
  };
  const ended = run();
  // Whoever waits for the end hears of a failure; until then it must not end the process.
  ended.catch(() => {});
  return {
    ended,
    async stop() {
      if (worker.getState() === "RUNNING") worker.shutdown();
      await ended;
    },
  };
};
