/** A plain table: columns as wide as their widest cell, the last one shortened to the terminal. */
export interface Column {
  readonly head: string;
  readonly align?: "left" | "right";
  /** Colours a cell after its width is known, so that colour codes never count. */
  readonly paint?: (cell: string) => string;
}

export interface TableOptions {
  /** Characters in a line; null: as long as it takes (a pipe or a file). */
  readonly width: number | null;
  readonly paintHead?: (cell: string) => string;
}

const GAP = "  ";

let segmenter: Intl.Segmenter | null = null;
/** Whole characters. What splits them takes milliseconds to make, and most tables do without. */
const charactersOf = (text: string): readonly string[] => {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return [...segmenter.segment(text)].map(({ segment }) => segment);
};

/** Text of which every unit is a character in one cell. */
const PLAIN = /^[\x20-\x7e]*$/u;
const lengthOf = (text: string): number => (PLAIN.test(text) ? text.length : charactersOf(text).length);

/** Cuts at a whole character and says so with an ellipsis. */
export function shorten(text: string, width: number): string {
  if (lengthOf(text) <= width) return text;
  const kept = charactersOf(text).slice(0, Math.max(0, width - 1));
  return `${kept.join("").trimEnd()}…`;
}

const pad = (text: string, width: number, align: "left" | "right"): string => {
  const space = " ".repeat(Math.max(0, width - lengthOf(text)));
  return align === "right" ? space + text : text + space;
};

/** Width of each column; only the one named `flexible` gives way when the line is too long. */
const widthsOf = (columns: readonly Column[], rows: readonly (readonly string[])[], limit: number | null, flexible: number): number[] => {
  const widths = columns.map((column, i) => Math.max(lengthOf(column.head), ...rows.map((row) => lengthOf(row[i] ?? ""))));
  if (limit === null) return widths;
  const total = widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1);
  const own = widths[flexible] ?? 0;
  if (total > limit) widths[flexible] = Math.max(12, own - (total - limit));
  return widths;
};

/** Lines of the table, without a last newline. `flexible` is the index of the column that may be shortened. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], flexible: number, options: TableOptions): string {
  const widths = widthsOf(columns, rows, options.width, flexible);
  const line = (cells: readonly string[], paintCell: (cell: string, column: Column) => string): string =>
    columns
      .map((column, i) => {
        const width = widths[i] ?? 0;
        return paintCell(pad(shorten(cells[i] ?? "", width), width, column.align ?? "left"), column);
      })
      .join(GAP)
      .trimEnd();
  const head = line(
    columns.map((column) => column.head),
    (cell) => options.paintHead?.(cell) ?? cell,
  );
  return [head, ...rows.map((row) => line(row, (cell, column) => column.paint?.(cell) ?? cell))].join("\n");
}

/** Characters in a line of stdout, or null where it is no terminal. */
export function terminalWidth(): number | null {
  return process.stdout.isTTY ? process.stdout.columns : null;
}
