import { canonicalJson } from "../../engine/index.ts";
import type { Instant } from "../../engine/index.ts";
import { append, lockDebtor } from "../chain/append.ts";
import type { Line } from "../chain/line.ts";
import { inTransaction } from "../database/connect.ts";
import type { Database, Tx } from "../database/connect.ts";
import type { PermitStatus } from "../database/tables.ts";
import type { Guard } from "../ledger.ts";

/** Takes a reservation back: nothing left the house. */
export const voidLine = (entry: string, account: string, at: Instant): Line => ({ id: `void/${entry}`, at, account, body: { void: { of: entry } } });

/** False when the permit was used, settled, released or has expired: then ask again. */
export const sending =
  (db: Database, clock: () => Instant): Guard["sending"] =>
  async (permit) => {
    const { numUpdatedRows } = await db
      .updateTable("permits")
      .set({ status: "sending" })
      .where("id", "=", permit.id)
      .where("status", "=", "reserved")
      .where("expires_at", ">", clock())
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  };

/** What may still follow on what. An unknown outcome may turn out to be a sent one; it is never taken back, since others were told it counts. */
const mayFollow: Readonly<Record<PermitStatus, readonly PermitStatus[]>> = {
  reserved: ["sent", "failed", "unknown", "released"],
  sending: ["sent", "failed", "unknown", "released"],
  unknown: ["sent"],
  sent: [],
  failed: [],
  released: [],
};

const statusOf = { sent: "sent", failed: "failed", unknown: "unknown", denied: "released" } as const;

const lockPermit = async (tx: Tx, id: string) => {
  const found = await tx.selectFrom("permits").select("debtor").where("id", "=", id).executeTakeFirst();
  const head = found === undefined ? null : await lockDebtor(tx, found.debtor);
  // Read again under the lock: it may have been settled, or granted anew, while the lock was waited for.
  const row = await tx.selectFrom("permits").select(["status", "entry", "account"]).where("id", "=", id).forUpdate().executeTakeFirst();
  return head === null || row === undefined ? null : { head, row };
};

/** Closes a permit. Whatever comes after the first answer changes nothing, except that an unknown outcome may become known as sent. */
export const settle =
  (db: Database, clock: () => Instant): Guard["settle"] =>
  (permit, result) =>
    inTransaction(db, async (tx) => {
      const locked = await lockPermit(tx, permit.id);
      const status = statusOf[result.kind];
      if (locked === null || !mayFollow[locked.row.status].includes(status)) return;
      const { head, row } = locked;
      const leftNothing = status === "failed" || status === "released";
      if (leftNothing && row.entry !== null) await append(tx, head, [voidLine(row.entry, row.account, clock())]);
      const outcome = status === "released" ? { status, entry: null, result: null } : { status, result: canonicalJson(result) };
      await tx.updateTable("permits").set(outcome).where("id", "=", permit.id).execute();
    });
