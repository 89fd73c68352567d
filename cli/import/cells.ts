/** What one cell means: a value, or the reason why it can't be read. No cell's text of a person appears in a reason. */
import { createHash } from "node:crypto";
import { containingPlaces, currencyDigits, parseDay, parseMoney } from "../../engine/index.ts";
import type { CompiledPolicy, FactType, FactValue, LocalDay, Minor } from "../../engine/index.ts";
import { suggest } from "../../dsl/index.ts";

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

export const idCell = (cell: string): Cell<string> => {
  if (cell === "") return bad("is empty");
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
  if (amount === null) return bad(cell === "" ? "is empty" : `"${cell}" is no amount of ${currency}: write it as 1,200.00`);
  return amount > 0 ? good(amount) : bad('an invoice is more than zero: credits and payments come by "collect record"');
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
    if (!/^[A-Z]{2}(-[A-Z0-9]{1,3}(-[A-Z0-9]{1,5})?)?$/.test(place))
      return bad(`"${place}" is no ISO 3166 place such as US-CA or DE${didYouMean(place, policy.places)}`);
    if (!containingPlaces(place).some((part) => policy.places.includes(part))) {
      return bad(`${place} is outside the policy's places (${policy.places.join(", ")}): the policy runs nowhere else`);
    }
  }
  return good(places);
};

const isZone = (zone: string): boolean => {
  try {
    // Only the full name of a place dates days rightly: "EST" and "+05:00" know no summer time.
    return zone.includes("/") && new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
};

export const zonesCell = (cell: string): Cell<readonly string[]> => {
  const zones = listOf(cell);
  const wrong = zones.find((zone) => !isZone(zone));
  return wrong === undefined ? good(zones) : bad(`"${wrong}" is no IANA time zone${didYouMean(wrong, Intl.supportedValuesOf("timeZone"))}`);
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

/** A fact of the policy; an empty cell is unknown, and stays away. */
export const factCell = (cell: string, type: FactType): Cell<FactValue | undefined> => {
  if (cell === "") return good(undefined);
  switch (type.type) {
    case "text":
      return good(cell);
    case "one of":
      return oneOf(cell, type.values);
    case "number":
      return /^-?\d+(\.\d+)?$/.test(cell) ? good(Number(cell)) : bad(`"${cell}" is no number`);
    case "boolean":
      return booleanCell(cell);
    default:
      return type satisfies never;
  }
};

/** Label of an address: the same address has the same label, and nobody reads the address from it. */
export const labelOf = (kind: string, address: string): string =>
  `${kind}-${createHash("sha256").update(`${kind}\0${address.trim().toLowerCase()}`).digest("hex").slice(0, 16)}`;
