import { containingPlaces } from "../../engine/index.ts";
import type { Place } from "../../engine/index.ts";

/** Places of a policy that aren't part of another of them: a proof goes through each with all that is inside. */
export const outermost = (places: readonly Place[]): readonly Place[] =>
  places.filter((place) => !containingPlaces(place).some((around) => around !== place && places.includes(around)));
