/** Code frames: the lines of one file that a problem speaks of, in their order, with what is marked under each. */
import type { Span } from "../diagnostic.ts";
import { lineText, type Source } from "../syntax/source.ts";
import { shown } from "./text.ts";

export interface Mark {
  readonly span: Span;
  readonly label: string;
  readonly primary: boolean;
}

/** Longer lines are cut around what matters. */
const WIDEST = 160;

interface Line {
  readonly text: string;
  readonly before: number;
  readonly under: number;
}

/** The line around `[from, to)` (UTF-16 columns, zero-based), with the columns that the mark has before and under it. */
const lineAround = (line: string, from: number, to: number): Line => {
  const start = line.length <= WIDEST ? 0 : Math.max(0, Math.min(from - 60, line.length - WIDEST));
  const end = Math.min(line.length, start + WIDEST);
  let text = start > 0 ? "…" : "";
  let before = start > 0 ? 1 : 0;
  let under = 0;
  let at = start;
  for (const character of line.slice(start, end)) {
    const { text: visible, width } = shown(character);
    text += visible;
    if (at < from) before += width;
    else if (at < to) under += width;
    at += character.length;
  }
  return { text: end < line.length ? `${text}…` : text, before, under: Math.max(1, under) };
};

/** One row under a line: from where to where, and what is written beside it. */
interface Row {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly primary: boolean;
}

/** A span of several lines is marked where it begins and where it ends. */
const rowsOf = (source: Source, { span, label, primary }: Mark): readonly Row[] => {
  const from = span.column - 1;
  if (span.endLine === span.line) return [{ line: span.line, from, to: span.endColumn - 1, label, primary }];
  const last = lineText(source, span.endLine);
  const indent = Math.min(last.length - last.trimStart().length, span.endColumn - 1);
  return [
    { line: span.line, from, to: lineText(source, span.line).length, label: "from here", primary },
    { line: span.endLine, from: indent, to: span.endColumn - 1, label: label === "" ? "to here" : `to here: ${label}`, primary },
  ];
};

export interface FrameLine {
  /** Null for a row of marks. */
  readonly number: number | null;
  readonly text: string;
  readonly mark: { readonly before: number; readonly text: string; readonly primary: boolean } | null;
  /** True where lines of the file were left out above. */
  readonly gap: boolean;
}

/** The frame of all marks that lie in `source`. Each line stands once, with a row for each of its marks. */
export const frameOf = (source: Source, marks: readonly Mark[]): readonly FrameLine[] => {
  const rows = marks.flatMap((mark) => rowsOf(source, mark)).toSorted((a, b) => a.line - b.line || a.from - b.from);
  const lines: FrameLine[] = [];
  let shownLine = 0;
  for (const { line, from, to, label, primary } of rows) {
    const text = lineText(source, line);
    const around = lineAround(text, from, to);
    // A line of its own for each mark of a line that is too long to show them all.
    if (line !== shownLine || text.length > WIDEST) {
      if (shownLine > 0 && line === shownLine + 2)
        lines.push({ number: line - 1, text: lineAround(lineText(source, line - 1), 0, 0).text, mark: null, gap: false });
      lines.push({ number: line, text: around.text, mark: null, gap: shownLine > 0 && line > shownLine + 2 });
    }
    shownLine = line;
    const marker = (primary ? "^" : "-").repeat(around.under);
    lines.push({ number: null, text: "", mark: { before: around.before, text: label === "" ? marker : `${marker} ${label}`, primary }, gap: false });
  }
  return lines;
};
