/**
 * Characters that a reader doesn't see as they are: marks of direction, control characters, letters of other alphabets that look like
 * Latin ones. A policy is signed by people who read it, so that none of these may stand in it, comments and texts included.
 */
import { problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { spanAt, type Source } from "./source.ts";

/** So many problems of one kind are told: the rest of the file is not reported anyway. */
export const MOST_TOLD = 600;

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const STRANGE = /[^\t\n\f\r\u0020-\u007e]/u;

/** Whether a text holds anything but plain ASCII: most files don't, and need no second look. */
export const isPlain = (text: string): boolean => !STRANGE.test(text);

const DIRECTIONS: Readonly<Record<string, string>> = {
  "\u061c": "Arabic letter mark",
  "\u200e": "left-to-right mark",
  "\u200f": "right-to-left mark",
  "\u202a": "left-to-right embedding",
  "\u202b": "right-to-left embedding",
  "\u202c": "end of a change of direction",
  "\u202d": "left-to-right override",
  "\u202e": "right-to-left override",
  "\u2066": "left-to-right isolate",
  "\u2067": "right-to-left isolate",
  "\u2068": "isolate",
  "\u2069": "end of an isolate",
};
const UNSEEN: Readonly<Record<string, string>> = {
  "\u0000": "NUL",
  "\u001b": "escape",
  "\u0085": "next line",
  "\u00ad": "soft hyphen",
  "\u200b": "zero width space",
  "\u2028": "line separator",
  "\u2029": "paragraph separator",
  "\u2060": "word joiner",
};
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const HIDDEN = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+|[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u00ad\u200b\u2028\u2029\u2060]+/gu;

const codePoint = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

const nameOf = (character: string): string => {
  const name = DIRECTIONS[character] ?? UNSEEN[character];
  return name === undefined ? `the control character ${codePoint(character)}` : `the character ${codePoint(character)} (${name})`;
};

export interface Revealed {
  /** The text with a space in the place of every character that can't be seen. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Offsets of what was found. */
  readonly offsets: readonly number[];
}

/** Finds what can't be seen, in words, texts and comments alike. */
export const reveal = (source: Source): Revealed => {
  const diagnostics: Diagnostic[] = [];
  const offsets: number[] = [];
  const text = source.text.replaceAll(HIDDEN, (found, offset: number) => {
    if (offsets.length < MOST_TOLD) {
      const [first = ""] = found;
      const span = spanAt(source, offset, offset + found.length);
      const kind = first in DIRECTIONS ? "hidesOrder" : "unseen";
      const fixes = [{ title: `remove ${codePoint(first)}`, applicability: "likely" as const, edits: [{ span, text: "" }] }];
      diagnostics.push(problem(kind, span, { what: nameOf(first) }, { help: "remove it", fixes }));
    }
    offsets.push(offset);
    return " ".repeat(found.length);
  });
  return { text, diagnostics, offsets };
};

/** Pairs of a letter and the Latin one that it looks like. */
const TWINS: ReadonlyMap<string, string> = new Map(
  [
    "аaеeоoрpсcуyхxіiѕsјjһhԁdԛqԝwѵvкk",
    "АAВBЕEКKМMНHОOРPСCТTУYХXІIЅSЈJ",
    "οoαaνvρpιiκkυuχxϲcϳj",
    "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX",
    "‐-‑-‒-–-—-−-",
  ].flatMap((row) => Array.from({ length: row.length / 2 }, (_, at) => [row[at * 2] ?? "", row[at * 2 + 1] ?? ""] as const)),
);

const FULL_WIDTH = /[\uff21-\uff3a\uff41-\uff5a\uff10-\uff19\uff0c\uff1a\uff08\uff09\uff5b\uff5d\uff05\uff0b\uff1c\uff1e\uff0d\uff3f]/u;

/** What a character looks like, of the same length; null when it looks like nothing that the language has. */
export const twinOf = (character: string): string | null =>
  FULL_WIDTH.test(character) ? String.fromCodePoint((character.codePointAt(0) ?? 0) - 0xfee0) : (TWINS.get(character) ?? null);

const alphabetOf = (character: string): string => {
  if (/[\u0370-\u03ff]/u.test(character)) return "Greek letter";
  if (/[\u0400-\u052f]/u.test(character)) return "Cyrillic letter";
  if (/[\u2010-\u2015\u2212]/u.test(character)) return "typographic dash";
  return "full-width character";
};

/** A run of letters, each of which looks like a Latin one. */
export const lookAlike = (source: Source, start: number, end: number): Diagnostic => {
  const found = source.text.slice(start, end);
  const letters = Array.from(found);
  const latin = letters.map((letter) => twinOf(letter) ?? letter).join("");
  const alphabet = alphabetOf(letters[0] ?? "");
  const what = letters.length === 1 ? `the ${alphabet} ${codePoint(found)}` : `${alphabet}s (${letters.slice(0, 8).map(codePoint).join(", ")})`;
  const span = spanAt(source, start, end);
  const fixes = [{ title: `write the Latin \`${latin.slice(0, 40)}\``, applicability: "likely" as const, edits: [{ span, text: latin }] }];
  const help = `write \`${latin.slice(0, 40)}\` in its place`;
  return problem("lookAlike", span, { found: found.slice(0, 40), what, latin: latin.slice(0, 40) }, { help, fixes });
};
