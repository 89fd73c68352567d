/** The proof of one policy in its places: every run against the law, as far as it was looked at, and what was found. */
import type { Calendar } from "../model/calendar.ts";
import type { CompiledPolicy, StepAction } from "../model/policy.ts";
import type { Rule, Series } from "../model/rule.ts";
import type { Currency, LocalDay, Place, Zone } from "../model/units.ts";
import { instant, localDay } from "../model/units.ts";
import { neverRefuses } from "../rules/rule-kinds.ts";
import { containingPlaces, reaches } from "../scope.ts";
import { startOfDay } from "../calendar.ts";
import { DAY_MS } from "../civil.ts";
import { accountOf, draftsOf, startsFrom, termOf, type Draft } from "./accounts.ts";
import { movesAgainst } from "./adversary.ts";
import { explore, type Budget } from "./explore.ts";
import type { Arena } from "./life.ts";
import type { Move } from "./moves.ts";
import { verdictsOf, type Finding, type Verdict } from "./verdict.ts";
import { missedIn } from "./duties.ts";
import type { Watched } from "./watch.ts";

export interface Task {
  readonly policy: CompiledPolicy;
  /** All law there is. */
  readonly rules: readonly Rule[];
  readonly series: readonly Series[];
  readonly calendar: Calendar;
  /** The policy's place that is looked at. */
  readonly place: Place;
  /** The places inside of it that have law of their own. */
  readonly within: readonly Place[];
  /** Clocks of its debtors. The first is looked at in full, the others without an adversary: a policy goes by local time, wherever that is. */
  readonly clocks: readonly LocalClock[];
  readonly currency: Currency;
  readonly contains: (action: StepAction) => readonly string[] | undefined;
  /** First day of the runs: the law of the three years from it on is what they are held against. */
  readonly today: LocalDay;
  /** Most moves of the adversary in one run. */
  readonly depth: number;
  /** Most runs that are looked at. */
  readonly lives: number;
}

/** A clock, and the places (of `place` and `within`) that have it. */
export interface LocalClock {
  readonly zone: Zone;
  readonly places: readonly Place[];
}

export interface Proof {
  readonly place: Place;
  readonly verdicts: readonly Verdict[];
  /** Under what the runs were looked at, for the story of a finding. */
  readonly arena: Arena;
  /** Stages that no run entered. */
  readonly unreached: readonly string[];
  /** Contacts left in some run. */
  readonly collects: boolean;
  readonly explored: { readonly runs: number; readonly skipped: number; readonly moves: number; readonly accounts: number; readonly starts: number };
}

/** So long a run is followed. */
const DAYS = 400;

/** Looks at the runs of a policy in one of its places. Pure: the same task gives the same proof. */
export function verify(task: Task): Proof {
  const { policy, calendar } = task;
  const own = [...task.rules.filter(({ place: of }) => of === "WORLD"), ...policy.house];
  const arena: Arena = { program: { policy, calendar }, own, series: task.series, contains: task.contains };
  const watched = watchedOf(task);
  const notes: Notes = { findings: new Map(), entered: new Set(), collects: false };
  const moves = movesAgainst(
    policy,
    watched.flatMap(({ rules }) => rules),
  );
  const budget: Budget = { lives: task.lives, spent: 0, skipped: 0 };
  const drafts = draftsOf(policy, task.currency);
  const starts = startsFrom(task.today);
  const [first] = drafts;
  for (const [i, { zone, places }] of task.clocks.entries()) {
    const here = watched.filter((one) => places.includes(one.place) || (i === 0 && !one.rules.some(namesAZone)));
    for (const [j, due] of starts.entries()) {
      for (const [k, draft] of drafts.entries()) {
        // The first account is looked at from every day; the others from the first one. An adversary has as much to do with each kind of debtor.
        if (k > 0 && (j > 0 || i > 0)) break;
        const depth = i > 0 || j > 0 ? 0 : k > 0 && draft.kind === first?.kind ? 0 : task.depth;
        look({ task, arena, watched: here, moves, budget }, { draft, due, zone, depth }, notes);
      }
    }
  }
  return {
    place: task.place,
    arena,
    verdicts: verdictsOf(watched, notes.findings, budget),
    unreached: policy.stages.map(({ name }) => name).filter((name) => !notes.entered.has(name)),
    collects: notes.collects,
    explored: { runs: budget.spent, skipped: budget.skipped, moves: moves.length, accounts: drafts.length, starts: starts.length },
  };
}

interface Notes {
  readonly findings: Map<string, Finding>;
  readonly entered: Set<string>;
  collects: boolean;
}

interface Looking {
  readonly task: Task;
  readonly arena: Arena;
  readonly watched: readonly Watched[];
  readonly moves: readonly Move[];
  readonly budget: Budget;
}

interface Case {
  readonly draft: Draft;
  readonly due: LocalDay;
  readonly zone: Zone;
  readonly depth: number;
}

/** One account from one day on, with all that an adversary may do to it. */
function look({ task, arena, watched, moves, budget }: Looking, { draft, due, zone, depth }: Case, notes: Notes): void {
  const { policy, place, currency, calendar } = task;
  const issued = localDay(due - termOf(policy));
  const from = startOfDay(calendar, zone, issued);
  explore({
    arena,
    watched,
    account: accountOf(draft, { place, zones: [zone], currency, issued, due }),
    from,
    to: instant(from + DAYS * DAY_MS),
    moves,
    depth,
    budget,
    entered: (stage) => notes.entered.add(stage),
    over: (life) => {
      notes.collects ||= life.ledger.some((entry) => "contact" in entry);
      for (const one of watched) for (const meeting of missedIn(arena, one, life)) note(notes.findings, { meeting, draft: draft.differs, due, zone });
    },
    meet: (meeting) => note(notes.findings, { meeting, draft: draft.differs, due, zone }),
  });
}

const namesAZone = ({ body }: Rule): boolean => body.kind === "window" && body.zone !== undefined;

/** What people have to record, with nothing forbidden until they do: no run of a policy can keep or break it, and no verdict is given. */
const isForPeople = ({ body }: Rule): boolean => body.kind === "deadline" && "record" in body.duty && body.else.length === 0;

/** The place with all law that reaches it, and each place inside with what it has of its own. */
function watchedOf({ place, within, rules }: Task): readonly Watched[] {
  const law = rules.filter((rule) => rule.place !== "WORLD" && !neverRefuses(rule) && !isForPeople(rule));
  const all = law.filter((rule) => reaches(rule, [place]));
  const inside = within.flatMap((inner): readonly Watched[] => {
    const own = law.filter((rule) => rule.place === inner);
    return own.length === 0 || containingPlaces(place).includes(inner) ? [] : [{ place: inner, rules: own }];
  });
  return [{ place, rules: all }, ...inside];
}

const keyOf = ({ meeting }: Finding): string => `${meeting.place} ${meeting.rule.id}`;

/** The worst that was found of each rule: what nothing mends before what waiting does, the shorter story before the longer. */
function note(findings: Map<string, Finding>, found: Finding): void {
  const known = findings.get(keyOf(found));
  if (known === undefined || isWorse(found, known)) findings.set(keyOf(found), found);
}

function isWorse({ meeting: one }: Finding, { meeting: other }: Finding): boolean {
  const never = (meeting: Finding["meeting"]): boolean => meeting.reason.until === null;
  if (never(one) !== never(other)) return never(one);
  const [moves, others] = [one.life.made.length, other.life.made.length];
  if (moves !== others) return moves < others;
  return delayOf(one) > delayOf(other);
}

const delayOf = ({ mended, at }: Finding["meeting"]): number => (mended === null ? Infinity : mended - at);
