/** A proof, told to people: a table of places and kinds of rule, then the story of everything that isn't so by design. */
import { paint } from "../terminal/color.ts";
import { grouped } from "../terminal/count.ts";
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

type Counts = Record<Word, number>;

/** In one pass: a policy has hundreds of verdicts, and a folder of them dozens of policies. */
function countsOf(verdicts: readonly VerdictLine[]): ReadonlyMap<string, ReadonlyMap<Family, Counts>> {
  const places = new Map<string, Map<Family, Counts>>();
  for (const { place, family, verdict } of verdicts) {
    let here = places.get(place);
    if (here === undefined) places.set(place, (here = new Map()));
    let counts = here.get(family);
    if (counts === undefined) here.set(family, (counts = { broken: 0, incomplete: 0, "by-guard": 0, "by-design": 0 }));
    counts[verdict] += 1;
  }
  return places;
}

/** The words for so many of each verdict, the best first. */
const counted = (counts: Counts | undefined, words: Readonly<Record<Word, string>>): string =>
  ORDER.toReversed()
    .flatMap((word) => (counts === undefined || counts[word] === 0 ? [] : [`${counts[word]} ${words[word]}`.trim()]))
    .join(", ");

const paintCell = (cell: string): string => paint(cell.includes(SHORT.broken) ? "red" : /guard|open/.test(cell) ? "yellow" : "reset", cell);

/** Places down, kinds of rule across. */
function matrix({ verdicts, places: outer }: Certificate): string {
  const counts = countsOf(verdicts);
  const places = [...new Set([...outer.map(({ place }) => place), ...counts.keys()])];
  const families = FAMILIES.filter((family) => [...counts.values()].some((here) => here.has(family)));
  const isQuiet = (place: string): boolean =>
    [...(counts.get(place)?.values() ?? [])].every((one) => one.broken + one.incomplete + one["by-guard"] === 0);
  // Dozens of states in which nothing happens would hide the one in which something does.
  const isShown = (place: string): boolean => places.length <= SHOWN_AT_MOST || outer.some((one) => one.place === place) || !isQuiet(place);
  const shown = places.filter(isShown);
  const rows = shown.map((place) => [place, ...families.map((family) => counted(counts.get(place)?.get(family), SHORT))]);
  const heads = [{ head: "place" }, ...families.map((head) => ({ head, paint: paintCell }))];
  const rest = places.length - shown.length;
  const others = rest === 0 ? 0 : verdicts.filter(({ place }) => !shown.includes(place)).length;
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
const totalOf = (verdicts: readonly VerdictLine[]): string => {
  const total: Counts = { broken: 0, incomplete: 0, "by-guard": 0, "by-design": 0 };
  for (const { verdict } of verdicts) total[verdict] += 1;
  return counted(total, WORDS);
};

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
    `"${policy.name}" ${policy.version}: ${totalOf(verdicts)}`,
    `${grouped(runs(certificate))} runs with at most ${moves} ${moves === 1 ? "event" : "events"} each, from ${certificate.today} on; it rests on ${certificate.assumptions.length} assumptions (--format json lists them)`,
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
