/** Where one policy can send more than another, of what belongs together. */
import type { Instant } from "../model/units.ts";
import type { Sending } from "./sendings.ts";

/** A sending that the other policy has no counterpart for, and the first instant at which it hasn't. */
export interface Surplus {
  readonly sending: Sending;
  readonly at: Instant;
}

interface Edge {
  readonly at: number;
  /** 1 where one of ours may leave from then on, -1 where it no longer may; the other way round for theirs. */
  readonly by: number;
}

/**
 * The first instant at which more of `ours` may leave than of `theirs`; null when at every instant at most as many may. Two letters that may
 * leave on one day are more than one.
 */
export function surplusOf(ours: readonly Sending[], theirs: readonly Sending[]): Surplus | null {
  const edges = [...edgesOf(ours, 1), ...edgesOf(theirs, -1)].sort((a, b) => a.at - b.at);
  let more = 0;
  for (const [i, { at, by }] of edges.entries()) {
    more += by;
    if (more <= 0 || edges[i + 1]?.at === at) continue;
    const sending = ours.find(({ spans }) => spans.some((span) => span.from <= at && at <= span.last));
    if (sending !== undefined) return { sending, at: at as Instant };
  }
  return null;
}

const edgesOf = (sendings: readonly Sending[], by: number): readonly Edge[] =>
  sendings.flatMap(({ spans }) =>
    spans.flatMap(({ from, last }): readonly Edge[] => [
      { at: from, by },
      { at: last + 1, by: -by },
    ]),
  );
