import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { collect, root } from "./collect.ts";
import { shapes } from "./shapes.ts";

const GENTLE = "policies/library/b2b-gentle/policy.collect";
const ON = ["--place", "GB", "--today", "2026-11-30"];

const CLAIMS_AT_ONCE = `policy "Claims at once" {
  version    "1"
  collector  creditor
  debt       commercial
  currency   GBP
  places     GB

  clock {
    stage of       the account
    anchor         oldest unpaid invoice
    when it moves  keep the stage
    when behind    lapse
    tolerance      5 GBP
  }

  stage claim from 1 day after due {
    day 0          file small claim
  }

  on payment in full        close as paid
}
`;

const written = (edit: (source: string) => string): string => {
  const folder = mkdtempSync(join(tmpdir(), "prove-"));
  const file = join(folder, "policy.collect");
  writeFileSync(file, edit(readFileSync(join(root, GENTLE), "utf8")));
  return file;
};

it("a lawful policy ends with 0, and tells how much was looked at and what it rests on", async () => {
  const { code, stdout, stderr } = await collect(["prove", GENTLE, ...ON]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^place +stops .*fees .*\nGB +\d+/);
  expect(stdout).toMatch(/"B2B gentle" \S+: \d+ by design/);
  expect(stdout).toMatch(/runs with at most 1 event each, from 2026-11-30 on; it rests on \d+ assumptions/);
});

it("as JSON it is the certificate, each verdict with place, rule, policy and file", async () => {
  const { code, stdout } = await collect(["prove", GENTLE, ...ON, "--format", "json"]);
  expect(code).toBe(0);
  const certificate = shapes.prove.parse(JSON.parse(stdout));
  expect(certificate.today).toBe("2026-11-30");
  expect(certificate.verdicts.length).toBeGreaterThan(5);
});

it("what breaks the law ends with 4: the rule, its source, the line, and the story in the debtor's time", async () => {
  const file = written(() => CLAIMS_AT_ONCE);
  const { code, stdout } = await collect(["prove", file, ...ON]);
  expect(stdout).toContain("broken  GB  gb.pd-pac.company");
  expect(stdout).toMatch(/--> .*policy\.collect:\d+/);
  expect(stdout).toMatch(/2026-12-31T00:(\d\d:\d\d)\+00:00 \(2026-12-31T00:\1Z\) {2}file small claim/);
  expect(code).toBe(4);
});

it("runs that were not looked at end with 5, and say how to go on", async () => {
  const { code, stdout } = await collect(["prove", GENTLE, ...ON, "--runs", "3"]);
  expect(code).toBe(5);
  expect(stdout).toMatch(/\d+ runs in GB were not looked at: raise --runs/);
});

it("a certificate that was written holds; one that was touched doesn't, and says why", async () => {
  const folder = mkdtempSync(join(tmpdir(), "prove-"));
  const file = join(folder, "certificate.json");
  expect((await collect(["prove", GENTLE, ...ON, "--out", file])).stderr).toBe(`wrote ${file}\n`);
  expect(await collect(["prove", GENTLE, "--check", file])).toMatchObject({ code: 0, stdout: "the certificate holds\n" });
  writeFileSync(file, readFileSync(file, "utf8").replace('"by-design"', '"broken"'));
  const touched = await collect(["prove", GENTLE, "--check", file, "--format", "json"]);
  expect(touched.code).toBe(3);
  expect(JSON.parse(touched.stdout)).toEqual({ version: 1, ok: false, reasons: ["its digest doesn't fit: it was cut off, or changed by hand"] });
  writeFileSync(file, "no JSON");
  expect(await collect(["prove", GENTLE, "--check", file])).toMatchObject({ code: 3, stdout: expect.stringContaining("this is no JSON") });
});

it("a place that the policy doesn't name, and a policy with errors, are refused in one plain line", async () => {
  expect(await collect(["prove", GENTLE, "--place", "FR"])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("does not name FR; its places are US"),
  });
  const broken = written((source) => source.replace("stage", "stgae"));
  expect((await collect(["prove", broken])).code).toBe(3);
});
