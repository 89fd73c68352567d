/** A file's text with its line starts: turns offsets into the spans of diagnostics. */
import type { Span } from "../diagnostic.ts";

export interface Source {
  readonly file: string;
  readonly text: string;
  /** Offset of the first character of each line. A byte order mark is no column. */
  readonly lineStarts: readonly number[];
}

export const sourceOf = (file: string, text: string): Source => {
  const lineStarts = [text.startsWith("\ufeff") ? 1 : 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) lineStarts.push(at + 1);
  }
  return { file, text, lineStarts };
};

/** One-based line and column of an offset, by binary search. */
export const positionAt = (source: Source, offset: number): { readonly line: number; readonly column: number } => {
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: Math.max(0, offset - (source.lineStarts[low] ?? 0)) + 1 };
};

/** Span of `[start, end)`. */
export const spanAt = (source: Source, start: number, end: number): Span => {
  const from = positionAt(source, start);
  const to = positionAt(source, end);
  return { file: source.file, start, end, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
};

/** The stretch from the first span to the last. */
export const joined = (first: Span, last: Span): Span => ({ ...first, end: last.end, endLine: last.endLine, endColumn: last.endColumn });

/** The empty place just after a span: where something is missing. */
export const after = (span: Span): Span => ({ ...span, start: span.end, line: span.endLine, column: span.endColumn });

/** Text of one line, without its ending. */
export const lineText = (source: Source, line: number): string => {
  const start = source.lineStarts[line - 1];
  if (start === undefined) return "";
  const next = source.lineStarts[line] ?? source.text.length;
  return source.text.slice(start, next).replace(/[\r\n]+$/u, "");
};
