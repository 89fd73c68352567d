/** Finite samples of a line of numbers: one point, or a few, of every stretch on which nothing changes. */

/** Where the answer of a comparison turns: at the number, or just after it. */
export interface Turn {
  readonly at: number;
  readonly after: boolean;
}

export interface Line {
  readonly whole: boolean;
  readonly least: number;
  readonly most: number;
}

interface Stretch {
  readonly from: number;
  readonly fromOpen: boolean;
  readonly to: number;
  readonly toOpen: boolean;
  /** The lowest stretch is looked at from above: just below a limit is more telling than nothing at all. */
  readonly down: boolean;
}

const inside = (n: number, { from, fromOpen, to, toOpen }: Stretch): boolean => (fromOpen ? n > from : n >= from) && (toOpen ? n < to : n <= to);

/** Up to `count` numbers of a stretch, those next to its bounds first. */
const pointsOf = (stretch: Stretch, whole: boolean, count: number): readonly number[] => {
  const { from, fromOpen, to, toOpen, down } = stretch;
  const start = down ? to : Number.isFinite(from) ? from : 0;
  const step = down ? -1 : 1;
  const first = whole ? (step > 0 ? Math.floor(start) : Math.ceil(start)) : start;
  const points: number[] = [];
  for (let at = 0; at <= count + 1 && points.length < count; at += 1) {
    const n = first + at * step;
    if (inside(n, stretch)) points.push(n);
  }
  if (whole || points.length >= count || !Number.isFinite(from) || !Number.isFinite(to) || (from === to && (fromOpen || toOpen))) return points;
  // A narrow stretch of fractions: what is missing lies between its bounds.
  for (let at = 1; points.length < count && at <= count; at += 1) {
    const n = from + ((to - from) * at) / (count + 1);
    if (inside(n, stretch) && !points.includes(n)) points.push(n);
  }
  return points;
};

/** Points of every stretch between the turns, `count` of each where it has so many. Ascending by stretch. */
export const samples = (turns: readonly Turn[], { whole, least, most }: Line, count: number): readonly number[] => {
  const inner = turns
    .filter(({ at, after }) => (at > least || (at === least && after)) && (at < most || (at === most && !after)))
    .toSorted((a, b) => a.at - b.at || Number(a.after) - Number(b.after))
    .filter((turn, index, all) => index === 0 || turn.at !== all[index - 1]?.at || turn.after !== all[index - 1]?.after);
  const points: number[] = [];
  for (let index = 0; index <= inner.length; index += 1) {
    const low = inner[index - 1];
    const high = inner[index];
    const stretch: Stretch = {
      from: low?.at ?? least,
      fromOpen: low?.after ?? false,
      to: high?.at ?? most,
      toOpen: high === undefined ? false : !high.after,
      down: low === undefined && high !== undefined,
    };
    points.push(...pointsOf(stretch, whole, count));
  }
  return points;
};
