/** What is known of each file from earlier runs, so that a run can be broken off and gone on with. */
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Judged } from "./measure.ts";

export interface Kept {
  /** Hash of the file's text. */
  readonly text: string;
  /** Hashes of the files that register tests, and of all that these lean on. */
  readonly tests: Readonly<Record<string, string>>;
  readonly others: string;
  /** Whether all mutants were asked for. */
  readonly whole: boolean;
  readonly judged: readonly Judged[];
}

/** What is still to be asked. */
export interface Known {
  readonly judged: readonly Judged[];
  readonly tests: readonly string[];
}

const hashOf = (files: readonly string[]): string => {
  const hash = createHash("sha256");
  for (const file of files.toSorted()) hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
};

const OTHERS = globSync(["test/{engine,property,oracle,cases,nightly/law-mutants}/**/*.{ts,json}", "test/nightly/stryker/parts.ts"]);

export function newRecord(file: string, tests: readonly string[]): Kept {
  const others = OTHERS.map((path) => path.replaceAll("\\", "/")).filter((path) => !path.endsWith(".test.ts") && !tests.includes(path));
  return {
    text: hashOf([file]),
    tests: Object.fromEntries(tests.map((test) => [test, hashOf([test])])),
    others: hashOf(others),
    whole: false,
    judged: [],
  };
}

const pathOf = (folder: string, file: string): string => join(folder, "kept", `${file}.json`);

/** What an earlier run learnt of a file as it stands now; null when nothing. */
export function keptOf(folder: string, file: string): Kept | null {
  const path = pathOf(folder, file);
  if (!existsSync(path)) return null;
  const kept = JSON.parse(readFileSync(path, "utf8")) as Kept;
  return kept.text === hashOf([file]) ? kept : null;
}

/**
 * What still holds of an earlier run, and which tests the rest is asked: all when neither the file nor a test has changed since.
 * @param again when tests have only been added: those that were found out are so still, and what survived is asked the new tests alone
 */
export function knownOf(kept: Kept | null, fresh: Kept, again: boolean): Known {
  const all = Object.keys(fresh.tests);
  if (kept === null) return { judged: [], tests: all };
  const changed = all.filter((test) => kept.tests[test] !== fresh.tests[test]);
  if (changed.length === 0 && (again || kept.others === fresh.others)) return { judged: kept.judged, tests: all };
  if (!again) return { judged: [], tests: all };
  return { judged: kept.judged.filter(({ fate }) => fate !== "survives" && fate !== "not-reached"), tests: kept.whole ? changed : all };
}

export function keep(folder: string, file: string, record: Kept): void {
  const path = pathOf(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(record));
}
