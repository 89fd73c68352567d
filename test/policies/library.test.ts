import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect, it } from "vitest";
import { libraryEntry, libraryFiles, libraryNames } from "../../policies/index.ts";
import { collect, root } from "../cli/collect.ts";
import { runIn } from "../cli/testing.ts";

interface Tested {
  readonly passed: number;
  readonly failed: number;
  readonly cases: readonly { readonly name: string; readonly file: string; readonly ok: boolean; readonly got: string }[];
  readonly coverage: { readonly branches: number; readonly missed: readonly { readonly file: string; readonly words: string }[] };
}

const tested = async (...paths: readonly string[]): Promise<{ readonly code: number | null; readonly document: Tested }> => {
  const { code, stdout } = await collect(["test", ...paths, "--coverage", "95", "--format", "json"]);
  return { code, document: JSON.parse(stdout) as Tested };
};

it("every test of every policy that ships passes, and together they take every branch", async () => {
  const { code, document } = await tested("policies/");
  expect(document.cases.filter((one) => !one.ok)).toEqual([]);
  expect(document.coverage.missed).toEqual([]);
  expect({ code, failed: document.failed, branches: document.coverage.branches }).toEqual({ code: 0, failed: 0, branches: 100 });
  for (const name of libraryNames()) {
    expect(
      document.cases.some(({ file }) => file.startsWith(`policies/library/${name}/`)),
      name,
    ).toBe(true);
  }
});

it("the tests of the example pass, and cover all but what its own tolerance keeps from coming", async () => {
  const { code, document } = await tested("examples/b2b-standard");
  expect(document.cases.filter((one) => !one.ok)).toEqual([]);
  expect(code).toBe(0);
  // What is below `small` counts as paid there, so it is never written off.
  expect(document.coverage.missed.map(({ words }) => words)).toEqual(["stage final, day 30: `write off` was never asked for with a true condition"]);
});

it("every policy that ships is free of problems of any kind, its letters, shared files and tests included", async () => {
  const { code, stdout } = await collect(["validate", "policies/library", "--fail-on", "hint", "--format", "json"]);
  expect((JSON.parse(stdout) as { readonly diagnostics: readonly unknown[] }).diagnostics).toEqual([]);
  expect(code).toBe(0);
});

it("every file of the library is in the one style", async () => {
  const { code, stdout } = await collect(["fmt", "--check", "policies/library"]);
  expect({ code, changes: stdout.split("\n").filter((line) => line.startsWith("would change")) }).toEqual({ code: 0, changes: [] });
});

it("each says in a sentence what it is for, and has a README of its own", async () => {
  const readme = readFileSync(resolve(root, "policies/library/README.md"), "utf8");
  for (const name of libraryNames()) {
    const { summary, policy } = await libraryEntry(name);
    const files = Object.keys(libraryFiles(name));
    expect(summary, name).toMatch(/^[A-Z].*\.$/);
    expect(policy.places.length, name).toBeGreaterThan(0);
    expect(files, name).toEqual(expect.arrayContaining(["README.md", "policy.collect", "policy.test.collect"]));
    expect(readme).toContain(`\`${name}\``);
  }
});

it("the texts that the law wants in a message count as they do live: without one the message is held back, and the test says by which rule", async () => {
  const folder = mkdtempSync(join(tmpdir(), "collect-library-"));
  for (const [path, text] of Object.entries(libraryFiles("us-agency-consumer"))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    const without = path === "letters/still-open.letter.hbs" ? text.replace("{{> law/mini-miranda-subsequent}}\n", "") : text;
    writeFileSync(join(folder, path), without);
  }
  const [suite] = await runIn(folder);
  const failed = suite?.runs.flatMap(({ run }) => run.checks.filter(({ ok }) => !ok));
  expect(failed?.map(({ expected }) => expected)).toEqual(['letter "still open" by 2026-03-31']);
  expect(failed?.[0]?.got).toMatch(/^letter "still open" (held|lapsed) on .*us\.regf\.mini-miranda-subsequent\.written: .*1006\.18\(e\)\(2\)/);
  rmSync(folder, { recursive: true, force: true });
});

it("letters of the library are polite: nobody is threatened, and nobody is shouted at", () => {
  const rude =
    /\b(immediately|final warning|legal action will|garnish|seiz|bailiff|blacklist|or else|we will sue|your employer|criminal)\b|!|\b[A-Z]{5,}\b/;
  for (const name of libraryNames()) {
    for (const [path, text] of Object.entries(libraryFiles(name))) {
      if (path.endsWith(".hbs")) expect(text.replaceAll(/\{\{!--.*?--\}\}/g, "").match(rude), `${name}/${path}`).toBeNull();
    }
  }
});
