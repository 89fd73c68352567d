/** The lives of an account under a policy and its adversary, fewest moves first, each wish held against the law of every place that is watched. */
import { MINUTE_MS } from "../civil.ts";
import type { EventName } from "../model/facts.ts";
import type { Account } from "../model/state.ts";
import type { Instant } from "../model/units.ts";
import { instant } from "../model/units.ts";
import { begin, live, withDelay, withMove, type Arena, type Life, type Wanted } from "./life.ts";
import type { Move } from "./moves.ts";
import { isOwnAllowed, meetingsAt, meetingsInSlot, stretchesOf, type Meeting } from "./watch.ts";
import { lookingAt, type Watched } from "./watched.ts";

export interface Question {
  readonly arena: Arena;
  readonly watched: readonly Watched[];
  readonly account: Account;
  /** Whether the debtor has another account like it. */
  readonly twin: boolean;
  readonly from: Instant;
  readonly to: Instant;
  readonly moves: readonly Move[];
  /** Events that change nothing of an account's course. */
  readonly inert: ReadonlySet<EventName>;
  /** Most moves in one life. */
  readonly depth: number;
  /** What is met, each time that it is. */
  readonly meet: (meeting: Meeting) => void;
  /** Sees each life at the end of what is followed, with the law that could answer otherwise than in lives before; and each stage that was entered. */
  readonly over: (life: Life, watched: readonly Watched[]) => void;
  readonly entered: (stage: string) => void;
  /** Sees each thing that is wanted. */
  readonly wants: (wanted: Wanted) => void;
  /** Only these wishes are looked at, and only what an adversary does before the last of them; absent: all. */
  readonly only?: Fresh | undefined;
  readonly budget: Budget;
}

/** Wishes that no account before had, by `wishOf`, and when the last of them was had. */
export interface Fresh {
  readonly wishes: ReadonlySet<string>;
  readonly until: Instant;
}

/** A wish among those of its policy: the step, and whether it is what is wanted first, or otherwise, or else. */
export const wishOf = ({ effect: { step, key } }: Wanted): string => `${step} ${key.slice(key.lastIndexOf("/") + 1)}`;

/** What an exploration may cost, and what it has cost so far. */
export interface Budget {
  readonly lives: number;
  spent: number;
  /** Lives that were not looked at for want of budget. */
  skipped: number;
}

/** Explores breadth first: no life with two moves before every life with one. */
export function explore(question: Question): void {
  let level: Life[] = [begin(question.arena, question.account, question.from, question.twin)];
  for (let depth = 0; level.length > 0; depth++) {
    const next: Life[] = [];
    for (const life of level) {
      if (question.budget.spent >= question.budget.lives) {
        question.budget.skipped += 1;
        continue;
      }
      question.budget.spent += 1;
      follow(question, life, depth < question.depth ? next : null);
    }
    level = next;
  }
}

/** Follows one life to its end; `branches` collects those that an adversary makes of it on the way. */
function follow(question: Question, from: Life, branches: Life[] | null): void {
  const { arena, to } = question;
  const watched = concernedBy(question, from);
  const run = live(arena, from, to);
  for (;;) {
    const { done, value } = run.next();
    if (done === true) return question.over({ ...value, now: to }, watched);
    if (value.turn === "wakes") {
      for (const effect of value.effects) if (effect.kind === "entered") question.entered(effect.stage);
      if (
        branches !== null &&
        value.at <= (question.only?.until ?? to) &&
        value.effects.some(({ kind }) => kind === "contact" || kind === "business")
      ) {
        branchOff(question, value.before, value.at, branches);
      }
    }
    if (value.turn === "wants") {
      question.wants(value.wanted);
      if (question.only === undefined || question.only.wishes.has(wishOf(value.wanted))) look(question, watched, value.wanted, branches);
    }
  }
}

/**
 * The law that can answer otherwise than it did in the same life without the last moves: all of it, but where these are events that leave the
 * account's course alone only the rules that look at one of them.
 */
function concernedBy({ watched, inert }: Question, { made }: Life): readonly Watched[] {
  let events: EventName[] = [];
  for (const { move } of made) events = move.kind === "event" && inert.has(move.event.event) ? [...events, move.event.event] : [];
  if (events.length === 0) return watched;
  const known = lookingBy.get(watched) ?? new Map<string, readonly Watched[]>();
  lookingBy.set(watched, known);
  const key = events.join();
  const found = known.get(key) ?? lookingAt(watched, events);
  known.set(key, found);
  return found;
}

const lookingBy = new WeakMap<readonly Watched[], Map<string, readonly Watched[]>>();

/** The moves just before the policy acts: nothing is fresher, and nothing was known sooner. */
function branchOff({ arena, moves }: Question, before: Life, at: Instant, branches: Life[]): void {
  const when = instant(Math.max(at - MINUTE_MS, before.now));
  for (const move of moves) {
    if (!isWorthIt(before, move) || !canHappenTo(before, move)) continue;
    const life = withMove(arena, before, move, when);
    if (life !== null) branches.push(life);
  }
}

/** A second move must end what the first began, or come on top of one that led the policy elsewhere. */
function isWorthIt({ made }: Life, move: Move): boolean {
  const last = made.at(-1)?.move;
  if (last === undefined) return !isAnEnding(move);
  if (move.kind === "chargeback") return last.kind === "payment";
  if (move.kind === "event" && move.releases !== undefined) return last.kind === "event" && move.releases.includes(last.event.event);
  return last.kind !== "event" && last.name !== move.name;
}

/** A company neither dies nor serves in the forces. */
const canHappenTo = ({ state }: Life, move: Move): boolean =>
  move.kind !== "event" || state.account.debtor.kind !== "business" || (move.event.event !== "death" && move.event.event !== "military-orders");

const isAnEnding = (move: Move): boolean => move.kind === "chargeback" || (move.kind === "event" && move.releases !== undefined);

function look({ arena, meet }: Question, watched: readonly Watched[], wanted: Wanted, branches: Life[] | null): void {
  if (wanted.action === null) return;
  const { made } = wanted.life;
  // What the policy's own rules put off is asked for again when they allow it.
  if (!isOwnAllowed(arena, wanted)) return;
  for (const place of watched) for (const meeting of meetingsAt(arena, place, wanted, wanted.at)) meet(meeting);
  if (wanted.action.act !== "contact" || made.length > 0 || wanted.effect.kind !== "contact") return;
  const stretches = [...stretchesOf(arena, wanted)];
  for (const place of watched) for (const meeting of meetingsInSlot(arena, place, wanted, stretches)) meet(meeting);
  const last = stretches.at(-1)?.last;
  if (branches !== null && last !== undefined && last > wanted.at) branches.push(withDelay(wanted.life, wanted, last));
}
