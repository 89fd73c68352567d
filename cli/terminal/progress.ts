import { grouped } from "./count.ts";

/** Progress of long work: on a terminal, on stderr, with rate and time left; silent for the first second and in pipes. */
export interface Progress {
  /** So much is done by now. */
  at(done: number): void;
  /** Takes the line away. */
  end(): void;
}

interface ProgressOptions {
  readonly stream: { readonly isTTY?: boolean; write(text: string): unknown };
  /** Milliseconds of a clock that only runs forward. */
  readonly now: () => number;
}

const QUIET_MS = 1000;
const EVERY_MS = 200;

/** "2 h 5 min", "3 min 20 s", "4 s". */
export function timeLeft(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** One line such as `importing  1,200 of 4,000 rows · 800/s · 4 s left`. */
export function progressLine(label: string, unit: string, done: number, total: number, elapsedMs: number): string {
  const rate = elapsedMs > 0 ? (done / elapsedMs) * 1000 : 0;
  const rateText = rate >= 10 ? grouped(Math.round(rate)) : rate.toFixed(1);
  const left = rate > 0 ? ` · ${timeLeft((total - done) / rate)} left` : "";
  return `${label}  ${grouped(done)} of ${grouped(total)} ${unit} · ${rateText}/s${left}`;
}

/** Starts a progress line over `total` things. */
export function progress(
  label: string,
  unit: string,
  total: number,
  options: ProgressOptions = { stream: process.stderr, now: () => performance.now() },
): Progress {
  const started = options.now();
  let shown = Number.NEGATIVE_INFINITY;
  let dirty = false;
  return {
    at(done) {
      const now = options.now();
      if (options.stream.isTTY !== true || now - started < QUIET_MS || now - shown < EVERY_MS) return;
      shown = now;
      dirty = true;
      options.stream.write(`\r\u001B[2K${progressLine(label, unit, done, total, now - started)}`);
    },
    end() {
      if (dirty) options.stream.write("\r\u001B[2K");
      dirty = false;
    },
  };
}
