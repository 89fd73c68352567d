import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { collect } from "./collect.ts";
import type { Ended } from "./collect.ts";
import { documentOf } from "./shapes.ts";

/** Monday, half past ten in New York and half past four in Berlin. */
const MONDAY = "2026-11-23T15:30:00Z";
let folder = "";

const inFolder = (args: readonly string[], options: { env?: Record<string, string>; input?: string } = {}): Promise<Ended> =>
  collect(args, { cwd: folder, ...options });
const importFile = (file: string, ...more: string[]): Promise<Ended> =>
  inFolder(["import", file, "--policy", "policy.collect", "--format", "json", ...more]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "collect-own-"));
  await rm(folder, { recursive: true });
  const made = await collect(["init", folder]);
  expect({ code: made.code, stderr: made.stderr }).toEqual({ code: 0, stderr: "" });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it("init writes a folder that validates, and overwrites nothing", async () => {
  expect((await readdir(folder)).toSorted()).toEqual([
    ".gitignore",
    "README.md",
    "accounts.csv",
    "creditor.json",
    "letters",
    "policy.certificate.json",
    "policy.collect",
    "policy.test.collect",
  ]);
  expect((await inFolder(["validate", "policy.collect", "--fail-on", "warning"])).code).toBe(0);
  const again = await collect(["init", folder]);
  expect(again.code).toBe(1);
  expect(again.stderr).toContain("policy.collect is there already, and init overwrites nothing");
});

it("the policy to start with reminds before it demands, however late an invoice is when it is taken over", async () => {
  const accounts = await readFile(join(folder, "accounts.csv"), "utf8");
  await writeFile(join(folder, "late.csv"), accounts.replace("2026-10-15,2026-11-14", "2026-05-01,2026-05-31"));
  const { stdout } = await inFolder([
    "simulate",
    "policy.collect",
    "--accounts",
    "late.csv",
    "--from",
    "2026-11-23",
    "--days",
    "60",
    "--contacts",
    "--format",
    "json",
  ]);
  const { contacts } = JSON.parse(stdout) as { contacts: readonly { account: string; status: string; step: string }[] };
  const sent = contacts.filter(({ account, status }) => account === "A-1" && status === "sent").map(({ step }) => step);
  expect(sent).toEqual(["reminder/day 0", "reminder/day 5", "reminder/day 10", "demand/day 0", "demand/day 3", "final/day 0"]);
});

it("import names line, column and reason of a bad row, and keeps the good ones", async () => {
  const good = await readFile(join(folder, "accounts.csv"), "utf8");
  const second = good.trimEnd().split("\n")[1] ?? "";
  const bad = [
    second.replace("A-1,D-1", "A-3,D-3").replace("America/New_York", "America/New_Yrok"),
    second.replace("A-1,D-1", "A-4,D-4").replace("2026-11-14", "14.11.2026"),
  ];
  await writeFile(join(folder, "some-bad.csv"), `${good.trimEnd()}\n${bad.join("\n")}\n`);
  const { code, stdout } = await importFile("some-bad.csv");
  expect(code).toBe(3);
  expect(documentOf("import", stdout)).toMatchObject({
    accepted: 2,
    rejected: [
      { line: 4, column: "timezones", reason: '"America/New_Yrok" is no IANA time zone; did you mean America/New_York?' },
      { line: 5, column: "due", reason: '"14.11.2026" is no date: write it as 2026-11-23' },
    ],
    accounts: { added: 2, changed: 0, same: 0 },
  });
  const again = await importFile("accounts.csv");
  expect({ code: again.code, ...documentOf("import", again.stdout) }).toMatchObject({
    code: 0,
    accepted: 2,
    rejected: [],
    accounts: { added: 0, changed: 0, same: 2 },
  });
});

it("import refuses a file without a column that it needs, or with one that is misspelt", async () => {
  const text = await readFile(join(folder, "accounts.csv"), "utf8");
  const missing = await inFolder(["import", "-", "--policy", "policy.collect"], { input: text.replace("currency,", "") });
  expect([missing.code, missing.stderr]).toEqual([3, 'collect: line 1: missing column currency; "collect import --help" lists them all\n']);
  const misspelt = await inFolder(["import", "-", "--policy", "policy.collect"], { input: text.replace("late_invoices_12m", "late_invoices_12") });
  expect([misspelt.code, misspelt.stderr]).toEqual([
    3,
    'collect: line 1: there is no column "late_invoices_12"; did you mean "late_invoices_12m"?\n',
  ]);
});

it("run starts nothing while e-mail has no way out, so that no step is lost, and a proposal shows what would be sent", async () => {
  const refused = await inFolder(["run"]);
  expect(refused.code).toBe(1);
  expect(refused.stdout).toBe("");
  expect(refused.stderr).toMatch(/^collect: e-mail has no way out: set SMTP_URL .*; payment links lead nowhere: set PAYMENT_URL .*\n$/);
  const proposal = await inFolder(["run", "--propose", "--at", MONDAY, "--format", "json"]);
  const { accounts, totals } = documentOf("accounts", proposal.stdout);
  expect(accounts.map(({ account, result }) => [account, result])).toEqual([
    ["A-1", "sent"],
    ["A-2", "sent"],
  ]);
  expect(totals.sent).toBe(2);
  const status = await inFolder(["status", "--format", "json"]);
  expect(documentOf("accounts", status.stdout).accounts.map(({ result }) => result)).toEqual(["waiting", "waiting"]);
  expect(await readdir(join(folder, ".collect"))).not.toContain("mail");
});

it("another time than now is refused where mail could reach people", async () => {
  const { code, stderr } = await inFolder(["run", "--at", MONDAY], { env: { SMTP_URL: "smtp://127.0.0.1:9", MAIL_FROM: "a@example.com" } });
  expect(code).toBe(1);
  expect(stderr).toBe("collect: --at is another time than now, and SMTP_URL could reach people: unset it, or use --propose\n");
});

it("a demonstration doesn't touch a store of real accounts", async () => {
  const { code, stderr } = await collect(["demo", "--store", join(folder, ".collect")]);
  expect(code).toBe(1);
  expect(stderr).toContain("this store holds accounts that run on the real clock");
});

it("simulates the same accounts in virtual time, the same for the same seed", async () => {
  const run = () =>
    inFolder([
      "simulate",
      "policy.collect",
      "--accounts",
      "accounts.csv",
      "--from",
      "2026-11-23",
      "--days",
      "60",
      "--seed",
      "7",
      "--contacts",
      "--format",
      "json",
    ]);
  const [one, two] = [await run(), await run()];
  expect(one.code).toBe(0);
  const { contacts = [], totals, seed } = documentOf("simulate", one.stdout);
  expect(seed).toBe(7);
  expect(totals.sent).toBe(contacts.filter((contact) => contact.status === "sent").length);
  expect(totals.sent).toBeGreaterThan(2);
  expect(two.stdout).toBe(one.stdout);
});

it("says plainly that a database can't be reached", async () => {
  const { code, stderr } = await inFolder(["status"], { env: { DATABASE_URL: "postgres://nobody:secret@127.0.0.1:9/none" } });
  expect(code).toBe(1);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  expect(stderr).toContain("127.0.0.1:9");
  expect(stderr).not.toContain("secret");
});

it("record refuses what can't have happened, and says how to write what can't be read", async () => {
  const said = async (...args: string[]): Promise<readonly unknown[]> => {
    const { code, stderr } = await inFolder(["record", "A-1", ...args]);
    return [code, stderr];
  };
  expect(await said("payment", "--amount", "5.00", "--at", "2999-01-01T00:00:00Z")).toEqual([
    1,
    "collect: --at: lies in the future: record it when it has happened\n",
  ]);
  expect(await said("payment", "--amount", "5.00", "--at", "1900-01-01T00:00:00Z")).toEqual([
    1,
    expect.stringContaining("--at: lies more than a year before the account's first invoice"),
  ]);
  expect(await said("promise", "--amount", "5.00", "--due", "9999-01-01")).toEqual([
    1,
    expect.stringContaining("--due: lies more than two years ahead"),
  ]);
  expect(await said("opt-out", "--channels", "emial")).toEqual([1, expect.stringContaining("--channels: ") as string]);
});
