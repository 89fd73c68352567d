import { instant } from "../engine/index.ts";
import type { Instant } from "../engine/index.ts";
import { DEFAULT_TENANT } from "./database/tenant.ts";
import type { Tenant } from "./database/tenant.ts";
import type { Ledger } from "./ledger.ts";

export interface OpenOptions {
  /** A PostgreSQL of one's own (`postgres://user:password@host:port/name`). Absent or empty: the built-in server. */
  readonly databaseUrl?: string | undefined;
  /** Where the built-in server keeps its data. Default `.collect` in the current folder. */
  readonly folder?: string | undefined;
  /** The moment by which the guard judges. Default: the machine's clock. */
  readonly clock?: (() => Instant) | undefined;
  /** Whose rows are seen. Absent: those of a house that has one tenant, `default`. */
  readonly tenant?: Tenant | undefined;
}

/**
 * Opens the ledger. Several commands may have it open at once, and share the built-in server; the last one to close stops it, so `close` must be called.
 *
 * @throws LedgerUnavailableError with one plain sentence when the database does not answer or can't be started.
 */
export const openLedger = async ({ databaseUrl, folder, clock, tenant }: OpenOptions = {}): Promise<Ledger> => {
  // The database's libraries are loaded only by commands that need it.
  const { openStore } = await import("./store.ts");
  const given = databaseUrl === undefined || databaseUrl === "" ? {} : { databaseUrl };
  return openStore({ ...given, folder: folder ?? ".collect", clock: clock ?? (() => instant(Date.now())), tenant: tenant ?? DEFAULT_TENANT });
};
