/**
 * One real PostgreSQL for all tests that need one: the built-in server, in the machine's temporary folder, shared by the test files that run at the same
 * time and stopped by the last of them. Its data stay there as a cache. `withLedger` gives a test a database of its own, copied from a ready one.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, type QueryResultRow } from "pg";
import { afterAll } from "vitest";
import { joinServer } from "../../ledger/embedded/server.ts";
import type { Presence } from "../../ledger/embedded/server.ts";
import { openLedger } from "../../ledger/index.ts";
import type { Ledger, OpenOptions } from "../../ledger/index.ts";

const migrationsFolder = join(import.meta.dirname, "../../ledger/migrations");
const shape = createHash("sha256");
for (const file of readdirSync(migrationsFolder).toSorted()) shape.update(readFileSync(join(migrationsFolder, file)));
const template = `ready_${shape.digest("hex").slice(0, 12)}`;

const folder = join(tmpdir(), `collect-tests-${process.getuid?.() ?? "user"}`);
const templateLock = 7_236_502_999;
let joined: Promise<Server> | null = null;
let count = 0;
const open: { readonly name: string; readonly ledger: Ledger }[] = [];

interface Server {
  readonly presence: Presence;
  /** Connection to the server's own database, as its superuser. */
  readonly admin: Client;
}

const urlOf = ({ connection }: Presence, database: string): string =>
  `postgres://${connection.user}:${connection.password}@${connection.host}:${connection.port}/${database}`;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** What test runs that were killed have left, and ready databases of an older shape. */
const sweep = async (admin: Client): Promise<void> => {
  const { rows } = await admin.query<{ datname: string }>("select datname from pg_database where datname ~ '^(test_[0-9]+_|ready_)'");
  for (const { datname } of rows) {
    const pid = Number(datname.split("_")[1]);
    const stale = datname.startsWith("ready_") ? datname !== template : !isAlive(pid);
    if (stale) await admin.query(`drop database if exists "${datname}" with (force)`);
  }
};

const makeTemplate = async ({ presence, admin }: Server): Promise<void> => {
  const { rowCount } = await admin.query("select 1 from pg_database where datname = $1", [template]);
  if (rowCount !== 0) return;
  const draft = `test_${process.pid}_draft`;
  await admin.query(`create database "${draft}"`);
  await (await openLedger({ databaseUrl: urlOf(presence, draft) })).close();
  await admin.query(`alter database "${draft}" rename to "${template}"`);
};

const start = async (): Promise<Server> => {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const presence = await joinServer(folder);
  const admin = new Client(presence.connection);
  await admin.connect();
  const server = { presence, admin };
  await admin.query("select pg_advisory_lock($1)", [templateLock]);
  // Tests outlive no crash of the machine, and are three times as fast without waiting for the disk.
  for (const setting of ["fsync", "synchronous_commit", "full_page_writes"]) await admin.query(`alter system set ${setting} = off`);
  await admin.query("select pg_reload_conf()");
  await sweep(admin);
  await makeTemplate(server);
  await admin.query("select pg_advisory_unlock($1)", [templateLock]);
  return server;
};

export interface TestLedger {
  readonly ledger: Ledger;
  /** A superuser's address of the same database. */
  readonly databaseUrl: string;
}

/** A ledger over an empty database of its own. It is closed and dropped when the test file is over. */
export const withLedger = async (options: Omit<OpenOptions, "databaseUrl" | "folder"> = {}): Promise<TestLedger> => {
  joined ??= start();
  const { presence, admin } = await joined;
  count += 1;
  const name = `test_${process.pid}_${count}`;
  await admin.query(`create database "${name}" template "${template}"`);
  const databaseUrl = urlOf(presence, name);
  const ledger = await openLedger({ ...options, databaseUrl });
  open.push({ name, ledger });
  return { ledger, databaseUrl };
};

/** Runs SQL past the ledger, as somebody with all rights over the database would. */
export const sqlPast = async <Row extends QueryResultRow = Record<string, unknown>>(
  databaseUrl: string,
  ...statements: readonly string[]
): Promise<readonly Row[]> => {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    let rows: readonly Row[] = [];
    for (const statement of statements) rows = (await client.query<Row>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
};

afterAll(async () => {
  if (joined === null) return;
  const { presence, admin } = await joined;
  for (const { ledger } of open) await ledger.close();
  for (const { name } of open) await admin.query(`drop database if exists "${name}" with (force)`);
  await admin.end();
  await presence.leave();
});
