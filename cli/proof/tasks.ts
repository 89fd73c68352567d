/** What is to be proved of a policy: one task for each of its places that isn't part of another. */
import { containingPlaces, currencyOfPlace, formatDay, localDay, rulesFor, zonesNamed, zonesOfPlace } from "../../engine/index.ts";
import type { LocalClock, CompiledPolicy, LawBook, LocalDay, Place, StepAction, Task } from "../../engine/index.ts";
import { buildCalendar } from "../../policies/calendar/build.ts";
import { Failure } from "../failure.ts";
import { outermost } from "./outermost.ts";

export interface Wish {
  readonly policy: CompiledPolicy;
  readonly law: LawBook;
  readonly contains: (action: StepAction) => readonly string[] | undefined;
  readonly today: LocalDay;
  readonly depth: number;
  /** Most runs that are looked at, for each place. */
  readonly runs: number;
}

/** Runs begin within the next year and are followed for four hundred days. */
const [DAYS_BACK, DAYS_AHEAD] = [400, 1100];

export const tasksOf = (wish: Wish): readonly Task[] => outermost(wish.policy.places).map((place) => taskOf(wish, place));

function taskOf({ policy, law, contains, today, depth, runs }: Wish, place: Place): Task {
  const within = law.places.filter((inner) => inner !== place && containingPlaces(inner).includes(place));
  const clocks = clocksOf([place, ...within]);
  if (clocks.length === 0) throw new Failure(`no clock is known for ${place}, so that nothing can be proved of it`);
  const zones = [...clocks.map(({ zone }) => zone), ...zonesNamed([...rulesFor(law, [place, ...within]), ...policy.house])];
  const [from, to] = [localDay(today - DAYS_BACK), localDay(today + DAYS_AHEAD)];
  const local = currencyOfPlace(place);
  const currency = local !== null && policy.currencies.includes(local) ? local : policy.currencies[0];
  if (currency === undefined) throw new Failure(`${policy.file} names no currency`);
  try {
    const calendar = buildCalendar({ zones, places: [place, ...within], from, to });
    return { policy, rules: law.rules, series: law.series ?? [], calendar, place, within, clocks, currency, contains, today, depth, lives: runs };
  } catch (error) {
    if (error instanceof RangeError) throw new Failure(`no calendar from ${formatDay(from)} to ${formatDay(to)}: ${error.message}`);
    throw error;
  }
}

/** The clocks of some places, each with the places that have it, the most common first; a place whose clock nobody knows goes by that one. */
function clocksOf(places: readonly Place[]): readonly LocalClock[] {
  const byZone = new Map<string, Place[]>();
  for (const place of places) for (const zone of zonesOfPlace(place)) byZone.set(zone, [...(byZone.get(zone) ?? []), place]);
  return [...byZone].map(([zone, of]) => ({ zone, places: of })).toSorted((a, b) => b.places.length - a.places.length);
}
