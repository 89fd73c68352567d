/** Reads a file of rows, CSV or JSON, into cells with line numbers. What can't be read is told by line, and the rest is kept. */
import { Failure } from "../failure.ts";

export interface Row {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

export interface Rejection {
  readonly line: number;
  readonly column: string;
  readonly reason: string;
}

export interface Rows {
  readonly header: readonly string[];
  readonly rows: readonly Row[];
  readonly rejected: readonly Rejection[];
}

/** Text of a file's bytes; only UTF-8 is read, so that no name is mangled in silence. */
export function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Failure(`${file} is no UTF-8 text: save it as "CSV UTF-8" and import it again`);
  }
}

const delimiterOf = (text: string): string => {
  const head = text.slice(0, text.search(/\r?\n|$/));
  const counts = [",", ";", "\t"].map((delimiter) => ({ delimiter, n: head.split(delimiter).length }));
  return counts.reduce((best, each) => (each.n > best.n ? each : best)).delimiter;
};

const newlines = (cells: Readonly<Record<string, string>>): number => Object.values(cells).reduce((n, cell) => n + cell.split("\n").length - 1, 0);

/** Rows of a CSV text with a header line; the delimiter is read from that line. */
export async function readCsv(text: string): Promise<Rows> {
  const { parse } = await import("csv-parse/sync");
  const rejected: Rejection[] = [];
  let header: string[] = [];
  let open = false;
  const records = parse<{ record: Record<string, string>; info: { lines: number } }>(text, {
    bom: true,
    columns: (names: string[]) => (header = names.map((name) => name.trim().toLowerCase())),
    delimiter: delimiterOf(text),
    info: true,
    trim: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error?.code === "CSV_QUOTE_NOT_CLOSED") open = true;
      else if (error !== undefined) rejected.push({ line: Number(error["lines"] ?? 0), column: "", reason: plainCsvError(error.code) });
      return undefined;
    },
  });
  const rows = records.map(({ record, info }) => ({ line: info.lines - newlines(record), cells: record }));
  if (open) {
    // The library noticed at the end of the file; the row that nothing closes begins behind the last one that was read.
    const read = Math.max(1, records.at(-1)?.info.lines ?? 1, ...rejected.map(({ line }) => line));
    rejected.push({
      line: read + 1,
      column: "",
      reason: "a quote opens here that nothing closes, so nothing behind it was read: close it, or double it",
    });
  }
  return { header, rows, rejected };
}

const plainCsvError = (code: string): string => {
  if (code.includes("COLUMN") || code.includes("RECORD"))
    return "the row has more or fewer cells than the header: quote cells that contain the delimiter";
  if (code.includes("QUOTE")) return "a quote stands inside a cell: double it";
  return "the row can't be read as CSV";
};

/** Line on which each element of a top-level JSON array begins. */
const elementLines = (text: string): number[] => {
  const lines: number[] = [];
  let depth = 0;
  let line = 1;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (char === "\n") line += 1;
    else if (inString) {
      if (char === "\\") i += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === "{" || char === "[") {
      if (depth === 1) lines.push(line);
      depth += 1;
    } else if (char === "}" || char === "]") depth -= 1;
  }
  return lines;
};

const cellOf = (value: unknown): string => {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(cellOf).join(";");
  return typeof value === "string" ? value : JSON.stringify(value);
};

/** Rows of a JSON text: an array of objects with the columns as keys; `invoices` may nest the invoice columns. */
export function readJson(text: string, file: string): Rows {
  const list = parseJsonArray(text, file);
  const lines = elementLines(text);
  const rows: Row[] = [];
  const rejected: Rejection[] = [];
  for (const [i, element] of list.entries()) {
    const line = lines[i] ?? 1;
    if (typeof element !== "object" || element === null || Array.isArray(element)) {
      rejected.push({ line, column: "", reason: "an account is an object with the columns as keys" });
      continue;
    }
    const { invoices, ...own } = element as Record<string, unknown>;
    const parts: unknown[] = Array.isArray(invoices) ? invoices : [{}];
    for (const part of parts) {
      const all = { ...own, ...(part as Record<string, unknown>) };
      if (typeof all["amount"] === "number")
        rejected.push({ line, column: "amount", reason: 'write amounts as text, such as "1200.00": a JSON number loses cents' });
      else rows.push({ line, cells: Object.fromEntries(Object.entries(all).map(([key, value]) => [key.toLowerCase(), cellOf(value)])) });
    }
  }
  return { header: [...new Set(rows.flatMap((row) => Object.keys(row.cells)))], rows, rejected };
}

/** A JSON file that holds one array, or a plain complaint. */
export function parseJsonArray(text: string, file: string): readonly unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Failure(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!Array.isArray(value)) throw new Failure(`${file} must hold a JSON array`);
  return value;
}
