/** The values of one fact that can make a difference to some conditions. */
import type { Currency, FactType, FactValue, Place } from "../../../engine/index.ts";
import { CHANNELS, containingPlaces, formatDay, localDay, parseDay } from "../../engine.ts";
import { samples, type Line, type Turn } from "./range.ts";
import type { Cut, Uses } from "./uses.ts";

/** A fact with the values to try; `whole` says that no other value could answer differently. */
export interface Values {
  readonly name: string;
  readonly of: readonly (FactValue | undefined)[];
  readonly whole: boolean;
}

/** Built-in counts and the balance are never below nothing; a share has both ends. */
const BOUNDS: Readonly<Record<string, Line>> = {
  balance: { whole: true, least: 0, most: Number.POSITIVE_INFINITY },
  days_overdue: { whole: true, least: 0, most: Number.POSITIVE_INFINITY },
  unpaid_invoices: { whole: true, least: 0, most: Number.POSITIVE_INFINITY },
  oldest_invoice_age: { whole: true, least: 0, most: Number.POSITIVE_INFINITY },
  broken_promises: { whole: true, least: 0, most: Number.POSITIVE_INFINITY },
  days_since_payment: { whole: true, least: 0, most: Number.POSITIVE_INFINITY },
  customer_share: { whole: false, least: 0, most: 100 },
};
const WHOLE: Line = { whole: true, least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY };
const REAL: Line = { ...WHOLE, whole: false };
const CLOCK: Line = { whole: true, least: 0, most: 1439 };

/** Whether a number lies well inside of what a numeric fact can be, so that comparing with it leaves both answers open. */
export const isInside = (fact: string, n: number): boolean => {
  const { least, most } = BOUNDS[fact] ?? WHOLE;
  return n > least && n < most;
};

/** So many facts may hang together by comparisons with each other and still be told through. */
const MOST_TOGETHER = 3;
/** Sets of more tags than this are too many to tell through. */
const MOST_TAGS = 5;

const minutesOf = (text: string): number => {
  const [hours = "0", minutes = "0"] = text.split(":");
  return Number(hours) * 60 + Number(minutes);
};
const two = (n: number): string => String(n).padStart(2, "0");

interface Scale {
  readonly line: Line;
  readonly read: (cut: Cut, currency: Currency) => number | null;
  readonly write: (n: number) => FactValue;
}

const plain: Scale["write"] = (n) => n;
const numbers = (line: Line): Scale => ({ line, read: ({ operand }) => (operand.kind === "number" ? operand.value : null), write: plain });
const textual = (line: Line, read: (text: string) => number | null, write: Scale["write"]): Scale => ({
  line,
  read: ({ operand }) => (operand.kind === "text" ? read(operand.value) : null),
  write,
});

const SCALES: Readonly<Partial<Record<FactType["type"], Scale>>> = {
  money: { line: WHOLE, read: ({ operand }, currency) => (operand.kind === "money" ? (operand.of[currency] ?? null) : null), write: plain },
  number: numbers(REAL),
  percent: numbers(REAL),
  days: numbers(WHOLE),
  date: textual(WHOLE, parseDay, (n) => formatDay(localDay(n))),
  time: textual(CLOCK, minutesOf, (n) => `${two(Math.floor(n / 60))}:${two(n % 60)}`),
};

const turnsOf = (cuts: readonly Cut[], scale: Scale, currency: Currency): readonly Turn[] =>
  cuts.flatMap((cut): readonly Turn[] => {
    const at = scale.read(cut, currency);
    if (at === null) return [];
    if (cut.turns === "both")
      return [
        { at, after: false },
        { at, after: true },
      ];
    return [{ at, after: cut.turns === "above" }];
  });

/** The fact and all that it is compared with, by way of others too. */
const together = (name: string, uses: Uses): readonly string[] => {
  const found = [name];
  for (const one of found) for (const peer of uses.get(one)?.peers ?? []) if (!found.includes(peer)) found.push(peer);
  return found;
};

const textsIn = (cuts: readonly Cut[]): readonly string[] => [
  ...new Set(cuts.flatMap(({ operand }) => (operand.kind === "text" ? [operand.value] : []))),
];

const OTHERS = ["another", "a third", "a fourth"];

const textValues = (cuts: readonly Cut[], count: number): readonly string[] => {
  const named = textsIn(cuts);
  return [...named, ...OTHERS.filter((text) => !named.includes(text)).slice(0, count)];
};

const isIn = (inner: Place, outer: Place): boolean => containingPlaces(inner).includes(outer);

/** For the debtor's place those that the policy runs in, and the named ones inside them; for other places the named ones and one elsewhere. */
const placeValues = (name: string, cuts: readonly Cut[], places: readonly Place[]): readonly string[] => {
  const named = textsIn(cuts);
  if (name === "place") return [...new Set([...places, ...named.filter((place) => places.some((own) => isIn(place, own)))])];
  const elsewhere = ["AQ", "BV", "HM"].find((place) => !named.includes(place)) ?? "AQ";
  return [...new Set([...named, ...places, elsewhere])];
};

const tagValues = (tags: readonly string[]): readonly (readonly string[])[] => {
  const few = tags.slice(0, MOST_TAGS);
  return Array.from({ length: 1 << few.length }, (_, bits) => few.filter((_tag, index) => ((bits >> index) & 1) === 1));
};

interface Asked {
  readonly name: string;
  readonly type: FactType;
  readonly cuts: readonly Cut[];
  readonly tags: readonly string[];
  /** Facts that hang together with it, itself included. */
  readonly count: number;
}

const plainValues = ({ name, type, cuts, tags, count }: Asked, places: readonly Place[]): readonly FactValue[] => {
  switch (type.type) {
    case "one of":
      return type.values;
    case "boolean":
      return [true, false];
    case "channel":
      return CHANNELS;
    case "place":
      return placeValues(name, cuts, places);
    case "tags":
      return tagValues(tags);
    default:
      return textValues(cuts, count);
  }
};

/** The values of one fact to try, for an account of one currency. */
export const valuesOf = (
  name: string,
  type: FactType,
  uses: Uses,
  { places, currency }: { readonly places: readonly Place[]; readonly currency: Currency },
): Values => {
  const group = together(name, uses);
  const count = Math.min(group.length, MOST_TOGETHER);
  const cuts = group.flatMap((one) => uses.get(one)?.cuts ?? []);
  const tags = [...(uses.get(name)?.tags ?? [])];
  const scale = SCALES[type.type];
  if (scale === undefined) {
    const known = plainValues({ name, type, cuts, tags, count }, places);
    const whole = tags.length <= MOST_TAGS && (group.length === 1 || type.type === "boolean");
    return { name, of: type.optional === true ? [...known, undefined] : known, whole };
  }
  const known = samples(turnsOf(cuts, scale, currency), BOUNDS[name] ?? scale.line, count).map(scale.write);
  const whole = group.length <= MOST_TOGETHER && cuts.every((cut) => scale.read(cut, currency) !== null);
  return { name, of: type.optional === true ? [...known, undefined] : known, whole };
};
