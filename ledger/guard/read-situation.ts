import type { Account, Instant } from "../../engine/index.ts";
import { readChain } from "../chain/read.ts";
import type { Tx } from "../database/connect.ts";
import type { ProgramSource } from "../programs.ts";
import { situationOf } from "./situation.ts";
import type { Situation, Standing } from "./situation.ts";

/**
 * Reads everything about a debtor as it is now. `without`: an entry to leave out, a request's own reservation.
 *
 * INVARIANT: the caller holds the debtor's lock, so nothing is added between reading and granting.
 */
export const readSituation = async (
  tx: Tx,
  programs: ProgramSource,
  asked: { readonly account: string; readonly debtor: string; readonly without: string | null; readonly now: Instant },
): Promise<Situation> => {
  const rows = await tx.selectFrom("accounts").select(["body", "policy"]).where("debtor", "=", asked.debtor).orderBy("id").execute();
  const { entries, movements } = await readChain(tx, asked.debtor, asked.without);
  const accounts: Standing[] = [];
  for (const { body, policy } of rows) {
    const account = JSON.parse(body) as Account;
    accounts.push({ account, program: await programs(tx, policy), movements: movements.get(account.id) ?? [] });
  }
  return situationOf(asked.account, { accounts, entries }, asked.now);
};
