/**
 * Tokens to the concrete tree: blocks of statements, every token in its place. A statement ends with its line; a line goes on
 * with the one above when it is indented deeper, or when either of them can't stand alone. So a broken line costs one line,
 * and a missing brace one block. Iterative and linear: depth and length of a file can't hurt.
 */
import { tokenMatcher, type IToken } from "chevrotain";
import { problem } from "../catalogue.ts";
import type { Diagnostic, Span } from "../diagnostic.ts";
import { suggest } from "../suggest.ts";
import { Close, Colon, Comma, Compare, Open, Plus } from "../tokens/table.ts";
import { certainlyStarts, HEADERS, JOINING, starts, type BlockKind } from "./blocks.ts";
import { MOST_TOLD } from "./characters.ts";
import { positionAt, spanAt, type Source } from "./source.ts";
import { endOf } from "./tokens.ts";

export interface Statement {
  readonly tokens: readonly IToken[];
  readonly block: Block | null;
}
export interface Block {
  readonly kind: BlockKind;
  readonly statements: readonly Statement[];
  /** Its braces; null where one is missing, and for the file itself. */
  readonly open: IToken | null;
  readonly close: IToken | null;
}

/** Policies need three levels; nobody means more than this. */
const DEEPEST = 16;

interface OpenBlock {
  readonly kind: BlockKind;
  readonly statements: { tokens: readonly IToken[]; block: OpenBlock | null }[];
  /** Column of the header's first word. */
  readonly column: number;
  readonly header: string;
  readonly open: IToken | null;
  close: IToken | null;
}

/** The work in hand. */
interface Laying {
  readonly source: Source;
  readonly tokens: readonly IToken[];
  readonly diagnostics: Diagnostic[];
  readonly root: OpenBlock;
  /** Open blocks, the file first. */
  readonly stack: OpenBlock[];
  /** The statement in hand: its first token, how many it has so far, and the column where it began. They stand in a row: braces end it. */
  first: number;
  size: number;
  firstColumn: number;
}

/** Whether the line after such a token goes on with the statement, however it begins and stands. */
export const goesOnAfter = (token: IToken): boolean =>
  tokenMatcher(token, Comma) ||
  tokenMatcher(token, Compare) ||
  tokenMatcher(token, Plus) ||
  tokenMatcher(token, Colon) ||
  JOINING.includes(token.image) ||
  token.image === "when" ||
  token.image === "not" ||
  token.image === "is";

const top = (laying: Laying): OpenBlock => laying.stack.at(-1) ?? laying.root;
const spanOf = (laying: Laying, token: IToken): Span => spanAt(laying.source, token.startOffset, endOf(token));
const wordAt = (laying: Laying, index: number): string => laying.tokens[index]?.image ?? "";

const startsHere = (laying: Laying, kind: BlockKind, index: number): boolean => starts(kind, wordAt(laying, index), wordAt(laying, index + 1));

/** A hostile file has a problem at every brace: no more are kept than are ever reported. */
const tell = (laying: Laying, diagnostic: () => Diagnostic): void => {
  if (laying.diagnostics.length < MOST_TOLD) laying.diagnostics.push(diagnostic());
};

const finish = (laying: Laying, block: OpenBlock | null): void => {
  const { tokens, first, size } = laying;
  if (size > 0 || block !== null) top(laying).statements.push({ tokens: tokens.slice(first, first + size), block });
  laying.size = 0;
};

const leaveUnclosed = (laying: Laying): void => {
  const block = laying.stack.pop();
  if (!block?.open) return;
  const { open, header } = block;
  tell(laying, () => problem("notClosed", spanOf(laying, open), { what: header }, { help: "add a `}` where it ends" }));
};

/** Whether the first token of a line belongs to the statement in hand. */
const goesOn = (laying: Laying, index: number, token: IToken, column: number): boolean => {
  const before = laying.size === 0 ? undefined : laying.tokens[index - 1];
  if (before === undefined) return false;
  if (tokenMatcher(token, Open) || tokenMatcher(token, Comma)) return true;
  const certain = certainlyStarts(top(laying).kind, token.image, wordAt(laying, index + 1));
  if (certain && column <= laying.firstColumn) return false;
  if (goesOnAfter(before) || JOINING.includes(token.image)) return true;
  return !certain && column > laying.firstColumn;
};

/** A line that belongs to a block further out: the braces of those between are missing. */
const closeMissing = (laying: Laying, index: number, column: number): void => {
  if (top(laying).kind === "unknown" || startsHere(laying, top(laying).kind, index)) return;
  for (let depth = laying.stack.length - 2; depth > 0; depth -= 1) {
    const block = laying.stack[depth];
    const inner = laying.stack[depth + 1];
    if (block === undefined || inner === undefined || column > inner.column) return;
    if (startsHere(laying, block.kind, index)) {
      while (laying.stack.length > depth + 1) leaveUnclosed(laying);
      return;
    }
  }
};

/** A line that belongs to the block that was just closed: its brace came too early. */
const reopen = (laying: Laying, index: number, token: IToken): void => {
  const block = top(laying).statements.at(-1)?.block ?? null;
  if (block === null || block.close === null || startsHere(laying, top(laying).kind, index) || !startsHere(laying, block.kind, index)) return;
  const span = spanOf(laying, block.close);
  tell(laying, () =>
    problem(
      "closesEarly",
      span,
      { what: block.header },
      {
        help: "remove this `}`, or move the lines that follow",
        related: [{ span: spanOf(laying, token), label: `belongs to \`${block.header}\`` }],
        fixes: [{ title: "remove the `}`", applicability: "likely", edits: [{ span, text: "" }] }],
      },
    ),
  );
  block.close = null;
  laying.stack.push(block);
};

const openBlock = (laying: Laying, token: IToken): void => {
  const head = laying.size === 0 ? undefined : laying.tokens[laying.first];
  const kinds = HEADERS[top(laying).kind];
  const key = head === undefined ? null : Object.hasOwn(kinds, head.image) ? head.image : suggest(head.image, Object.keys(kinds));
  const header = laying.tokens
    .slice(laying.first, laying.first + Math.min(3, laying.size))
    .map((word) => word.image)
    .join(" ");
  const column = positionAt(laying.source, (head ?? token).startOffset).column;
  const kind = (key === null ? undefined : kinds[key]) ?? "unknown";
  const block: OpenBlock = { kind, statements: [], column, header, open: token, close: null };
  if (head === undefined) tell(laying, () => problem("noHeader", spanOf(laying, token), {}, { help: "write what it is before the `{`" }));
  else finish(laying, block);
  laying.stack.push(block);
};

const closeBlock = (laying: Laying, token: IToken): void => {
  finish(laying, null);
  if (laying.stack.length === 1) {
    tell(laying, () => {
      const span = spanOf(laying, token);
      return problem("closesNothing", span, {}, { fixes: [{ title: "remove the `}`", applicability: "likely", edits: [{ span, text: "" }] }] });
    });
    return;
  }
  top(laying).close = token;
  laying.stack.pop();
};

const beginStatement = (laying: Laying, index: number, token: IToken, column: number): void => {
  finish(laying, null);
  if (!tokenMatcher(token, Open)) {
    closeMissing(laying, index, column);
    reopen(laying, index, token);
  }
  laying.firstColumn = column;
};

/** Takes up one token; false when nothing after it is read any more. */
const take = (laying: Laying, index: number, token: IToken, sameLine: boolean): boolean => {
  if (tokenMatcher(token, Close)) {
    closeBlock(laying, token);
    return true;
  }
  // Most tokens stand on the line of the one before: only of the others it matters where.
  if (!sameLine || laying.size === 0) {
    const { column } = positionAt(laying.source, token.startOffset);
    if (!goesOn(laying, index, token, column)) beginStatement(laying, index, token, column);
  }
  if (!tokenMatcher(token, Open)) {
    if (laying.size === 0) laying.first = index;
    laying.size += 1;
  } else if (laying.stack.length < DEEPEST) openBlock(laying, token);
  else {
    tell(laying, () => problem("tooDeep", spanOf(laying, token), {}));
    return false;
  }
  return true;
};

/** Takes up all tokens; false when the last of them weren't read any more. */
const takeAll = (laying: Laying): boolean => {
  const { lineStarts } = laying.source;
  let line = 0;
  let index = 0;
  for (const token of laying.tokens) {
    const before = line;
    while ((lineStarts[line + 1] ?? Number.POSITIVE_INFINITY) <= token.startOffset) line += 1;
    if (!take(laying, index, token, index > 0 && line === before)) return false;
    index += 1;
  }
  return true;
};

/** Builds the tree of one file. */
export const layOut = (source: Source, tokens: readonly IToken[]): { readonly root: Block; readonly diagnostics: readonly Diagnostic[] } => {
  const root: OpenBlock = { kind: "file", statements: [], column: 0, header: "", open: null, close: null };
  const laying: Laying = { source, tokens, diagnostics: [], root, stack: [root], first: 0, size: 0, firstColumn: 0 };
  if (!takeAll(laying)) return laying;
  finish(laying, null);
  while (laying.stack.length > 1) leaveUnclosed(laying);
  return laying;
};
