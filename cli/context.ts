/** What the rules look at when they are asked about one account: read from the store, for explanations only. */
import { debtsOf, oneDebtor, permit, rulesFor, step } from "../engine/index.ts";
import type { Context, Debt, Instant, Reason, State } from "../engine/index.ts";
import type { AccountRow, Ledger } from "../ledger/index.ts";
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

/** Everything about the debtor, all accounts together: what the guard would judge by. */
export async function contextOf(ledger: Ledger, row: AccountRow, program: StoredProgram, all: readonly AccountRow[]): Promise<Context> {
  const { debtor: own } = row.account;
  const rows = all.filter((each) => each.account.debtor.id === own.id);
  const debtor = oneDebtor(own, rows.filter((each) => each !== row).map((each) => each.account.debtor));
  const debts: Debt[] = [];
  for (const each of rows) debts.push(...debtsOf(each.account, each.state?.movements ?? [], (await programOf(ledger, each)).policy));
  return {
    calendar: program.calendar,
    rules: [...rulesFor(program.lawBook, debtor.places), ...program.policy.house],
    collector: { role: program.policy.collector },
    debtor,
    debts,
    ledger: await ledger.entries(debtor.id),
  };
}

/** Rules of law that forbid any contact with the debtor now, such as an open dispute. */
export async function blocksNow(ledger: Ledger, row: AccountRow, program: StoredProgram, all: readonly AccountRow[]): Promise<readonly Reason[]> {
  const context = await contextOf(ledger, row, program, all);
  const debts = context.debts.filter((debt) => debt.account === row.account.id).map((debt) => debt.id);
  const decision = permit(context, { act: "contact", debts, contact: { channel: "letter" } }, ledger.clock());
  return decision.allowed ? [] : decision.reasons.filter((reason) => reason.kind === "block");
}

