import type { Database } from "./database/connect.ts";
import type { Ledger } from "./ledger.ts";

export const setting =
  (db: Database): Ledger["setting"] =>
  async (name) =>
    (await db.selectFrom("settings").select("value").where("name", "=", name).executeTakeFirst())?.value ?? null;

export const setSetting =
  (db: Database): Ledger["setSetting"] =>
  async (name, value) => {
    await db
      .insertInto("settings")
      .values({ name, value })
      .onConflict((conflict) => conflict.constraint("settings_pkey").doUpdateSet({ value }))
      .execute();
  };
