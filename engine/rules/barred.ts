/** Debts that are barred by time, and rules about those alone. */
import type { Action } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { Narrowing, RuleBody } from "../model/rule.ts";
import type { Instant } from "../model/units.ts";
import { instant, localDay } from "../model/units.ts";
import { binds } from "../scope.ts";
import { dayBegunAnywhere } from "./dates.ts";
import { debtOf, debtsAsked } from "./history.ts";
import { beginningOf, dayAfter } from "./in-force.ts";
import { lastDayFor } from "./limitation.ts";
import { perContext } from "./per-context.ts";

/** When a suit about one debt is barred. */
interface Bar {
  readonly debt: string;
  readonly from: number;
  readonly until: number;
}

/** When suits about the debts asked about are barred. */
function barsOf(context: Context, action: Action): readonly Bar[] {
  const ids = debtsAsked(context, action);
  const [only] = ids;
  return ids.length === 1 && only !== undefined ? barsOfDebt(context, only) : ids.flatMap((id) => barsOfDebt(context, id));
}

/** Found once for each debt of a context: it takes the whole ledger. */
const knownBars = perContext(() => new Map<string, readonly Bar[]>());

function barsOfDebt(context: Context, id: string): readonly Bar[] {
  const known = knownBars(context);
  let bars = known.get(id);
  if (bars === undefined) known.set(id, (bars = findBars(context, id)));
  return bars;
}

/**
 * When suits about one debt are barred: by the law of the debtor's places that binds this collector, while it is in
 * force, or from the day after that which counsel fixed. Of a debt that isn't on file nobody knows, so it counts as barred.
 */
function findBars(context: Context, id: string): readonly Bar[] {
  const debt = debtOf(context, id);
  if (debt === undefined) return [{ debt: id, from: -Infinity, until: Infinity }];
  if (debt.limitationEnded !== undefined) return [{ debt: id, from: dayBegunAnywhere(context, localDay(debt.limitationEnded + 1)), until: Infinity }];
  const bars: Bar[] = [];
  for (const rule of context.rules) {
    const { body } = rule;
    if (body.kind !== "limitation" || !body.bars.includes("sue") || !binds(rule, context, { debts: [id] })) continue;
    const last = lastDayFor(body, context, debt);
    if (last === null) continue;
    const begins = rule.from === null ? -Infinity : beginningOf(rule.from, context);
    const from = Math.max(begins, dayBegunAnywhere(context, localDay(last + 1)));
    const until = rule.to === null ? Infinity : beginningOf(dayAfter(rule.to), context);
    if (from < until) bars.push({ debt: id, from, until });
  }
  return bars;
}

/** Tells, as things stand now, whether a debt was barred at an instant. */
export function wasBarred(context: Context, debt: string): (at: Instant) => boolean {
  const bars = barsOf(context, { act: "sue", debts: [debt] });
  return (at) => bars.some(({ from, until }) => from <= at && at < until);
}

/** What a rule of a kind that can be narrowed is narrowed to; null for none. */
export function narrowingOf(body: RuleBody): Narrowing | null {
  switch (body.kind) {
    case "block":
    case "content":
    case "notice-before":
    case "amount":
      return body.barred === undefined && body.purposes === undefined ? null : body;
    default:
      return null;
  }
}

/** Whether an act has one of the purposes that a rule is about, where it names some. */
export const isFor = ({ purposes }: Narrowing, action: Action): boolean =>
  purposes === undefined || action.act !== "contact" || purposes.includes(action.contact.purpose ?? "collect");

/** The act as a rule sees it at `t`: about the debts that it is about. Null when it has no say. */
export function asSeenBy(body: RuleBody, context: Context, action: Action, t: Instant): Action | null {
  const narrowing = narrowingOf(body);
  if (narrowing === null) return action;
  if (!isFor(narrowing, action)) return null;
  return narrowing.barred === undefined ? action : about(action, barsOf(context, action), t);
}

function about(action: Action, bars: readonly Bar[], t: number): Action | null {
  const debts: string[] = [];
  for (const { debt, from, until } of bars) if (from <= t && t < until && !debts.includes(debt)) debts.push(debt);
  return debts.length === 0 ? null : { ...action, debts };
}

/** The smallest `t' >= t` at which a rule allows an act, where `earliest` says so for the debts that the rule is about. */
export function earliestNarrowed(
  narrowing: Narrowing,
  context: Context,
  action: Action,
  t: Instant,
  earliest: (seen: Action, at: Instant) => Instant | null,
): Instant | null {
  if (!isFor(narrowing, action)) return t;
  if (narrowing.barred === undefined) return earliest(action, t);
  const bars = barsOf(context, action);
  let at: number = t;
  for (;;) {
    const seen = about(action, bars, at);
    const next = seen === null ? at : (earliest(seen, instant(at)) ?? Infinity);
    if (next === at) return instant(at);
    // A bar that ends may let the act through before; one that begins too, where a share of what is barred may be charged.
    const turns = Math.min(next, ...bars.flatMap(({ from, until }) => [from, until]).filter((turn) => turn > at));
    if (turns === Infinity) return null;
    at = turns;
  }
}

/** The next instant after `t` at which time alone may make such a rule refuse. */
export function closingNarrowed(narrowing: Narrowing, context: Context, action: Action, t: Instant, closing: number): number {
  if (narrowing.barred === undefined) return closing;
  return Math.min(
    closing,
    ...barsOf(context, action)
      .map(({ from }) => from)
      .filter((from) => from > t),
  );
}
