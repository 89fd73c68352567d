/** Keeps the ledger's copy of accounts near their workflows, so that `status` and `explain` answer without a server. */
import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "@temporalio/client";
import type { Ledger } from "../../ledger/index.ts";
import { type Tenancy, copyState } from "./client.ts";

export interface Copier {
  /** Something was done for this account: its copy is to be made anew. */
  touch(account: string): void;
  /** Makes the copies that are still to be made, in ten seconds at most, and none after; then nothing is asked of the server any more. */
  stop(): Promise<void>;
}

/** Long enough that an account which does several things in a row is copied once. */
const PAUSE_MS = 1_000;
const LONGEST_STOP_MS = 10_000;
/** The client asks again and again while a server is away, and would do so over a connection that was closed meanwhile, which ends the process. */
const LONGEST_COPY_MS = 5_000;

/**
 * Copies accounts a moment after they were touched. A copy that fails is no loss: the workflow has the state, and the next
 * touch tries again; it never holds up a delivery.
 */
export const copierOf = (client: Client, ledger: Ledger, tenancy: Tenancy, longestStop = LONGEST_STOP_MS): Copier => {
  const touched = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let copying = Promise.resolve();
  let stopped = false;
  const copyAll = async (): Promise<void> => {
    for (const account of touched) {
      touched.delete(account);
      await client.withDeadline(Date.now() + LONGEST_COPY_MS, () => copyState(client, ledger, account, tenancy)).catch(() => false);
    }
  };
  const begin = (): void => {
    timer = null;
    copying = copying.then(copyAll);
  };
  return {
    touch(account) {
      touched.add(account);
      if (!stopped) timer ??= setTimeout(begin, PAUSE_MS);
    },
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      begin();
      const enough = new AbortController();
      await Promise.race([copying, pause(longestStop, undefined, { signal: enough.signal }).catch(() => {})]);
      enough.abort();
      touched.clear();
      // The one under way.
      await copying;
    },
  };
};
