/** A text with a comment at each boundary between its tokens. */
import { certainlyStarts, type BlockKind } from "../../../dsl/syntax/blocks.ts";
import { layOut, type Block } from "../../../dsl/syntax/layout.ts";
import { lex } from "../../../dsl/syntax/lexer.ts";
import { sourceOf } from "../../../dsl/syntax/source.ts";
import { endOf } from "../../../dsl/syntax/tokens.ts";

/** Deeper than any statement begins, so that what stands there goes on with the line above. */
const DEEP = " ".repeat(40);

/** The block that each statement stands in, by the offsets of its tokens but the first. */
const insides = (block: Block, into: Map<number, BlockKind>): ReadonlyMap<number, BlockKind> => {
  for (const { tokens, block: inner } of block.statements) {
    for (const token of tokens.slice(1)) into.set(token.startOffset, block.kind);
    if (inner !== null) insides(inner, into);
  }
  return into;
};

/**
 * Puts comments behind every token. Inside of a statement the rest goes on in a line of its own, but where a line with those first words is a
 * statement by itself (`at most …` of a rule): there no line can be broken, and the comment follows the next token.
 */
export const commented = (text: string): string => {
  const source = sourceOf("row.collect", text);
  const { tokens } = lex(source);
  const inside = insides(layOut(source, tokens).root, new Map());
  let result = "";
  let at = 0;
  for (const [i, token] of tokens.entries()) {
    const end = endOf(token);
    const next = tokens[i + 1];
    result += text.slice(at, end);
    at = end;
    if (next === undefined) continue;
    const kind = inside.get(next.startOffset);
    const gap = text.slice(end, next.startOffset);
    if (gap.includes("\n")) result += ` // after ${i}`;
    else if (kind === undefined || !certainlyStarts(kind, next.image, tokens[i + 2]?.image ?? "")) {
      result += ` // after ${i}\n${DEEP}`;
      at = next.startOffset;
    }
  }
  return `${result} // end\n${text.slice(at)}`;
};
