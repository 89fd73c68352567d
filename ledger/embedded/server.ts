import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import type { Client } from "pg";
import { LedgerUnavailableError } from "../errors.ts";
import { findInstallation } from "./binaries.ts";
import { ensureCluster, readPassword, serverAccount, serverDatabase } from "./cluster.ts";
import { findPlace, writePointer } from "./place.ts";
import type { Place } from "./place.ts";
import { clearStalePid, logFile, readPostmaster, startPostmaster, stopPostmaster } from "./postmaster.ts";

export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** A built-in server that this command takes part in. */
export interface Presence {
  readonly connection: Connection;
  /** Folder of the server's data. */
  readonly data: string;
  /** Stops the server when nobody else is there. */
  readonly leave: () => Promise<void>;
}

/** Held shared by every command that uses the server, and exclusively by the one that stops it. The number names this lock and nothing else. */
const presenceLock = 7_236_502_915;
const patience = 30_000;

/**
 * Connects and says "I am here". Whoever stops the server holds the lock exclusively until it is down, so this either waits and then fails with the
 * server (and the caller starts it again), or it is in, and nobody stops the server before it leaves.
 */
const announce = async (connection: Connection): Promise<Client> => {
  const { Client: PgClient } = await import("pg");
  const client = new PgClient({ ...connection, application_name: "collect", connectionTimeoutMillis: 10_000 });
  // A server that goes down later is told by the next query; without a listener it would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select pg_advisory_lock_shared($1)", [presenceLock]);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
};

const leave = async (client: Client, place: Place): Promise<void> => {
  try {
    await client.query("select pg_advisory_unlock_shared($1)", [presenceLock]);
    const { rows } = await client.query<{ last: boolean }>("select pg_try_advisory_lock($1) as last", [presenceLock]);
    if (rows[0]?.last === true) await stopPostmaster(place);
  } catch {
    // The server is gone already: there is nothing left to stop.
  }
  await client.end().catch(() => undefined);
};

/** The last thing that went wrong, in the server's own words. */
const lastFault = async (place: Place): Promise<string> => {
  const lines = (await readFile(logFile(place.data), "utf8").catch(() => "")).split("\n");
  return lines.findLast((line) => /\b(?:FATAL|PANIC):/.test(line))?.replace(/^.*?\b(?:FATAL|PANIC): +/, "") ?? "its log says nothing";
};

const giveUp = async (place: Place): Promise<never> => {
  throw new LedgerUnavailableError(
    `The built-in PostgreSQL does not start (${await lastFault(place)}). Its log is ${logFile(place.data)}. Set DATABASE_URL to use another database.`,
  );
};

/** One round: join the server that is there, or start one. Null: look again. */
const tryToJoin = async (place: Place, password: string): Promise<{ client: Client; connection: Connection } | null> => {
  const seen = await readPostmaster(place.data);
  if (seen !== null) {
    const connection = { host: "127.0.0.1", port: seen.port, user: serverAccount, password, database: serverDatabase };
    const client = await announce(connection).catch(() => null);
    if (client !== null) return { client, connection };
  }
  const started = await startPostmaster(place);
  if (!started && seen !== null) await clearStalePid(place.data, seen);
  return null;
};

/**
 * Takes part in the built-in server of a folder: starts it if it isn't running, joins it if another command started it. Its data lie in
 * `<folder>/postgres`, or where `<folder>/postgres.json` says.
 *
 * @throws LedgerUnavailableError when it can't be set up or started within half a minute.
 */
export const joinServer = async (folder: string): Promise<Presence> => {
  const place = await findPlace(folder, await findInstallation());
  await ensureCluster(place);
  await writePointer(folder, place.data);
  const password = await readPassword(place.data);
  const end = performance.now() + patience;
  let dead = 0;
  for (;;) {
    const joined = await tryToJoin(place, password);
    if (joined !== null) return { connection: joined.connection, data: place.data, leave: () => leave(joined.client, place) };
    const running = (await readPostmaster(place.data)) !== null;
    // Without any server after a start it failed by itself (a full disk, another version's data): a port taken meanwhile explains one such round, not four.
    dead = running ? 0 : dead + 1;
    if (dead >= 4 || performance.now() > end) return giveUp(place);
    await wait(running ? 20 : 100);
  }
};
