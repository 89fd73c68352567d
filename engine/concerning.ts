/** Which rules an act has to be held against at all: those that bind it and have something to say about it. Found once for each act of a context. */
import type { Action, Channel } from "./model/facts.ts";
import type { Context } from "./model/decision.ts";
import type { BlockRule, CapRule, Rule, RuleBody } from "./model/rule.ts";
import { isFor, narrowingOf } from "./rules/barred.ts";
import { hasEvent } from "./rules/ledger-index.ts";
import { perContext } from "./rules/per-context.ts";
import { neverRefuses } from "./rules/rule-kinds.ts";
import { binds } from "./scope.ts";

interface Concerning {
  readonly rules: readonly Rule[];
  /** Those of them that may demand content. */
  readonly demanding: readonly Rule[];
}

/** What was found for each act of a context, and for the one that was asked about last. */
const keptOf = perContext(() => ({
  byAct: new Map<string, Concerning>(),
  last: null as { readonly action: Action; readonly found: Concerning } | null,
}));

/** What the choice of rules looks at in an act: nothing else of it may be. */
const nameOf = (action: Action): string => {
  const debts = action.debts.join("\n");
  if (action.act !== "contact") return `${action.act} ${debts}`;
  const { channel, person = "", dialing = "", address = "", addressSource = "", purpose = "" } = action.contact;
  return `${channel} ${person} ${dialing} ${purpose} ${addressSource} ${address}\n${debts}`;
};

function concerning(context: Context, action: Action): Concerning {
  const known = keptOf(context);
  if (known.last?.action === action) return known.last.found;
  const name = nameOf(action);
  let found = known.byAct.get(name);
  if (found === undefined) {
    const rules = context.rules.filter((rule) => !neverRefuses(rule) && mayMatter(rule, action, context) && binds(rule, context, action));
    found = { rules, demanding: rules.filter(mayDemand) };
    known.byAct.set(name, found);
  }
  known.last = { action, found };
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

/** Whether a contact is dialled in one of the rule's ways; nobody dials other acts. */
const isDialled = ({ dialing }: Pick<BlockRule | CapRule, "dialing">, action: Action): boolean =>
  action.act !== "contact" || dialing === undefined || dialing.includes(action.contact.dialing ?? "manual");

/** Whether a contact is to somebody, and dialled in a way, that the block doesn't let through anyway. */
const isTo = (block: BlockRule, action: Action): boolean =>
  action.act !== "contact" || (!block.exceptPersons.includes(action.contact.person ?? "debtor") && isDialled(block, action));

/** Whether a kind of rule says anything about such an act and channel, whoever it binds and whatever happened before. */
export function speaksOf(body: RuleBody, action: Action): boolean {
  switch (body.kind) {
    case "window":
    case "cap":
    case "silence":
    case "consent":
      return action.act === "contact" && isBy(body, action);
    case "block":
    case "content":
    case "notice-before":
      return body.acts.includes(action.act) && isBy(body, action);
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

/** False only where the rule's own kind would pass the act by, whatever the rest of it says. */
function mayMatter({ body }: Rule, action: Action, { ledger }: Context): boolean {
  if (!speaksOf(body, action)) return false;
  const narrowing = narrowingOf(body);
  if (narrowing !== null && !isFor(narrowing, action)) return false;
  switch (body.kind) {
    case "cap":
      return isDialled(body, action);
    case "block":
      return (body.while === undefined || hasEvent(ledger, body.while.event)) && isTo(body, action);
    case "content":
      return body.while === undefined || hasEvent(ledger, body.while.event);
    default:
      return true;
  }
}
