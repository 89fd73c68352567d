/** Accounts into the store, some hundred at a time, with progress. */
import type { Store } from "../store.ts";
import { progress } from "../terminal/progress.ts";
import type { ImportedAccount } from "./accounts.ts";

const BATCH = 500;

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
