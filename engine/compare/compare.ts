/**
 * What a change of a policy changes: both policies live through the same accounts and the same debtors, and whatever one may send at an
 * instant at which the other may not is told, with the shortest story found.
 */
import { applies } from "../applies.ts";
import { canonicalJson } from "../canonical.ts";
import { localDayAt, startOfDay } from "../calendar.ts";
import { DAY_MS } from "../civil.ts";
import type { Calendar } from "../model/calendar.ts";
import type { CompiledPolicy, StepAction } from "../model/policy.ts";
import type { Rule, Series } from "../model/rule.ts";
import type { Account } from "../model/state.ts";
import type { Currency, Instant, LocalDay, Place, Zone } from "../model/units.ts";
import { instant, localDay } from "../model/units.ts";
import { containingPlaces } from "../scope.ts";
import { accountOf, draftsOf, startsFrom, termOf, type Draft } from "../verify/accounts.ts";
import { movesAgainst } from "../verify/adversary.ts";
import { begin, withMove, type Arena, type Life } from "../verify/life.ts";
import type { Made, Move } from "../verify/moves.ts";
import { lived, type Lane, type Sending } from "./sendings.ts";
import { surplusOf, type Surplus } from "./surplus.ts";

/** One of the two, with what its letters carry. */
export interface Version {
  readonly policy: CompiledPolicy;
  readonly contains: (action: StepAction) => readonly string[] | undefined;
}

export interface Comparing {
  readonly old: Version;
  readonly new: Version;
  /** Collect's own protections: they hold under both. */
  readonly world: readonly Rule[];
  readonly series: readonly Series[];
  readonly calendar: Calendar;
  readonly place: Place;
  readonly zone: Zone;
  readonly currency: Currency;
  /** First day of the runs. */
  readonly today: LocalDay;
}

/** What one policy may send, and the other not, and how it comes to that. */
export interface Witness {
  /** What the account differs in from the first one looked at; null: nothing. */
  readonly differs: string | null;
  readonly due: LocalDay;
  readonly made: readonly Made[];
  readonly surplus: Surplus;
}

/** `looser`: the new policy can send what the old could not; `stricter`: the other way round; `incomparable`: both. */
export type Relation = "stricter" | "looser" | "equal" | "incomparable";

export interface Change {
  readonly place: Place;
  readonly lane: Lane;
  readonly relation: Relation;
  /** Of what only the new policy can send; null where there is nothing of it. */
  readonly gained: Witness | null;
  /** Of what only the old one could. */
  readonly lost: Witness | null;
}

/** So long a run is followed. */
const DAYS = 400;

/** Both policies over accounts of one place. Pure: the same gives the same. Lanes in which neither ever sends anything are left out. */
export function compare(comparing: Comparing): readonly Change[] {
  const { old, new: changed, currency, today } = comparing;
  const sides: Sides = [arenaOf(comparing, old), arenaOf(comparing, changed)];
  const notes: Notes = new Map();
  const drafts = draftsOfBoth(comparing, currency);
  const starts = startsFrom(today);
  const [first] = drafts;
  // The first account and that of each variant from every day, the others from the first one.
  for (const [i, due] of starts.entries())
    for (const draft of drafts) if (i === 0 || draft === first || draft.id !== first?.id) look(comparing, sides, { draft, due }, [], notes);
  const moves = movesOfBoth(comparing, sides);
  const [due] = starts;
  const kinds = new Set<string>();
  for (const draft of due === undefined ? [] : drafts) {
    // One account of each kind of debtor and of each variant lives through everything that a debtor may do.
    const kind = `${draft.kind} ${draft.id}`;
    if (!kinds.has(kind) && due !== undefined) look(comparing, sides, { draft, due }, moves, notes);
    kinds.add(kind);
  }
  return [...notes.values()].map(({ lane, gained, lost }) => ({ place: comparing.place, lane, relation: relationOf(gained, lost), gained, lost }));
}

const relationOf = (gained: Witness | null, lost: Witness | null): Relation =>
  gained === null ? (lost === null ? "equal" : "stricter") : lost === null ? "looser" : "incomparable";

type Sides = readonly [Arena, Arena];
type Pair<Of> = readonly [Of, Of];

/** By lane. */
type Notes = Map<string, { readonly lane: Lane; gained: Witness | null; lost: Witness | null }>;

const arenaOf = ({ world, series, calendar }: Comparing, { policy, contains }: Version): Arena => ({
  program: { policy, calendar },
  own: [...world, ...policy.house],
  series,
  contains,
});

/** Accounts on both sides of everything that either policy asks, with the facts of both. */
function draftsOfBoth({ old, new: changed }: Comparing, currency: Currency): readonly Draft[] {
  const [before, after] = [draftsOf(old.policy, currency), draftsOf(changed.policy, currency)];
  const facts = { ...before[0]?.facts, ...after[0]?.facts };
  const all = [...after, ...before].map((draft) => ({ ...draft, facts: { ...facts, ...draft.facts } }));
  return [...new Map(all.map(({ differs, ...rest }) => [canonicalJson(rest), { ...rest, differs }])).values()];
}

function movesOfBoth({ old, new: changed }: Comparing, [before, after]: Sides): readonly Move[] {
  const all = [...movesAgainst(old.policy, before.own), ...movesAgainst(changed.policy, after.own)];
  return [...new Map(all.map((move) => [canonicalJson(move), move])).values()];
}

interface Case {
  readonly draft: Draft;
  readonly due: LocalDay;
}

/** One account under both policies, and each move of the debtor at the beginning of every day on which either of them acts. */
function look(comparing: Comparing, sides: Sides, about: Case, moves: readonly Move[], notes: Notes): void {
  const { place, zone, currency, calendar, new: changed } = comparing;
  const { draft, due } = about;
  const issued = localDay(due - termOf(changed.policy));
  const from = startOfDay(calendar, zone, issued);
  const account = accountOf(draft, { place, zones: [zone], currency, issued, due });
  const to = instant(from + DAYS * DAY_MS);
  const taken = sides.map((arena) => isTaken(arena, account, from));
  const whole = pairOf(sides, (arena, i) => (taken[i] === true ? lived(arena, begin(arena, account, from), to) : NOTHING));
  note(notes, about, [], [whole[0].sendings, whole[1].sendings]);
  if (moves.length === 0) return;
  let lives: Pair<Life | null> = pairOf(sides, (arena, i) => (taken[i] === true ? begin(arena, account, from) : null));
  let sent: Pair<readonly Sending[]> = [[], []];
  for (const at of daysOf(comparing, whole)) {
    const on = pairOf(sides, (arena, i) => until(arena, lives[i] ?? null, at));
    sent = pairOf(sides, (_, i) => [...(sent[i] ?? []), ...(on[i]?.sendings ?? [])]);
    lives = pairOf(sides, (_, i) => on[i]?.life ?? null);
    for (const move of moves) {
      const ends = pairOf(sides, (arena, i) => moved(arena, lives[i] ?? null, move, at, to));
      if (ends[0] === null && ends[1] === null) continue;
      note(
        notes,
        about,
        [{ at, move }],
        pairOf(sides, (_, i) => [...(sent[i] ?? []), ...(ends[i] ?? [])]),
      );
    }
  }
}

const NOTHING: ReturnType<typeof lived> | { readonly life: null; readonly sendings: readonly Sending[]; readonly acts: readonly Instant[] } = {
  life: null,
  sendings: [],
  acts: [],
};

const pairOf = <Of>(sides: Sides, make: (arena: Arena, index: 0 | 1) => Of): Pair<Of> => [make(sides[0], 0), make(sides[1], 1)];

/** Whether the policy takes the account at all: by its places, and by what it applies to. */
function isTaken({ program: { policy } }: Arena, account: Account, at: Instant): boolean {
  const around = account.debtor.places.flatMap((place) => containingPlaces(place));
  return policy.places.some((place) => around.includes(place)) && applies(policy, account, at).applies;
}

/** The beginning of each day on which one of them acts: whatever the hour, both are still to act that day. */
function daysOf({ calendar, zone }: Comparing, whole: Pair<{ readonly acts: readonly Instant[] }>): readonly Instant[] {
  const days = new Set(whole.flatMap(({ acts }) => acts.map((at) => localDayAt(calendar, zone, at))));
  return [...days].sort((a, b) => a - b).map((one) => startOfDay(calendar, zone, one));
}

const until = (arena: Arena, life: Life | null, at: Instant) => (life === null ? null : lived(arena, life, at));

/** What is sent from a move on; null where the debtor has no such account. */
function moved(arena: Arena, life: Life | null, move: Move, at: Instant, to: Instant): readonly Sending[] | null {
  const after = life === null ? null : withMove(arena, life, move, instant(Math.max(at, life.now)));
  return after === null ? null : lived(arena, after, to).sendings;
}

const keyOf = ({ channel, stage }: Lane): string => `${stage} ${channel}`;

/** Notes what each can send that the other can't, where nothing is known of it yet: what was found first took the fewest moves. */
function note(notes: Notes, { draft, due }: Case, made: readonly Made[], [before, after]: Pair<readonly Sending[]>): void {
  for (const sending of [...before, ...after]) {
    const key = keyOf(sending.lane);
    if (!notes.has(key)) notes.set(key, { lane: sending.lane, gained: null, lost: null });
  }
  for (const [key, found] of notes) {
    const of = (sendings: readonly Sending[]): readonly Sending[] => sendings.filter(({ lane }) => keyOf(lane) === key);
    const witness = (surplus: Surplus | null): Witness | null => (surplus === null ? null : { differs: draft.differs, due, made, surplus });
    found.gained ??= witness(surplusOf(of(after), of(before)));
    found.lost ??= witness(surplusOf(of(before), of(after)));
  }
}
