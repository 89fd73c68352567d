/** Which rules somebody asks for, by place or by id; what can't be found is told with the way out. */
import { containingPlaces, inForce, isPlace, placesOf, rulesFor, type LawBook, type LocalDay, type Place, type Rule } from "../../engine/index.ts";
import { suggest } from "../../dsl/index.ts";

/** What was asked for, or one plain line that says why there is none. */
export type Found<Value> = { readonly found: Value } | { readonly problem: string };

const ownRules = (book: LawBook, place: Place): number => book.rules.filter((rule) => rule.place === place).length;

const counted = (n: number): string => (n === 1 ? "one rule" : `${n} rules`);

const without = (book: LawBook, place: Place): string => {
  const outer = containingPlaces(place).find((candidate) => ownRules(book, candidate) > 0);
  if (outer !== undefined) return `there are no rules for ${place} itself; ${outer}, which contains it, has ${counted(ownRules(book, outer))}`;
  const inner = book.places.filter((candidate) => candidate.startsWith(`${place}-`));
  if (inner.length > 0) return `there are no rules for all of ${place}; there are for ${inner.join(", ")}`;
  return `there are no rules for ${place}, nor for a place that contains it; "collect law list" shows the places that have some`;
};

/** The place that a word names, in any case; only one that has rules of its own. */
export const placeOf = (book: LawBook, word: string): Found<Place> => {
  const place = word.toUpperCase();
  if (ownRules(book, place) > 0) return { found: place };
  if (isPlace(place)) return { problem: without(book, place) };
  const near = suggest(place, [...book.places, ...placesOf(place.slice(0, 2))]);
  return { problem: `there is no place ${word}${near === null ? ": write it as US, US-CA or GB-SCT" : `; did you mean ${near}?`}` };
};

/** Smallest place first, Collect's own protections last; within a place as the book has them. */
const bySize = (place: Place, rules: readonly Rule[]): readonly Rule[] => {
  const order = [...containingPlaces(place)];
  const rank = (rule: Rule): number => (order.includes(rule.place) ? order.indexOf(rule.place) : order.length);
  return rules.toSorted((a, b) => rank(a) - rank(b));
};

export interface Wanted {
  readonly place?: Place;
  /** Only rules in force on this day. */
  readonly asOf?: LocalDay;
}

/** Rules that bind somebody who lives in the place: its own, those of the places around it, and the world's. Without a place all. */
export const selectRules = (book: LawBook, { place, asOf }: Wanted): readonly Rule[] => {
  const rules = place === undefined ? book.rules : bySize(place, rulesFor(book, [place]));
  return asOf === undefined ? rules : rules.filter((rule) => inForce(rule, asOf));
};

/** The rule of an id with its limbs (`id.limb`), or all of a source (`us.regf`). */
export const rulesById = (book: LawBook, word: string): Found<readonly Rule[]> => {
  const id = word.toLowerCase();
  const found = book.rules.filter((rule) => rule.id === id || rule.id.startsWith(`${id}.`));
  if (found.length > 0) return { found };
  const near = suggest(
    id,
    book.rules.map((rule) => rule.id),
  );
  return { problem: `there is no rule ${word}${near === null ? '; "collect law list" shows them all' : `; did you mean ${near}?`}` };
};

/** Whether a word is the id of a rule rather than a place: ids have dots, places have none. */
export const isRuleId = (word: string): boolean => word.includes(".");
