/** Text to tokens. Comments are kept apart, for the formatter. */
import { Lexer, type ILexingResult, type IToken } from "chevrotain";
import { problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { fixedWords, Ident, LEXED, OpenText, SmartText } from "../tokens/table.ts";
import { isPlain, lookAlike, MOST_TOLD, reveal, twinOf } from "./characters.ts";
import { joinNumbers } from "./numbers.ts";
import { spanAt, type Source } from "./source.ts";
import { endOf } from "./tokens.ts";

export interface Lexed {
  readonly tokens: readonly IToken[];
  readonly comments: readonly IToken[];
  readonly diagnostics: readonly Diagnostic[];
  /** Offsets of unreadable characters: a statement that holds one isn't complained of again. */
  readonly unreadable: readonly number[];
}

const lexer = new Lexer([...LEXED], {
  positionTracking: "onlyOffset",
  ensureOptimizations: true,
  skipValidations: true,
  recoveryEnabled: true,
  // Nobody reads what the lexer would say; a hostile file would have it said a million times.
  errorMessageProvider: { buildUnexpectedCharactersMessage: () => "", buildUnableToPopLexerModeMessage: () => "" },
});

const printable = (text: string): string => `\`${Array.from(text.slice(0, 32)).slice(0, 8).join("")}${text.length > 8 ? "…" : ""}\``;

const helpFor = (text: string): string | null => {
  if (text.startsWith("#")) return "a comment starts with `//`";
  if (text.startsWith(";")) return "a line needs no semicolon at its end";
  if (text.startsWith("'")) return 'a text stands in double quotes: "…"';
  if (text.startsWith("=")) return "equality is written `is`";
  if (/^[$€£¥]/u.test(text)) return "money is written with its currency after it: `1,000 USD`";
  if (text.startsWith("&") || text.startsWith("|")) return "conditions are joined with `and` and `or`";
  if (text.startsWith("!")) return "a condition is turned round with `not`";
  if (/^[\u0370-\u1fff\u3040-\uabff]/u.test(text)) return "words of the language are written in Latin letters";
  return null;
};

/** Words of the language become what they are. All tokens keep the one shape that the lexer gave them: another property would cost each a second object. */
const retype = (tokens: readonly IToken[]): void => {
  for (const token of tokens) {
    const type = token.tokenType === Ident ? fixedWords.get(token.image) : undefined;
    if (type === undefined) continue;
    // The word's own text in the place of one more copy of it.
    token.image = type.LABEL ?? token.image;
    token.tokenType = type;
    token.tokenTypeIdx = type.tokenTypeIdx ?? token.tokenTypeIdx;
  }
};

const textProblem = (source: Source, token: IToken): Diagnostic | null => {
  if (token.tokenType !== OpenText && token.tokenType !== SmartText) return null;
  const span = spanAt(source, token.startOffset, endOf(token));
  if (token.tokenType === OpenText) {
    const at = { ...span, start: span.end, line: span.endLine, column: span.endColumn };
    return problem(
      "openText",
      span,
      {},
      {
        help: "close it on the same line",
        fixes: [{ title: "close the text at the end of the line", applicability: "manual", edits: [{ span: at, text: '"' }] }],
      },
    );
  }
  if (token.tokenType === SmartText) {
    return problem(
      "smartQuotes",
      span,
      {},
      {
        help: 'use straight quotes: "…"',
        fixes: [{ title: "use straight quotes", applicability: "safe", edits: [{ span, text: `"${token.image.slice(1, -1)}"` }] }],
      },
    );
  }
  return null;
};

const tellTexts = (source: Source, tokens: readonly IToken[], diagnostics: Diagnostic[]): void => {
  let told = 0;
  for (const token of tokens) {
    const found = told < MOST_TOLD ? textProblem(source, token) : null;
    if (found === null) continue;
    told += 1;
    diagnostics.push(found);
  }
};

interface Unread {
  readonly offset: number;
  readonly length: number;
}

/**
 * The text with Latin letters in the place of those that only look like them; null when there are none. They have the same length, so
 * that every word stands where it stood.
 */
const latinised = (source: Source, text: string, unread: readonly Unread[], diagnostics: Diagnostic[]): string | null => {
  const parts: string[] = [];
  let done = 0;
  for (const { offset, length } of unread) {
    const letters = Array.from(text.slice(offset, offset + length), twinOf);
    if (letters.includes(null)) continue;
    if (diagnostics.length < MOST_TOLD) diagnostics.push(lookAlike(source, offset, offset + length));
    parts.push(text.slice(done, offset), letters.join(""));
    done = offset + length;
  }
  return done === 0 ? null : parts.join("") + text.slice(done);
};

/** Tokens of a text that may hold anything. */
const lexStrange = (source: Source, diagnostics: Diagnostic[], unreadable: number[]): ILexingResult => {
  const revealed = reveal(source);
  diagnostics.push(...revealed.diagnostics);
  for (const offset of revealed.offsets) unreadable.push(offset);
  const first = lexer.tokenize(revealed.text);
  const latin = latinised(source, revealed.text, first.errors, diagnostics);
  return latin === null ? first : lexer.tokenize(latin);
};

/** Longer files are no policies, and what reads them would run out of memory before it is done. */
const LONGEST = 4_000_000;

const tooLong = (source: Source): Lexed => {
  const length = source.text.length;
  const help = "split it: files share what they have in common by `use`";
  return {
    tokens: [],
    comments: [],
    diagnostics: [problem("fileTooLong", spanAt(source, 0, 0), { length, most: LONGEST }, { help })],
    unreadable: [],
  };
};

/** Never throws; what can't be read is left out and reported. Linear in the length of the text. */
export const lex = (source: Source): Lexed => {
  if (source.text.length > LONGEST) return tooLong(source);
  const diagnostics: Diagnostic[] = [];
  const unreadable: number[] = [];
  const result = isPlain(source.text) ? lexer.tokenize(source.text) : lexStrange(source, diagnostics, unreadable);
  for (const { offset, length } of result.errors) {
    unreadable.push(offset);
    if (unreadable.length > MOST_TOLD) continue;
    const text = source.text.slice(offset, offset + length);
    diagnostics.push(problem("unknownCharacter", spanAt(source, offset, offset + length), { text: printable(text) }, { help: helpFor(text) }));
  }
  retype(result.tokens);
  const { tokens, found: numbers } = joinNumbers(source, result.tokens, MOST_TOLD);
  diagnostics.push(...numbers);
  tellTexts(source, tokens, diagnostics);
  return { tokens, comments: result.groups["comments"] ?? [], diagnostics, unreadable };
};
