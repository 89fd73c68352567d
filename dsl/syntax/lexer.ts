/** Text to tokens. Comments are kept apart, for the formatter. */
import { Lexer, type IToken } from "chevrotain";
import { problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { fixedWords, Ident, LEXED, OpenText, SmartText } from "../tokens/table.ts";
import { spanAt, type Source } from "./source.ts";
import { endOf } from "./tokens.ts";

export interface Lexed {
  readonly tokens: readonly IToken[];
  readonly comments: readonly IToken[];
  readonly diagnostics: readonly Diagnostic[];
  /** Offsets of unreadable characters: a statement that holds one isn't complained of again. */
  readonly unreadable: readonly number[];
}

const lexer = new Lexer([...LEXED], { positionTracking: "onlyOffset", ensureOptimizations: true, skipValidations: true, recoveryEnabled: true });

const printable = (text: string): string => {
  const first = text.codePointAt(0) ?? 0;
  if (first < 32 || (first >= 0x7f && first < 0xa0)) return `the control character U+${first.toString(16).toUpperCase().padStart(4, "0")}`;
  return `\`${[...text].slice(0, 8).join("")}${[...text].length > 8 ? "…" : ""}\``;
};

const helpFor = (text: string): string | null => {
  if (text.startsWith("#")) return "a comment starts with `//`";
  if (text.startsWith(";")) return "a line needs no semicolon at its end";
  if (text.startsWith("'")) return 'a text stands in double quotes: "…"';
  if (text.startsWith("=")) return "equality is written `is`";
  if (/^[$€£¥]/u.test(text)) return "money is written with its currency after it: `1,000 USD`";
  if (text.startsWith("&") || text.startsWith("|")) return "conditions are joined with `and` and `or`";
  if (text.startsWith("!")) return "a condition is turned round with `not`";
  return null;
};

const retype = (token: IToken): IToken => {
  token.endOffset = token.startOffset + token.image.length - 1;
  if (token.tokenType !== Ident) return token;
  const type = fixedWords.get(token.image);
  if (type !== undefined) {
    token.tokenType = type;
    token.tokenTypeIdx = type.tokenTypeIdx ?? token.tokenTypeIdx;
  }
  return token;
};

const textProblem = (source: Source, token: IToken): Diagnostic | null => {
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

/** Never throws; what can't be read is left out and reported. Linear in the length of the text. */
export const lex = (source: Source): Lexed => {
  const result = lexer.tokenize(source.text);
  const diagnostics: Diagnostic[] = [];
  const unreadable: number[] = [];
  for (const { offset, length } of result.errors) {
    const text = source.text.slice(offset, offset + length);
    unreadable.push(offset);
    diagnostics.push(problem("unknownCharacter", spanAt(source, offset, offset + length), { text: printable(text) }, { help: helpFor(text) }));
  }
  const tokens = result.tokens.map(retype);
  for (const token of tokens) {
    const found = textProblem(source, token);
    if (found !== null) diagnostics.push(found);
  }
  return { tokens, comments: result.groups["comments"] ?? [], diagnostics, unreadable };
};
