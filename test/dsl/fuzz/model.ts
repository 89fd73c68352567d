/** A file as a tree of statements with comments at token boundaries, and ways to write it down that differ in space alone. */
import { certainlyStarts, JOINING, type BlockKind } from "../../../dsl/syntax/blocks.ts";
import { goesOnAfter, layOut, type Block } from "../../../dsl/syntax/layout.ts";
import { lex } from "../../../dsl/syntax/lexer.ts";
import { sourceOf } from "../../../dsl/syntax/source.ts";
import type { Random } from "./random.ts";
import type { Sentence } from "./sentences.ts";

/** Comments after a token: one behind it on its line, and some on lines of their own. */
interface Notes {
  readonly trailing: string | null;
  readonly own: readonly string[];
}
export interface Piece {
  readonly image: string;
  readonly notes: Notes;
  /** Whether the statement reads on when a line starts after this token. */
  readonly mayBreak: boolean;
}
export interface Line {
  readonly blank: boolean;
  readonly before: readonly string[];
  readonly pieces: readonly Piece[];
  readonly block: Body | null;
}
export interface Body {
  readonly lines: readonly Line[];
  /** Behind the opening brace, before the closing one, behind that. */
  readonly first: string | null;
  readonly last: readonly string[];
  readonly behind: string | null;
}

export type Pools = Readonly<Record<BlockKind, readonly Sentence[]>>;

const COMMENTS = ["// a comment", "//", "///  doc", "// 'quotes\" {braces} , and // slashes", "//tight", "// trailing space  ", "// é 督"];

const note = (random: Random): string => random.pick(COMMENTS);
const notesOf = (random: Random, share: number): Notes => ({
  trailing: random.chance(share) ? note(random) : null,
  own: random.chance(share / 2) ? [note(random), ...(random.chance(0.3) ? [note(random)] : [])] : [],
});
const someNotes = (random: Random, share: number): readonly string[] => (random.chance(share) ? [note(random)] : []);

/** Whether a line may start between two tokens: the concrete syntax says so, and it has the last word. */
const mayBreak = (kind: BlockKind, images: readonly string[], at: number): boolean => {
  const image = images[at] ?? "";
  const next = images[at + 1] ?? "";
  const following = images[at + 2] ?? "";
  const [token] = lex(sourceOf("f", image)).tokens;
  return (token !== undefined && goesOnAfter(token)) || JOINING.includes(next) || !certainlyStarts(kind, next, following);
};

const piecesOf = (random: Random, kind: BlockKind, images: readonly string[], share: number): readonly Piece[] =>
  images.map((image, at) => {
    const last = at === images.length - 1;
    const breaks = last || mayBreak(kind, images, at);
    const notes = breaks ? notesOf(random, share) : { trailing: null, own: [] };
    // What stands alone after a statement belongs to the next one.
    return { image, mayBreak: breaks, notes: last ? { trailing: notes.trailing, own: [] } : notes };
  });

/** A random file: blocks of random statements, with comments at `share` of all token boundaries. */
export const randomBody = (random: Random, pools: Pools, kind: BlockKind, share: number, depth = 0): Body => {
  const lines: Line[] = [];
  const count = random.below(kind === "file" ? 3 : 6) + (kind === "file" ? 1 : 0);
  for (let at = 0; at < count && pools[kind].length > 0; at += 1) {
    const { images, opens } = random.pick(pools[kind]);
    const block = opens === null ? null : randomBody(random, pools, opens, share, depth + 1);
    lines.push({ blank: random.chance(0.2), before: someNotes(random, share), pieces: piecesOf(random, kind, images, share), block });
  }
  return edges(random, lines, share);
};

const edges = (random: Random, lines: readonly Line[], share: number): Body => ({
  lines,
  first: random.chance(share) ? note(random) : null,
  last: someNotes(random, share),
  behind: random.chance(share) ? note(random) : null,
});

const shuffled = <Item>(random: Random, items: readonly Item[]): readonly Item[] => {
  const all = [...items];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1);
    const here = all[at];
    const there = all[other];
    if (here !== undefined && there !== undefined) [all[at], all[other]] = [there, here];
  }
  return all;
};

const bodyOf = (random: Random, block: Block, share: number, shuffles: boolean): Body => {
  const statements = shuffles ? shuffled(random, block.statements) : block.statements;
  const lines = statements.map((statement): Line => {
    const images = statement.tokens.map(({ image }) => image);
    const inner = statement.block === null ? null : bodyOf(random, statement.block, share, shuffles);
    return { blank: random.chance(0.2), before: someNotes(random, share), pieces: piecesOf(random, block.kind, images, share), block: inner };
  });
  return edges(random, lines, share);
};

/** The words of a file that is there, with comments strewn in; `shuffles`: the statements of each block in any order. */
export const bodyOfSource = (random: Random, text: string, share: number, shuffles: boolean): Body => {
  const source = sourceOf("f", text);
  return bodyOf(random, layOut(source, lex(source).tokens).root, share, shuffles);
};

/** What is being written: ends of lines as the file has them. */
interface Writing {
  readonly random: Random;
  readonly end: string;
  readonly parts: string[];
}

const space = ({ random }: Writing): string => random.pick([" ", " ", "  ", "\t", " \t ", "\u00a0"]);

const between = (writing: Writing, before: string, after: string): string => {
  const tight = before === "(" || [",", ")", "%", ":"].includes(after);
  return tight && writing.random.chance(0.7) ? "" : space(writing);
};

/** Comments after a token; true when the line has ended. */
const writeNotes = (writing: Writing, { trailing, own }: Notes, indent: string): boolean => {
  if (trailing !== null) writing.parts.push(space(writing), trailing, writing.end);
  if (own.length > 0 && trailing === null) writing.parts.push(writing.end);
  for (const text of own) writing.parts.push(writing.random.chance(0.5) ? indent : "", text, writing.end);
  return trailing !== null || own.length > 0;
};

const writeLine = (writing: Writing, line: Line, indent: string): void => {
  const { random, parts, end } = writing;
  if (line.blank) parts.push(end.repeat(1 + random.below(3)));
  for (const text of line.before) parts.push(indent, text, end);
  parts.push(indent);
  const deeper = `${indent}${random.pick([" ", "  ", "\t", "      "])}`;
  for (const [at, piece] of line.pieces.entries()) {
    const next = line.pieces[at + 1];
    parts.push(piece.image);
    if (next === undefined) break;
    const broken = writeNotes(writing, piece.notes, deeper) || (piece.mayBreak && random.chance(0.1) && parts.push(end) > 0);
    parts.push(broken ? deeper : between(writing, piece.image, next.image));
  }
  const trailing = line.pieces.at(-1)?.notes.trailing ?? null;
  if (line.block === null) {
    if (trailing !== null) parts.push(space(writing), trailing);
    parts.push(end);
    return;
  }
  parts.push(trailing === null ? space(writing) : `${space(writing)}${trailing}${end}${indent}`, "{");
  writeBody(writing, line.block, indent);
};

/** Lines of a block; a block is at least one column deeper than its header. */
const writeBody = (writing: Writing, body: Body, outside: string | null): void => {
  const { random, parts, end } = writing;
  const indent = outside === null ? "" : `${outside}${random.pick([" ", "  ", "   ", "\t"])}`;
  if (outside !== null) parts.push(body.first === null ? "" : ` ${body.first}`, end);
  for (const line of body.lines) writeLine(writing, line, indent);
  for (const text of body.last) parts.push(random.chance(0.3) ? "" : indent, text, end);
  if (outside !== null) parts.push(outside, "}", body.behind === null ? "" : ` ${body.behind}`, end);
};

/** Writes the file down. `random` decides on space and line breaks and on nothing that is read. */
export const write = (random: Random, body: Body): string => {
  const writing: Writing = { random, end: random.pick(["\n", "\n", "\r\n", "\r"]), parts: [random.chance(0.1) ? "\ufeff" : ""] };
  writeBody(writing, body, null);
  return writing.parts.join("");
};
