import { canonicalJson } from "../engine/index.ts";
import type { Database } from "./database/connect.ts";
import type { Tables } from "./database/tables.ts";
import type { Ledger, Task } from "./ledger.ts";
import type { Selectable } from "kysely";

const taskOf = ({ effect_key, script, before, duty, ...row }: Selectable<Tables["tasks"]>): Task => ({
  ...row,
  effectKey: effect_key,
  ...(script === null ? {} : { script }),
  ...(before === null ? {} : { before }),
  ...(duty === null ? {} : { duty }),
});

const columns = [
  "id",
  "account",
  "kind",
  "title",
  "team",
  "priority",
  "due",
  "created",
  "status",
  "outcome",
  "effect_key",
  "script",
  "before",
  "duty",
] as const;

/** The same id again changes nothing: a step that is done twice after a crash leaves one task. */
export const addTask =
  (db: Database): Ledger["addTask"] =>
  async ({ effectKey, script, before, duty, ...task }) => {
    await db
      .insertInto("tasks")
      .values({
        ...task,
        effect_key: effectKey,
        script: script ?? null,
        before: before ?? null,
        duty: duty === undefined ? null : canonicalJson(duty),
        status: "open",
        outcome: null,
      })
      .onConflict((conflict) => conflict.constraint("tasks_pkey").doNothing())
      .execute();
  };

/** Oldest first. */
export const tasks =
  (db: Database): Ledger["tasks"] =>
  async ({ status, account }) => {
    let query = db.selectFrom("tasks").select(columns);
    if (status !== undefined) query = query.where("status", "=", status);
    if (account !== undefined) query = query.where("account", "=", account);
    return (await query.orderBy("created").orderBy("id").execute()).map(taskOf);
  };
