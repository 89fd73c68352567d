/** What a debtor owes: on the account that is looked at, and on another one like it. */
import { debtsOf } from "../balance.ts";
import type { Debt } from "../model/facts.ts";
import type { CompiledPolicy } from "../model/policy.ts";
import type { State } from "../model/state.ts";

interface Told {
  readonly account: State["account"];
  readonly movements: State["movements"];
  readonly policy: CompiledPolicy;
  readonly own: readonly Debt[];
  /** Those of the other account as well. */
  readonly all: readonly Debt[];
}

/** Most questions are about the account as it stood in the one before. */
let last: Told | null = null;

function told({ account, movements }: State, policy: CompiledPolicy): Told {
  if (last !== null && last.account === account && last.movements === movements && last.policy === policy) return last;
  const own = debtsOf(account, movements, policy);
  last = { account, movements, policy, own, all: [...own, ...own.map((debt) => ({ ...debt, id: twinOf(debt.id), account: TWIN }))] };
  return last;
}

/** What is owed on the account. */
export const debtsIn = (state: State, policy: CompiledPolicy): readonly Debt[] => told(state, policy).own;

/** What is owed on all accounts of the debtor. */
export const owedIn = ({ state, twin }: { readonly state: State; readonly twin: boolean }, policy: CompiledPolicy): readonly Debt[] =>
  twin ? told(state, policy).all : told(state, policy).own;

/** The other account of the debtor. */
export const TWIN = "other-account";

/** The same of the other account. */
export const twinOf = (id: string): string => `${TWIN}/${id}`;
