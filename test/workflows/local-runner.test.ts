import { expect, it } from "vitest";
import { canonicalJson, minor } from "../../engine/index.ts";
import type { PastEvent } from "../../engine/index.ts";
import type { Ledger, Task } from "../../ledger/index.ts";
import { runDue } from "../../workflows/index.ts";
import { recordingChannels } from "./fixtures/channels.ts";
import { at, openHouse, tell } from "./fixtures/house.ts";
import { accountOf } from "./fixtures/program.ts";

// Reminder stage begins on 2026-03-03; 10:00 in New York is 16:00 in Berlin, and 07:00 in Los Angeles.
const MORNING = "2026-03-03T15:00:00Z";

const CALL: Omit<Task, "id" | "account" | "effectKey" | "created" | "status" | "outcome"> = {
  kind: "call",
  title: "courtesy call",
  team: null,
  priority: "normal",
  due: null,
};

it("sends what is due and lawful, holds the rest, and says so for each account", async () => {
  const { ledger } = await openHouse(MORNING);
  const channels = recordingChannels();
  const report = await runDue(ledger, channels);
  expect(report.totals).toMatchObject({ sent: 5, held: 1, failed: 0, unknown: 0 });
  const results = new Map(report.accounts.map((outcome) => [outcome.account, outcome]));
  expect(results.get("A-0")).toMatchObject({ stage: "reminder", result: "sent" });
  expect(results.get("A-1")).toMatchObject({ stage: "reminder", result: "held", reasons: [{ rule: "house.1" }] });
  // 09:00 in Los Angeles, and the account's own seconds after it.
  const wake = results.get("A-1")?.nextWake ?? 0;
  expect(wake).toBeGreaterThanOrEqual(at("2026-03-03T17:00:00Z"));
  expect(wake).toBeLessThan(at("2026-03-03T17:10:00Z"));
});

it("sends nothing twice when it is run again at once, and goes on when the time has come", async () => {
  const { ledger, clock } = await openHouse(MORNING);
  const channels = recordingChannels();
  await runDue(ledger, channels);
  expect(await runDue(ledger, channels)).toMatchObject({ accounts: [], totals: { sent: 0 } });
  clock.now = at("2026-03-03T17:30:00Z");
  expect((await runDue(ledger, channels)).totals).toMatchObject({ sent: 1, held: 0 });
  expect(channels.sent).toHaveLength(6);
});

it("two runners at once share the work: nothing twice, nothing left", async () => {
  const accounts = Array.from({ length: 30 }, (_, n) => accountOf(n * 6));
  const { ledger } = await openHouse(MORNING, accounts);
  const channels = recordingChannels();
  const [one, two] = await Promise.all([runDue(ledger, channels), runDue(ledger, channels)]);
  expect(new Set(channels.sent.map((sent) => sent.requestId)).size).toBe(30);
  expect(channels.sent).toHaveLength(30);
  expect(one.accounts.length + two.accounts.length).toBeGreaterThanOrEqual(30);
  expect((await runDue(ledger, channels)).totals.sent).toBe(0);
  expect((await ledger.verifyChains()).broken).toEqual([]);
});

it("a proposal says what a run would do, and neither sends nor writes", async () => {
  const { ledger } = await openHouse(MORNING);
  const channels = recordingChannels();
  const before = canonicalJson([await ledger.accounts(), await ledger.notes(), await ledger.tasks({})]);
  const proposed = await runDue(ledger, channels, { propose: true });
  expect(channels.sent).toEqual([]);
  expect(canonicalJson([await ledger.accounts(), await ledger.notes(), await ledger.tasks({})])).toBe(before);
  const run = await runDue(ledger, channels);
  expect(proposed.totals).toEqual(run.totals);
  expect(proposed.accounts.map(({ account, result, nextWake }) => [account, result, nextWake])).toEqual(
    run.accounts.map(({ account, result, nextWake }) => [account, result, nextWake]),
  );
});

it("what a proposal would send counts against the limits of what it proposes next", async () => {
  const debtor = accountOf(0).debtor;
  const { ledger } = await openHouse(
    MORNING,
    ["a", "b", "c"].map((id) => accountOf(0, "2026-03-02", { id, debtor })),
  );
  const { totals } = await runDue(ledger, recordingChannels(), { propose: true });
  expect(totals).toMatchObject({ sent: 2, held: 1 });
});

it("a dispute that was recorded stops the contact that was due, and a task tells people", async () => {
  const { ledger } = await openHouse(MORNING, [accountOf(0)]);
  await tell(ledger, "A-0", {
    type: "happened",
    id: "d1",
    at: at("2026-03-03T14:00:00Z"),
    event: { event: "dispute", by: "debtor", form: "written", ground: "quality" },
  });
  const channels = recordingChannels();
  await runDue(ledger, channels);
  expect(channels.sent).toEqual([]);
  expect((await ledger.tasks({ status: "open" })).length).toBeGreaterThan(0);
});

it("a payment in full closes the account before anything leaves", async () => {
  const { ledger } = await openHouse(MORNING, [accountOf(0)]);
  await tell(ledger, "A-0", { type: "moved", id: "p1", at: at("2026-03-03T14:00:00Z"), amount: minor(100_000), as: "payment" });
  const channels = recordingChannels();
  const report = await runDue(ledger, channels);
  expect(report.accounts).toMatchObject([{ account: "A-0", result: "closed", nextWake: null }]);
  expect(channels.sent).toEqual([]);
});

it("a letter with a hole in it fails, names the file, and sends nothing", async () => {
  const { ledger } = await openHouse(MORNING, [accountOf(0)]);
  const program = await ledger.loadProgram((await ledger.accounts())[0]?.policy ?? "");
  if (program === null) throw new Error("the program was saved");
  await ledger.saveProgram({ ...program, letters: { ...program.letters, "reminder.email": "Subject: x\n\n<p>{{nickname}}</p>" } });
  const channels = recordingChannels();
  const report = await runDue(ledger, channels);
  expect(report.totals).toMatchObject({ sent: 0, failed: 1 });
  expect(report.accounts[0]?.problem).toMatch(/reminder\.email\.hbs:\d+:\d+: .*nickname/);
  expect(channels.sent).toEqual([]);
});

it("a provider that breaks off in the middle leaves an unknown outcome: it counts as sent, and nobody tries again", async () => {
  const { ledger, clock } = await openHouse(MORNING, [accountOf(0)]);
  let tries = 0;
  const channels = recordingChannels(async () => {
    tries++;
    throw new Error("debtor-0@example.com hung up");
  });
  const report = await runDue(ledger, channels);
  expect(report.totals).toMatchObject({ sent: 0, unknown: 1 });
  expect(JSON.stringify([report, await ledger.notes()])).not.toContain("example.com");
  clock.now = at("2026-03-04T15:00:00Z");
  await runDue(ledger, channels);
  expect(tries).toBe(1);
  expect(await ledger.entries("D-0")).toHaveLength(1);
});

it("asked to stop, it finishes the present contact and leaves the rest to the next run", async () => {
  const { ledger } = await openHouse(
    MORNING,
    Array.from({ length: 6 }, (_, n) => accountOf(n * 6)),
  );
  const stop = new AbortController();
  const channels = recordingChannels(async (permit) => {
    stop.abort();
    return { kind: "sent", reference: permit.id };
  });
  const report = await runDue(ledger, channels, { signal: stop.signal });
  expect(report).toMatchObject({ interrupted: true, totals: { sent: 1 } });
  expect((await runDue(ledger, recordingChannels())).totals.sent).toBe(5);
});

it("an account whose policy was never stored is told apart and does not hold up the others", async () => {
  const { ledger } = await openHouse(MORNING, [accountOf(6)]);
  await ledger.putAccounts([{ account: accountOf(0), person: { name: "x" }, policy: "0".repeat(64), runtime: "local" }]);
  const report = await runDue(ledger, recordingChannels());
  expect(report.totals.sent).toBe(1);
  expect(report.accounts.find((outcome) => outcome.account === "A-0")?.problem).toMatch(/is not in the ledger/);
});

it("runs at most as many accounts as it is told, and tells its progress", async () => {
  const { ledger } = await openHouse(
    MORNING,
    Array.from({ length: 5 }, (_, n) => accountOf(n * 6)),
  );
  const seen: number[] = [];
  const report = await runDue(ledger, recordingChannels(), {
    limit: 2,
    onProgress: ({ accounts, rate }) => void seen.push(rate > 0 ? accounts : -1),
  });
  expect(report.accounts).toHaveLength(2);
  expect(seen).toEqual([1, 2]);
});

it("a dispute's task is cancelled when the dispute is closed, and no other", async () => {
  const { ledger, clock } = await openHouse(MORNING, [accountOf(0)]);
  const happened = (id: string, event: PastEvent) => tell(ledger, "A-0", { type: "happened", id, at: clock.now, event });
  await happened("d1", { event: "dispute", by: "debtor", form: "written", ground: "quality" });
  await happened("h1", { event: "hardship", by: "debtor" });
  await runDue(ledger, recordingChannels());
  const open = async (): Promise<readonly string[]> => (await ledger.tasks({ status: "open" })).map((task) => task.title).toSorted();
  expect(await open()).toEqual(["resolve dispute", "talk about hardship"]);
  clock.now = at("2026-03-03T18:00:00Z");
  await happened("d2", { event: "dispute-closed", by: "creditor" });
  await runDue(ledger, recordingChannels());
  expect(await open()).toEqual(["talk about hardship"]);
  expect(await ledger.tasks({ status: "cancelled" })).toMatchObject([{ title: "resolve dispute", outcome: "what it was about has ended" }]);
});

it("a call to make is cancelled when its stage is left, or when the account is closed", async () => {
  const { ledger, clock } = await openHouse(MORNING, [accountOf(0), accountOf(6)]);
  await runDue(ledger, recordingChannels());
  const call = (account: string, stage: string, id: string) =>
    ledger.addTask({ ...CALL, id, account, effectKey: `account/${stage}/1/${stage}/day 5/main`, created: clock.now });
  await call("A-0", "reminder", "present");
  await call("A-0", "earlier", "left");
  await call("A-6", "reminder", "paid");
  clock.now = at("2026-03-04T15:00:00Z");
  await tell(ledger, "A-0", { type: "moved", id: "p0", at: clock.now, amount: minor(10_000), as: "payment" });
  await tell(ledger, "A-6", { type: "moved", id: "p6", at: clock.now, amount: minor(100_000), as: "payment" });
  await runDue(ledger, recordingChannels());
  const outcomes = (await ledger.tasks({})).toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, status, outcome }) => [id, status, outcome]);
  expect(outcomes).toEqual([
    ["left", "cancelled", "its stage was left"],
    ["paid", "cancelled", "the account is closed"],
    ["present", "open", null],
  ]);
});

it("a permit that ran out before the message left is asked for anew, and the message leaves once", async () => {
  const { ledger } = await openHouse(MORNING, [accountOf(0)]);
  let refusals = 1;
  const slow: Ledger = { ...ledger, guard: { ...ledger.guard, sending: async (permit) => (refusals-- > 0 ? false : ledger.guard.sending(permit)) } };
  const channels = recordingChannels();
  expect((await runDue(slow, channels)).totals).toMatchObject({ sent: 1, failed: 0 });
  expect(channels.sent).toHaveLength(1);
  expect(await ledger.entries("D-0")).toHaveLength(1);
});

it("a permit that runs out again and again fails, and may be tried later", async () => {
  const { ledger } = await openHouse(MORNING, [accountOf(0)]);
  const slow: Ledger = { ...ledger, guard: { ...ledger.guard, sending: async () => false } };
  const channels = recordingChannels();
  expect((await runDue(slow, channels)).totals).toMatchObject({ sent: 0, failed: 1 });
  expect(channels.sent).toEqual([]);
});
