/** Statements of one file through the parser, one by one, with what was found on the way. */
import type { IToken } from "chevrotain";
import { problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { StatementParser } from "../grammar/parser.ts";
import type { DaysNode } from "../tree/words.ts";
import type { BlockKind } from "./blocks.ts";
import type { Block, Statement } from "./layout.ts";
import { readStatement, type Entry } from "./repair.ts";
import { positionAt, spanAt, type Source } from "./source.ts";
import { endOf } from "./tokens.ts";

/** So many statements of a file are mended; beyond it, a file is not worth the time. */
const MOST_MENDED = 200;
/** After so many broken statements the rest is not read at all: more problems are found than are reported. */
const MOST_BROKEN = 1000;

export interface Reading {
  readonly source: Source;
  readonly parser: StatementParser;
  readonly diagnostics: Diagnostic[];
  /** Spans of days that can't be meant so. Told apart: they are no reason to take a policy for damaged. */
  readonly odd: Diagnostic[];
  readonly lost: Set<string>;
  /** Lines with an unreadable character. */
  readonly badLines: ReadonlySet<number>;
  /** Whether lines of examples are read at all: a law book needs none of them. */
  readonly examples: boolean;
  mended: number;
}

const touchesBadLine = (reading: Reading, tokens: readonly IToken[]): boolean => {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (first === undefined || last === undefined || reading.badLines.size === 0) return false;
  const end = positionAt(reading.source, last.startOffset).line;
  for (let line = positionAt(reading.source, first.startOffset).line; line <= end; line += 1) if (reading.badLines.has(line)) return true;
  return false;
};

/** Sentences of rules have limits of their own. */
const RULES: readonly BlockKind[] = ["house", "rule", "series", "example"];

const oddDays = ({ n, span }: DaysNode): Diagnostic =>
  Number.isInteger(n) ? problem("tooManyDays", span, { days: n }) : problem("wholeDays", span, {});

/** Reads one statement of a block; null when it can't be read. */
export const read = <Out>(reading: Reading, kind: BlockKind, entry: Entry<Out>, statement: Statement): Out | null => {
  if (statement.tokens.length === 0 || reading.mended >= MOST_BROKEN) return null;
  const quiet = touchesBadLine(reading, statement.tokens);
  const { out, diagnostics } = readStatement(reading.parser, kind, entry, statement.tokens, reading.mended < MOST_MENDED);
  if (diagnostics.length > 0) reading.mended += 1;
  if (!quiet) reading.diagnostics.push(...diagnostics);
  if (out !== null && reading.parser.odd.length > 0 && !RULES.includes(kind)) reading.odd.push(...reading.parser.odd.map(oddDays));
  if (out === null) for (const token of statement.tokens) reading.lost.add(token.image.replaceAll('"', ""));
  return out;
};

export const needBlock = (reading: Reading, statement: Statement, wanted: boolean): void => {
  const [first] = statement.tokens;
  const last = statement.tokens.at(-1);
  if (first === undefined || last === undefined || wanted === (statement.block !== null)) return;
  const span = spanAt(reading.source, first.startOffset, endOf(last));
  reading.diagnostics.push(problem(wanted ? "needsBlock" : "noBlock", span, { what: first.image }));
};

/** Every statement of a block that can be read, by the given reader. */
export const readable = <Out>(block: Block | null, readOne: (statement: Statement) => Out | null): Out[] => {
  const found: Out[] = [];
  for (const statement of block?.statements ?? []) {
    const out = readOne(statement);
    if (out !== null) found.push(out);
  }
  return found;
};

/** The statements of a block whose lines are all of one kind. */
export const lines = <Out>(reading: Reading, block: Block | null, entry: Entry<Out>): Out[] =>
  readable(block, (statement) => {
    needBlock(reading, statement, false);
    return block === null ? null : read(reading, block.kind, entry, statement);
  });
