/** Accounts into the store, some hundred at a time, with progress. */
import type { Store } from "../store.ts";
import { progress } from "../terminal/progress.ts";
import type { ImportedAccount } from "./accounts.ts";
import type { Rejection } from "./rows.ts";

const BATCH = 500;

/** An account that is on file under another debtor can't be taken: that debtor's contacts must go on counting. The others can. */
export async function apartFromOthers(
  store: Store,
  accounts: readonly ImportedAccount[],
): Promise<{ readonly kept: readonly ImportedAccount[]; readonly rejected: readonly Rejection[] }> {
  const debtors = new Map((await store.ledger.accounts()).map(({ account }) => [account.id, account.debtor.id]));
  const moved = ({ account }: ImportedAccount): boolean => (debtors.get(account.id) ?? account.debtor.id) !== account.debtor.id;
  const rejected = accounts.filter(moved).map(({ line, account }) => ({
    line,
    column: "debtor",
    reason: `account ${account.id} is on file under another debtor, whose contacts must go on counting: give the account a new id, or keep its debtor`,
  }));
  return { kept: accounts.filter((each) => !moved(each)), rejected };
}

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
