import { sql } from "kysely";
import { canonicalJson } from "../engine/index.ts";
import type { Database } from "./database/connect.ts";
import type { Ledger } from "./ledger.ts";

export const note =
  (db: Database): Ledger["note"] =>
  async (account, at, key, { result, stage, step, reasons }) => {
    const line = { at, result, stage, step, reasons: canonicalJson(reasons) };
    await db
      .insertInto("notes")
      .values({ account, key, ...line })
      .onConflict((conflict) => conflict.constraint("notes_pkey").doUpdateSet({ ...line, n: sql`default` }))
      .execute();
  };

/** The last decision on each step, oldest first. */
export const notes =
  (db: Database): Ledger["notes"] =>
  (account) => {
    const all = db.selectFrom("notes").select(["account", "at", "key", "result", "stage", "step", "reasons"]);
    return (account === undefined ? all : all.where("account", "=", account)).orderBy("at").orderBy("n").execute();
  };
