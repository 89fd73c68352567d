/** Which way out of a stage is open first. */
import type { Next } from "../../../engine/index.ts";

type At = Next["at"];

const daysOf = (at: At) => (at.kind === "after" ? at.days : at.day.offset);
const anchorOf = (at: At): string => (at.kind === "after" ? "stage" : at.day.anchor);

/** Whether one way has surely come once the other has. Business days take at least as long as as many calendar days. */
export const comesBy = (one: At, other: At): boolean => {
  const [a, b] = [daysOf(one), daysOf(other)];
  if (anchorOf(one) !== anchorOf(other) || a.n > b.n) return false;
  return a.business === b.business || (b.business && b.n >= 0);
};

/** Whether both come on the same day. */
export const comeTogether = (one: At, other: At): boolean => comesBy(one, other) && comesBy(other, one);
