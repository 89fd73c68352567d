/** Which rules an act has to be held against at all: those that bind it and have something to say about it. Found once for each act of a context. */
import type { Action, Channel } from "./model/facts.ts";
import type { Context } from "./model/decision.ts";
import type { BlockRule, Rule } from "./model/rule.ts";
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
  readonly byAct: Map<string, Concerning>;
  action: Action | null;
  found: Concerning;
}
interface Concerning {
  readonly rules: readonly Rule[];
  /** Those of them that may demand content. */
  readonly demanding: readonly Rule[];
}

const NOBODY: Concerning = { rules: [], demanding: [] };
const kept = new WeakMap<Context, Kept>();
/** What was found for the context that was asked about last. */
let recent: { readonly context: Context; readonly kept: Kept } | null = null;

const isOf = (known: Kept, { rules, debts, ledger }: Context): boolean =>
  known.ledger === ledger &&
  known.length === ledger.length &&
  known.last === ledger[ledger.length - 1] &&
  known.rules === rules &&
  known.debts === debts;

function keptOf(context: Context): Kept {
  if (recent !== null && recent.context === context && isOf(recent.kept, context)) return recent.kept;
  const known = kept.get(context);
  if (known !== undefined && isOf(known, context)) {
    recent = { context, kept: known };
    return known;
  }
  const { rules, debts, ledger } = context;
  const last = ledger[ledger.length - 1];
  const fresh: Kept = { rules, debts, ledger, length: ledger.length, last, byAct: new Map(), action: null, found: NOBODY };
  kept.set(context, fresh);
  recent = { context, kept: fresh };
  return fresh;
}

/** What the choice of rules looks at in an act: nothing else of it may be. */
const nameOf = (action: Action): string => {
  const debts = action.debts.join("\n");
  if (action.act !== "contact") return `${action.act} ${debts}`;
  const { channel, person = "", dialing = "", address = "", addressSource = "" } = action.contact;
  return `${channel} ${person} ${dialing} ${addressSource} ${address}\n${debts}`;
};

function concerning(context: Context, action: Action): Concerning {
  const known = keptOf(context);
  if (known.action === action) return known.found;
  const name = nameOf(action);
  let found = known.byAct.get(name);
  if (found === undefined) {
    const rules = context.rules.filter((rule) => !neverRefuses(rule) && mayMatter(rule, action, context) && binds(rule, context, action));
    found = { rules, demanding: rules.filter(mayDemand) };
    known.byAct.set(name, found);
  }
  known.action = action;
  known.found = found;
  return found;
}

/** Rules that bind the act and may refuse it or want something of it, dates aside, in the order of the context. */
export const rulesConcerning = (context: Context, action: Action): readonly Rule[] => concerning(context, action).rules;

/** Those of them that may demand content of the act. */
export const rulesDemanding = (context: Context, action: Action): readonly Rule[] => concerning(context, action).demanding;

function mayDemand({ body }: Rule): boolean {
  switch (body.kind) {
    case "content":
      return body.must.length > 0;
    case "notice-before":
    case "deadline":
      return true;
    default:
      return false;
  }
}

/** Whether a contact goes by one of the rule's channels; other acts go by none. */
const isBy = ({ channels }: { readonly channels?: readonly Channel[] }, action: Action): boolean =>
  action.act !== "contact" || channels === undefined || channels.includes(action.contact.channel);

/** Whether a contact is to somebody, and dialled in a way, that the block doesn't let through anyway. */
const isTo = ({ exceptPersons, dialing }: BlockRule, action: Action): boolean =>
  action.act !== "contact" ||
  (!exceptPersons.includes(action.contact.person ?? "debtor") && (dialing === undefined || dialing.includes(action.contact.dialing ?? "manual")));

/** False only where the rule's own kind would pass the act by, whatever the rest of it says. */
function mayMatter({ body }: Rule, action: Action, { ledger }: Context): boolean {
  switch (body.kind) {
    case "window":
    case "cap":
    case "silence":
    case "consent":
      return action.act === "contact" && isBy(body, action);
    case "block":
      if (!body.acts.includes(action.act) || (body.while !== undefined && !hasEvent(ledger, body.while.event))) return false;
      return isBy(body, action) && isTo(body, action);
    case "content":
      return body.acts.includes(action.act) && isBy(body, action) && (body.while === undefined || hasEvent(ledger, body.while.event));
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
