/** A proof, told to people: a table of places and kinds of rule, then the story of everything that isn't so by design. */
import { paint } from "../terminal/color.ts";
import { table, terminalWidth } from "../terminal/table.ts";
import type { Certificate, VerdictLine } from "./certificate.ts";

type Word = VerdictLine["verdict"];

const COLORS = { "by-design": "green", "by-guard": "yellow", broken: "red", incomplete: "yellow" } as const satisfies Readonly<Record<Word, string>>;
const WORDS: Readonly<Record<Word, string>> = { "by-design": "by design", "by-guard": "by guard", broken: "broken", incomplete: "incomplete" };

const SHOWN_AT_MOST = 12;

const count = (lines: readonly VerdictLine[], word: Word): number => lines.filter(({ verdict }) => verdict === word).length;

function matrix({ verdicts }: Certificate): string {
  const places = [...new Set(verdicts.map(({ place }) => place))];
  const heads = ["place", "rules", ...Object.values(WORDS)].map((head) => ({ head }));
  // Dozens of states in which nothing happens would hide the one in which something does.
  const shown =
    places.length <= SHOWN_AT_MOST
      ? places
      : places.filter((place, i) => i === 0 || verdicts.some((one) => one.place === place && one.verdict !== "by-design"));
  const rows = shown.map((place) => {
    const here = verdicts.filter((one) => one.place === place);
    const cells = (Object.keys(WORDS) as Word[]).map((word) => (count(here, word) === 0 ? "" : String(count(here, word))));
    return [place, String(here.length), ...cells];
  });
  const rest = places.length - shown.length;
  const others = verdicts.filter(({ place }) => !shown.includes(place)).length;
  const more = rest === 0 ? "" : `\n${rest} more places inside, ${others} rules of their own: all by design`;
  return table(heads, rows, 0, { width: terminalWidth(), paintHead: (cell) => paint("bold", cell) }) + more;
}

function story(one: VerdictLine): string {
  const { verdict, place, rule, cites = "", why = "", delayDays, file, line, account, timeline = [] } = one;
  const held =
    delayDays === undefined ? "" : delayDays === null ? ": the step lapses" : `: held up for ${delayDays} ${delayDays === 1 ? "day" : "days"}`;
  return [
    `${paint(COLORS[verdict], WORDS[verdict])}${held}  ${place}  ${rule}  (${cites})`,
    `  ${why}`,
    `  --> ${file}${line === undefined ? "" : `:${line}`}`,
    ...(account === undefined ? [] : [`  where ${account}`]),
    ...timeline.map(({ local, event }) => `  ${local}  ${event}`),
  ].join("\n");
}

const runs = ({ places }: Certificate): number => places.reduce((sum, { explored }) => sum + explored.runs, 0);

function summary(certificate: Certificate): readonly string[] {
  const { policy, verdicts, places, moves } = certificate;
  const words = (Object.keys(WORDS) as Word[]).flatMap((word) => {
    const n = count(verdicts, word);
    return n === 0 ? [] : [`${n} ${WORDS[word]}`];
  });
  const unreached = places
    .filter((one) => one.unreached.length > 0)
    .map(({ place, unreached: stages }) => `no run in ${place} enters ${stages.join(", ")}`);
  const silent = places.filter(({ collects }) => !collects).map(({ place }) => `no run in ${place} sends anything: nothing is proved by that`);
  const skipped = places
    .filter(({ explored }) => explored.skipped > 0)
    .map(({ place, explored }) => `${explored.skipped} runs in ${place} were not looked at: raise --runs`);
  return [
    `"${policy.name}" ${policy.version}: ${words.join(", ")}`,
    `${runs(certificate).toLocaleString("en-US")} runs with at most ${moves} ${moves === 1 ? "event" : "events"} each, from ${certificate.today} on; it rests on ${certificate.assumptions.length} assumptions (--format json lists them)`,
    ...unreached,
    ...silent,
    ...skipped,
  ];
}

/** The whole report: the table, the stories, and how much was looked at. */
export function proofText(certificate: Certificate): string {
  const told = certificate.verdicts.filter(({ timeline }) => timeline !== undefined);
  const order: readonly Word[] = ["broken", "incomplete", "by-guard", "by-design"];
  const stories = told.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict)).map((one) => story(one));
  return [matrix(certificate), ...stories, summary(certificate).join("\n")].join("\n\n");
}
