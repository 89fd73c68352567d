/** What the law says of one thing that a policy wants: at once, and at every other instant at which it may leave. */
import { rulesConcerning, speaksOf } from "../concerning.ts";
import { lawfulUntil } from "../lawful-until.ts";
import type { Action } from "../model/facts.ts";
import type { Reason } from "../model/decision.ts";
import type { Rule } from "../model/rule.ts";
import type { Instant, Place } from "../model/units.ts";
import { instant } from "../model/units.ts";
import { permit, refusalOf } from "../permit.ts";
import { plan } from "../plan.ts";
import { neverRefuses } from "../rules/rule-kinds.ts";
import type { Watched } from "./watched.ts";
import { contextOf, ownContextOf, ownDecision, type Arena, type Life, type Wanted } from "./life.ts";

/** A rule met a wish of the policy's: without the guard it would have been broken. Or what a rule asks to be sent was not sent in time. */
export interface Meeting {
  readonly place: Place;
  /** The rule, also where it is something unknown that keeps it from being asked. */
  readonly rule: Rule;
  readonly reason: Pick<Reason, "rule" | "cites" | "sentence" | "until">;
  readonly life: Life;
  /** Null where it is what the policy didn't want that breaks the rule. */
  readonly wanted: Wanted | null;
  /** When it would have left, or the last moment of a deadline was over. */
  readonly at: Instant;
  /** The guard finds another instant in the slot; null: the step lapses. */
  readonly mended: Instant | null;
  /** What the rule looks at beside itself. */
  readonly beside: readonly Rule[];
}

const slotEnd = ({ effect, at }: Wanted): Instant => instant(effect.kind === "contact" ? effect.until : (effect.until ?? at));

/** Whether the house and Collect's own protections let a wish be granted at once. */
export function isOwnAllowed(arena: Arena, wanted: Wanted): boolean {
  return wanted.action !== null && ownDecision(arena, wanted, wanted.action).allowed;
}

/** Meetings with the law of a place at the instant at which the wish is made. */
export function meetingsAt(arena: Arena, watched: Watched, wanted: Wanted, at: Instant): readonly Meeting[] {
  const { place } = watched;
  const { action, life } = wanted;
  if (action === null) return [];
  const { about, asked } = speakingOf(watched, action);
  if (about.size === 0) return [];
  const context = contextOf(arena, life, place, asked);
  return rulesConcerning(context, action).flatMap((one) => {
    const { rule } = one;
    const reason = about.has(rule) ? refusalOf(one, action, at) : null;
    if (reason === null) return [];
    return [{ place, rule, reason, life, wanted, at, mended: mendedBy(arena, watched, rule, reason, wanted, at), beside: watched.beside }];
  });
}

/** When the wish can be granted under the own rules and this one of the law. */
function mendedBy(arena: Arena, { place, beside }: Watched, rule: Rule, reason: Reason, wanted: Wanted, at: Instant): Instant | null {
  const { action, life } = wanted;
  if (reason.until === null || action === null) return null;
  const others = beside.filter((one) => neverRefuses(one) || !speaksOf(one.body, action));
  const planned = plan(contextOf(arena, life, place, [...arena.own, rule, ...others]), action, at, slotEnd(wanted));
  return planned.kind === "at" ? planned.at : null;
}

/** A stretch in which the own rules let the wish be granted: from the first instant to the last. */
export interface Stretch {
  readonly from: Instant;
  readonly last: Instant;
}

/** Stretches of a slot in which the policy's own rules would let a contact leave, should it be held up by anything. */
export function* stretchesOf(arena: Arena, wanted: Wanted): Generator<Stretch> {
  const { action, life } = wanted;
  if (action?.act !== "contact") return;
  const context = ownContextOf(arena, life);
  const end = slotEnd(wanted);
  let from = wanted.at;
  for (;;) {
    const planned = plan(context, action, from, end);
    if (planned.kind === "lapse") return;
    const over = lawfulUntil(context, action, planned.at, instant(end + 1));
    yield { from: planned.at, last: instant(over - 1) };
    from = over;
  }
}

/** Meetings with rules that look at the clock, at every instant of the slot at which one of them begins to refuse. */
export function meetingsInSlot(arena: Arena, watched: Watched, wanted: Wanted, stretches: readonly Stretch[]): readonly Meeting[] {
  const { action, life } = wanted;
  if (action === null) return [];
  const { clocked } = speakingOf(watched, action);
  if (clocked.length === 0) return [];
  const context = contextOf(arena, life, watched.place, clocked);
  const found: Meeting[] = [];
  for (const { from, last } of stretches) {
    if (from > wanted.at) found.push(...meetingsAt(arena, watched, wanted, from));
    if (!permit(context, action, from).allowed) continue;
    found.push(...meetingsAt(arena, watched, wanted, lawfulUntil(context, action, from, last)));
  }
  return found;
}

interface Speaking {
  /** Rules that say something about an act at all, whoever it binds and whatever happened. */
  readonly about: ReadonlySet<Rule>;
  /** They, and what they look at. */
  readonly asked: readonly Rule[];
  /** Those of them that look at the clock, and what they look at. */
  readonly clocked: readonly Rule[];
}

const speakingBy = new WeakMap<Watched, Map<string, Speaking>>();

/** Found once for each kind of act. */
function speakingOf(watched: Watched, action: Action): Speaking {
  const name = action.act === "contact" ? action.contact.channel : action.act;
  const known = speakingBy.get(watched) ?? new Map<string, Speaking>();
  speakingBy.set(watched, known);
  const found = known.get(name) ?? speaking(watched, action);
  known.set(name, found);
  return found;
}

function speaking({ rules, beside }: Watched, action: Action): Speaking {
  const about = rules.filter(({ body }) => speaksOf(body, action));
  return { about: new Set(about), asked: [...new Set([...about, ...beside])], clocked: about.filter(looksAtTheClock) };
}

const looksAtTheClock = ({ body, from, to }: Rule): boolean => body.kind === "window" || from !== null || to !== null;
