/** A charge that is asked for, as far as the law gives it. */
import { rulesConcerning } from "./concerning.ts";
import type { Action } from "./model/facts.ts";
import type { Context } from "./model/decision.ts";
import type { Instant } from "./model/units.ts";
import { minor } from "./model/units.ts";
import { amountAt } from "./permit.ts";

/**
 * The same act, with the amount that may be charged: what is wanted, but no more than the law gives at `t`; all that it gives where nothing
 * is named. What is no charge, or has no limit in law, stays as it is; so does what the law gives nothing for, and `permit` refuses it.
 */
export function capped(context: Context, action: Action, t: Instant): Action {
  if (action.act !== "charge") return action;
  const most = amountAt(rulesConcerning(context, action), action, t);
  if (most === null) return action;
  const amount = Math.min(action.charge.amount ?? Infinity, most.amount);
  return amount < 1 ? action : { ...action, charge: { ...action.charge, amount: minor(amount) } };
}
