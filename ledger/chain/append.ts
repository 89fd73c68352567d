import { canonicalJson } from "../../engine/index.ts";
import type { Tx } from "../database/connect.ts";
import type { EntryRow } from "../database/tables.ts";
import { hashOf, kindOf } from "./line.ts";
import type { Line } from "./line.ts";

export interface Head {
  readonly id: string;
  readonly seq: number;
  readonly head: string;
}

/** Locks a debtor until the end of the transaction. Everything that reads a ledger in order to add to it comes through here. Null: unknown. */
export const lockDebtor = async (tx: Tx, debtor: string): Promise<Head | null> =>
  (await tx.selectFrom("debtors").select(["id", "seq", "head"]).where("id", "=", debtor).forNoKeyUpdate().executeTakeFirst()) ?? null;

/** The same for the debtor of an account. Null: the account is not on file. */
export const lockDebtorOf = async (tx: Tx, account: string): Promise<Head | null> => {
  const found = tx.selectFrom("debtors").innerJoin("accounts", "accounts.debtor", "debtors.id").select(["debtors.id", "debtors.seq", "debtors.head"]);
  return (await found.where("accounts.id", "=", account).forNoKeyUpdate("debtors").executeTakeFirst()) ?? null;
};

/**
 * Adds lines at the end of a debtor's chain, and returns the new end.
 *
 * INVARIANT: the caller holds the debtor's lock (`lockDebtor`), so `head` is the chain's real end.
 */
export const append = async (tx: Tx, head: Head, lines: readonly Line[]): Promise<Head> => {
  let { seq, head: prev } = head;
  const rows: EntryRow[] = [];
  for (const { id, at, account, body } of lines) {
    seq += 1;
    const place = { debtor: head.id, seq, at, id, account, prev };
    const hash = hashOf(place, body);
    rows.push({ ...place, kind: kindOf(body), body: canonicalJson(body), hash });
    prev = hash;
  }
  if (rows.length === 0) return head;
  await tx.insertInto("entries").values(rows).execute();
  await tx.updateTable("debtors").set({ seq, head: prev }).where("id", "=", head.id).execute();
  return { id: head.id, seq, head: prev };
};
