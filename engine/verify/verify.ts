/** The proof of one policy in its places: every run against the law, as far as it was looked at, and what was found. */
import type { Calendar } from "../model/calendar.ts";
import type { EventName } from "../model/facts.ts";
import type { CompiledPolicy, StepAction } from "../model/policy.ts";
import type { LimitationRule, Rule, Series } from "../model/rule.ts";
import type { Currency, LocalDay, Place, Zone } from "../model/units.ts";
import { instant, localDay } from "../model/units.ts";
import { matters } from "../step/protections.ts";
import { startOfDay } from "../calendar.ts";
import { DAY_MS } from "../civil.ts";
import { accountOf, agedBy, draftsOf, startsFrom, termOf, type Draft } from "./accounts.ts";
import { movesAgainst, movesClock } from "./adversary.ts";
import { tickingIn, type LocalClock, type Ticking } from "./clocks.ts";
import { explore, wishOf, type Budget, type Fresh } from "./explore.ts";
import type { Arena } from "./life.ts";
import type { Move } from "./moves.ts";
import { note, verdictsOf, type Found, type Verdict } from "./verdict.ts";
import { missedIn } from "./duties.ts";
import type { Meeting } from "./watch.ts";
import { bindingOn, looksAt, narrowed, neighbourhoods, watchedOf, type Neighbourhood, type Watched } from "./watched.ts";

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
  /** Told of each account that was looked at from one of its days, and of how many there are. */
  readonly looked?: (done: number, of: number) => void;
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
  const { policy, calendar, place, within } = task;
  const own = [...task.rules.filter(({ place: of }) => of === "WORLD"), ...policy.house];
  const arena: Arena = { program: { policy, calendar }, own, series: task.series, contains: task.contains };
  const watched = watchedOf(task.rules, place, within);
  const looking: Looking = {
    task,
    arena,
    drafts: draftsOf(policy, task.currency),
    starts: startsFrom(task.today),
    budget: { lives: task.lives, spent: 0, skipped: 0 },
    notes: { findings: new Map(), entered: new Set(), collects: false, moves: 0, looked: 0 },
  };
  const { drafts, starts, budget, notes } = looking;
  const around = neighbourhoods(policy, place, within).map((one) => clocksAround(task, one, watched));
  const whole = new Set(drafts.map(({ id }) => id)).size;
  const cases = around.reduce((sum, { ticking }) => sum + ticking.length * starts.length * whole + drafts.length - whole, 0);
  for (const one of around) lookAround(looking, one, () => task.looked?.((notes.looked += 1), cases));
  return {
    place,
    arena,
    verdicts: verdictsOf(bindingOn(watched, policy, "unknown"), notes.findings, budget),
    unreached: policy.stages.map(({ name }) => name).filter((name) => !notes.entered.has(name)),
    collects: notes.collects,
    explored: { runs: budget.spent, skipped: budget.skipped, moves: notes.moves, accounts: drafts.length, starts: starts.length },
  };
}

interface Notes {
  readonly findings: Map<string, Found>;
  readonly entered: Set<string>;
  collects: boolean;
  moves: number;
  looked: number;
}

interface Looking {
  readonly task: Task;
  readonly arena: Arena;
  readonly drafts: readonly Draft[];
  readonly starts: readonly LocalDay[];
  readonly budget: Budget;
  readonly notes: Notes;
}

interface Around {
  readonly home: Place;
  readonly ticking: readonly Ticking[];
}

/** The clocks of a neighbourhood, each with the law that is looked at by it. */
function clocksAround(task: Task, { home, places }: Neighbourhood, all: readonly Watched[]): Around {
  const watched = all.filter(({ place }) => place === task.place || places.includes(place));
  const clocks = task.clocks.filter((clock) => clock.places.some((place) => places.includes(place)));
  // Nobody knows the clock of a place: then it goes by the most common one.
  return { home, ticking: tickingIn(task.calendar, clocks.length > 0 ? clocks : task.clocks.slice(0, 1), watched) };
}

/** The first so many starts fall on one weekday each (`startsFrom`). */
const WEEKDAYS = 7;

/** All accounts of places whose debtors the policy treats alike, by each clock there. */
function lookAround(looking: Looking, { home, ticking }: Around, looked: () => void): void {
  const { task, arena, drafts, starts, notes } = looking;
  const [first] = drafts;
  for (const [i, { zone, watched: here }] of ticking.entries()) {
    for (const kind of new Set(drafts.map((draft) => draft.kind))) {
      const binding = bindingOn(here, task.policy, kind);
      const moves = movesAgainst(
        task.policy,
        binding.flatMap(({ rules }) => rules),
      );
      notes.moves = Math.max(notes.moves, moves.length);
      const typical = drafts.find((draft) => draft.kind === kind);
      const law: Law = { watched: binding, moves, inert: inertOf(arena, moves), asked: new Set() };
      const onAnyWeekday: Law = { ...law, moves: moves.filter((move) => movesClock(move, task.policy)) };
      for (const [j, due] of starts.entries()) {
        for (const [k, draft] of drafts.entries()) {
          // The first account and that of each variant are looked at from every day, the others from the first one. An adversary has as much to do
          // with each kind of debtor, and with whoever is asked something or has law that those before were not asked or had not.
          const whole = k === 0 || draft.id !== first?.id;
          if (draft.kind !== kind || (!whole && (j > 0 || i > 0))) continue;
          const depth = i > 0 || j >= WEEKDAYS || !(whole || draft === typical) ? 0 : task.depth;
          const fresh = look(looking, j === 0 ? law : onAnyWeekday, { draft, home, due, zone, depth });
          if (!whole && draft !== typical) lookDeeper(looking, law, { draft, home, due, zone, depth: task.depth }, { fresh, typical });
          looked();
        }
      }
      if (i === 0 && typical !== undefined) lookApart(looking, law, { draft: typical, home, due: starts[0] ?? task.today, zone, depth: 0 });
    }
  }
}

/**
 * The adversary against an account that differs from those before: where its policy asks for something that they weren't asked for; and where its debt
 * is of another type than theirs, by the law that is about types of debt.
 */
function lookDeeper(looking: Looking, law: Law, of: Case, { fresh, typical }: { fresh: Fresh; typical: Draft | undefined }): void {
  if (of.depth === 0) return;
  if (fresh.wishes.size > 0) look(looking, law, { ...of, only: fresh });
  if (typical === undefined || typical.facts[TYPE] === of.draft.facts[TYPE]) return;
  const watched = narrowed(law.watched, ({ binds }) => binds.some(({ debtTypes }) => debtTypes !== undefined));
  const rules = watched.flatMap((one) => one.rules);
  if (rules.length === 0) return;
  const moves = movesAgainst(looking.task.policy, rules);
  look(looking, { watched, moves, inert: inertOf(looking.arena, moves), asked: law.asked }, of);
}

/** The fact that says of which type an account's debts are. */
const TYPE = "debt_type";

/** Accounts that no date of the coming year brings about: one of a debtor with another like it, and one older than all periods of limitation. */
function lookApart(looking: Looking, law: Law, of: Case): void {
  const { draft, due } = of;
  look(looking, law, { ...of, draft: { ...draft, differs: "the debtor has another account like it" }, twin: true });
  const years = Math.max(0, ...law.watched.flatMap(({ beside }) => beside.map(({ body }) => (body.kind === "limitation" ? lengthOf(body) : 0))));
  if (years === 0) return;
  const old = localDay(due - Math.ceil(years * 366) - 400);
  look(looking, law, { ...of, draft: agedBy(draft, Math.round((due - old) / 365)), due: old, taken: due });
}

const lengthOf = ({ years = 0, months = 0 }: LimitationRule): number => years + months / 12;

/** Events that neither the policy nor any rule that is enforced looks at: the course of an account is the same with and without them. */
function inertOf({ program, own }: Arena, moves: readonly Move[]): ReadonlySet<EventName> {
  const events = moves.flatMap((move) => (move.kind === "event" ? [move.event] : []));
  return new Set(events.filter((one) => !matters(one, program.policy) && !own.some((rule) => looksAt(rule, one.event))).map(({ event }) => event));
}

interface Law {
  readonly watched: readonly Watched[];
  readonly moves: readonly Move[];
  readonly inert: ReadonlySet<EventName>;
  /** What was asked for by the accounts that were looked at, before an adversary did anything. */
  readonly asked: Set<string>;
}

interface Case {
  readonly draft: Draft;
  readonly home: Place;
  readonly due: LocalDay;
  readonly zone: Zone;
  readonly depth: number;
  /** The debtor has another account like it. */
  readonly twin?: true;
  /** The day on which the account is taken on; absent: that of the invoice. */
  readonly taken?: LocalDay;
  /** All that is looked at of it; absent: everything. */
  readonly only?: Fresh;
}

/** One account from one day on, with all that an adversary may do to it. Tells what was wanted of it by itself that was not of any before. */
function look({ task, arena, budget, notes }: Looking, law: Law, { draft, home, due, zone, depth, twin, taken, only }: Case): Fresh {
  const { policy, place, currency, calendar } = task;
  const issued = localDay(due - termOf(policy));
  const from = startOfDay(calendar, zone, taken ?? issued);
  const differs = [...(home === place ? [] : [`the debtor is in ${home}`]), ...(draft.differs === null ? [] : [draft.differs])].join(" and ");
  const wishes = new Set<string>();
  let until = from;
  const found = (meeting: Meeting): void => note(notes.findings, { meeting, draft: differs === "" ? null : differs, due, zone });
  explore({
    arena,
    ...law,
    account: accountOf(draft, { place: home, zones: [zone], currency, issued, due }),
    twin: twin === true,
    from,
    to: instant(from + DAYS * DAY_MS),
    depth,
    budget,
    entered: (stage) => notes.entered.add(stage),
    over: (life, watched) => {
      notes.collects ||= life.ledger.some((entry) => "contact" in entry);
      for (const one of watched) for (const meeting of missedIn(arena, one, life)) found(meeting);
    },
    only,
    wants: (wanted) => {
      const wish = wishOf(wanted);
      if (wanted.action === null || wanted.life.made.length > 0 || (law.asked.has(wish) && !wishes.has(wish))) return;
      law.asked.add(wish);
      wishes.add(wish);
      until = wanted.at;
    },
    meet: found,
  });
  return { wishes, until };
}
