/** The mutants of a file, as Stryker makes them, all in one text that is switched from outside; none where the text says what to leave. */
import { Instrumenter } from "@stryker-mutator/instrumenter";
import { readFileSync } from "node:fs";
import { EXCLUDED } from "./parts.ts";

export interface Mutant {
  readonly id: string;
  readonly mutator: string;
  /** Counted from 1. */
  readonly line: number;
  /** The first line that it changes, without its indent. */
  readonly at: string;
  readonly from: string;
  readonly to: string;
  /** Where in the text the change begins and ends, and what is written there instead. */
  readonly start: number;
  readonly end: number;
  readonly written: string;
}

export interface Switched {
  readonly code: string;
  readonly mutants: readonly Mutant[];
}

const quiet = (): void => undefined;
const no = (): boolean => false;
const LOGGER = {
  isTraceEnabled: no,
  isDebugEnabled: no,
  isInfoEnabled: no,
  isWarnEnabled: no,
  isErrorEnabled: no,
  isFatalEnabled: no,
  trace: quiet,
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: quiet,
  fatal: quiet,
};

export async function switchedTextOf(file: string): Promise<Switched> {
  const content = readFileSync(file, "utf8");
  const excludedMutations = EXCLUDED.filter(({ files }) => files.includes(file)).map(({ mutator }) => mutator);
  const made = await new Instrumenter(LOGGER).instrument([{ name: file, content, mutate: true }], { plugins: null, excludedMutations, ignorers: [] });
  const lines = content.split("\n");
  const begins = lines.reduce<readonly number[]>((sums, line) => [...sums, (sums.at(-1) ?? 0) + line.length + 1], [0]);
  const mutants = made.mutants
    .filter(({ status }) => status === undefined)
    .map(({ id, mutatorName, location: { start, end }, replacement }): Mutant => {
      // Stryker counts lines from nought.
      const from = (begins[start.line] ?? 0) + start.column;
      const until = (begins[end.line] ?? 0) + end.column;
      return {
        id,
        mutator: mutatorName,
        line: start.line + 1,
        at: (lines[start.line] ?? "").trim(),
        from: inOneLine(content.slice(from, until)),
        to: inOneLine(replacement),
        start: from,
        end: until,
        written: replacement,
      };
    });
  return { code: made.files[0]?.content ?? "", mutants };
}

const inOneLine = (text: string): string => text.replaceAll(/\s+/g, " ").trim();
