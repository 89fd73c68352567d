/** What one cell means: a value, or the reason why it can't be read. No cell's text of a person appears in a reason. */
import { createHash } from "node:crypto";
import { CHANNELS, containingPlaces, currencyDigits, formatDay, isPlace, localDay, parseDay, parseMoney, placesOf } from "../../engine/index.ts";
import type { CompiledPolicy, FactType, FactValue, LocalDay, Minor } from "../../engine/index.ts";
import { noAmount } from "../../api/index.ts";
import { suggest } from "../../dsl/index.ts";
import { holidayPlaces, holidaySet } from "../../policies/index.ts";

export type Cell<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

export const good = <T>(value: T): Cell<T> => ({ ok: true, value });
export const bad = (reason: string): Cell<never> => ({ ok: false, reason });

const didYouMean = (word: string, candidates: readonly string[]): string => {
  const near = suggest(word, candidates);
  return near === null ? "" : `; did you mean ${near}?`;
};

/** A list in one cell: `America/Chicago; America/Denver`. */
export const listOf = (cell: string): readonly string[] =>
  cell
    .split(/[;|]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** Full-width letters and the like: two ids that look the same to people must not be two. */
const isPlain = (cell: string): boolean => cell === cell.normalize("NFKC");

export const idCell = (cell: string): Cell<string> => {
  if (cell === "") return bad("is empty");
  if (!isPlain(cell)) return bad(`has full-width or other look-alike letters: write it as ${cell.normalize("NFKC")}`);
  return /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u.test(cell)
    ? good(cell)
    : bad("an id has letters, digits, dots, dashes and underscores only, at most 64: no names, no e-mail addresses");
};

export const oneOf = <T extends string>(cell: string, values: readonly T[]): Cell<T> => {
  const found = values.find((value) => value === cell);
  return found === undefined ? bad(`"${cell}" is not one of ${values.join(", ")}${didYouMean(cell, values)}`) : good(found);
};

export const dayCell = (cell: string): Cell<LocalDay> => {
  const day = parseDay(cell);
  return day === null ? bad(cell === "" ? "is empty" : `"${cell}" is no date: write it as 2026-11-23`) : good(day);
};

export const amountCell = (cell: string, currency: string): Cell<Minor> => {
  const amount = parseMoney(cell, currency);
  if (amount === null) return bad(cell === "" ? "is empty" : noAmount(cell, currency));
  return amount > 0 ? good(amount) : bad('an invoice is more than zero: credits and payments come by "collect record"');
};

/** Dates of an invoice lie in the years whose holidays are known; anything else is a slip of the pen, and no calendar holds it. */
export const invoiceDayCell = (cell: string): Cell<LocalDay> => {
  const day = dayCell(cell);
  if (!day.ok) return day;
  const { first, last } = knownDays();
  return day.value >= first && day.value <= last
    ? day
    : bad(`"${cell}" lies outside ${formatDay(first)} to ${formatDay(last)}, for which there is a calendar`);
};

let known: { readonly first: LocalDay; readonly last: LocalDay } | null = null;

/** A calendar begins a year before its oldest invoice. */
const knownDays = (): { readonly first: LocalDay; readonly last: LocalDay } => {
  const spans = known === null ? holidayPlaces().map((place) => holidaySet(place).years) : [];
  const yearStart = (year: number): LocalDay => localDay(Date.UTC(year, 0, 1) / 86_400_000);
  return (known ??= {
    first: yearStart(Math.max(...spans.map(([from]) => from)) + 2),
    last: localDay(yearStart(Math.min(...spans.map(([, to]) => to)) + 1) - 1),
  });
};

export const currencyCell = (cell: string, policy: CompiledPolicy): Cell<string> => {
  if (policy.currencies.includes(cell)) return good(cell);
  if (currencyDigits(cell) === null) return bad(`"${cell}" is no ISO 4217 currency${didYouMean(cell, policy.currencies)}`);
  return bad(`${cell} is not a currency of the policy, which has ${policy.currencies.join(", ")}`);
};

/** Places the policy runs in: itself named, or lying inside one that is. */
export const placesCell = (cell: string, policy: CompiledPolicy): Cell<readonly string[]> => {
  const places = listOf(cell);
  if (places.length === 0) return bad("is empty: without a place nobody knows which law binds");
  for (const place of places) {
    if (!isPlace(place)) {
      const upper = place.normalize("NFKC").toUpperCase();
      const hint = isPlace(upper) ? `; did you mean ${upper}?` : didYouMean(upper, [...policy.places, ...placesOf(upper.slice(0, 2))]);
      return bad(`"${place}" is no ISO 3166 place such as US-CA or DE${hint}`);
    }
    if (!containingPlaces(place).some((part) => policy.places.includes(part))) {
      return bad(`${place} is outside the policy's places (${policy.places.join(", ")}): the policy runs nowhere else`);
    }
  }
  return good(places);
};

/** The zone as the tz database writes it; null when there is none of that name. */
const zoneNamed = (cell: string): string | null => {
  // Only the full name of a place dates days rightly: "EST" and "+05:00" know no summer time.
  if (!cell.includes("/")) return null;
  try {
    const zone = new Intl.DateTimeFormat("en", { timeZone: cell }).resolvedOptions().timeZone;
    // An alias such as Asia/Kolkata stays as it was written; another case does not.
    return zone.toLowerCase() === cell.toLowerCase() ? zone : cell;
  } catch {
    return null;
  }
};

export const zonesCell = (cell: string): Cell<readonly string[]> => {
  const zones: string[] = [];
  for (const written of listOf(cell)) {
    const zone = zoneNamed(written);
    if (zone === null) return bad(`"${written}" is no IANA time zone${didYouMean(written, Intl.supportedValuesOf("timeZone"))}`);
    zones.push(zone);
  }
  return good(zones);
};

export const emailCell = (cell: string): Cell<string | undefined> => {
  if (cell === "") return good(undefined);
  return /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/.test(cell) ? good(cell) : bad("is no e-mail address");
};

export const phoneCell = (cell: string): Cell<string | undefined> => {
  if (cell === "") return good(undefined);
  const digits = cell.replaceAll(/[\s().-]/g, "");
  return /^\+[1-9]\d{6,14}$/.test(digits) ? good(digits) : bad("is no phone number with + and country code");
};

export const languageCell = (cell: string): Cell<string | undefined> => {
  if (cell === "") return good(undefined);
  try {
    return good(Intl.getCanonicalLocales(cell)[0]);
  } catch {
    return bad(`"${cell}" is no language tag such as en, de or nl-NL`);
  }
};

const booleanCell = (cell: string): Cell<boolean> => {
  if (cell === "true" || cell === "yes") return good(true);
  return cell === "false" || cell === "no" ? good(false) : bad(`"${cell}" is neither yes nor no`);
};

const numberCell = (cell: string): Cell<number> => (/^-?\d+(\.\d+)?$/.test(cell) ? good(Number(cell)) : bad(`"${cell}" is no number`));

/** `2%`, `2 %` or `2`: all are two percent. */
const percentCell = (cell: string): Cell<number> => {
  const digits = /^(-?\d+(?:\.\d+)?)\s*%?$/.exec(cell)?.[1];
  return digits === undefined ? bad(`"${cell}" is no percentage: write it as 2.5%`) : good(Number(digits));
};

/** `5 days` or `5`. */
const daysCell = (cell: string): Cell<number> => {
  const digits = /^(-?\d{1,6})(?:\s*days?)?$/.exec(cell)?.[1];
  return digits === undefined ? bad(`"${cell}" is no number of days: write it as 5 days`) : good(Number(digits));
};

const timeCell = (cell: string): Cell<string> =>
  /^([01]\d|2[0-3]):[0-5]\d$/.test(cell) ? good(cell) : bad(`"${cell}" is no time of day: write it as 09:00, to 23:59`);

const placeCell = (cell: string): Cell<string> => {
  if (isPlace(cell)) return good(cell);
  const upper = cell.normalize("NFKC").toUpperCase();
  const hint = isPlace(upper) ? `; did you mean ${upper}?` : didYouMean(upper, placesOf(upper.slice(0, 2)));
  return bad(`"${cell}" is no ISO 3166 place such as US-CA or DE${hint}`);
};

const moneyCell = (cell: string, currency: string): Cell<Minor> => {
  const amount = parseMoney(cell, currency);
  return amount === null ? bad(noAmount(cell, currency)) : good(amount);
};

/** Tags apart by `;`, each once. Other than elsewhere an empty cell says something: there are none. */
const tagsCell = (cell: string): Cell<readonly string[]> =>
  good([
    ...new Set(
      cell
        .split(";")
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ""),
    ),
  ]);

/** A date of a fact may lie in any year. */
const dateCell = (cell: string): Cell<string> => {
  const day = dayCell(cell);
  return day.ok ? good(formatDay(day.value)) : day;
};

/**
 * A fact of the policy; an empty cell is unknown, and stays away, but for tags: an empty list of those is one without any.
 * @param currency of the account: that of a fact that is money.
 */
export const factCell = (cell: string, type: FactType, currency: string): Cell<FactValue | undefined> => {
  if (cell === "" && type.type !== "tags") return good(undefined);
  switch (type.type) {
    case "text":
      return good(cell);
    case "one of":
      return oneOf(cell, type.values);
    case "number":
      return numberCell(cell);
    case "boolean":
      return booleanCell(cell);
    case "money":
      return moneyCell(cell, currency);
    case "percent":
      return percentCell(cell);
    case "days":
      return daysCell(cell);
    case "date":
      return dateCell(cell);
    case "time":
      return timeCell(cell);
    case "place":
      return placeCell(cell);
    case "channel":
      return oneOf(cell, CHANNELS);
    case "tags":
      return tagsCell(cell);
    default:
      return type satisfies never;
  }
};

/** Label of an address: the same address has the same label, and nobody reads the address from it. */
export const labelOf = (kind: string, address: string): string =>
  `${kind}-${createHash("sha256").update(`${kind}\0${address.trim().toLowerCase()}`).digest("hex").slice(0, 16)}`;
