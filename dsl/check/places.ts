/** Codes of places that are misspelt. */
import { placesOf } from "../engine.ts";
import { suggest } from "../suggest.ts";

/** Codes that people write for others. */
const ALIASES: Readonly<Record<string, string>> = { UK: "GB", EN: "GB", USA: "US", EL: "GR" };

/** The place that was meant. Two letters are too few to tell a slip from another country. */
export const suggestPlace = (text: string, places: readonly string[]): string | null => {
  const alias = ALIASES[text.toUpperCase()];
  if (alias !== undefined && places.includes(alias)) return alias;
  if (text.length < 3)
    return suggest(
      text,
      places.filter((place) => place.toLowerCase() === text.toLowerCase()),
    );
  return suggest(text, [...places, ...placesOf(text.slice(0, 2).toUpperCase())]);
};
