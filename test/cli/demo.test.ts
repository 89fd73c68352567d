import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { collect } from "./collect.ts";
import type { Ended } from "./collect.ts";
import { documentOf } from "./shapes.ts";

let store = "";
let first: Ended;

const run = (...args: string[]): Promise<Ended> => collect([...args, "--store", store]);
const json = async (...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await run(...args, "--format", "json");
  expect({ args, code, stderr: code === 0 ? "" : stderr }).toEqual({ args, code: 0, stderr: "" });
  return stdout;
};
const mails = async (): Promise<readonly string[]> => (await readdir(join(store, "mail"))).filter((name) => name.endsWith(".eml")).toSorted();

beforeAll(async () => {
  store = await mkdtemp(join(tmpdir(), "collect-demo-"));
  first = await run("demo", "--format", "json");
});

afterAll(() => rm(store, { recursive: true, force: true }));

it("sends some, holds some by law, some by house rules, some by a dispute, and says so of all forty", () => {
  expect({ code: first.code, stderr: first.stderr.split("\n")[1] }).toEqual({
    code: 0,
    stderr: "Demonstration clock: 2026-11-23T15:30:00.000Z (nothing leaves this machine)",
  });
  const { accounts, totals } = documentOf("accounts", first.stdout);
  expect(accounts).toHaveLength(40);
  const of = (id: string) => accounts.find((each) => each.account === id);
  expect(totals.sent).toBeGreaterThanOrEqual(15);
  expect(totals.held).toBeGreaterThanOrEqual(12);
  expect(of("A-1003")).toMatchObject({ stage: "reminder", result: "sent", rules: [] });
  expect(of("A-1005")).toMatchObject({ stage: "demand", result: "sent" });
  expect(of("A-1030")).toMatchObject({ stage: "final", result: "sent" });
  expect(of("A-1008")).toMatchObject({ result: "held", rules: ["own.protection.dispute", "policy.pause"], nextWake: null });
  expect(of("A-1009")).toMatchObject({ result: "held", rules: ["house.2"] });
  expect(of("A-1010")?.rules).toContain("us.bk.stay");
  expect(of("A-1011")).toMatchObject({ result: "held", rules: ["house.1"], nextWake: "2026-11-23T09:06:16-08:00" });
  expect(of("A-1013")?.rules).toContain("own.protection.attorney-notice");
  expect(of("A-1019")).toMatchObject({ result: "held", rules: ["unknown.timezone"] });
  expect(of("A-1020")).toMatchObject({ result: "held", rules: ["own.protection.opt-out"] });
  expect(of("A-1025")?.rules).toContain("gb.breathing-space.standard");
  expect(of("A-1029")).toMatchObject({ result: "lapsed", rules: ["unknown.address"] });
  // A part of it was paid before the account came to us: the policy's rest after a partial payment counts all the same.
  expect(of("A-1023")).toMatchObject({ result: "held", rules: ["policy.pause"] });
  expect(of("A-1033")).toMatchObject({ result: "held", rules: ["policy.pause"], nextWake: expect.stringMatching(/^2026-11-30T00:0/) as string });
  for (const id of ["A-1016", "A-1022"]) expect(of(id)).toMatchObject({ result: "closed", nextWake: null });
});

it("catches every mail on this machine, to the right people, and writes letters as pages", async () => {
  const files = await mails();
  expect(files.length).toBeGreaterThanOrEqual(10);
  const recipients = await Promise.all(
    files.map(async (name) => /^To: .*(\r?\n[ \t].*)*/im.exec(await readFile(join(store, "mail", name), "utf8"))?.[0] ?? ""),
  );
  for (const line of recipients) expect(line).toMatch(/@[a-z0-9-]+\.example\.com/);
  for (const quiet of ["bluebonnet", "delancey", "mott-street", "harbour-lane"]) expect(recipients.join("\n")).not.toContain(quiet);
  expect((await readdir(join(store, "letters"))).filter((name) => name.includes("A-1030"))).toHaveLength(1);
});

it("run again at once sends nothing twice, and says so", async () => {
  const before = await mails();
  const again = await run("demo");
  expect(again.code).toBe(0);
  expect(again.stdout).toContain("Run before: nothing was sent again.");
  expect(await mails()).toEqual(before);
  const { accounts } = documentOf("accounts", await json("status"));
  expect(accounts.map(({ account, result, stage }) => [account, result, stage])).toEqual(
    documentOf("accounts", first.stdout).accounts.map(({ account, result, stage }) => [account, result, stage]),
  );
});

it("explains an account held by a dispute", async () => {
  const explained = documentOf("explain", await json("explain", "A-1008"));
  expect(explained.next).toBeNull();
  expect(explained.refused).toContainEqual(
    expect.objectContaining({
      rule: "own.protection.dispute",
      from: "2026-11-18T15:20:00-05:00",
      until: null,
      cites: expect.stringMatching(/\S/) as string,
    }),
  );
});

it("explains an account held by hours, in the debtor's own time", async () => {
  const explained = documentOf("explain", await json("explain", "A-1011", "--at", "2026-11-23T07:45:00-08:00"));
  expect(explained.next).toEqual({ at: "2026-11-23T09:06:16-08:00", channel: "email", step: "reminder/day 0" });
  expect(explained.refused).toContainEqual(expect.objectContaining({ rule: "house.1", until: "2026-11-23T09:00:00-08:00" }));
});

it("explains an account held by a cap", async () => {
  const explained = documentOf("explain", await json("explain", "A-1009"));
  expect(explained.next).toMatchObject({ channel: "call", step: "reminder/day 5" });
  expect(explained.refused).toContainEqual(expect.objectContaining({ rule: "house.2", until: "2026-11-30T00:00:00-05:00" }));
});

it("knows the nearest account when one is misspelt", async () => {
  const { code, stderr } = await run("explain", "A-101");
  expect(code).toBe(1);
  expect(stderr).toMatch(/^collect: there is no account A-101; did you mean A-10\d1?\d\?\n$/);
});

it("takes in what happened, once, and acts on it at the next run", async () => {
  const pay = ["record", "A-1024", "payment", "--amount", "1,260.00", "--id", "bank-1"];
  expect(documentOf("import", await json(...pay))).toMatchObject({ accepted: 1, rejected: [] });
  expect(documentOf("import", await json(...pay))).toMatchObject({ accepted: 0, rejected: [] });
  expect(documentOf("accounts", await json("run")).accounts).toEqual([expect.objectContaining({ account: "A-1024", result: "closed" })]);
});

it("refuses to record what makes no sense, in one line", async () => {
  const { code, stderr } = await run("record", "A-1031", "promise", "--amount", "10.00");
  expect({ code, stderr }).toEqual({ code: 1, stderr: "collect: --due: a promise needs an amount and the day by which it will be paid\n" });
  expect((await run("record", "A-1031", "disputte")).stderr).toBe('collect: "disputte" is no event; did you mean dispute?\n');
});

it("lists calls by priority and age, with their script, and closes one by its outcome", async () => {
  const { tasks } = JSON.parse(await json("tasks")) as {
    tasks: { id: string; account: string; kind: string; priority: string; daysOverdue: number }[];
  };
  const calls = tasks.filter((task) => task.kind === "call");
  expect(calls.map((call) => call.account)).toEqual(["A-1032", "A-1026", "A-1004"]);
  const one = calls[2]?.id ?? "";
  expect((await run("tasks", one)).stdout).toContain("Call: +12125550104");
  expect((await run("record", "A-1004", "call")).stderr).toContain("a call needs --outcome, one of conversation");
  expect((await run("record", "A-1004", "call", "--outcome", "conversation")).code).toBe(0);
  expect((await run("record", "A-1004", "call", "--outcome", "busy")).stderr).toContain("account A-1004 has no open call task");
});

it("does on a later day what waited for it, and never lets time run back", async () => {
  const tomorrow = await run("demo", "--at", "2026-11-24T18:00:00Z", "--format", "json");
  const of = (id: string) => documentOf("accounts", tomorrow.stdout).accounts.find((each) => each.account === id);
  expect(of("A-1011")).toMatchObject({ result: "sent" });
  expect(of("A-1008")).toMatchObject({ result: "held" });
  const back = await run("demo", "--format", "json");
  expect(back.stderr).toMatch(/Demonstration clock: 2026-11-24T18:/);
});

it("reaches nobody: a demonstration doesn't start where mail could leave the house", async () => {
  const { code, stdout, stderr } = await collect(["demo", "--store", store], { env: { SMTP_URL: "smtp://127.0.0.1:9" } });
  expect(code).toBe(1);
  expect(stdout).not.toContain("A-1001");
  expect(stderr).toMatch(/^collect: a demonstration reaches nobody: unset SMTP_URL/m);
});

it("finds the record whole", async () => {
  expect(JSON.parse(await json("audit", "verify"))).toMatchObject({ version: 1, entries: expect.any(Number) as number, broken: [] });
});
