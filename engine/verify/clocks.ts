/** Clocks that stand for all: a policy and nearly all law go by local time, so that one of those that change alike tells of them all. */
import { MINUTE_MS } from "../civil.ts";
import type { Calendar } from "../model/calendar.ts";
import type { Rule } from "../model/rule.ts";
import type { Place, Zone } from "../model/units.ts";
import { narrowed, type Watched } from "./watched.ts";

/** A clock, and the places (of those that are looked at) that have it. */
export interface LocalClock {
  readonly zone: Zone;
  readonly places: readonly Place[];
}

/** A clock, and the law that runs by it are held against. */
export interface Ticking {
  readonly zone: Zone;
  readonly watched: readonly Watched[];
}

/** When a clock changes and by how much, as it shows the time itself. */
function changesOf({ zones }: Calendar, zone: Zone): string {
  const { transitions = [], offsets = [] } = zones[zone] ?? {};
  return transitions.map((at, i) => `${at + (offsets[i] ?? 0) * MINUTE_MS} ${(offsets[i + 1] ?? 0) - (offsets[i] ?? 0)}`).join();
}

const namesAZone = ({ body }: Rule): boolean => body.kind === "window" && body.zone !== undefined;

/**
 * One clock of each kind with all law of the places that have one of its kind, the first with the law of places whose clock nobody knows; and
 * every other with those rules that go by a clock of their own.
 */
export function tickingIn(calendar: Calendar, clocks: readonly LocalClock[], watched: readonly Watched[]): readonly Ticking[] {
  const kinds = new Map<string, LocalClock[]>();
  for (const clock of clocks) {
    const changes = changesOf(calendar, clock.zone);
    kinds.set(changes, [...(kinds.get(changes) ?? []), clock]);
  }
  const isTold = (place: Place): boolean => clocks.some(({ places }) => places.includes(place));
  return [...kinds.values()].flatMap((alike, i) =>
    alike.flatMap(({ zone, places }, j): readonly Ticking[] => {
      const own = watched.filter(({ place }) => places.includes(place) || (i === 0 && j === 0 && !isTold(place)));
      const others = watched.filter(({ place }) => !places.includes(place) && alike.some((clock) => clock.places.includes(place)));
      // A rule with a clock of its own is held against those who have this one.
      const law = j === 0 ? [...own, ...narrowed(others, (rule) => !namesAZone(rule))] : narrowed(own, namesAZone);
      return law.length === 0 ? [] : [{ zone, watched: law }];
    }),
  );
}
