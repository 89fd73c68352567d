/** What is compared of two policies: each place of either, and inside of it each group of places that one of them tells apart. */
import { neighbourhoodsOf, zonesOfPlace } from "../../engine/index.ts";
import type { Comparing, LawBook, LocalDay, Version } from "../../engine/index.ts";
import { Failure } from "../failure.ts";
import { tasksOf } from "../proof/tasks.ts";

export interface Wish {
  readonly old: Version;
  readonly new: Version;
  readonly law: LawBook;
  readonly today: LocalDay;
  readonly place?: string | undefined;
}

export function comparingsOf({ old, new: changed, law, today, place }: Wish): readonly Comparing[] {
  const places = [...new Set([...old.policy.places, ...changed.policy.places])];
  if (place !== undefined && !places.includes(place)) throw new Failure(`neither policy names ${place}; their places are ${places.join(", ")}`);
  const house = [...old.policy.house, ...changed.policy.house];
  const currencies = [...new Set([...changed.policy.currencies, ...old.policy.currencies])];
  const both = { ...changed.policy, places: place === undefined ? places : [place], house, currencies };
  const world = law.rules.filter((rule) => rule.place === "WORLD");
  return tasksOf({ policy: both, law, contains: changed.contains, today, depth: 0, runs: 0 }).flatMap((task) => {
    const { calendar, within, currency, series } = task;
    const homes = [old, changed].flatMap(({ policy }) => neighbourhoodsOf(policy, task.place, within).map(({ home }) => home));
    return [...new Set(homes)].map((home): Comparing => {
      const zone = zonesOfPlace(home)[0] ?? task.clocks[0]?.zone ?? "UTC";
      return { old, new: changed, world, series, calendar, place: home, zone, currency, today };
    });
  });
}
