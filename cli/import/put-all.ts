/** Accounts into the store, some hundred at a time, with progress. */
import type { Store } from "../store.ts";
import { progress } from "../terminal/progress.ts";
import type { ImportedAccount } from "./accounts.ts";
import type { Rejection } from "./rows.ts";

const BATCH = 500;

/**
 * What is on file decides what can be taken: an account under another debtor can't be (that debtor's contacts must go on counting), nor one
 * that would lose its invoices. The others can. `running`: ids of accounts that have begun.
 */
export async function apartFromOthers(
  store: Store,
  accounts: readonly ImportedAccount[],
): Promise<{ readonly kept: readonly ImportedAccount[]; readonly rejected: readonly Rejection[]; readonly running: ReadonlySet<string> }> {
  const known = new Map((await store.ledger.accounts()).map((row) => [row.account.id, row]));
  const kept: ImportedAccount[] = [];
  const rejected: Rejection[] = [];
  for (const each of accounts) {
    const { line, account } = each;
    const before = known.get(account.id)?.account;
    if (before !== undefined && before.debtor.id !== account.debtor.id) rejected.push({ line, column: "debtor", reason: otherDebtor(account.id) });
    else if (before !== undefined && before.invoices.length > 0 && account.invoices.length === 0)
      rejected.push({ line, column: "invoice", reason: `account ${account.id} is on file with invoices, which a row without one would take away` });
    else kept.push(each);
  }
  return { kept, rejected, running: new Set([...known.values()].filter(({ state }) => state !== null).map(({ account }) => account.id)) };
}

const otherDebtor = (id: string): string =>
  `account ${id} is on file under another debtor, whose contacts must go on counting: give the account a new id, or keep its debtor`;

/** Puts accounts into the store, some hundred at a time, with progress. */
export async function putAll(store: Store, accounts: readonly ImportedAccount[], policy: string, runtime: "local" | "temporal") {
  const counts = { added: 0, changed: 0, same: 0 };
  const bar = progress("importing", "accounts", accounts.length);
  for (let i = 0; i < accounts.length; i += BATCH) {
    const batch = accounts.slice(i, i + BATCH).map(({ account, person }) => ({ account, person, policy, runtime }));
    const put = await store.ledger.putAccounts(batch);
    counts.added += put.added;
    counts.changed += put.changed;
    counts.same += put.same;
    bar.at(i + batch.length);
  }
  bar.end();
  return counts;
}
