import type { Instant } from "../engine/index.ts";
import { account, accounts } from "./accounts.ts";
import { readChain } from "./chain/read.ts";
import { verifyChains } from "./chain/verify.ts";
import { closeTask } from "./close-task.ts";
import { connect, probe } from "./database/connect.ts";
import type { Address, Connections, Database } from "./database/connect.ts";
import { migrate } from "./database/migrate.ts";
import { roleFor } from "./database/tenant.ts";
import type { Tenant } from "./database/tenant.ts";
import { plainly, reasonOf, whereIs } from "./database/unavailable.ts";
import { makeDuties } from "./duties.ts";
import { joinServer } from "./embedded/server.ts";
import { LedgerUnavailableError } from "./errors.ts";
import { makeGuard } from "./guard/guard.ts";
import { makeOutside } from "./guard/outside.ts";
import { due, inbox, saveState } from "./inbox.ts";
import { makeKeys } from "./keys.ts";
import type { Ledger } from "./ledger.ts";
import { note, notes } from "./notes.ts";
import { programSource, saveProgram } from "./programs.ts";
import { putAccounts } from "./put-accounts.ts";
import { record } from "./record.ts";
import { setSetting, setting } from "./settings.ts";
import { addTask, tasks } from "./tasks.ts";

/** An open database, and how to leave it. */
interface Opened {
  readonly connections: Connections;
  /** What to say when it does not answer any more, and why. */
  readonly lost: (reason: string) => string;
  readonly leave: () => Promise<void>;
}

const openGiven = async (databaseUrl: string): Promise<Opened> => {
  if (!/^postgres(ql)?:\/\//.test(databaseUrl) || !URL.canParse(databaseUrl)) {
    throw new LedgerUnavailableError(
      "DATABASE_URL is no address such as postgres://user:password@host:5432/database (in a password, write / as %2F, @ as %40 and : as %3A). Mend it, or unset it to use the built-in database.",
    );
  }
  const address: Address = { connectionString: databaseUrl };
  const where = whereIs(databaseUrl);
  try {
    await probe(address);
  } catch (error) {
    throw new LedgerUnavailableError(
      `The database at ${where} does not answer (${reasonOf(error)}). Start it or unset DATABASE_URL to use the built-in one.`,
      { cause: error },
    );
  }
  const lost = (reason: string): string =>
    `The database at ${where} does not answer (${reason}). Try again when it runs: what it took in before is kept.`;
  return { connections: await connect(address), lost, leave: () => Promise.resolve() };
};

const openBuiltIn = async (folder: string): Promise<Opened> => {
  const presence = await joinServer(folder);
  const lost = (reason: string): string => `The built-in database has stopped (${reason}). Run the command again: what it took in before is kept.`;
  return { connections: await connect(presence.connection), lost, leave: presence.leave };
};

const methodsOver = (db: Database, clock: () => Instant) => {
  const programs = programSource();
  return {
    saveProgram: saveProgram(db, clock),
    loadProgram: (policyHash: string) => programs(db, policyHash),
    putAccounts: putAccounts(db, clock),
    account: account(db),
    accounts: accounts(db),
    record: record(db, clock, programs),
    entries: async (debtor: string) => (await readChain(db, debtor)).entries,
    inbox: inbox(db),
    due: due(db),
    saveState: saveState(db),
    addTask: addTask(db),
    tasks: tasks(db),
    closeTask: closeTask(db, clock, programs),
    note: note(db),
    notes: notes(db),
    verifyChains: verifyChains(db),
    setting: setting(db),
    setSetting: setSetting(db),
    guard: makeGuard(db, clock, programs),
    outside: makeOutside(db, clock, programs),
    duties: makeDuties(db, clock, programs),
    keys: makeKeys(db, clock),
  };
};

const MOST_TENANTS_KEPT = 256;

/** The ledgers of the tenants of one store, each made when it is asked for first. */
const ledgersOver = ({ connections, lost }: Opened, role: string | null, clock: () => Instant, close: () => Promise<void>) => {
  const made = new Map<Tenant, Ledger>();
  const of = (tenant: Tenant): Ledger => {
    const known = made.get(tenant);
    if (known !== undefined) return known;
    const { guard, outside, duties, keys, ...methods } = methodsOver(connections.of(tenant, role), clock);
    const apart = { guard: plainly(guard, lost), outside: plainly(outside, lost), duties: plainly(duties, lost), keys: plainly(keys, lost) };
    const ledger: Ledger = { ...plainly(methods, lost), ...apart, tenant, as: of, clock, close };
    // A forged key may name any tenant: names that nobody has must not fill the memory. A ledger that is forgotten is made anew.
    const oldest = made.size >= MOST_TENANTS_KEPT ? made.keys().next().value : undefined;
    if (oldest !== undefined) made.delete(oldest);
    made.set(tenant, ledger);
    return ledger;
  };
  return of;
};

export interface StoreOptions {
  readonly databaseUrl?: string;
  readonly folder: string;
  readonly clock: () => Instant;
  readonly tenant: Tenant;
}

/** Connects or starts the server, brings the tables up to date, and hands out the ledger. Whatever fails on the way is left again. */
export const openStore = async ({ databaseUrl, folder, clock, tenant }: StoreOptions): Promise<Ledger> => {
  const opened = databaseUrl === undefined ? await openBuiltIn(folder) : await openGiven(databaseUrl);
  const { connections, lost, leave } = opened;
  let open = true;
  const close = async (): Promise<void> => {
    if (!open) return;
    open = false;
    await connections.plain.destroy();
    await leave();
  };
  const prepare = async (): Promise<string | null> => {
    await migrate(connections.plain);
    return roleFor(connections.plain);
  };
  try {
    const role = await plainly({ prepare }, lost).prepare();
    return ledgersOver(opened, role, clock, close)(tenant);
  } catch (error) {
    await close();
    throw error;
  }
};
