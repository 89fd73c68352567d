import { sql } from "kysely";
import type { Migration } from "kysely/migration";

const statements = [
  // What of the law's a task does: its rule, since when it is called for, until when there is time, when it was done.
  `alter table tasks add column duty jsonb`,
  // How much of the debtor's chain was read when its duties were looked at last, and when to look again though nothing was added.
  `alter table debtors add column looked_seq int4 not null default 0, add column look_at int8`,
  `create index debtors_grown on debtors (tenant, id) where seq > looked_seq`,
  `create index debtors_look on debtors (tenant, look_at) where look_at is not null`,
];

/** Duties of people become tasks. */
export const dutiesMigration: Migration = {
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
