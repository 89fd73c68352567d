/** What is known of each file from earlier runs, so that a run can be broken off and gone on with. */
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Judged } from "./measure.ts";

export interface Record {
  /** Hashes of the file's text, and of all the texts of the tests. */
  readonly text: string;
  readonly tests: string;
  /** How many mutants there are, when all were asked for; null while some are left. */
  readonly mutants: number | null;
  readonly judged: readonly Judged[];
}

const hashOf = (files: readonly string[]): string => {
  const hash = createHash("sha256");
  for (const file of files.toSorted()) hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
};

const TESTS = ["test/{engine,property,oracle,cases,nightly/law-mutants}/**/*.{ts,json}", "test/nightly/stryker/{decisions,law,parts}.ts"];
const testsHash = hashOf(globSync(TESTS));

export const newRecord = (file: string): Record => ({ text: hashOf([file]), tests: testsHash, mutants: null, judged: [] });

const pathOf = (folder: string, file: string): string => join(folder, "kept", `${file}.json`);

/**
 * What still holds of an earlier run: all when neither the file nor a test has changed since.
 * @param again when only tests have changed, those that were found out count as such still; what survived is asked again
 */
export function recordOf(folder: string, file: string, again: boolean): Record {
  const fresh = newRecord(file);
  const path = pathOf(folder, file);
  if (!existsSync(path)) return fresh;
  const known = JSON.parse(readFileSync(path, "utf8")) as Record;
  if (known.text !== fresh.text) return fresh;
  if (known.tests === fresh.tests) return known;
  return again ? { ...fresh, judged: known.judged.filter(({ fate }) => fate === "found-out") } : fresh;
}

export function keep(folder: string, file: string, record: Record): void {
  const path = pathOf(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(record));
}
