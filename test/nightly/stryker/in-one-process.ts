/** Stands in for the test runner: `it` notes tests instead of running them, so that one process can run them again under each mutant. */
import { expect } from "vitest";
import { TOO_LONG } from "./parts.ts";

export interface NotedTest {
  readonly id: string;
  readonly run: () => unknown;
}

const noted: NotedTest[] = [];
let file = "";
let nth = 0;

/** All that was noted so far; `next` names the file whose tests come now. */
export const testsNoted = (): readonly NotedTest[] => noted;
export const nextFile = (name: string): void => {
  file = name;
  nth = 0;
};

const note = (name: string, run: () => unknown): void => {
  if (TOO_LONG.some((words) => name.startsWith(words))) return;
  nth += 1;
  noted.push({ id: `${file} ${nth}: ${name}`, run });
};

const each =
  (rows: readonly unknown[]) =>
  (name: string, run: (...row: readonly unknown[]) => unknown): void => {
    for (const row of rows) note(name, () => (Array.isArray(row) ? run(...(row as readonly unknown[])) : run(row)));
  };

export const it = Object.assign(note, { each });
export { expect };
