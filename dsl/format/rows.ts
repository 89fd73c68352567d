/** The concrete tree with its comments, as rows: what stands on lines of its own, in source order. */
import type { IToken } from "chevrotain";
import type { BlockKind } from "../syntax/blocks.ts";
import type { Block, Statement } from "../syntax/layout.ts";
import { positionAt, type Source } from "../syntax/source.ts";

/** A stretch of a statement without a comment inside. */
export interface Stretch {
  /** Indices into the statement's tokens, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** On the line of its last token. */
  trailing: string | null;
  /** On lines of their own, after it. */
  readonly own: string[];
}

interface Placed {
  readonly depth: number;
  /** Whether a blank line stands before it. */
  readonly blank: boolean;
}
export interface CommentRow extends Placed {
  readonly kind: "comment";
  readonly text: string;
}
export interface StatementRow extends Placed {
  readonly kind: "statement";
  readonly inside: BlockKind;
  readonly tokens: readonly IToken[];
  readonly stretches: readonly Stretch[];
  readonly opens: boolean;
  /** Behind the brace that it opens. */
  readonly trailing: string | null;
}
export interface CloseRow extends Placed {
  readonly kind: "close";
  readonly trailing: string | null;
}
export type Row = CommentRow | StatementRow | CloseRow;

interface Walk {
  readonly source: Source;
  readonly comments: readonly IToken[];
  readonly rows: Row[];
  /** The next comment that has no row yet. */
  next: number;
  /** The line on which what was last put into a row ends. */
  line: number;
  /** Nothing stands yet in the block in hand: no blank line comes first. */
  fresh: boolean;
}

const lineOf = (walk: Walk, token: IToken): number => positionAt(walk.source, token.startOffset).line;

/** The next comment, if it begins before the offset. */
const peek = (walk: Walk, before: number): IToken | null => {
  const comment = walk.comments[walk.next];
  return comment !== undefined && comment.startOffset < before ? comment : null;
};

const take = (walk: Walk, comment: IToken): string => {
  walk.next += 1;
  walk.line = lineOf(walk, comment);
  return comment.image.trimEnd();
};

/** The comment behind what was just put into a row, on the same line. */
const takeTrailing = (walk: Walk): string | null => {
  const comment = walk.comments[walk.next];
  return comment !== undefined && lineOf(walk, comment) === walk.line ? take(walk, comment) : null;
};

const blankBefore = (walk: Walk, line: number): boolean => {
  const blank = !walk.fresh && line - walk.line > 1;
  walk.fresh = false;
  return blank;
};

/** Comments on lines of their own, up to an offset. */
const ownComments = (walk: Walk, depth: number, before: number): void => {
  for (let comment = peek(walk, before); comment !== null; comment = peek(walk, before)) {
    const blank = blankBefore(walk, lineOf(walk, comment));
    walk.rows.push({ kind: "comment", depth, blank, text: take(walk, comment) });
  }
};

/** The stretches of a statement, parted by the comments between its tokens. */
const stretchesOf = (walk: Walk, tokens: readonly IToken[]): readonly Stretch[] => {
  const stretches: Stretch[] = [];
  let from = 0;
  for (let at = 1; at < tokens.length; at += 1) {
    const before = tokens[at - 1];
    const token = tokens[at];
    if (before === undefined || token === undefined || peek(walk, token.startOffset) === null) continue;
    walk.line = lineOf(walk, before);
    const stretch: Stretch = { from, to: at, trailing: takeTrailing(walk), own: [] };
    for (let comment = peek(walk, token.startOffset); comment !== null; comment = peek(walk, token.startOffset))
      stretch.own.push(take(walk, comment));
    stretches.push(stretch);
    from = at;
  }
  const last = tokens.at(-1);
  if (last !== undefined) walk.line = lineOf(walk, last);
  stretches.push({ from, to: tokens.length, trailing: null, own: [] });
  return stretches;
};

const walkStatement = (walk: Walk, { tokens, block }: Statement, inside: BlockKind, depth: number): void => {
  const [first] = tokens;
  const start = first ?? block?.open ?? null;
  if (start === null) return;
  ownComments(walk, depth, start.startOffset);
  const blank = blankBefore(walk, lineOf(walk, start));
  const stretches = stretchesOf(walk, tokens);
  if (block === null) {
    const last = stretches.at(-1);
    if (last !== undefined) last.trailing = takeTrailing(walk);
    walk.rows.push({ kind: "statement", inside, depth, blank, tokens, stretches, opens: false, trailing: null });
    return;
  }
  // What stands between a header and its brace moves behind the brace: the brace belongs on the header's line.
  const moved: string[] = [];
  const brace = block.open?.startOffset ?? 0;
  for (let comment = peek(walk, brace); comment !== null; comment = peek(walk, brace)) moved.push(take(walk, comment));
  if (block.open !== null) walk.line = lineOf(walk, block.open);
  const behind = takeTrailing(walk);
  if (behind !== null) moved.push(behind);
  const [trailing = null, ...rest] = moved;
  walk.rows.push({ kind: "statement", inside, depth, blank, tokens, stretches, opens: true, trailing });
  for (const text of rest) walk.rows.push({ kind: "comment", depth: depth + 1, blank: false, text });
  walk.fresh = rest.length === 0;
  walkBlock(walk, block, depth + 1);
};

const walkBlock = (walk: Walk, block: Block, depth: number): void => {
  for (const statement of block.statements) walkStatement(walk, statement, block.kind, depth);
  if (block.close === null) return;
  ownComments(walk, depth, block.close.startOffset);
  walk.line = lineOf(walk, block.close);
  walk.fresh = false;
  walk.rows.push({ kind: "close", depth: depth - 1, blank: false, trailing: takeTrailing(walk) });
};

/** Every token and comment of the file, in rows. Comments keep their order. */
export const rowsOf = (source: Source, root: Block, comments: readonly IToken[]): readonly Row[] => {
  const walk: Walk = { source, comments, rows: [], next: 0, line: 0, fresh: true };
  walkBlock(walk, root, 0);
  ownComments(walk, 0, Number.POSITIVE_INFINITY);
  return walk.rows;
};
