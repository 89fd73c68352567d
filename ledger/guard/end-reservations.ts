import type { Instant } from "../../engine/index.ts";
import type { Tx } from "../database/connect.ts";

/**
 * What was judged before something became known must not leave on the old judgement: a permit that is reserved but not being sent ends now, and whoever
 * holds it asks again.
 */
export const endReservations = async (tx: Tx, debtor: string, now: Instant): Promise<void> => {
  await tx
    .updateTable("permits")
    .set({ expires_at: now })
    .where("debtor", "=", debtor)
    .where("status", "=", "reserved")
    .where("expires_at", ">", now)
    .execute();
};
