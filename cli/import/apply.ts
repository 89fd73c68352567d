/** Accounts that the policy doesn't take are told by name and reason, and left out. */
import { applies } from "../../engine/index.ts";
import type { CompiledPolicy, Instant } from "../../engine/index.ts";
import type { ImportedAccount } from "./accounts.ts";
import type { Rejection } from "./rows.ts";

/**
 * Splits accounts by whether the policy applies to them.
 *
 * @param running ids of accounts that run already: they keep their policy, and their news must reach them.
 */
export function takenBy(
  policy: CompiledPolicy,
  accounts: readonly ImportedAccount[],
  now: Instant,
  running: ReadonlySet<string> = new Set(),
): { readonly kept: readonly ImportedAccount[]; readonly rejected: readonly Rejection[] } {
  const kept: ImportedAccount[] = [];
  const rejected: Rejection[] = [];
  for (const each of accounts) {
    const { account, line } = each;
    const verdict = running.has(account.id) ? ({ applies: true } as const) : applies(policy, account, now);
    if (verdict.applies) kept.push(each);
    else rejected.push({ line, column: verdict.unknown[0] ?? "account", reason: reasonOf(account.id, policy.name, verdict.unknown) });
  }
  return { kept, rejected };
}

const reasonOf = (account: string, policy: string, unknown: readonly string[]): string =>
  unknown.length === 0
    ? `the policy "${policy}" doesn't apply to account ${account}: its "applies to accounts when" says no`
    : `whether the policy "${policy}" applies to account ${account} can't be told: ${unknown.join(" and ")} must be known`;
