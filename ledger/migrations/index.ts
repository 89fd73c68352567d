/** Every change of the ledger's tables, in order. One that was released is never edited: the next one mends it. */
import type { Migration } from "kysely/migration";
import { ledgerMigration } from "./0001-ledger.ts";
import { tenantsMigration } from "./0002-tenants.ts";
import { dutiesMigration } from "./0003-duties.ts";
import { uncertainMigration } from "./0004-uncertain.ts";

export const migrations: Readonly<Record<string, Migration>> = {
  "0001-ledger": ledgerMigration,
  "0002-tenants": tenantsMigration,
  "0003-duties": dutiesMigration,
  "0004-uncertain": uncertainMigration,
};
