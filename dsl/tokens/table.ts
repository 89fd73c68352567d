/**
 * The one token table. Fixed words are recognised after lexing, by their text: so a word may belong to several closed
 * lists at once (`letter` is a channel and something to count) and the lexer has a dozen patterns instead of hundreds.
 */
import { createToken, Lexer, type TokenType } from "chevrotain";
import { KEYWORDS, RESERVED } from "./keywords.ts";
import { VOCABULARIES, type Vocabulary } from "./vocabulary.ts";

/** Any word that may be a name: those of the grammar too, but for the reserved ones. */
export const Word = createToken({ name: "Word", label: "a name", pattern: Lexer.NA });
/** A word that is not one of the grammar's. */
export const Ident = createToken({
  name: "Ident",
  // Where only such a word may stand, a currency is meant.
  label: "a currency (USD)",
  // A letter or underscore, then words joined by single dots and hyphens: `us-ma.940cmr7.hours`, `US-NY-NYC`, `debtor's`.
  pattern: /[A-Za-z_\u00c0-\u024f][A-Za-z0-9_\u00c0-\u024f]*(?:[.-][A-Za-z0-9_\u00c0-\u024f]+)*(?:'s)?/,
  categories: [Word],
});

/** How interest counts days. Before `Ident` and `Num`, of which it would else be the beginning. */
export const DayCount = createToken({ name: "DayCount", label: "a day count (actual/365)", pattern: /actual\/(?:365|actual)|30\/360/ });
export const DateToken = createToken({ name: "Date", label: "a date (2026-03-02)", pattern: /\d{4}-\d{2}-\d{2}(?![\w-])/ });
export const Time = createToken({ name: "Time", label: "a time (09:00)", pattern: /\d{1,2}:\d{2}(?![\w:])/ });
/** `1,000`: a comma followed by exactly three digits belongs to the number. */
export const Num = createToken({ name: "Number", label: "a number", pattern: /(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?/ });
export const Text = createToken({ name: "Text", label: "a text in quotes", pattern: /"(?:[^"\\\n\r]|\\[^\n\r])*"/ });
/** Typographic quotes, pasted from a word processor: reported, then read as a text. */
export const SmartText = createToken({
  name: "SmartText",
  pattern: /[\u201c\u201d\u201e][^\u201c\u201d\u201e"\n\r]*["\u201c\u201d]/,
  categories: [Text],
});
/** Ends with the line: reported, then read as a text so that the statement survives. */
export const OpenText = createToken({ name: "OpenText", pattern: /"(?:[^"\\\n\r]|\\[^\n\r])*\\?/, categories: [Text] });

export const Open = createToken({ name: "Open", label: "{", pattern: /\{/ });
export const Close = createToken({ name: "Close", label: "}", pattern: /\}/ });
export const LeftParen = createToken({ name: "LeftParen", label: "(", pattern: /\(/ });
export const RightParen = createToken({ name: "RightParen", label: ")", pattern: /\)/ });
export const Comma = createToken({ name: "Comma", label: ",", pattern: /,/ });
export const Colon = createToken({ name: "Colon", label: ":", pattern: /:/ });
export const Percent = createToken({ name: "Percent", label: "%", pattern: /%/ });
export const Plus = createToken({ name: "Plus", label: "+", pattern: /\+/ });
export const Compare = createToken({ name: "Compare", label: "a comparison (>=, >, <=, <)", pattern: />=|<=|>|</ });

export const Comment = createToken({ name: "Comment", pattern: /\/\/[^\n\r]*/, group: "comments" });
const Space = createToken({ name: "Space", pattern: /[ \t\f\u00a0\ufeff]+/, group: Lexer.SKIPPED });
const Newline = createToken({ name: "Newline", pattern: /\r\n|\n|\r/, group: Lexer.SKIPPED, line_breaks: true });

export const LEXED: readonly TokenType[] = [
  Space,
  Newline,
  Comment,
  DayCount,
  Ident,
  DateToken,
  Time,
  Num,
  Text,
  SmartText,
  OpenText,
  Open,
  Close,
  LeftParen,
  RightParen,
  Comma,
  Colon,
  Percent,
  Plus,
  Compare,
];

const vocabularyNames = Object.keys(VOCABULARIES) as Vocabulary[];

/** One category for each closed list: `CONSUME(list.channel)` takes any channel. */
export const list = Object.fromEntries(
  vocabularyNames.map((name) => [name, createToken({ name: `list.${name}`, label: VOCABULARIES[name].title, pattern: Lexer.NA })]),
) as Record<Vocabulary, TokenType>;

const wordsOf = new Map<string, TokenType[]>();
for (const text of KEYWORDS) wordsOf.set(text, RESERVED.includes(text) ? [] : [Word]);
for (const name of vocabularyNames) {
  for (const text of VOCABULARIES[name].words) {
    const categories = wordsOf.get(text) ?? [Word];
    categories.push(list[name]);
    wordsOf.set(text, categories);
  }
}

/** Token type of each fixed word, by its text. */
export const fixedWords: ReadonlyMap<string, TokenType> = new Map(
  [...wordsOf].map(([text, categories]) => [text, createToken({ name: `word.${text}`, label: text, pattern: Lexer.NA, categories })]),
);

/**
 * Token type of a fixed word, for the grammar.
 * @throws RangeError when the word is missing from the keyword list: a defect of the grammar
 */
export const word = (text: string): TokenType => {
  const type = fixedWords.get(text);
  if (type === undefined) throw new RangeError(`"${text}" is not in the keyword list`);
  return type;
};

export const ALL_TOKENS: readonly TokenType[] = [Word, ...LEXED, ...Object.values(list), ...fixedWords.values()];
