/** Which time it is: the real one, or a demonstration's. */
import { instant, parseInstant } from "../engine/index.ts";
import type { Instant } from "../engine/index.ts";
import { Failure } from "./failure.ts";

export type Clock = () => Instant;

export const realClock: Clock = () => instant(Date.now());

/** A clock that shows `start` at this moment and runs on from there at the real pace. */
export function clockFrom(start: Instant): Clock {
  const began = performance.now();
  return () => instant(start + Math.floor(performance.now() - began));
}

/** An instant that somebody wrote: RFC 3339 with a zone, such as `2026-11-23T15:30:00Z` or `2026-11-23T10:30:00-05:00`. */
export function instantFrom(text: string, option: string): Instant {
  const read = parseInstant(text);
  if (read === null) throw new Failure(`${option} "${text}" is no instant: write it as 2026-11-23T15:30:00Z or with an offset`);
  return read;
}
