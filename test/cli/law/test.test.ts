import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { collect, root } from "../collect.ts";

const folder = mkdtempSync(join(tmpdir(), "collect-law-"));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const LAW = `jurisdiction FR "France" {
  source code "A code"

  rule fr.code.hours "Not at night" {
    cites      code "1"
    confidence unverified
    contact only between 08:00 and 20:00
  }

  example "the evening waits for the morning" {
    debtor in FR
    call at 2026-03-10 21:00 is denied by fr.code.hours until 2026-03-11 08:00
    call at 2026-03-10 19:59 is allowed
  }

  example "a letter at noon" {
    debtor in FR
    letter at 2026-03-10 is allowed
  }
}
`;

interface Document {
  readonly version: number;
  readonly passed: number;
  readonly failed: number;
  readonly cases: readonly { readonly id: string; readonly ok: boolean; readonly expected: { verdict: string }; readonly got: { verdict: string } }[];
}

it("runs the examples of a law file that doesn't ship, and tells each question in the promised form", async () => {
  const { code, stdout } = await collect(["law", "test", file("fr.collect", LAW), "--format", "json"]);
  const { version, passed, failed, cases } = JSON.parse(stdout) as Document;
  expect([code, version, passed, failed]).toEqual([0, 1, 3, 0]);
  expect(cases.map(({ id, ok }) => [id, ok])).toEqual([
    ["the evening waits for the morning (line 12)", true],
    ["the evening waits for the morning (line 13)", true],
    ["a letter at noon", true],
  ]);
  expect(cases[0]).toMatchObject({
    expected: { verdict: "denied", rules: ["fr.code.hours"], until: "2026-03-11T08:00:00+01:00" },
    got: { verdict: "denied", rules: ["fr.code.hours"], until: "2026-03-11T08:00:00+01:00" },
    line: 12,
  });
});

it("tells what differs with the reason, and ends with 3", async () => {
  const { code, stdout } = await collect(["law", "test", file("fr-wrong.collect", LAW.replace("19:59 is allowed", "19:59 is denied"))]);
  expect(code).toBe(3);
  expect(stdout).toContain("expected  denied");
  expect(stdout).toContain("got       allowed");
  expect(stdout).toContain("2 passed, 1 failed");
});

it("a folder, and a pattern that no shell has read, stand for the files in them", async () => {
  const own = mkdtempSync(join(tmpdir(), "collect-law-"));
  mkdirSync(join(own, "deep"));
  writeFileSync(join(own, "deep/fr.collect"), LAW);
  writeFileSync(join(own, "notes.txt"), "no law");
  for (const path of [own, join(own, "*/*.collect")]) {
    const { code, stdout } = await collect(["law", "test", path, "--format", "json"]);
    expect([path, code, (JSON.parse(stdout) as Document).passed]).toEqual([path, 0, 3]);
  }
  const none = await collect(["law", "test", join(own, "*.json")]);
  expect([none.code, none.stderr]).toEqual([1, `collect: no file fits ${join(own, "*.json")}\n`]);
});

it("a changed copy of a file that ships takes its place", async () => {
  const shipped = readFileSync(join(root, "policies/law/us/ma.collect"), "utf8");
  const changed = shipped.replace("contact only between 08:00 and 21:00", "contact only between 08:00 and 20:00");
  const { code, stdout } = await collect(["law", "test", file("ma.collect", changed), "--format", "json"]);
  const { failed, cases } = JSON.parse(stdout) as Document;
  expect([code, failed]).toEqual([3, 2]);
  expect(
    cases
      .filter(({ ok }) => !ok)
      .map(({ id }) => id.replace(/ \(line \d+\)$/u, ""))
      .toSorted(),
  ).toEqual(["nine in the evening is too late, for creditors too", "the household twice in seven days"]);
});

it("runs cases of JSON files beside law files", async () => {
  const path = join(root, "test/cases/data/international.json");
  const { code, stdout } = await collect(["law", "test", path, file("fr2.collect", LAW), "--format", "json"]);
  const { passed, failed } = JSON.parse(stdout) as Document;
  expect([code, passed, failed]).toEqual([0, 9, 0]);
});

it.each([
  ["empty.json", "[]", "there is nothing to run"],
  ["bare.collect", LAW.slice(0, LAW.indexOf("  example")) + "}\n", "there is nothing to run"],
])("%s: one plain line, and 1", async (name, text, line) => {
  const { code, stderr } = await collect(["law", "test", file(name, text)]);
  expect(code).toBe(1);
  expect(stderr).toContain(line);
  expect(stderr.trim().split("\n").length).toBe(1);
});

it.each([
  ["object.json", "{}", "holds no list of legal cases"],
  ["broken.json", "[", "is no JSON"],
  ["short.json", '[{ "id": "one" }]', "case one can't be read at $[0].source: is missing (and 9 more)"],
])("%s: refused with path and reason, and 3", async (name, text, line) => {
  const { code, stderr } = await collect(["law", "test", file(name, text)]);
  expect(code).toBe(3);
  expect(stderr).toContain(line);
  expect(stderr.trim().split("\n").length).toBe(1);
});

it("a file that isn't there gets the nearest name, and one with errors its problems", async () => {
  const missing = await collect(["law", "test", "policies/law/gbb.collect"]);
  expect([missing.code, missing.stderr]).toEqual([1, "collect: there is no file policies/law/gbb.collect; did you mean policies/law/gb.collect?\n"]);
  const broken = await collect(["law", "test", file("broken.collect", LAW.replace("by fr.code.hours", "by fr.code.hour"))]);
  expect(broken.code).toBe(3);
  expect(broken.stderr).toContain("C4057");
  expect(broken.stderr).toContain("fr.code.hours");
});

it("a script gets its one document, too, when law has errors", async () => {
  const { code, stdout } = await collect([
    "law",
    "test",
    file("broken2.collect", LAW.replace("by fr.code.hours", "by fr.code.hour")),
    "--format",
    "json",
  ]);
  expect(code).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({ version: 1, error: { exitCode: 3, message: expect.stringContaining("nothing was run") as string } });
});
