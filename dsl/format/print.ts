/** Rows to text: columns, wrapped lines, aligned comments. */
import { keyOf, LEAST_WIDTH, WIDEST_KEY, type Key } from "./columns.ts";
import type { Row, StatementRow } from "./rows.ts";
import { wrap } from "./wrap.ts";
import { joinWords, wordsOf, type Word } from "./words.ts";

const INDENT = 2;
/** Between a key and its value, and before a comment. */
const GAP = 2;
/** Comments of a run line up behind its longest line, but for lines longer than this. */
const WIDEST_BEFORE_COMMENT = 80;

interface Line {
  readonly text: string;
  readonly comment: string | null;
}

/** The key of a row and its width, when the row stands in a table. */
interface Cell extends Key {
  readonly width: number;
}

const cellOf = (row: Row): Cell | null => {
  if (row.kind !== "statement" || row.opens) return null;
  const key = keyOf(row.inside, row.tokens);
  const [stretch] = row.stretches;
  // A key alone has nothing to line up, and one with a comment inside is not on one line.
  if (key === null || stretch === undefined || stretch.to <= key.length) return null;
  return { ...key, width: joinWords(wordsOf(row.inside, row.tokens, 0, key.length)).length };
};

/** Width of the key column for each row that stands in a table. Neighbours are rows with nothing but comments between them. */
const widthsOf = (rows: readonly Row[]): ReadonlyMap<Row, { readonly key: number; readonly width: number }> => {
  const widths = new Map<Row, { readonly key: number; readonly width: number }>();
  let run: { readonly row: Row; readonly cell: Cell }[] = [];
  let depth = 0;
  const finish = (): void => {
    const [first] = run;
    if (first === undefined) return;
    let width = LEAST_WIDTH[first.cell.table] ?? 0;
    for (const { cell } of run) if (cell.width <= WIDEST_KEY && cell.width > width) width = cell.width;
    for (const { row, cell } of run) widths.set(row, { key: cell.length, width: Math.max(width, cell.width) });
    run = [];
  };
  for (const row of rows) {
    if (row.kind === "comment" && !row.blank && row.depth === depth) continue;
    const cell = cellOf(row);
    if (cell === null || row.blank || row.depth !== depth || run[0]?.cell.table !== cell.table) finish();
    if (cell !== null) run.push({ row, cell });
    depth = row.depth;
  }
  finish();
  return widths;
};

const printStatement = (row: StatementRow, cell: { readonly key: number; readonly width: number } | null, lines: Line[]): void => {
  const indent = row.depth * INDENT;
  const column = cell === null ? indent : indent + cell.width + GAP;
  const continued = column + INDENT;
  for (const [index, stretch] of row.stretches.entries()) {
    const last = index === row.stretches.length - 1;
    const brace: readonly Word[] = last && row.opens ? [{ text: "{", spaced: true, break: "never" }] : [];
    let before = " ".repeat(index === 0 ? indent : continued);
    let from = stretch.from;
    if (index === 0 && cell !== null) {
      before += joinWords(wordsOf(row.inside, row.tokens, 0, cell.key)).padEnd(cell.width + GAP);
      from = cell.key;
    }
    const texts = wrap([...wordsOf(row.inside, row.tokens, from, stretch.to), ...brace], before.length, continued);
    const comment = brace.length > 0 ? row.trailing : stretch.trailing;
    for (const [at, text] of texts.entries())
      lines.push({ text: (at === 0 ? before : " ".repeat(continued)) + text, comment: at === texts.length - 1 ? comment : null });
    for (const own of stretch.own) lines.push({ text: " ".repeat(continued) + own, comment: null });
  }
};

/** Lines with their comments, those of neighbouring lines under each other. */
const withComments = (lines: readonly Line[]): readonly string[] => {
  const texts: string[] = [];
  for (let at = 0; at < lines.length;) {
    let end = at;
    let column = 0;
    for (let line = lines[end]; line !== undefined && line.comment !== null; line = lines[(end += 1)])
      if (line.text.length <= WIDEST_BEFORE_COMMENT) column = Math.max(column, line.text.length);
    for (const { text, comment } of lines.slice(at, end)) texts.push(`${text.padEnd(column)}${" ".repeat(GAP)}${comment ?? ""}`);
    if (end === at) {
      texts.push(lines[at]?.text ?? "");
      end += 1;
    }
    at = end;
  }
  return texts;
};

/** The text of a file. */
export const printRows = (rows: readonly Row[]): string => {
  const widths = widthsOf(rows);
  const lines: Line[] = [];
  for (const row of rows) {
    if (row.blank) lines.push({ text: "", comment: null });
    if (row.kind === "comment") lines.push({ text: " ".repeat(row.depth * INDENT) + row.text, comment: null });
    else if (row.kind === "close") lines.push({ text: `${" ".repeat(row.depth * INDENT)}}`, comment: row.trailing });
    else printStatement(row, widths.get(row) ?? null, lines);
  }
  return lines.length === 0 ? "" : `${withComments(lines).join("\n")}\n`;
};
