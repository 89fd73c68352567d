/** A file's text with its line starts: turns offsets into the spans of diagnostics. */
import type { Span } from "../diagnostic.ts";

export interface Source {
  readonly file: string;
  readonly text: string;
  /** Offset of the first character of each line. A byte order mark is no column. */
  readonly lineStarts: readonly number[];
}

/**
 * A function of its own, as are other loops over a whole file: what is compiled in the middle of a loop knows nothing of what follows it, and
 * V8 goes back to slow code there, file after file.
 */
const lineStartsOf = (text: string): readonly number[] => {
  const starts = [text.startsWith("\ufeff") ? 1 : 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
};

export const sourceOf = (file: string, text: string): Source => ({ file, text, lineStarts: lineStartsOf(text) });

/** Where the last offset was found: the next one nearly always lies on the same line or the one below. It only saves looking. */
let lastStarts: readonly number[] = [];
let lastLine = 0;

const holdsOffset = (starts: readonly number[], line: number, offset: number): boolean =>
  (starts[line] ?? Number.POSITIVE_INFINITY) <= offset && offset < (starts[line + 1] ?? Number.POSITIVE_INFINITY);

/** Index of the line that an offset lies on, by binary search where it isn't near the last. */
const lineAt = (starts: readonly number[], offset: number): number => {
  if (starts === lastStarts) {
    if (holdsOffset(starts, lastLine, offset)) return lastLine;
    if (holdsOffset(starts, lastLine + 1, offset)) return (lastLine += 1);
  }
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  lastStarts = starts;
  lastLine = low;
  return low;
};

const columnAt = (starts: readonly number[], line: number, offset: number): number => Math.max(0, offset - (starts[line] ?? 0)) + 1;

/** One-based line and column of an offset. */
export const positionAt = ({ lineStarts }: Source, offset: number): { readonly line: number; readonly column: number } => {
  const line = lineAt(lineStarts, offset);
  return { line: line + 1, column: columnAt(lineStarts, line, offset) };
};

/** Span of `[start, end)`. */
export const spanAt = ({ file, lineStarts }: Source, start: number, end: number): Span => {
  const from = lineAt(lineStarts, start);
  const to = lineAt(lineStarts, end);
  return {
    file,
    start,
    end,
    line: from + 1,
    column: columnAt(lineStarts, from, start),
    endLine: to + 1,
    endColumn: columnAt(lineStarts, to, end),
  };
};

/** The stretch from the first span to the last. */
export const joined = ({ file, start, line, column }: Span, { end, endLine, endColumn }: Span): Span => ({
  file,
  start,
  end,
  line,
  column,
  endLine,
  endColumn,
});

/** The empty place just after a span: where something is missing. */
export const after = (span: Span): Span => ({ ...span, start: span.end, line: span.endLine, column: span.endColumn });

/** Text of one line, without its ending. */
export const lineText = (source: Source, line: number): string => {
  const start = source.lineStarts[line - 1];
  if (start === undefined) return "";
  const next = source.lineStarts[line] ?? source.text.length;
  return source.text.slice(start, next).replace(/[\r\n]+$/u, "");
};
