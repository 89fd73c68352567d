/** Which rules an act has to be held against at all: those that bind it and have something to say about it. Found once for each act of a context. */
import type { Action } from "./model/facts.ts";
import type { Context } from "./model/decision.ts";
import type { Rule } from "./model/rule.ts";
import { hasEvent } from "./rules/ledger-index.ts";
import { neverRefuses } from "./rules/rule-kinds.ts";
import { binds } from "./scope.ts";

/**
 * What was found for a context. It holds as long as the context is the same: its rules, its debts, and a ledger that only grows (a longer one
 * is another).
 */
interface Kept {
  readonly rules: readonly Rule[];
  readonly debts: Context["debts"];
  readonly ledger: Context["ledger"];
  readonly length: number;
  readonly last: Context["ledger"][number] | undefined;
  readonly byAct: Map<string, readonly Rule[]>;
  action: Action | null;
  found: readonly Rule[];
}

const kept = new WeakMap<Context, Kept>();

const isOf = (known: Kept, { rules, debts, ledger }: Context): boolean =>
  known.ledger === ledger &&
  known.length === ledger.length &&
  known.last === ledger[ledger.length - 1] &&
  known.rules === rules &&
  known.debts === debts;

function keptOf(context: Context): Kept {
  const known = kept.get(context);
  if (known !== undefined && isOf(known, context)) return known;
  const { rules, debts, ledger } = context;
  const fresh = { rules, debts, ledger, length: ledger.length, last: ledger[ledger.length - 1], byAct: new Map(), action: null, found: [] };
  kept.set(context, fresh);
  return fresh;
}

/** What the choice of rules looks at in an act: nothing else of it may be. */
const nameOf = (action: Action): string => {
  const debts = action.debts.join("\n");
  return action.act === "contact" ? `${action.contact.channel} ${action.contact.person ?? ""} ${debts}` : `${action.act} ${debts}`;
};

/** Rules that bind the act and may refuse it or want something of it, dates aside, in the order of the context. */
export function rulesConcerning(context: Context, action: Action): readonly Rule[] {
  const known = keptOf(context);
  if (known.action === action) return known.found;
  const name = nameOf(action);
  let found = known.byAct.get(name);
  if (found === undefined) {
    found = context.rules.filter((rule) => !neverRefuses(rule) && mayMatter(rule, action, context) && binds(rule, context, action));
    known.byAct.set(name, found);
  }
  known.action = action;
  known.found = found;
  return found;
}

/** False only where the rule's own kind would pass the act by, whatever the rest of it says. */
function mayMatter({ body }: Rule, action: Action, { ledger }: Context): boolean {
  switch (body.kind) {
    case "window":
    case "cap":
    case "silence":
    case "consent":
      return action.act === "contact" && (body.channels === undefined || body.channels.includes(action.contact.channel));
    case "block":
      if (!body.acts.includes(action.act) || (body.while !== undefined && !hasEvent(ledger, body.while.event))) return false;
      return action.act !== "contact" || body.channels === undefined || body.channels.includes(action.contact.channel);
    case "content":
      return body.acts.includes(action.act) && (body.while === undefined || hasEvent(ledger, body.while.event));
    case "notice-before":
      return body.acts.includes(action.act);
    case "deadline":
      return body.else.includes(action.act);
    case "amount":
    case "due-date":
      return action.act === "charge";
    case "limitation":
      return body.bars.includes(action.act);
    default:
      return true;
  }
}
