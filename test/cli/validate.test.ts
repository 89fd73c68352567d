import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { collect, root } from "./collect.ts";
import { documentOf } from "./shapes.ts";

const EXAMPLE = resolve(root, "examples/b2b-standard");
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "collect-validate-"));
  await cp(join(EXAMPLE, "letters"), join(folder, "letters"), { recursive: true });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The example's policy with some words exchanged, each of which must be there. */
const planted = async (
  name: string,
  changes: readonly (readonly [string, string])[],
): Promise<{ readonly file: string; readonly source: string }> => {
  let source = await readFile(join(EXAMPLE, "policy.collect"), "utf8");
  for (const [good, wrong] of changes) {
    expect(source).toContain(good);
    source = source.replace(good, wrong);
  }
  const file = join(folder, name);
  await writeFile(file, source);
  return { file, source };
};

it("finds the example valid, and says what is checked", async () => {
  const { code, stdout, stderr } = await collect(["validate", "examples/b2b-standard/policy.collect"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toBe(
    'valid  0 errors, 0 warnings\n  examples/b2b-standard/policy.collect: "B2B standard" 2026.1, 4 stages, US, US-CA, US-NY-NYC, GB, DE, NL\n',
  );
});

it("shows a misspelt stage with its line, an exact caret and the right suggestion, and ends with 3", async () => {
  const { file, source } = await planted("misspelt.collect", [["next           demand after 14 days", "next           demnad after 14 days"]]);
  const { code, stdout, stderr } = await collect(["validate", file]);
  expect(code).toBe(3);
  expect(stdout).toContain("not valid  1 error");
  const line = source.slice(0, source.indexOf("demnad")).split("\n").length;
  const column = (source.split("\n")[line - 1] ?? "").indexOf("demnad") + 1;
  expect(stderr).toContain(`misspelt.collect:${line}:${column}`);
  expect(stderr).toMatch(/did you mean .?demand/);
  const frame = stderr.split("\n");
  const shown = frame.findIndex((each) => each.includes("demnad after 14 days"));
  const caret = frame[shown + 1] ?? "";
  expect(caret.indexOf("^")).toBe((frame[shown] ?? "").indexOf("demnad"));
  expect(/\^+/.exec(caret)?.[0]).toHaveLength("demnad".length);
});

it("lists all of eight planted errors in one JSON document", async () => {
  const { file, source } = await planted("eight.collect", [
    ["currency   USD, GBP, EUR", "currency   USD, GBP, EUX"],
    ["US-NY-NYC, GB, DE, NL", "US-NY-NYC, GB, DE, NX"],
    ["late_invoices_12m >= 3", "late_invoices_12 >= 3"],
    ["contact only between 09:00 and 17:00 on business days", "contact only between 09:00 and 17:00 on busyness days"],
    ['email "second reminder"', 'email "secnd reminder"'],
    ["within 5 days", "within 5 dayz"],
    ["go to demand", "go to demmand"],
    ["pause 7 days", "pause 7 USD"],
  ]);
  const { code, stdout, stderr } = await collect(["validate", file, "--format", "json"]);
  expect({ code, stderr }).toEqual({ code: 3, stderr: "" });
  const { diagnostics } = documentOf("validate", stdout);
  const lineOf = (word: string): number => source.slice(0, source.indexOf(word)).split("\n").length;
  const lines = diagnostics.filter((each) => each.severity === "error").map((each) => each.line);
  for (const wrong of ["EUX", "NX  ", "late_invoices_12 >=", "busyness", "secnd", "dayz", "demmand", "7 USD"])
    expect({ wrong, found: lines.includes(lineOf(wrong)) }).toEqual({ wrong, found: true });
});

it("ends with 2 where a warning is at the chosen level, with 3 where warnings are taken for errors", async () => {
  const { file } = await planted("warning.collect", []);
  await writeFile(join(folder, "letters", "unused-letter.email.hbs"), "Subject: x\n\n<p>Dear {{debtor.name}}</p>\n");
  const run = (...args: string[]) => collect(["validate", file, "--format", "json", ...args]);
  const [plain, warned, strict] = await Promise.all([run(), run("--fail-on", "warning"), run("--strict")]);
  await rm(join(folder, "letters", "unused-letter.email.hbs"));
  expect(documentOf("validate", plain.stdout).diagnostics.map((each) => each.severity)).toEqual(["warning"]);
  expect([plain.code, warned.code, strict.code]).toEqual([0, 2, 3]);
});

it("names the nearest place when the policy doesn't run in the one that is asked for", async () => {
  const { code, stderr } = await collect(["validate", "examples/b2b-standard/policy.collect", "--place", "US-C"]);
  expect(code).toBe(1);
  expect(stderr).toContain("does not name US-C; did you mean US-CA?");
});
