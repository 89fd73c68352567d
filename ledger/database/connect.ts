import type { CustomTypesConfig, types as standardTypes } from "pg";
import { Kysely, PostgresDialect } from "kysely";
import type { Transaction } from "kysely";
import type { Tables } from "./tables.ts";
import { tenantDialect } from "./tenant.ts";
import type { Tenant } from "./tenant.ts";

export type Database = Kysely<Tables>;
export type Tx = Transaction<Tables>;

/** Where a database is: an URL, or the parts that the built-in server is reached by. */
export type Address =
  | { readonly connectionString: string }
  | { readonly host: string; readonly port: number; readonly user: string; readonly password: string; readonly database: string };

/** int8 as a number: instants and counters stay far below 2^53, and a value that does not is a fault, never rounded. */
const readInt8 = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError("the database holds a whole number too large to be read exactly");
  return value;
};

const typesOver = (standard: typeof standardTypes): CustomTypesConfig => ({
  getTypeParser: (oid, format) => (oid === standard.builtins.INT8 && format !== "binary" ? readInt8 : standard.getTypeParser(oid, format)),
});

/**
 * Each statement sees what was committed before it began, whatever the server's default: who waited for a debtor's lock must then read what the one
 * before wrote.
 */
export const inTransaction = <Result>(db: Database, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  db.transaction().setIsolationLevel("read committed").execute(work);

const connectTimeout = 10_000;

/** Connections to one database, shared by the tenants that are asked about. */
export interface Connections {
  /** As the account that connected: for changes of the tables alone. */
  readonly plain: Database;
  /** The same tables as `tenant` sees them: its own rows. `role`: to be taken on for each transaction; null: the account itself is bound. */
  readonly of: (tenant: Tenant, role: string | null) => Database;
}

/** A pool of connections that tries none yet. */
export const connect = async (address: Address): Promise<Connections> => {
  const { Pool, types } = await import("pg");
  const pool = new Pool({
    ...address,
    application_name: "collect",
    max: 10,
    types: typesOver(types),
    keepAlive: true,
    // A caller that froze in the middle must not hold a debtor's lock for ever.
    idle_in_transaction_session_timeout: 60_000,
    // Also bounds the wait for a free connection, so it must outlast a queue at one debtor's lock.
    connectionTimeoutMillis: 60_000,
  });
  // A connection that the server ends fails its query, or is replaced before the next one; without listeners it would end the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const dialect = new PostgresDialect({ pool });
  return {
    plain: new Kysely<Tables>({ dialect }),
    of: (tenant, role) => new Kysely<Tables>({ dialect: tenantDialect(dialect, tenant, role) }),
  };
};

/** One connection, made and dropped, to learn whether the database answers. @throws what the driver throws. */
export const probe = async (address: Address): Promise<void> => {
  const { Client } = await import("pg");
  const client = new Client({ ...address, application_name: "collect", connectionTimeoutMillis: connectTimeout });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } finally {
    await client.end().catch(() => undefined);
  }
};
