/** Acts about several debts, of which a rule binds some. */
import type { Action } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { Rule } from "../model/rule.ts";
import { binds } from "../scope.ts";
import { debtsAsked } from "./history.ts";

/** The act as a rule sees it that binds it: about the debts that the rule is about. The others are none of its business. */
export function asBound(rule: Rule, context: Context, action: Action): Action {
  if (rule.binds.length === 0) return action;
  const ids = debtsAsked(context, action);
  if (ids.length < 2) return action;
  const own = ids.filter((id) => binds(rule, context, { ...action, debts: [id] }));
  return own.length === 0 || own.length === ids.length ? action : { ...action, debts: own };
}
