import { Command, InvalidArgumentError } from "@commander-js/extra-typings";
import type { DateFinding, FindingKind } from "../../../reports/law/index.ts";
import { EXIT, leaveWith } from "../../failure.ts";
import { dayOrToday, placeFrom, shippedLaw } from "../../law/book.ts";
import { answer, formatOption, type Format } from "../../output.ts";
import { paint } from "../../terminal/color.ts";
import { table, terminalWidth } from "../../terminal/table.ts";

const EXAMPLES = `
Examples:
  $ collect law check-date                             what is out of date today, or soon will be
  $ collect law check-date GB --older-than 180         only what binds debtors in Great Britain; a check is good for half a year
  $ collect law check-date --as-of 2027-01-01 --soon 60 --format json

Exit: 0 nothing is out of date · 1 no such place · 2 there is something to see to`;

const TITLES: Readonly<Record<FindingKind, string>> = {
  "series-ended": "Values that nobody knows any more: interest that needs them is refused",
  "series-ending": "Values that soon nobody will know",
  "rule-ending": "Rules whose last day in force is known",
  "rule-pending": "Rules that are still to come",
  stale: "Last held against their source too long ago",
  unchecked: "Never held against their source: to be confirmed by counsel",
};

interface Asked {
  readonly asOf?: string | undefined;
  readonly olderThan: number;
  readonly soon: number;
  readonly format: Format;
}

const whenOf = ({ date, days }: DateFinding): readonly string[] => {
  if (date === null || days === null) return ["", ""];
  return [date, days === 0 ? "today" : days < 0 ? `${-days} days ago` : `in ${days} days`];
};

const HEADS = [{ head: "what" }, { head: "day" }, { head: "", align: "right" as const }, { head: "where" }];

const section = (kind: FindingKind, findings: readonly DateFinding[]): string => {
  const rows = findings.map((one) => [one.subject, ...whenOf(one), `${one.file}:${one.line}`]);
  const heading = paint("bold", `${TITLES[kind]} (${findings.length})`);
  return `${heading}\n${table(HEADS, rows, 3, { width: terminalWidth(), paintHead: (cell) => paint("dim", cell) })}`;
};

const textOf = (findings: readonly DateFinding[]): string =>
  findings.length === 0
    ? paint("green", "nothing is out of date")
    : [...Map.groupBy(findings, ({ kind }) => kind)].map(([kind, own]) => section(kind, own)).join("\n\n");

const checkDate = async (word: string | undefined, { asOf, olderThan, soon, format }: Asked): Promise<void> => {
  const { dateFindings, dateOf, selectRules } = await import("../../../reports/law/index.ts");
  const day = dayOrToday(asOf);
  const book = await shippedLaw();
  const rules = word === undefined ? book.rules : selectRules(book, { place: await placeFrom(book, word) });
  const words = JSON.stringify(rules.map(({ body }) => body));
  // Of a place only the series that its rules go by.
  const series = (book.series ?? []).filter(({ name }) => word === undefined || words.includes(JSON.stringify(name)));
  const findings = dateFindings({ rules, series }, { asOf: day, olderThan, soon });
  answer(format, { asOf: dateOf(day), findings }, () => textOf(findings));
  if (findings.length > 0) leaveWith(EXIT.warnings);
};

const daysIn = (text: string): number => {
  if (!/^\d{1,5}$/u.test(text)) throw new InvalidArgumentError("write a number of days, such as 180.");
  return Number(text);
};

/** `collect law check-date [PLACE]` */
export const lawCheckDate = () =>
  new Command("check-date")
    .description("what of the law book runs out, begins later, or was checked too long ago")
    .argument("[place]", "only what binds somebody who lives there")
    .option("--as-of <date>", "the day asked about (default: today)")
    .option("--older-than <days>", "a check that is older is too old", daysIn, 365)
    .option("--soon <days>", "values that end within so many days are told of", daysIn, 90)
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action(checkDate);
