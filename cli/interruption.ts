/** Ctrl-C: the first asks to stop in good order, a second one ends at once. */
import { warn } from "./output.ts";

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

/** Resolves once the signal aborts, or after `ms`; true when it aborted. */
export function stopped(signal: AbortSignal, ms: number | null = null): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(true);
  return new Promise((resolve) => {
    const timer = ms === null ? null : setTimeout(() => resolve(false), ms);
    // Without a timer nothing else may keep the process alive; this does.
    const alive = setInterval(() => undefined, 1 << 30);
    signal.addEventListener(
      "abort",
      () => {
        if (timer !== null) clearTimeout(timer);
        clearInterval(alive);
        resolve(true);
      },
      { once: true },
    );
    if (timer !== null) clearInterval(alive);
  });
}
