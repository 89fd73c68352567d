/** What `collect validate` says of proofs: verdicts, exit codes, and which certificate counts. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { besideOf } from "../../../cli/proof/kept.ts";
import { collect, root } from "../collect.ts";
import { documentOf } from "../shapes.ts";
import { CLAIMS_AT_ONCE, LOOKS, folderWith } from "./policies.ts";

const GENTLE = "policies/library/b2b-gentle";

it("what no waiting makes lawful ends with 4: the table, the rule, its source, the line, and the story by the debtor's clock and in UTC", async () => {
  const { file } = folderWith(CLAIMS_AT_ONCE);
  const { code, stdout, stderr } = await collect(["validate", file]);
  expect({ code, stderr }).toEqual({ code: 4, stderr: "" });
  expect(stdout).toMatch(/^valid {2}0 errors, 0 warnings\n/);
  expect(stdout).toMatch(/\nplace +stops .*notices .*\nGB .*\d+ BROKEN/);
  expect(stdout).toContain("broken  GB  gb.pd-pac.company  (Practice Direction Pre-Action Conduct, para 6)\n");
  expect(stdout).toContain(`--> ${file}:17\n`);
  expect(stdout).toMatch(
    /\n {2}\d{4}-\d\d-\d\dT00:00:36[+]0[01]:00 \(\d{4}-\d\d-\d\dT\d\d:00:36Z\) {2}file small claim \(claim\/day 0\) is asked for: No /,
  );
});

it("as JSON each verdict names policy, place, rule, file and line, and tells its timeline", async () => {
  const { file } = folderWith(CLAIMS_AT_ONCE);
  const { code, stdout } = await collect(["validate", file, "--format", "json"]);
  expect(code).toBe(4);
  const { diagnostics, verdicts } = documentOf("validate", stdout);
  expect(diagnostics).toEqual([]);
  const broken = verdicts.filter(({ verdict }) => verdict === "broken");
  expect(broken.map(({ rule }) => rule)).toContain("gb.pd-pac.company");
  for (const one of broken) expect(one).toMatchObject({ policy: "Claims at once", place: "GB", file, line: 17, timeline: [expect.anything()] });
  expect(verdicts.filter(({ verdict }) => verdict === "by-design").length).toBeGreaterThan(5);
});

it("a form that has no place for verdicts tells what is broken beside it", async () => {
  const { file } = folderWith(CLAIMS_AT_ONCE);
  const { code, stderr } = await collect(["validate", file, "--format", "github"]);
  expect(code).toBe(4);
  expect(stderr).toContain(`${file}:17: "Claims at once" breaks gb.pd-pac.company in GB: No letter-before-action or letter-of-claim was given;`);
});

it("without the proof nothing is said of what would happen; nor is it of a policy with errors, or of a text that came alone", async () => {
  const { file } = folderWith(CLAIMS_AT_ONCE);
  const left = await collect(["validate", file, "--no-proof", "--format", "json"]);
  expect([left.code, documentOf("validate", left.stdout).verdicts]).toEqual([0, []]);
  const alone = await collect(["validate", "-", "--format", "json"], { input: CLAIMS_AT_ONCE });
  expect([alone.code, documentOf("validate", alone.stdout).verdicts]).toEqual([0, []]);
  const wrong = folderWith(CLAIMS_AT_ONCE.replace("file small claim", "file smal claim"));
  const errors = await collect(["validate", wrong.file, file, "--format", "json"]);
  const verdicts = documentOf("validate", errors.stdout).verdicts;
  // What is broken counts for more than errors of another file.
  expect([errors.code, new Set(verdicts.map((one) => one.file))]).toEqual([4, new Set([file])]);
});

it("the certificate beside a policy that ships is used; with --strict what only the guard prevents ends with 4, in that place alone", async () => {
  const run = (...args: string[]) => collect(["validate", `${GENTLE}/policy.collect`, "--format", "json", ...args]);
  const [plain, strict, britain, california] = await Promise.all([
    run(),
    run("--strict"),
    run("--strict", "--place", "GB"),
    run("--strict", "--place", "US-CA"),
  ]);
  expect([plain.code, strict.code]).toEqual([0, 4]);
  for (const { code, stdout } of [britain, california]) {
    const kept = documentOf("validate", stdout).verdicts.some(({ verdict }) => verdict === "by-guard");
    expect(code).toBe(kept ? 4 : 0);
  }
  const places = new Set(documentOf("validate", britain.stdout).verdicts.map(({ place }) => place));
  expect([...places].every((place) => place.startsWith("GB"))).toBe(true);
});

it("a certificate beside a policy is used while it fits, and no longer: here one that looked further than usual", async () => {
  const { file } = folderWith(LOOKS);
  await collect(["prove", file, "--moves", "2", "--out", besideOf(file)]);
  expect((await collect(["validate", file])).stdout).toContain("runs with at most 2 events each");
  writeFileSync(file, LOOKS.replace("day 0", "day 1"));
  expect((await collect(["validate", file])).stdout).toContain("runs with at most 1 event each");
  writeFileSync(file, LOOKS);
  writeFileSync(besideOf(file), readFileSync(besideOf(file), "utf8").replace('"by-design"', '"by-guard"'));
  expect((await collect(["validate", file])).stdout).toContain("runs with at most 1 event each");
});

it("a comment moves the lines of a kept proof and leaves it valid; another step doesn't", async () => {
  const folder = mkdtempSync(join(tmpdir(), "collect-kept-"));
  cpSync(join(root, "policies/library/us-agency-consumer"), folder, { recursive: true });
  const file = join(folder, "policy.collect");
  const source = readFileSync(file, "utf8");
  const lineOf = async () => {
    const { verdicts } = documentOf("validate", (await collect(["validate", file, "--format", "json"])).stdout);
    return verdicts.find(({ verdict, line }) => verdict === "by-guard" && line !== undefined)?.line;
  };
  const before = await lineOf();
  writeFileSync(file, `// One line more.\n${source}`);
  expect(await lineOf()).toBe((before ?? 0) + 1);
});

it("a bound that was reached ends with 5, unless something is wrong with the files, and is never a pass", async () => {
  const { file, folder } = folderWith(LOOKS);
  await collect(["prove", file, "--runs", "1", "--out", besideOf(file)]);
  const { code, stdout } = await collect(["validate", file]);
  expect(code).toBe(5);
  expect(stdout).toContain("runs in GB were not looked at: raise --runs");
  expect(stdout).toMatch(/"Looks" 1: \d+ incomplete\n/);
  writeFileSync(join(folder, "wrong.collect"), LOOKS.replace("stage", "stgae"));
  expect((await collect(["validate", folder])).code).toBe(3);
});

it("what is found can be kept as tests, which pass, and are written once", async () => {
  const { file, folder } = folderWith(CLAIMS_AT_ONCE);
  const target = join(folder, "policy.test.collect");
  const first = await collect(["validate", file, "--save", target]);
  expect(first.code).toBe(4);
  expect(first.stderr).toMatch(/^wrote \d tests? into /);
  const text = readFileSync(target, "utf8");
  expect(text).toContain(`// Practice Direction Pre-Action Conduct, para 6\ntest "gb.pd-pac.company stands in the way in GB: file small claim" {\n`);
  expect(await collect(["test", folder])).toMatchObject({ code: 0, stdout: expect.stringContaining("stands in the way in GB") });
  expect(await collect(["fmt", "--check", target])).toMatchObject({ code: 0 });
  expect((await collect(["validate", file, "--save", target])).stderr).toMatch(/^wrote 0 tests into .*; \d stood there already\n/);
  expect(readFileSync(target, "utf8")).toBe(text);
});
