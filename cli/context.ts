/** What the guard would judge one account by: read from the store, for explanations only. */
import { permit, step } from "../engine/index.ts";
import type { Instant, Reason, State } from "../engine/index.ts";
import type { AccountRow, DebtorFile, Ledger, Situation } from "../ledger/index.ts";
import { Failure } from "./failure.ts";

export type StoredProgram = NonNullable<Awaited<ReturnType<Ledger["loadProgram"]>>>;

/** What an account runs under. */
export async function programOf(ledger: Ledger, row: AccountRow): Promise<StoredProgram> {
  const program = await ledger.loadProgram(row.policy);
  if (program === null) throw new Failure(`the policy of account ${row.account.id} is not in the store: import the account again with its policy`);
  return program;
}

/** The account's state with all that was recorded since the last run taken in; null for one that never was opened. */
export async function currentState(ledger: Ledger, row: AccountRow, program: StoredProgram, now: Instant): Promise<State | null> {
  let { state } = row;
  for (const { event } of await ledger.inbox(row.account.id)) state = step(program, state, event, now).state;
  return state;
}

/** All that is on file about a debtor, accounts in the order of their ids. */
export async function debtorFile(ledger: Ledger, debtor: string, all: readonly AccountRow[]): Promise<DebtorFile> {
  const own = all.filter((each) => each.account.debtor.id === debtor).toSorted((a, b) => (a.account.id < b.account.id ? -1 : 1));
  const accounts = await Promise.all(
    own.map(async (each) => ({ account: each.account, program: await ledger.loadProgram(each.policy), movements: each.state?.movements ?? [] })),
  );
  return { accounts, entries: await ledger.entries(debtor) };
}

/** What is on file, as one of the debtor's accounts is judged by it at `now`. @param paidToo with debts that are paid */
export async function situationIn(file: DebtorFile, account: string, now: Instant, paidToo = false): Promise<Situation> {
  const { situationOf } = await import("../ledger/index.ts");
  return situationOf(account, file, now, paidToo);
}

/** Rules of law that forbid any contact with the debtor now, such as an open dispute. */
export async function blocksNow(ledger: Ledger, row: AccountRow, all: readonly AccountRow[]): Promise<readonly Reason[]> {
  const now = ledger.clock();
  const { account } = row;
  const situation = await situationIn(await debtorFile(ledger, account.debtor.id, all), account.id, now);
  if ("missing" in situation) return situation.missing;
  const debts = situation.context.debts.filter((debt) => debt.account === row.account.id).map((debt) => debt.id);
  const decision = permit(situation.context, { act: "contact", debts, contact: { channel: "letter" } }, now);
  return decision.allowed ? [] : decision.reasons.filter((reason) => reason.kind === "block");
}
