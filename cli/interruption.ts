/** Ctrl-C: the first asks to stop in good order, a second one ends at once. */
import { setTimeout as pause } from "node:timers/promises";
import { warn } from "./output.ts";

/** The longest that a timer can wait: 24 days. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** Code by which shells know a program that Ctrl-C ended. */
const INTERRUPTED = 130;

/** A signal that aborts on Ctrl-C or a request to terminate. `release` gives the keys back. */
export function interruption(message: string): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    warn(message);
    controller.abort();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return {
    signal: controller.signal,
    release: () => {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
    },
  };
}

/** Waits until the signal aborts, or for `ms`; true when it aborted. */
export async function stopped(signal: AbortSignal, ms = LONGEST_WAIT): Promise<boolean> {
  try {
    await pause(ms, undefined, { signal });
  } catch {
    // An aborted wait is the answer.
  }
  return signal.aborted;
}
