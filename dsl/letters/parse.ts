/** Reads a letter into Handlebars' tree, with its own line and column where it can't be read. */
import { createRequire } from "node:module";
import type { Span } from "../diagnostic.ts";
import { spanAt, type Source } from "../syntax/source.ts";
import { onceByText } from "./by-text.ts";

/** Lines count from 1, columns from 0. */
interface Location {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

export interface Path {
  readonly type: "PathExpression";
  /** `@index` and its like. */
  readonly data: boolean;
  /** How many `../` it begins with. */
  readonly depth: number;
  readonly parts: readonly string[];
  readonly original: string;
  readonly loc: Location;
}

export type Expression =
  | Path
  | {
      readonly type: "SubExpression" | "StringLiteral" | "NumberLiteral" | "BooleanLiteral" | "UndefinedLiteral" | "NullLiteral";
      readonly original?: unknown;
      readonly loc: Location;
    };

export interface Program {
  readonly body: readonly Statement[];
  readonly blockParams?: readonly string[];
}

interface Call {
  readonly path: Expression;
  readonly params: readonly Expression[];
  readonly hash?: { readonly pairs: readonly { readonly key: string; readonly value: Expression }[] };
  readonly loc: Location;
}

export type Statement =
  | ({ readonly type: "MustacheStatement"; readonly escaped: boolean } & Call)
  | ({ readonly type: "BlockStatement"; readonly program?: Program; readonly inverse?: Program } & Call)
  | ({ readonly type: "PartialStatement"; readonly name: Expression } & Omit<Call, "path">)
  | { readonly type: "CommentStatement"; readonly value: string; readonly loc: Location }
  | { readonly type: "ContentStatement" | "PartialBlockStatement" | "Decorator" | "DecoratorBlock"; readonly loc: Location };

export type Read = { readonly program: Program } | { readonly what: string; readonly span: Span };

interface Lexed {
  readonly first_line: number;
  readonly first_column: number;
  readonly last_line: number;
  readonly last_column: number;
}
interface Parser {
  readonly lexer: { readonly yylloc: Lexed; readonly match: string };
  parse(source: string): Program;
  parseError(message: string, at: { readonly token: string }): never;
}
interface Handlebars {
  readonly Parser: Parser;
  parseWithoutProcessing(source: string): Program;
}

/** A problem at a place in the letter; never leaves this file. */
class LetterSyntaxError extends Error {
  readonly at: Lexed;
  readonly token: string;
  constructor(at: Lexed, token: string) {
    super("the letter can't be read");
    this.at = at;
    this.token = token;
  }
}

let loaded: Handlebars | null = null;
/** Loaded when the first letter is read: a policy without letters is checked without it. */
const handlebars = (): Handlebars => (loaded ??= createRequire(import.meta.url)("handlebars") as Handlebars);

/** Offset of a place of the tree. */
const offsetOf = (source: Source, line: number, column: number): number =>
  Math.min((source.lineStarts[line - 1] ?? source.text.length) + column, source.text.length);

/** Span of a place of the tree. */
export const spanOf = (source: Source, { start, end }: Location): Span =>
  spanAt(source, offsetOf(source, start.line, start.column), offsetOf(source, end.line, end.column));

/** Offsets and columns of a tree are those of the text, whatever file it stands in. */
const programOf = onceByText((text): { readonly program: Program } | { readonly thrown: unknown } => {
  try {
    return { program: handlebars().parseWithoutProcessing(text) };
  } catch (error) {
    return { thrown: error };
  }
});

/** Reads a letter; each text once, though many letters include it. */
export function readLetter(source: Source): Read {
  const read = programOf(source.text);
  return "program" in read ? read : problemOf(source, read.thrown);
}

function problemOf(source: Source, error: unknown): Read {
  const [, opened, closing] = /^(\S+) doesn't match (\S+) - \d+:\d+$/.exec(error instanceof Error ? error.message : "") ?? [];
  const open = openBlocks(source.text);
  if (closing !== undefined && opened !== undefined) {
    const at = open.mismatch ?? { start: 0, end: 0 };
    return { what: `this closes \`${closing}\`, but the open block is \`${opened}\``, span: spanAt(source, at.start, at.end) };
  }
  const { at, token } = placeOf(source.text);
  const unclosed = open.stack.at(-1);
  if (token === "EOF" && unclosed !== undefined) {
    return {
      what: `the block \`{{#${unclosed.name}}}\` is not closed: \`{{/${unclosed.name}}}\` is missing`,
      span: spanAt(source, unclosed.start, unclosed.end),
    };
  }
  const start = token === "EOF" ? source.text.length : offsetOf(source, at.first_line, at.first_column);
  const end = Math.max(start + 1, offsetOf(source, at.last_line, at.last_column));
  const found = source.text.slice(start, end).trim();
  const braces = source.text.lastIndexOf("{{", start);
  if (found !== "}" && braces >= 0 && !source.text.slice(braces).includes("}}")) {
    return { what: "the letter ends in the middle of `{{ … }}`", span: spanAt(source, braces, source.text.length) };
  }
  const what = token === "OPEN_ENDBLOCK" ? "this closes a block that was never opened" : `\`${found.slice(0, 20)}\` doesn't belong here`;
  return { what, span: spanAt(source, start, end) };
}

/** The parser's own message has no column; reading once more with its error hook replaced gives the token at fault. */
function placeOf(text: string): { readonly at: Lexed; readonly token: string } {
  const parser = Object.create(handlebars().Parser) as Parser;
  parser.parseError = (_message, { token }) => {
    throw new LetterSyntaxError(parser.lexer.yylloc, token);
  };
  try {
    parser.parse(text);
  } catch (error) {
    if (error instanceof LetterSyntaxError) return error;
  }
  return { at: { first_line: 1, first_column: 0, last_line: 1, last_column: 1 }, token: "" };
}

interface OpenBlock {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Blocks that are still open at the end, and the first closing that doesn't fit. */
function openBlocks(text: string): { readonly stack: readonly OpenBlock[]; readonly mismatch: OpenBlock | null } {
  const stack: OpenBlock[] = [];
  for (const found of text.matchAll(/\{\{~?(#>?|\/)\s*([^\s}~|]+)[^}]*\}\}/g)) {
    const [whole, sign, name = ""] = found;
    const block = { name, start: found.index, end: found.index + whole.length };
    if (sign !== "/") stack.push(block);
    else if (stack.at(-1)?.name === name) stack.pop();
    else return { stack, mismatch: block };
  }
  return { stack, mismatch: null };
}
