/** Keys for the API: `ck_<tenant>_<id>_<secret>`. The store keeps the secret's hash alone, so a key is shown once. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { tenantOf } from "../ledger/index.ts";
import type { ApiKey, Tenant } from "../ledger/index.ts";

/** What a key lets its holder do: one word for each kind of request. */
export const SCOPES = ["permits", "contacts", "events", "accounts"] as const;
export type Scope = (typeof SCOPES)[number];

/** A secret of 256 bits is guessed by nobody, so one round of SHA-256 is enough, and quick for every request. */
const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** A new key: the text for its holder, and what the store keeps of it. */
export const makeKey = (tenant: Tenant): { readonly text: string; readonly id: string; readonly hash: string } => {
  const id = randomBytes(6).toString("hex");
  const secret = randomBytes(32).toString("hex");
  return { text: `ck_${tenant}_${id}_${secret}`, id, hash: hashOf(secret) };
};

export interface ReadKey {
  readonly tenant: Tenant;
  readonly id: string;
  readonly secret: string;
}

/** Null: nothing that was ever a key. */
export const readKey = (text: string): ReadKey | null => {
  const [, name = "", id = "", secret = ""] = /^ck_([a-z0-9-]+)_([0-9a-f]{12})_([0-9a-f]{64})$/.exec(text) ?? [];
  const tenant = tenantOf(name);
  return tenant === null ? null : { tenant, id, secret };
};

/** Compared in constant time: how long a wrong key takes tells nothing about the right one. */
export const isHeldBy = (kept: ApiKey, { secret }: ReadKey): boolean =>
  timingSafeEqual(Buffer.from(kept.hash, "hex"), Buffer.from(hashOf(secret), "hex"));
