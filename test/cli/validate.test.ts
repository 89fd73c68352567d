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
  const { code, stdout, stderr } = await collect(["validate", "examples/b2b-standard/policy.collect", "--no-proof"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toBe(
    'valid  0 errors, 0 warnings\n  examples/b2b-standard/policy.collect: "B2B standard" 2026.1, 4 stages, US, US-CA, US-NY-NYC, GB, DE, NL\n',
  );
});

it("shows a misspelt stage with its line, an exact caret and the right suggestion, and ends with 3", async () => {
  const { file, source } = await planted("misspelt.collect", [["next           demand after 14 days", "next           demnad after 14 days"]]);
  const { code, stdout, stderr } = await collect(["validate", "--no-proof", file]);
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
  const { code, stdout, stderr } = await collect(["validate", "--no-proof", file, "--format", "json"]);
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
  const run = (...args: string[]) => collect(["validate", "--no-proof", file, "--format", "json", ...args]);
  const [plain, warned, strict] = await Promise.all([run(), run("--fail-on", "warning"), run("--strict")]);
  await rm(join(folder, "letters", "unused-letter.email.hbs"));
  expect(documentOf("validate", plain.stdout).diagnostics.map((each) => each.severity)).toEqual(["warning"]);
  expect([plain.code, warned.code, strict.code]).toEqual([0, 2, 3]);
});

it("names the nearest place when the policy doesn't run in the one that is asked for", async () => {
  const { code, stderr } = await collect(["validate", "--no-proof", "examples/b2b-standard/policy.collect", "--place", "US-C"]);
  expect(code).toBe(1);
  expect(stderr).toContain("does not name US-C; did you mean US-CA?");
});

it("checks every file of a folder and those below as what they are: policies with their letters, law as law", async () => {
  const { code, stdout } = await collect(["validate", "--no-proof", "examples", "policies/law/nl.collect"]);
  expect(code).toBe(0);
  expect(stdout).toContain('  examples/b2b-standard/policy.collect: "B2B standard"');
  expect(stdout).toContain("  policies/law/nl.collect: law\n");
  const file = join(folder, "law.collect");
  await writeFile(file, 'jurisdiction US "US" {\n  source act "Act"\n  rule us.act.x "x" {\n    cites atc "1"\n    never visit\n  }\n}\n');
  const wrong = await collect(["validate", "--no-proof", file, "--format", "json"]);
  await rm(file);
  expect(wrong.code).toBe(3);
  expect(documentOf("validate", wrong.stdout).diagnostics.map((each) => each.code)).toEqual(["C4008"]);
});

it("names a folder without policies, and a path that isn't there, with the nearest name", async () => {
  const empty = await collect(["validate", "test/cli/terminal"]);
  expect([empty.code, empty.stderr]).toEqual([1, "collect: there is no .collect file in test/cli/terminal\n"]);
  const near = await collect(["validate", "examples/b2b-standard/polcy.collect"]);
  expect([near.code, near.stderr.includes("did you mean examples/b2b-standard/policy.collect?")]).toEqual([1, true]);
});

it("answers in every form on stdout, with the same exit code, and nothing beside it for tools", async () => {
  const { file } = await planted("forms.collect", [["next           demand after 14 days", "next           demnad after 14 days"]]);
  for (const [format, start] of [
    ["compact", `${file}:`],
    ["json", '{\n  "version": 1,'],
    ["sarif", '{\n  "$schema": '],
    ["github", "::error file="],
    ["junit", "<?xml "],
  ] as const) {
    const { code, stdout, stderr } = await collect(["validate", "--no-proof", file, "--format", format]);
    expect({ format, code, stderr }).toEqual({ format, code: 3, stderr: "" });
    expect(stdout.startsWith(start), format).toBe(true);
    expect(stdout, format).toContain("demnad");
  }
});

it("gives the page of each code along with SARIF, and names the command that shows it to people", async () => {
  const { file } = await planted("page.collect", [["next           demand after 14 days", "next           demnad after 14 days"]]);
  const { stdout } = await collect(["validate", "--no-proof", file, "--format", "sarif"]);
  const log = JSON.parse(stdout) as { runs: { tool: { driver: { version: string; rules: { id: string; help?: { markdown: string } }[] } } }[] };
  const [rule] = log.runs[0]?.tool.driver.rules ?? [];
  expect([rule?.id, rule?.help?.markdown.startsWith("# C2001: "), log.runs[0]?.tool.driver.version]).toEqual(["C2001", true, "0.1.0"]);
  expect((await collect(["validate", "--no-proof", file])).stderr).toContain('"collect codes C2001" says more');
});

it("reads out plainly for screen readers, and only to people", async () => {
  const { file } = await planted("plain.collect", [["next           demand after 14 days", "next           demnad after 14 days"]]);
  const { code, stderr } = await collect(["validate", "--no-proof", file, "--plain"], { env: { FORCE_COLOR: "1", NO_COLOR: "" } });
  expect(code).toBe(3);
  expect(stderr).toMatch(/^Error C2001 in .*plain\.collect, line \d+, columns 20 to 25\.\n/);
  expect(stderr).not.toMatch(/\^|\[\d+m/);
  const mixed = await collect(["validate", "--no-proof", file, "--plain", "--format", "sarif"]);
  expect([mixed.code, mixed.stderr]).toEqual([1, "collect: --plain is for people: leave out --format sarif\n"]);
});

it("keeps quiet about a warning that a comment allows with a reason, and tells of one that allows nothing", async () => {
  const amount = "  amount large  is 1,000 USD, 800 GBP, 900 EUR";
  const spare = "  amount spare  is 1 USD, 1 GBP, 1 EUR";
  const allowed = await planted("allowed.collect", [[amount, `${amount}\n  // allow C2022: for the next quarter\n${spare}`]]);
  const unused = await planted("unused.collect", [[amount, `  // allow C2022: for the next quarter\n${amount}`]]);
  const codes = async (file: string) => {
    const { stdout } = await collect(["validate", "--no-proof", file, "--format", "json"]);
    return documentOf("validate", stdout).diagnostics.map((each) => each.code);
  };
  expect(await codes(allowed.file)).toEqual([]);
  expect(await codes(unused.file)).toEqual(["C7001"]);
});

it("says once what is wrong with letters that two policies share, and calls none unused that one of them sends", async () => {
  const one = await planted("one.collect", []);
  const two = await planted("two.collect", [['email "second reminder"', 'email "third reminder"']]);
  await cp(join(folder, "letters", "second-reminder.email.hbs"), join(folder, "letters", "third-reminder.email.hbs"));
  await writeFile(join(folder, "letters", "spare.email.hbs"), "Subject: x\n");
  const { stdout } = await collect(["validate", "--no-proof", one.file, two.file, "--format", "compact"]);
  await Promise.all(["spare", "third-reminder"].map((name) => rm(join(folder, "letters", `${name}.email.hbs`))));
  expect(stdout.trim().split("\n")).toEqual([expect.stringMatching(/spare\.email\.hbs:1:1: warning C5010/)]);
});

it("tells a problem of a shared file once, in that file, and calls a comment there unused only when the file itself is checked", async () => {
  const shared = join(folder, "shared.collect");
  await writeFile(shared, 'shared "Group" {\n  // allow C3019: sent by hand\n  amount small is 100 USD, 80 GBP\n}\n');
  const amount = "  amount small  is 100 USD, 80 GBP, 90 EUR  // one value for each currency of the policy\n";
  const policies = await Promise.all(["a", "b"].map((name) => planted(`uses-${name}.collect`, [[amount, ""]])));
  for (const { file, source } of policies) await writeFile(file, `use "shared.collect"\n${source}`);
  const files = policies.map(({ file }) => file);
  const found = async (...paths: string[]) => {
    const { code, stdout } = await collect(["validate", "--no-proof", ...paths, "--format", "json"]);
    return { code, told: documentOf("validate", stdout).diagnostics.map((each) => `${each.code} ${each.file.slice(folder.length + 1)}`) };
  };
  expect(await found(...files)).toEqual({ code: 3, told: ["C2041 shared.collect"] });
  await writeFile(shared, 'shared "Group" {\n  // allow C3019: sent by hand\n  amount small is 100 USD, 80 GBP, 90 EUR\n}\n');
  expect(await found(...files)).toEqual({ code: 0, told: [] });
  expect(await found(...files, shared)).toEqual({ code: 0, told: ["C7001 shared.collect"] });
});

it("reads a text from standard input, without letters; and names a file that is no UTF-8 text", async () => {
  const source = await readFile(join(EXAMPLE, "policy.collect"), "utf8");
  const whole = await collect(["validate", "-"], { input: source });
  expect([whole.code, whole.stdout.split("\n")[0]]).toEqual([0, "valid  0 errors, 0 warnings"]);
  const wrong = await collect(["validate", "-", "--format", "compact"], { input: source.replace("go to demand", "go to demnad") });
  expect(wrong.code).toBe(3);
  expect(wrong.stdout).toMatch(/^-:\d+:\d+: error C2001: /);
  const file = join(folder, "latin.collect");
  await writeFile(file, Uint8Array.from([0x70, 0xfc]));
  expect((await collect(["validate", "--no-proof", file])).stderr).toBe(`collect: ${file} is no UTF-8 text: save it as UTF-8 first\n`);
  await rm(file);
});
