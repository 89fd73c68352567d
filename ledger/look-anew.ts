import { type RawBuilder, sql } from "kysely";
import type { Tx } from "./database/connect.ts";

/**
 * Has the duties of some debtors looked at once more, since other law or other facts may call for other things. Of whom nothing is on record nothing is
 * called for. Debtors are locked in the order of their ids, as everywhere.
 * @param debtors query of their ids
 */
export const lookAnew = async (tx: Tx, debtors: RawBuilder<unknown>): Promise<void> => {
  await sql`
    with locked as (select id from debtors where seq > 0 and id in (${debtors}) order by id for no key update)
    update debtors set look_at = 0 where id in (select id from locked)`.execute(tx);
};
