import { CompiledQuery, sql } from "kysely";
import type { DatabaseConnection, Dialect, Driver, TransactionSettings } from "kysely";
import { LedgerUnavailableError } from "../errors.ts";
import type { Database } from "./connect.ts";

declare const tenantName: unique symbol;
/** One agency or company, whose rows no other sees. */
export type Tenant = string & { readonly [tenantName]: true };

/** Whose rows a command sees that names nobody. */
export const DEFAULT_TENANT = "default" as Tenant;

/** Null: no name of a tenant. Lower case letters, digits and hyphens, so that it can stand in a key and in a statement. */
export const tenantOf = (name: string): Tenant | null => (/^[a-z0-9][a-z0-9-]{0,39}$/.test(name) ? (name as Tenant) : null);

const ROLE = "collect_tenant";

/**
 * The role that transactions must take on to be bound by row-level security: null when the account that connected is bound itself.
 *
 * @throws LedgerUnavailableError when the account is bound by nothing and there is no such role.
 */
export const roleFor = async (db: Database): Promise<string | null> => {
  const { rows } = await sql<{ free: boolean; there: boolean }>`
    select rolsuper or rolbypassrls as free, exists (select 1 from pg_roles where rolname = ${ROLE}) as there
    from pg_roles where rolname = current_user`.execute(db);
  if (rows[0]?.free === false) return null;
  if (rows[0]?.there === true) return ROLE;
  throw new LedgerUnavailableError(
    `The database's account is bound by no row-level security, and the role ${ROLE} is missing: let a superuser run "create role ${ROLE} nologin", or connect as an account without BYPASSRLS.`,
  );
};

const isolation = ({ isolationLevel, accessMode }: TransactionSettings): string =>
  [isolationLevel === undefined ? "" : ` isolation level ${isolationLevel}`, accessMode === undefined ? "" : ` ${accessMode}`].join("");

/** Begins a transaction that sees one tenant's rows, in one round trip. Both settings end with the transaction: no connection carries them on. */
const beginAs = (tenant: Tenant, role: string | null, settings: TransactionSettings): CompiledQuery =>
  CompiledQuery.raw(
    `start transaction${isolation(settings)}; ${role === null ? "" : `set local role ${role}; `}set local collect.tenant = '${tenant}'`,
  );

interface Held {
  readonly inner: DatabaseConnection;
  inTransaction: boolean;
}

/** A statement outside any transaction gets one of its own. */
const alone = async <Row>(driver: Driver, { inner }: Held, begin: CompiledQuery, query: CompiledQuery) => {
  try {
    await inner.executeQuery(begin);
    const result = await inner.executeQuery<Row>(query);
    await driver.commitTransaction(inner);
    return result;
  } catch (error) {
    // What went wrong first is what is told; a connection that can't be rolled back is thrown away by the driver.
    await driver.rollbackTransaction(inner).catch(() => undefined);
    throw error;
  }
};

/**
 * The dialect, but each statement runs as one tenant: `set local collect.tenant` in its transaction, under a role that row-level security binds.
 *
 * INVARIANT: no statement reaches the connection outside such a transaction, so no query can forget to say whose rows it means.
 */
export const tenantDialect = (dialect: Dialect, tenant: Tenant, role: string | null): Dialect => ({
  createAdapter: () => dialect.createAdapter(),
  createQueryCompiler: () => dialect.createQueryCompiler(),
  createIntrospector: (db) => dialect.createIntrospector(db),
  createDriver: () => tenantDriver(dialect.createDriver(), tenant, role),
});

const tenantDriver = (driver: Driver, tenant: Tenant, role: string | null): Driver => {
  const held = new WeakMap<DatabaseConnection, Held>();
  const of = (connection: DatabaseConnection): Held => {
    const found = held.get(connection);
    if (found === undefined) throw new Error("a connection that this driver did not hand out");
    return found;
  };
  const begin = beginAs(tenant, role, {});
  const wrap = (inner: DatabaseConnection): DatabaseConnection => {
    const mine: Held = { inner, inTransaction: false };
    const connection: DatabaseConnection = {
      executeQuery: <Row>(query: CompiledQuery) => (mine.inTransaction ? inner.executeQuery<Row>(query) : alone<Row>(driver, mine, begin, query)),
      streamQuery: () => {
        throw new Error("the ledger streams nothing");
      },
    };
    held.set(connection, mine);
    return connection;
  };
  return {
    init: () => driver.init(),
    acquireConnection: async () => wrap(await driver.acquireConnection()),
    beginTransaction: async (connection, settings) => {
      const mine = of(connection);
      try {
        await mine.inner.executeQuery(beginAs(tenant, role, settings));
      } catch (error) {
        await driver.rollbackTransaction(mine.inner).catch(() => undefined);
        throw error;
      }
      mine.inTransaction = true;
    },
    commitTransaction: async (connection) => {
      await driver.commitTransaction(of(connection).inner);
      of(connection).inTransaction = false;
    },
    rollbackTransaction: async (connection) => {
      await driver.rollbackTransaction(of(connection).inner);
      of(connection).inTransaction = false;
    },
    releaseConnection: (connection) => driver.releaseConnection(of(connection).inner),
    // The pool belongs to all tenants and ends with the plain one.
    destroy: () => Promise.resolve(),
  };
};
