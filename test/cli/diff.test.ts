import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { collect, root } from "./collect.ts";
import { shapes } from "./shapes.ts";

const OLD = "policies/library/b2b-gentle/policy.collect";
const ON = ["--place", "GB", "--today", "2026-11-30"];

const edited = (edit: (source: string) => string): string => {
  const folder = mkdtempSync(join(tmpdir(), "diff-"));
  cpSync(join(root, "policies/library/b2b-gentle"), folder, { recursive: true });
  const file = join(folder, "policy.collect");
  writeFileSync(file, edit(readFileSync(file, "utf8")));
  return file;
};

it("an equal policy ends with 0 and says how much was compared", async () => {
  const { code, stdout, stderr } = await collect(["diff", OLD, OLD, ...ON]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  expect(stdout).toMatch(/is equal to policies\/library\/b2b-gentle\/policy\.collect: \d+ equal \(by place, channel and stage\)/);
});

it("a looser one ends with 2, and tells where and by which story; the other way round it is stricter and ends with 0", async () => {
  const file = edited((source) => source.replace("between 09:00 and 17:00", "between 09:00 and 19:00"));
  const looser = await collect(["diff", OLD, file, ...ON]);
  expect(looser.code).toBe(2);
  expect(looser.stdout).toMatch(/^looser {2}GB {2}email in stage nudge\n {2}only the new policy may send, where an invoice is due on \S+/);
  expect(looser.stdout).toMatch(/T17:00:00[+Z].* {2}email "coming up" \(heads_up\/day 0\)/);
  const stricter = await collect(["diff", file, OLD, ...ON]);
  expect(stricter.code).toBe(0);
  expect(stricter.stdout).toContain("only the old policy might send");
});

it("as JSON each change has place, channel, stage, relation, and a witness where there is one", async () => {
  const file = edited((source) => source.replace('    day 10         email "second note" with payment link\n', ""));
  const { code, stdout } = await collect(["diff", OLD, file, ...ON, "--format", "json"]);
  const document = shapes.diff.parse(JSON.parse(stdout));
  expect([code, document.relation]).toEqual([0, "stricter"]);
  expect(document.changes.find(({ relation }) => relation === "equal")).not.toHaveProperty("witness");
  expect(document.changes.find(({ relation }) => relation === "stricter")).toMatchObject({
    place: "GB",
    channel: "email",
    stage: "nudge",
    witness: { old: { timeline: [{ event: 'email "second note" (nudge/day 10)' }] } },
  });
});

it("a place that neither policy names, and a policy with errors, are told", async () => {
  const there = await collect(["diff", OLD, OLD, "--place", "FR"]);
  expect(there).toMatchObject({ code: 1 });
  expect(there.stderr).toContain("neither policy names FR; their places are US, US-CA, US-NY, GB, DE, NL");
  const broken = edited((source) => source.replace("tolerance      trifle", "tolerance      trifel"));
  expect((await collect(["diff", OLD, broken])).code).toBe(3);
});
