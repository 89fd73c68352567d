import { sql } from "kysely";
import { canonicalJson } from "../engine/index.ts";
import type { StepEvent } from "../engine/index.ts";
import type { Database, Tx } from "./database/connect.ts";
import type { Ledger } from "./ledger.ts";

/**
 * Puts events into inboxes, at most one for each account. Numbers are drawn from the account's own row, whose lock is held until the end of the
 * transaction: so they become visible in their order, and a reader's cursor can't pass one that is still on its way.
 */
export const deliver = async (tx: Tx, events: readonly { readonly account: string; readonly event: StepEvent }[]): Promise<void> => {
  if (events.length === 0) return;
  const accounts = events.map((one) => one.account);
  const bodies = events.map((one) => canonicalJson(one.event));
  await sql`select 1 from accounts where id = any(${accounts}::text[]) order by id for no key update`.execute(tx);
  await sql`
    with news as (select * from unnest(${accounts}::text[], ${bodies}::jsonb[]) as n (account, event)),
    numbered as (update accounts a set last_seq = last_seq + 1 from news where a.id = news.account returning a.id, a.last_seq)
    insert into inbox (account, seq, event) select id, last_seq, news.event from numbered join news on news.account = numbered.id`.execute(tx);
};

export const inbox =
  (db: Database): Ledger["inbox"] =>
  (account) =>
    db
      .selectFrom("inbox")
      .innerJoin("accounts", "accounts.id", "inbox.account")
      .select(["inbox.seq", "inbox.account", "inbox.event"])
      .where("inbox.account", "=", account)
      .whereRef("inbox.seq", ">", "accounts.cursor")
      .orderBy("inbox.seq")
      .execute();

export const due =
  (db: Database): Ledger["due"] =>
  async (now, limit) => {
    // Two short walks along an index each, instead of one along all accounts.
    const { rows } = await sql<{ id: string }>`
      select id from (
        (select id, wake_at from accounts where runtime = 'local' and wake_at is not null and wake_at <= ${now} order by wake_at, id limit ${limit})
        union
        (select id, wake_at from accounts where runtime = 'local' and last_seq > cursor order by id limit ${limit})
      ) d order by wake_at nulls first, id limit ${limit}`.execute(db);
    return rows.map((row) => row.id);
  };

export const saveState =
  (db: Database): Ledger["saveState"] =>
  async (account, state, wakeAt, cursor, expected) => {
    const before = expected === null ? null : canonicalJson(expected);
    const { numUpdatedRows } = await db
      .updateTable("accounts")
      .set({ state: canonicalJson(state), wake_at: wakeAt, cursor })
      .where("id", "=", account)
      .where(sql<boolean>`state is not distinct from ${before}`)
      .where("cursor", "<=", cursor)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  };
