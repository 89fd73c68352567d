/** A proof, told to people: a table of places and kinds of rule, then the story of everything that isn't so by design. */
import { paint } from "../terminal/color.ts";
import { table, terminalWidth } from "../terminal/table.ts";
import type { Certificate, Family, VerdictLine } from "./certificate.ts";

type Word = VerdictLine["verdict"];

const COLORS = { "by-design": "green", "by-guard": "yellow", broken: "red", incomplete: "yellow" } as const satisfies Readonly<Record<Word, string>>;
const WORDS: Readonly<Record<Word, string>> = { "by-design": "by design", "by-guard": "by guard", broken: "broken", incomplete: "incomplete" };
/** The worst first. */
const ORDER: readonly Word[] = ["broken", "incomplete", "by-guard", "by-design"];
/** In cells, beside how many. */
const SHORT: Readonly<Record<Word, string>> = { "by-design": "", "by-guard": "guard", broken: "BROKEN", incomplete: "open" };

const FAMILIES: readonly Family[] = ["hours", "limits", "stops", "words", "notices", "duties", "consent", "fees", "limitation"];

const SHOWN_AT_MOST = 12;

const count = (lines: readonly VerdictLine[], word: Word): number => lines.filter(({ verdict }) => verdict === word).length;

/** `14`: so many rules, all by design. `12, 2 guard`: so many more that the guard keeps. */
const cellOf = (lines: readonly VerdictLine[]): string =>
  ORDER.toReversed()
    .flatMap((word) => (count(lines, word) === 0 ? [] : [`${count(lines, word)} ${SHORT[word]}`.trim()]))
    .join(", ");

const paintCell = (cell: string): string => paint(cell.includes(SHORT.broken) ? "red" : /guard|open/.test(cell) ? "yellow" : "reset", cell);

/** Places down, kinds of rule across. */
function matrix({ verdicts, places: outer }: Certificate): string {
  const places = [...new Set([...outer.map(({ place }) => place), ...verdicts.map(({ place }) => place)])];
  const isOuter = (place: string): boolean => outer.some((one) => one.place === place);
  const families = FAMILIES.filter((family) => verdicts.some((one) => one.family === family));
  // Dozens of states in which nothing happens would hide the one in which something does.
  const shown =
    places.length <= SHOWN_AT_MOST
      ? places
      : places.filter((place) => isOuter(place) || verdicts.some((one) => one.place === place && one.verdict !== "by-design"));
  const rows = shown.map((place) => {
    const here = verdicts.filter((one) => one.place === place);
    return [place, ...families.map((family) => cellOf(here.filter((one) => one.family === family)))];
  });
  const heads = [{ head: "place" }, ...families.map((head) => ({ head, paint: paintCell }))];
  const rest = places.length - shown.length;
  const others = verdicts.filter(({ place }) => !shown.includes(place)).length;
  const more = rest === 0 ? "" : `\n${rest} more places inside, ${others} rules of their own: all by design`;
  return table(heads, rows, 0, { width: terminalWidth(), paintHead: (cell) => paint("bold", cell) }) + more;
}

/** `2026-12-31T09:00:36-05:00` by the debtor's clock, and the same instant in UTC. */
const whenOf = ({ at, local }: { readonly at: string; readonly local: string }): string => (at === local ? at : `${local} (${at})`);

function heldWords({ delayDays }: VerdictLine): string {
  if (delayDays === undefined) return "";
  return delayDays === null ? ": the step lapses" : `: held up for ${delayDays} ${delayDays === 1 ? "day" : "days"}`;
}

function story(one: VerdictLine): string {
  const { verdict, place, rule, cites = "", why = "", file, line, account, timeline = [], fix } = one;
  return [
    `${paint(COLORS[verdict], WORDS[verdict])}${heldWords(one)}  ${place}  ${rule}  (${cites})`,
    `  ${why}`,
    `  --> ${file}${line === undefined ? "" : `:${line}`}`,
    ...(account === undefined ? [] : [`  where ${account}`]),
    ...timeline.flatMap((each) => [
      `  ${whenOf(each)}  ${each.event}`,
      ...(each.why === undefined ? [] : [`${" ".repeat(whenOf(each).length + 4)}${each.why}`]),
    ]),
    ...(fix === undefined ? [] : fixWords(fix)),
  ].join("\n");
}

const SURE = { safe: "safe", likely: "likely what is meant", manual: "to be looked at" } as const;

/** What to change, with each edit: where, and the text that comes there. */
const fixWords = ({ title, applicability, edits }: NonNullable<VerdictLine["fix"]>): readonly string[] => [
  `  ${paint("bold", "fix")}: ${title} (${SURE[applicability]}; proved)`,
  ...edits.map(({ file, line, column, endLine, endColumn, text }) => {
    const span = line === endLine && column === endColumn ? "insert" : `replace up to ${endLine}:${endColumn} with`;
    return `    ${file}:${line}:${column}: ${span} \`${text.trim()}\``;
  }),
];

const runs = ({ places }: Certificate): number => places.reduce((sum, { explored }) => sum + explored.runs, 0);

/** `391 by design, 2 by guard`. */
const countsOf = (verdicts: readonly VerdictLine[]): string =>
  ORDER.toReversed()
    .flatMap((word) => (count(verdicts, word) === 0 ? [] : [`${count(verdicts, word)} ${WORDS[word]}`]))
    .join(", ");

function summary(certificate: Certificate): readonly string[] {
  const { policy, verdicts, places, moves } = certificate;
  const unreached = places
    .filter((one) => one.unreached.length > 0)
    .map(({ place, unreached: stages }) => `no run in ${place} enters ${stages.join(", ")}`);
  const silent = places.filter(({ collects }) => !collects).map(({ place }) => `no run in ${place} sends anything: nothing is proved by that`);
  const skipped = places
    .filter(({ explored }) => explored.skipped > 0)
    .map(({ place, explored }) => `${explored.skipped} runs in ${place} were not looked at: raise --runs`);
  return [
    `"${policy.name}" ${policy.version}: ${countsOf(verdicts)}`,
    `${runs(certificate).toLocaleString("en-US")} runs with at most ${moves} ${moves === 1 ? "event" : "events"} each, from ${certificate.today} on; it rests on ${certificate.assumptions.length} assumptions (--format json lists them)`,
    ...unreached,
    ...silent,
    ...skipped,
  ];
}

/** The stories of everything that isn't so by design, the worst first. */
const storiesOf = ({ verdicts }: Certificate): readonly string[] =>
  verdicts
    .filter(({ timeline }) => timeline !== undefined)
    .toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))
    .map((one) => story(one));

/** The whole report: the table, the stories, and how much was looked at. */
export const proofText = (certificate: Certificate): string =>
  [matrix(certificate), ...storiesOf(certificate), summary(certificate).join("\n")].join("\n\n");
