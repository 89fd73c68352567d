import { afterAll, expect, it } from "vitest";
import { rmSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { documentOf as reportOf, junit, text } from "../../cli/testing/report.ts";
import { collect, type Ended } from "./collect.ts";
import { documentOf } from "./shapes.ts";
import { FAILS, folderWith, PASSES, POLICY, runIn } from "./testing.ts";

const folders: string[] = [];
const written = (files: Readonly<Record<string, string>>): string => {
  const folder = folderWith(files);
  folders.push(folder);
  return folder;
};

afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true, force: true });
});

const test = (cwd: string, ...args: readonly string[]): Promise<Ended> => collect(["test", ...args], { cwd });
/** As people read it, with the names of files as they would be in the folder. */
const read = async (folder: string, path?: string): Promise<string> => text(await runIn(folder, path)).replaceAll(`${folder}/`, "");

it("tests in the policy run, and coverage is told with what was missed and where", async () => {
  const { code, stdout, stderr } = await test(written({ "policy.collect": POLICY + PASSES }), "policy.collect");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toBe(
    [
      "policy.collect",
      "  ok    somebody looks on the first day",
      "  2 of 4 branches (50 %)",
      "          policy.collect:18  stage reminder, day 5: `hold credit` was never reached with a false condition",
      "          policy.collect:21  `on payment in full` never fired",
      "",
      "1 passed · 2 of 4 branches (50 %)",
      "",
    ].join("\n"),
  );
});

it("a test that fails is told with what was expected beside what happened", async () => {
  const shown = await read(written({ "policy.collect": POLICY + PASSES + FAILS }));
  expect(shown).toContain(
    [
      "  FAIL  credit is held at once (line 30)",
      "          line 32: expected  hold credit by 2026-03-04",
      '                        got  no hold credit at all · task "look" for "AR team" on 2026-03-03 00:04 · then in stage "reminder" since 2026-03-03',
      "  2 of 4 branches (50 %)",
    ].join("\n"),
  );
});

it("tests in a file beside the policy belong to it, whichever of the two is named", async () => {
  const folder = written({ "policy.collect": POLICY, "policy.test.collect": PASSES });
  for (const path of ["policy.collect", "policy.test.collect", ""]) {
    expect((await read(folder, path)).split("\n").at(-1), path).toBe("1 passed · 2 of 4 branches (50 %)");
  }
});

it("a failure in a file of tests names that file and its line", async () => {
  const folder = written({ "policy.collect": POLICY, "policy.test.collect": FAILS });
  expect(await read(folder)).toContain("  FAIL  credit is held at once (policy.test.collect:2)\n");
});

it("answers scripts with one document, and ends with 3 when a test failed", async () => {
  const folder = written({ "policy.collect": POLICY, "policy.test.collect": PASSES + FAILS });
  const { code, stdout, stderr } = await test(folder, ".", "--format", "json");
  expect({ code, stderr }).toEqual({ code: 3, stderr: "" });
  const document = documentOf("test", stdout);
  expect(document).toMatchObject({ passed: 1, failed: 1, coverage: { branches: 50, covered: 2, total: 4 }, diagnostics: [] });
  expect(document.cases).toMatchObject([
    { name: "somebody looks on the first day", file: "policy.test.collect", line: 2, ok: true },
    {
      name: "credit is held at once",
      file: "policy.test.collect",
      line: 8,
      ok: false,
      expected: "hold credit by 2026-03-04",
      got: 'no hold credit at all · task "look" for "AR team" on 2026-03-03 00:04 · then in stage "reminder" since 2026-03-03',
    },
  ]);
});

it("answers build servers with JUnit XML, quotes and all", async () => {
  const folder = written({ "policy.collect": POLICY, "policy.test.collect": PASSES + FAILS.replace("credit is held at once", "a < b & c") });
  expect(
    junit(await runIn(folder))
      .replaceAll(`${folder}/`, "")
      .split("\n"),
  ).toEqual([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="collect test" tests="2" failures="1">',
    '  <testsuite name="policy.collect" tests="2" failures="1">',
    '    <testcase name="somebody looks on the first day" classname="policy.collect" file="policy.test.collect" line="2"/>',
    expect.stringMatching(
      /^ {4}<testcase name="a &lt; b &amp; c" .*line="8"><failure message="hold credit by 2026-03-04">expected hold credit .*&#10;got .*&quot;reminder&quot;.*<\/failure><\/testcase>$/,
    ),
    "  </testsuite>",
    "</testsuites>",
  ]);
});

it("fails below the threshold of coverage, and not at it", async () => {
  const folder = written({ "policy.collect": POLICY + PASSES });
  const below = await test(folder, ".", "--coverage", "51");
  expect([below.code, below.stderr]).toEqual([3, "collect: 50 % of the branches are covered, and --coverage wants 51 %\n"]);
  const at = await test(folder, ".", "--coverage", "50");
  expect([at.code, at.stderr]).toEqual([0, ""]);
});

it("--filter runs the tests whose title has the text, in any case, and coverage can't be asked of them", async () => {
  const folder = written({ "policy.collect": POLICY + PASSES + FAILS });
  const { code, stdout } = await test(folder, ".", "--filter", "SOMEBODY");
  expect([code, stdout.includes("credit is held")]).toEqual([0, false]);
  const both = await test(folder, ".", "--filter", "x", "--coverage", "90");
  expect([both.code, both.stderr]).toEqual([1, "collect: --coverage judges all tests of a policy: leave --filter out\n"]);
});

it("an empty run fails: no test, none of that title, no policy", async () => {
  const folder = written({ "policy.collect": POLICY, "other.collect": POLICY + PASSES });
  const none = await test(folder, "policy.collect");
  expect([none.code, none.stderr]).toEqual([1, 'collect: there is no test in policy.collect: write one as test "…" { account in … expect … }\n']);
  const filtered = await test(folder, "other.collect", "--filter", "nothing like it");
  expect([filtered.code, filtered.stderr]).toEqual([1, 'collect: no test of other.collect has "nothing like it" in its title\n']);
  await mkdir(join(folder, "empty"));
  expect((await test(folder, "empty")).code).toBe(1);
});

it("a file with errors ends with 3 and its code frame, and the tests of other files still run", async () => {
  const broken = (POLICY + PASSES).replace("expect hold credit on", "expect stage remainder on");
  const folder = written({ "policy.collect": POLICY + PASSES, "broken.collect": broken });
  const { code, stdout, stderr } = await test(folder, ".");
  expect(code).toBe(3);
  expect(stderr).toMatch(/error\[C2001\].*remainder/);
  expect(stdout).toContain("  ok    somebody looks on the first day");
  expect(stdout).toContain("broken.collect\n  not run: the file has errors\n");
  const document = reportOf(await runIn(folder));
  expect(document.diagnostics).toMatchObject([{ code: "C2001", line: 27 }]);
  expect(junit(await runIn(folder, "broken.collect"))).toContain('<testcase name="C2001"');
});

it("tests without their policy, and paths that aren't there, are told plainly", async () => {
  const folder = written({ "alone.test.collect": PASSES, "policy.collect": POLICY + PASSES });
  await expect(runIn(folder, "alone.test.collect")).rejects.toThrow(
    /alone\.test\.collect tests .*alone\.collect, and there is no such file: tests stand beside their policy and are called like it$/,
  );
  await expect(runIn(folder, "polcy.collect")).rejects.toThrow(/there is no file .*polcy\.collect; did you mean .*policy\.collect\?$/);
});
