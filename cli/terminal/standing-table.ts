/** The table of accounts that `run`, `status` and `demo` print. */
import { localInstant } from "../standing.ts";
import type { Result, Standing } from "../standing.ts";
import { paint } from "./color.ts";
import { shorten, table, terminalWidth } from "./table.ts";

/** Longest reason in a pipe or a file, where no terminal sets the width. */
const REASON = 96;

const COLORS = { sent: "green", held: "yellow", lapsed: "magenta", waiting: "dim", closed: "dim" } as const;

const isResult = (text: string): text is Result => Object.hasOwn(COLORS, text);

const paintResult = (cell: string): string => {
  const result = cell.trim();
  return isResult(result) ? paint(COLORS[result], cell) : cell;
};

/** `Mon 23 Nov 09:06 -08:00`: the debtor's own time, with its offset. */
const wakeOf = (line: Standing): string => {
  const written = localInstant(line, line.nextWake);
  if (written === null) return "";
  const parts = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2}).*?(Z|[+-]\d{2}:\d{2})$/.exec(written);
  if (parts === null) return written;
  const [, year, month, day, time, offset] = parts;
  const weekday = new Date(`${year}-${month}-${day}T00:00:00Z`).toLocaleDateString("en-GB", { weekday: "short", timeZone: "UTC" });
  return `${weekday} ${year}-${month}-${day} ${time} ${offset === "Z" ? "UTC" : offset}`;
};

/** Account, stage, result, reason, next wake. */
export function standingTable(lines: readonly Standing[]): string {
  const width = terminalWidth();
  const rows = lines.map((line) => [
    line.account,
    line.stage ?? "-",
    line.result,
    width === null ? shorten(line.why, REASON) : line.why,
    wakeOf(line),
  ]);
  const columns = [
    { head: "account" },
    { head: "stage" },
    { head: "result", paint: paintResult },
    { head: "step or reason" },
    { head: "next wake, debtor's time" },
  ];
  return table(columns, rows, 3, { width, paintHead: (cell) => paint("bold", cell) });
}

/** `14 sent · 9 held · 1 lapsed · 15 waiting · 1 closed`. */
export function totalsLine(totals: Readonly<Record<Result, number>>): string {
  return (Object.keys(COLORS) as Result[]).map((result) => paintResult(`${totals[result]} ${result}`)).join(" · ");
}
