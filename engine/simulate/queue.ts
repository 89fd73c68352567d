/** A queue by time: what is earliest comes first, and of one instant what compares first. */
import type { Instant } from "../model/units.ts";

export interface Timed {
  readonly at: Instant;
  /** Breaks ties, ascending: kind of thing, then account, then order of coming in. */
  readonly rank: number;
  readonly account: string;
  readonly seq: number;
}

const before = (a: Timed, b: Timed): boolean => {
  if (a.at !== b.at) return a.at < b.at;
  if (a.rank !== b.rank) return a.rank < b.rank;
  return a.account === b.account ? a.seq < b.seq : a.account < b.account;
};

/** Adds to a binary heap. */
export function push<T extends Timed>(heap: T[], item: T): void {
  let i = heap.length;
  heap.push(item);
  while (i > 0) {
    const above = (i - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || !before(item, parent)) break;
    heap[i] = parent;
    i = above;
  }
  heap[i] = item;
}

/** Takes the first out of a binary heap. */
export function pop<T extends Timed>(heap: T[]): T | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let i = 0;
  for (;;) {
    let below = 2 * i + 1;
    const left = heap[below];
    const right = heap[below + 1];
    if (left === undefined) break;
    const child = right !== undefined && before(right, left) ? right : left;
    if (child === right) below++;
    if (!before(child, last)) break;
    heap[i] = child;
    i = below;
  }
  heap[i] = last;
  return first;
}
