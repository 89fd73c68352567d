/** One line of a comparison, as `--format json` gives it. */
import { formatInstant, storyOf } from "../../engine/index.ts";
import type { Change, Comparing, Relation, Witness } from "../../engine/index.ts";

export interface StoryLines {
  /** Which account, in words. */
  readonly account: string;
  /** The last line is what may be sent, at the first instant at which the other policy doesn't let it. */
  readonly timeline: readonly { readonly at: string; readonly local: string; readonly event: string }[];
}

export interface ChangeLine {
  readonly place: string;
  /** A channel, or what is done: `charge fee`. */
  readonly channel: string;
  /** Empty for what is sent in no stage. */
  readonly stage: string;
  readonly relation: Relation;
  /** What only the new policy may send, and what only the old one might. */
  readonly witness?: { readonly new?: StoryLines; readonly old?: StoryLines };
}

const linesOf = ({ calendar, zone }: Comparing, witness: Witness): StoryLines => {
  const { account, timeline } = storyOf(calendar, zone, witness);
  return { account, timeline: timeline.map((line) => ({ ...line, at: formatInstant(calendar, null, line.at) })) };
};

export function changeLine(comparing: Comparing, { place, lane, relation, gained, lost }: Change): ChangeLine {
  if (gained === null && lost === null) return { place, ...lane, relation };
  const witness = {
    ...(gained === null ? {} : { new: linesOf(comparing, gained) }),
    ...(lost === null ? {} : { old: linesOf(comparing, lost) }),
  };
  return { place, ...lane, relation, witness };
}

/** Of all lines together. */
export function relationOf(lines: readonly Pick<ChangeLine, "relation">[]): Relation {
  const has = (relation: Relation): boolean => lines.some((line) => line.relation === relation);
  if (has("incomparable") || (has("looser") && has("stricter"))) return "incomparable";
  return has("looser") ? "looser" : has("stricter") ? "stricter" : "equal";
}
