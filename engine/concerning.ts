/**
 * Which rules an act has to be held against at all: those that bind it and have something to say about it, whatever the instant. Found once
 * for each act of a context, so that a decision looks only at what time may change.
 */
import type { Action, Channel } from "./model/facts.ts";
import type { Context } from "./model/decision.ts";
import type { Rule, RuleBody } from "./model/rule.ts";
import { dependsOnReading, type Reading, readingsOf } from "./readings.ts";
import { isFor, narrowingOf } from "./rules/barred.ts";
import { asBound } from "./rules/bound.ts";
import { blockGoverns } from "./rules/block.ts";
import { emptyFrom } from "./rules/cap.ts";
import { contentGoverns, isContentKept } from "./rules/content.ts";
import { actIsOutside, governed } from "./rules/counting.ts";
import { beginningOf, dayAfter } from "./rules/in-force.ts";
import { hasEvent } from "./rules/ledger-index.ts";
import { perContext } from "./rules/per-context.ts";
import { neverRefuses } from "./rules/rule-kinds.ts";
import { silentUntil } from "./rules/silence.ts";
import { isHeldToHours } from "./rules/window.ts";
import { binds } from "./scope.ts";

/** A rule that may refuse an act, by each reading of the ledger by which it may. */
export interface Concerned {
  readonly rule: Rule;
  readonly readings: readonly RuleReading[];
}

export interface RuleReading extends Reading {
  /** From when on the rule lets the act through for good, whatever else it says, in epoch milliseconds. Infinity for never. */
  readonly over: number;
}

/** A rule that may demand content, by a reading of the ledger. */
export interface Demanding {
  readonly rule: Rule;
  readonly context: Context;
}

interface Concerning {
  /** Those that may refuse it. */
  readonly rules: readonly Concerned[];
  /** Those of them that may demand content. */
  readonly demanding: readonly Demanding[];
}

/** What was found for each act of a context, and for the one that was asked about last. */
const keptOf = perContext(() => ({
  byAct: new Map<string, Concerning>(),
  last: null as { readonly action: Action; readonly found: Concerning } | null,
}));

function concerning(context: Context, action: Action): Concerning {
  const known = keptOf(context);
  if (known.last?.action === action) return known.last.found;
  // Many a context is asked about one act alone, which then needs no name.
  const found = known.last === null ? find(context, action) : named(known.byAct, context, action);
  known.last = { action, found };
  return found;
}

function named(byAct: Map<string, Concerning>, context: Context, action: Action): Concerning {
  const name = JSON.stringify(action);
  const found = byAct.get(name) ?? find(context, action);
  byAct.set(name, found);
  return found;
}

function find(context: Context, action: Action): Concerning {
  const rules: Concerned[] = [];
  const demanding: Demanding[] = [];
  const all = readingsOf(context);
  for (const rule of context.rules) {
    if (neverRefuses(rule)) continue;
    let readings: RuleReading[] | null = null;
    for (const { context: read, without } of all.length > 1 && dependsOnReading(rule) ? all : all.slice(0, 1)) {
      if (!mayMatter(rule, asBound(rule, read, action), read) || !binds(rule, read, action)) continue;
      if (mayDemand(rule)) demanding.push({ rule, context: read });
      if (rule.body.kind !== "content" || !isContentKept(rule.body, action)) {
        (readings ??= []).push({ context: read, without, over: overFrom(rule, read) });
      }
    }
    if (readings !== null) rules.push({ rule, readings });
  }
  return { rules, demanding };
}

/** Rules that bind the act and may refuse it, dates aside, in the order of the context. */
export const rulesConcerning = (context: Context, action: Action): readonly Concerned[] => concerning(context, action).rules;

/** Rules that bind the act and may demand content of it. */
export const rulesDemanding = (context: Context, action: Action): readonly Demanding[] => concerning(context, action).demanding;

/** When the last day of a rule is past, or the contacts that its limit counts are all too old to fill it. */
function overFrom({ to, body }: Rule, context: Context): number {
  const ended = to === null ? Infinity : beginningOf(dayAfter(to), context);
  if (body.kind === "cap") return Math.min(ended, emptyFrom(body, context));
  return body.kind === "silence" ? Math.min(ended, silentUntil(body, context)) : ended;
}

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

/** False only where the rule's own kind would pass the act by at any instant, whatever the rest of it says. */
function mayMatter({ body }: Rule, action: Action, context: Context): boolean {
  if (!speaksOf(body, action)) return false;
  const narrowing = narrowingOf(body);
  if (narrowing !== null && !isFor(narrowing, action)) return false;
  switch (body.kind) {
    case "cap":
    case "silence": {
      const asked = governed(body, action);
      return asked !== null && !actIsOutside(body, asked, context);
    }
    case "window":
      return isHeldToHours(body, context, action);
    case "block":
      return (body.while === undefined || hasEvent(context.ledger, body.while.event)) && blockGoverns(body, context, action);
    case "content":
      if (body.while !== undefined && !hasEvent(context.ledger, body.while.event)) return false;
      // What a rule about barred debts says depends on which of them are barred then.
      return body.barred !== undefined || contentGoverns(body, context, action);
    default:
      return true;
  }
}
