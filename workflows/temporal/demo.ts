/** A whole Temporal in one process, for a look at it: server with its web page, worker, accounts. */
import { setTimeout as pause } from "node:timers/promises";
import type { Ledger } from "../../ledger/index.ts";
import type { Channels } from "../../channels/index.ts";
import { connectClient, copyState, queryStatus, startAccounts, type StartOptions } from "./client.ts";
import type { Say } from "./run-tool.ts";
import { startServer } from "./server.ts";
import { createWorker } from "./worker.ts";

export interface DemoOptions extends Pick<StartOptions, "clockOffset" | "onProgress"> {
  readonly ledger: Ledger;
  readonly channels: Channels;
  readonly say?: Say;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly taskQueue?: string;
  readonly tenant?: string;
}

export interface TemporalDemo {
  readonly address: string;
  /** Its web page; null for a server of somebody else's. */
  readonly page: string | null;
  /** Accounts that were started or ran already. */
  readonly accounts: number;
  /** Resolves once every account has done what is due at this moment, with the ledger's copy of each up to date. */
  settled(): Promise<void>;
  /** Worker first, then the server. Accounts go with a server of our own, and stay in the ledger. */
  stop(): Promise<void>;
}

/**
 * Finds or starts a server, starts a worker, and starts all accounts of the Temporal runtime. Throws `NoServerError` with a
 * plain way out when no server is to be had.
 */
export const startTemporalDemo = async (options: DemoOptions): Promise<TemporalDemo> => {
  const { ledger, channels, env, say } = options;
  const server = await startServer({ page: true, ...(env === undefined ? {} : { env }), ...(say === undefined ? {} : { say }) });
  const closers: (() => Promise<void>)[] = [() => server.stop()];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  const tenancy = {
    ...(options.tenant === undefined ? {} : { tenant: options.tenant }),
    ...(options.taskQueue === undefined ? {} : { taskQueue: options.taskQueue }),
  };
  try {
    const temporal = await connectClient(server.address, server.namespace);
    const { client } = temporal;
    closers.push(() => temporal.close());
    const worker = await createWorker({ server: server.address, namespace: server.namespace, ledger, channels, ...tenancy });
    closers.push(() => worker.stop());
    const { clockOffset = 0, onProgress } = options;
    const accounts = await startAccounts(client, ledger, { ...tenancy, clockOffset, ...(onProgress === undefined ? {} : { onProgress }) });
    const settled = async (): Promise<void> => {
      for (const { account, runtime } of await ledger.accounts()) {
        if (runtime !== "temporal") continue;
        while (!isAtRest(await queryStatus(client, account.id, tenancy), ledger.clock())) await pause(50);
        await copyState(client, ledger, account.id, tenancy);
      }
    };
    return { address: server.address, page: server.page, accounts, settled, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const isAtRest = ({ busy, wakeAt, status }: Awaited<ReturnType<typeof queryStatus>>, now: number): boolean =>
  status !== "new" && !busy && (wakeAt === null || wakeAt > now);
