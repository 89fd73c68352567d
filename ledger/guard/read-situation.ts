import type { Account, Instant } from "../../engine/index.ts";
import { readChain } from "../chain/read.ts";
import type { Tx } from "../database/connect.ts";
import type { ProgramSource } from "../programs.ts";
import { situationOf } from "./situation.ts";
import type { DebtorFile, Situation, Standing } from "./situation.ts";

/**
 * All that is on file about a debtor, accounts in the order of their ids. `without`: an entry to leave out, a request's own reservation.
 *
 * INVARIANT: the caller holds the debtor's lock, so nothing is added between reading and writing.
 */
export const readDebtor = async (tx: Tx, programs: ProgramSource, debtor: string, without: string | null): Promise<DebtorFile> => {
  const rows = await tx.selectFrom("accounts").select(["body", "policy"]).where("debtor", "=", debtor).orderBy("id").execute();
  const { entries, movements } = await readChain(tx, debtor, without);
  const accounts: Standing[] = [];
  for (const { body, policy } of rows) {
    const account = JSON.parse(body) as Account;
    accounts.push({ account, program: await programs(tx, policy), movements: movements.get(account.id) ?? [] });
  }
  return { accounts, entries };
};

/** Everything about a debtor as one of its accounts is judged. The lock of `readDebtor` is held here, too. */
export const readSituation = async (
  tx: Tx,
  programs: ProgramSource,
  asked: { readonly account: string; readonly debtor: string; readonly without: string | null; readonly now: Instant },
): Promise<Situation> => situationOf(asked.account, await readDebtor(tx, programs, asked.debtor, asked.without), asked.now);
