/** Ctrl-C: the first asks to stop in good order, a second one ends at once. */
import { setTimeout as pause } from "node:timers/promises";
import { warn } from "./output.ts";

/** The longest that a timer can wait: 24 days. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** Code by which shells know a program that Ctrl-C ended. */
const INTERRUPTED = 130;

/** One press may arrive twice: from the terminal, and handed on by the process that started us. */
const ONE_PRESS_MS = 500;

/** A signal that aborts on Ctrl-C or a request to terminate. `release` gives the keys back. */
export function interruption(message: string): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  let first = Number.POSITIVE_INFINITY;
  const stop = (): void => {
    const now = performance.now();
    if (controller.signal.aborted) {
      if (now - first > ONE_PRESS_MS) process.exit(INTERRUPTED);
      return;
    }
    first = now;
    if (message !== "") warn(message);
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
