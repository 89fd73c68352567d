import type { Instant } from "../engine/index.ts";
import type { Database } from "./database/connect.ts";

/** A key for the API, without its secret, which nobody but its holder has. */
export interface ApiKey {
  readonly id: string;
  /** What it is for, in the words of whoever made it. */
  readonly name: string;
  /** SHA-256 of the secret, in hex. */
  readonly hash: string;
  readonly scopes: readonly string[];
  readonly created: Instant;
  readonly revoked: Instant | null;
}

/** The keys of one tenant. */
export interface Keys {
  add(key: Omit<ApiKey, "created" | "revoked">): Promise<void>;
  /** Oldest first, revoked ones too. */
  list(): Promise<readonly ApiKey[]>;
  find(id: string): Promise<ApiKey | null>;
  /** False: not on file, or revoked already. */
  revoke(id: string): Promise<boolean>;
}

const columns = ["id", "name", "hash", "scopes", "created", "revoked"] as const;

export const makeKeys = (db: Database, clock: () => Instant): Keys => ({
  add: async (key) => {
    await db
      .insertInto("api_keys")
      .values({ ...key, created: clock(), revoked: null })
      .execute();
  },
  list: () => db.selectFrom("api_keys").select(columns).orderBy("created").orderBy("id").execute(),
  find: async (id) => (await db.selectFrom("api_keys").select(columns).where("id", "=", id).executeTakeFirst()) ?? null,
  revoke: async (id) => {
    const { numUpdatedRows } = await db
      .updateTable("api_keys")
      .set({ revoked: clock() })
      .where("id", "=", id)
      .where("revoked", "is", null)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  },
});
