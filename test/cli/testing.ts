/** A small policy in a folder of its own, and its tests run within this process: as `collect test` does, without starting it. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lawBook } from "../../cli/law-cache.ts";
import { findPolicies } from "../../cli/testing/find.ts";
import { covered, readSuite, runnerOf, type SuiteRun } from "../../cli/testing/suite.ts";

export const POLICY = `policy "Small" {
  version    "1"
  collector  creditor
  debt       commercial
  currency   USD
  places     US-NY

  clock {
    stage of       the account
    anchor         oldest unpaid invoice
    when it moves  keep the stage
    when behind    lapse
    tolerance      5 USD
  }

  stage reminder from 1 day after due {
    day 0          task "look" for "AR team"
    day 5          hold credit when balance >= 500 USD
  }

  on payment in full        close as paid
}
`;

export const PASSES = `
test "somebody looks on the first day" {
  account in US-NY with balance 800 USD, due 2026-03-02
  expect task "look" for "AR team" on 2026-03-03
  expect hold credit on 2026-03-08
}
`;

export const FAILS = `
test "credit is held at once" {
  account in US-NY with balance 800 USD, due 2026-03-02
  expect hold credit by 2026-03-04
  expect stage reminder by 2026-03-04
}
`;

/** A new folder with these files. */
export const folderWith = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), "collect-test-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
};

/** Runs all tests that a path in the folder names; file names come out relative to it. */
export const runIn = async (folder: string, path = ""): Promise<readonly SuiteRun[]> => {
  const law = await lawBook();
  const done: SuiteRun[] = [];
  for (const pair of await findPolicies([join(folder, path)])) {
    const suite = await readSuite(pair, law);
    const run = await runnerOf(suite, law);
    const runs = run === null ? [] : suite.tests.map(({ file, test }) => ({ file, run: run(test) }));
    done.push({ suite, runs, coverage: covered(suite, runs) });
  }
  return done;
};
