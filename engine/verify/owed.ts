/** What a debtor owes: on the account that is looked at, and on another one like it. */
import { debtsOf } from "../balance.ts";
import type { Debt } from "../model/facts.ts";
import type { CompiledPolicy } from "../model/policy.ts";
import type { State } from "../model/state.ts";

const debtsBy = new WeakMap<State, readonly Debt[]>();

/** What is owed in a state: told once for each. */
export function debtsIn(state: State, policy: CompiledPolicy): readonly Debt[] {
  const known = debtsBy.get(state) ?? debtsOf(state.account, state.movements, policy);
  debtsBy.set(state, known);
  return known;
}

const twinsBy = new WeakMap<readonly Debt[], readonly Debt[]>();

/** What is owed on all accounts of the debtor. */
export function owedIn({ state, twin }: { readonly state: State; readonly twin: boolean }, policy: CompiledPolicy): readonly Debt[] {
  const own = debtsIn(state, policy);
  if (!twin) return own;
  const known = twinsBy.get(own) ?? [...own, ...own.map((debt) => ({ ...debt, id: twinOf(debt.id), account: TWIN }))];
  twinsBy.set(own, known);
  return known;
}

/** The other account of the debtor. */
export const TWIN = "other-account";

/** The same of the other account. */
export const twinOf = (id: string): string => `${TWIN}/${id}`;
