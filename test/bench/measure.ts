/**
 * Figures of repeated runs. Competitors take turns, so that whatever else the machine does falls on all of them alike; before each turn the
 * heap is swept, so that nobody pays for what another left behind.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
// As the command does (cli/collect.js).
setFlagsFromString("--no-allocation-site-pretenuring");
const collect = runInNewContext("gc") as (options: { readonly type: "minor" }) => void;
/** Young garbage alone: a full collection would throw away what the engines learned of the code as well. */
const sweep = (): void => collect({ type: "minor" });

export interface Figures {
  readonly median: number;
  readonly p95: number;
}

const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

export const figuresOf = (times: readonly number[]): Figures => {
  const sorted = times.toSorted((a, b) => a - b);
  return { median: at(sorted, 0.5), p95: at(sorted, 0.95) };
};

export type Task = () => void | Promise<void>;

/**
 * Runs the tasks in turns: `warm` rounds that count for nothing, then `rounds` that do.
 *
 * @returns Milliseconds of each task, in the order given.
 */
export const measure = async (tasks: readonly Task[], warm: number, rounds: number): Promise<readonly Figures[]> => {
  const times = tasks.map((): number[] => []);
  for (let round = 0; round < warm + rounds; round += 1) {
    for (const [index, task] of tasks.entries()) {
      sweep();
      const start = performance.now();
      await task();
      if (round >= warm) times[index]?.push(performance.now() - start);
    }
  }
  return times.map(figuresOf);
};
