/**
 * Tokens to the concrete tree: blocks of statements, every token in its place. A statement ends with its line; a line goes on
 * with the one above when it is indented deeper, or when either of them can't stand alone. So a broken line costs one line,
 * and a missing brace one block. Iterative and linear: depth and length of a file can't hurt.
 */
import { tokenMatcher, type IToken } from "chevrotain";
import { problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { suggest } from "../suggest.ts";
import { Close, Colon, Comma, Compare, Open, Plus } from "../tokens/table.ts";
import { certainlyStarts, HEADERS, JOINING, starts, type BlockKind } from "./blocks.ts";
import { positionAt, spanAt, type Source } from "./source.ts";
import { endOf } from "./tokens.ts";

export interface Statement {
  readonly tokens: readonly IToken[];
  readonly block: Block | null;
}
export interface Block {
  readonly kind: BlockKind;
  readonly statements: readonly Statement[];
}

/** Policies need three levels; nobody means more than this. */
const DEEPEST = 16;

interface OpenBlock {
  readonly kind: BlockKind;
  readonly statements: { tokens: IToken[]; block: OpenBlock | null }[];
  /** Column of the header's first word. */
  readonly column: number;
  readonly header: string;
  readonly open: IToken | null;
  close: IToken | null;
}

interface Place {
  readonly line: number;
  readonly column: number;
}

const goesOnAfter = (token: IToken): boolean =>
  tokenMatcher(token, Comma) ||
  tokenMatcher(token, Compare) ||
  tokenMatcher(token, Plus) ||
  tokenMatcher(token, Colon) ||
  JOINING.includes(token.image) ||
  token.image === "when" ||
  token.image === "not" ||
  token.image === "is";

/** Builds the tree of one file. */
export const layOut = (source: Source, tokens: readonly IToken[]): { readonly root: Block; readonly diagnostics: readonly Diagnostic[] } => {
  const diagnostics: Diagnostic[] = [];
  const root: OpenBlock = { kind: "file", statements: [], column: 0, header: "", open: null, close: null };
  const stack: OpenBlock[] = [root];
  let current: IToken[] = [];
  let first: Place = { line: 0, column: 0 };
  let lastLine = 0;
  const top = (): OpenBlock => stack.at(-1) ?? root;
  const at = (token: IToken) => spanAt(source, token.startOffset, endOf(token));
  const image = (index: number): string => tokens[index]?.image ?? "";

  const finish = (block: OpenBlock | null): void => {
    if (current.length > 0 || block !== null) top().statements.push({ tokens: current, block });
    current = [];
  };
  const leave = (): void => {
    const block = stack.pop();
    if (block?.open) diagnostics.push(problem("notClosed", at(block.open), { what: block.header }, { help: "add a `}` where it ends" }));
  };
  const goesOn = (index: number, token: IToken, place: Place): boolean => {
    const before = current.at(-1);
    if (before === undefined) return false;
    if (place.line === lastLine || tokenMatcher(token, Open) || tokenMatcher(token, Comma)) return true;
    const certain = certainlyStarts(top().kind, token.image, image(index + 1));
    if (certain && place.column <= first.column) return false;
    if (goesOnAfter(before) || JOINING.includes(token.image)) return true;
    return !certain && place.column > first.column;
  };
  /** A line that belongs to a block further out: the braces of those between are missing. */
  const closeMissing = (index: number, token: IToken, place: Place): void => {
    if (top().kind === "unknown" || starts(top().kind, token.image, image(index + 1))) return;
    for (let depth = stack.length - 2; depth > 0; depth -= 1) {
      const block = stack[depth];
      const inner = stack[depth + 1];
      if (block === undefined || inner === undefined || place.column > inner.column) return;
      if (starts(block.kind, token.image, image(index + 1))) {
        while (stack.length > depth + 1) leave();
        return;
      }
    }
  };
  /** A line that belongs to the block that was just closed: its brace came too early. */
  const reopen = (index: number, token: IToken): void => {
    const block = top().statements.at(-1)?.block ?? null;
    if (block === null || block.close === null || starts(top().kind, token.image, image(index + 1))) return;
    if (!starts(block.kind, token.image, image(index + 1))) return;
    diagnostics.push(
      problem(
        "closesEarly",
        at(block.close),
        { what: block.header },
        {
          help: "remove this `}`, or move the lines that follow",
          related: [{ span: at(token), label: `belongs to \`${block.header}\`` }],
          fixes: [{ title: "remove the `}`", applicability: "likely", edits: [{ span: at(block.close), text: "" }] }],
        },
      ),
    );
    block.close = null;
    stack.push(block);
  };
  const open = (token: IToken): void => {
    const [head] = current;
    const kinds = HEADERS[top().kind];
    const key = head === undefined ? null : head.image in kinds ? head.image : suggest(head.image, Object.keys(kinds));
    const header = current
      .slice(0, 3)
      .map((word) => word.image)
      .join(" ");
    const column = positionAt(source, (head ?? token).startOffset).column;
    const block: OpenBlock = { kind: (key === null ? undefined : kinds[key]) ?? "unknown", statements: [], column, header, open: token, close: null };
    finish(block);
    stack.push(block);
  };
  const close = (token: IToken): void => {
    finish(null);
    if (stack.length === 1) {
      const fixes = [{ title: "remove the `}`", applicability: "likely" as const, edits: [{ span: at(token), text: "" }] }];
      diagnostics.push(problem("closesNothing", at(token), {}, { fixes }));
      return;
    }
    top().close = token;
    stack.pop();
  };

  for (const [index, token] of tokens.entries()) {
    const place = positionAt(source, token.startOffset);
    if (tokenMatcher(token, Close)) close(token);
    else {
      if (!goesOn(index, token, place)) {
        finish(null);
        if (!tokenMatcher(token, Open)) {
          closeMissing(index, token, place);
          reopen(index, token);
        }
        first = place;
      }
      if (tokenMatcher(token, Open)) {
        if (stack.length >= DEEPEST) {
          diagnostics.push(problem("tooDeep", at(token), {}));
          return { root, diagnostics };
        }
        open(token);
      } else current.push(token);
    }
    lastLine = place.line;
  }
  finish(null);
  while (stack.length > 1) leave();
  return { root, diagnostics };
};
