/** A comparison of two policies, told to people: every lane that differs with its story, and how many are equal. */
import type { Relation } from "../../engine/index.ts";
import { paint } from "../terminal/color.ts";
import type { ChangeLine, StoryLines } from "./change.ts";

const COLORS = { looser: "red", incomparable: "yellow", stricter: "green", equal: "green" } as const satisfies Readonly<Record<Relation, string>>;
const ORDER: readonly Relation[] = ["looser", "incomparable", "stricter", "equal"];

const laneOf = ({ channel, stage }: ChangeLine): string => (stage === "" ? channel : `${channel} in stage ${stage}`);

const story = (who: string, { account, timeline }: StoryLines): readonly string[] => [
  `  ${who}, where ${account}`,
  ...timeline.map(({ local, event }) => `    ${local}  ${event}`),
];

function told(line: ChangeLine): string {
  const { place, relation, witness } = line;
  return [
    `${paint(COLORS[relation], relation)}  ${place}  ${laneOf(line)}`,
    ...(witness?.new === undefined ? [] : story("only the new policy may send", witness.new)),
    ...(witness?.old === undefined ? [] : story("only the old policy might send", witness.old)),
  ].join("\n");
}

export interface Told {
  readonly oldFile: string;
  readonly newFile: string;
  readonly relation: Relation;
  readonly changes: readonly ChangeLine[];
}

export function diffText({ oldFile, newFile, relation, changes }: Told): string {
  const differing = changes.filter((line) => line.relation !== "equal").toSorted((a, b) => ORDER.indexOf(a.relation) - ORDER.indexOf(b.relation));
  const counts = ORDER.flatMap((one) => {
    const n = changes.filter((line) => line.relation === one).length;
    return n === 0 ? [] : [`${n} ${one}`];
  });
  const whole = relation === "incomparable" ? "neither looser nor stricter than" : relation === "equal" ? "equal to" : `${relation} than`;
  const summary = `${newFile} is ${paint(COLORS[relation], whole)} ${oldFile}: ${counts.join(", ")} (by place, channel and stage)`;
  return [...differing.map(told), summary].join("\n\n");
}
