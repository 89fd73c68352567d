import { sql } from "kysely";
import type { Migration } from "kysely/migration";

const statements = [
  `drop index permits_reserved`,
  // Contacts under way, or of an outcome that nobody knows: asked for whenever a debtor's chain is read.
  `create index permits_uncertain on permits (tenant, debtor) where status in ('reserved', 'sending', 'unknown')`,
];

/** Contacts of which nobody knows whether they left are found by their debtor. */
export const uncertainMigration: Migration = {
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
