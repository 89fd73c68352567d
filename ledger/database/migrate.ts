import { sql } from "kysely";
import { LedgerUnavailableError } from "../errors.ts";
import { migrations } from "../migrations/index.ts";
import type { Database } from "./connect.ts";

const names = Object.keys(migrations);

/** Names of the migrations that the database has had; null when it never had any. */
const applied = async (db: Database): Promise<readonly string[] | null> => {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('kysely_migration') is not null as there`.execute(db);
  if (rows[0]?.there !== true) return null;
  const had = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return had.rows.map((row) => row.name);
};

/**
 * Brings the tables up to this version. Commands that open the same database at once do it one after the other (the migrator holds an advisory lock).
 * A database that a newer version wrote is refused: an older one would not know what its columns mean.
 */
export const migrate = async (db: Database): Promise<void> => {
  const had = await applied(db);
  const newer = had?.find((name) => !names.includes(name));
  if (newer !== undefined) {
    throw new LedgerUnavailableError(
      `A newer version of Collect wrote this database (it has had the migration ${newer}). Use that version or a newer one.`,
    );
  }
  if (had !== null && had.length === names.length) return;
  const { Migrator } = await import("kysely/migration");
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
};
