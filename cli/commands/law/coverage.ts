import { Command } from "@commander-js/extra-typings";
import type { CoveredDuty, DutyState } from "../../../reports/law/index.ts";
import { dayOrToday, placeFrom, shippedLaw } from "../../law/book.ts";
import { answer, formatOption, type Format } from "../../output.ts";
import { paint } from "../../terminal/color.ts";
import { table, terminalWidth } from "../../terminal/table.ts";

const EXAMPLES = `
Examples:
  $ collect law coverage US-NY-NYC
  $ collect law coverage GB --as-of 2026-11-30 --format json

enforced      the guard refuses whatever breaks it, by the clock, the debt and the record of contacts
run-time      the guard refuses it once the fact is recorded on which the rule turns; nothing can be said before
assumed       people see to it: nothing is refused, only people can judge it, or nobody has verified the rule
out-of-scope  there is nothing to hold to: the law asks for nothing, it is not in force yet, or the rule is not in the book, with the reason

Exit: 0 · 1 no such place, or one without rules of its own`;

const STYLES: Readonly<Record<DutyState, "green" | "cyan" | "yellow" | "dim">> = {
  enforced: "green",
  "run-time": "cyan",
  assumed: "yellow",
  "out-of-scope": "dim",
};

const HEADS = [{ head: "status", paint: (cell: string) => paint(STYLES[cell.trim() as DutyState], cell) }, { head: "rule" }, { head: "why" }];

const textOf = (duties: readonly CoveredDuty[]): string => {
  const counts = Object.keys(STYLES).map((state) => `${duties.filter(({ status }) => status === state).length} ${state}`);
  const rows = duties.map(({ status, rule, why }) => [status, rule, why]);
  return `${table(HEADS, rows, 2, { width: terminalWidth(), paintHead: (cell) => paint("bold", cell) })}\n\n${counts.join(", ")}`;
};

const coverage = async (word: string, { asOf, format }: { readonly asOf?: string | undefined; readonly format: Format }): Promise<void> => {
  const { coverageOf } = await import("../../../reports/law/index.ts");
  const { notEncoded } = await import("../../../policies/index.ts");
  const day = dayOrToday(asOf);
  const book = await shippedLaw();
  const duties = coverageOf(book, await placeFrom(book, word), day, notEncoded());
  answer(format, { duties }, () => textOf(duties));
};

/** `collect law coverage PLACE` */
export const lawCoverage = () =>
  new Command("coverage")
    .description("what is done about each rule of a place: enforced, at run time, assumed, or out of scope")
    .argument("<place>", "a place such as US, US-CA or GB-SCT; its own rules and those of the places around it")
    .option("--as-of <date>", "the day asked about (default: today)")
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action(coverage);
