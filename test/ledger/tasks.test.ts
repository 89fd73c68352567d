import { expect, it } from "vitest";
import type { Instant, Outcome, PastEvent, Rule } from "../../engine/index.ts";
import type { Ledger, Task } from "../../ledger/index.ts";
import {
  account,
  at,
  calendar,
  capOfCalls,
  closedAfterOptOut,
  creditor,
  days,
  from8to21,
  handClock,
  hours,
  lawBook,
  minutes,
  noon,
  policy,
  put,
  request,
  stock,
} from "./fixtures.ts";
import { withLedger } from "./server.ts";

const task = (id: string, over: Partial<Task> = {}): Omit<Task, "status" | "outcome"> => ({
  id,
  account: "A-1",
  kind: "call",
  title: "Courtesy call",
  team: null,
  priority: "normal",
  due: null,
  created: noon,
  effectKey: "account/reminder/1/reminder/day 1/main",
  script: "Call: the number",
  before: at(hours(9)),
  ...over,
});

it("a task is open until it is closed, and is closed once", async () => {
  const { ledger } = await withLedger();
  await ledger.addTask(task("t1"));
  expect(await ledger.tasks({ status: "open" })).toEqual([{ ...task("t1"), status: "open", outcome: null }]);
  expect(await ledger.closeTask("t1", "done", "busy")).toBe(true);
  expect(await ledger.closeTask("t1", "cancelled", null)).toBe(false);
  expect(await ledger.closeTask("t9", "done", null)).toBe(false);
  expect(await ledger.tasks({ status: "open" })).toEqual([]);
  expect(await ledger.tasks({ account: "A-1" })).toMatchObject([{ id: "t1", status: "done", outcome: "busy" }]);
});

it("a call that was cancelled may have been made just before: its outcome is still taken", async () => {
  const { ledger } = await withLedger();
  await ledger.addTask(task("t1"));
  expect(await ledger.closeTask("t1", "cancelled", "the account is closed")).toBe(true);
  expect(await ledger.closeTask("t1", "done", "busy")).toBe(true);
  expect(await ledger.closeTask("t1", "done", "conversation")).toBe(false);
});

it("a task that is added twice is one task, and a closed one is not opened again", async () => {
  const { ledger } = await withLedger();
  await ledger.addTask(task("t1"));
  await ledger.closeTask("t1", "done", null);
  await ledger.addTask(task("t1", { title: "other" }));
  expect(await ledger.tasks({})).toMatchObject([{ title: "Courtesy call", status: "done" }]);
});

it("tasks are told oldest first, of one account or of all", async () => {
  const { ledger } = await withLedger();
  await ledger.addTask(task("t2", { created: at(minutes(2)), account: "A-2" }));
  const bare = task("t1", { created: at(minutes(1)), effectKey: null, kind: "task", team: "claims", priority: "high", due: 20_500 as never });
  const { script: _script, before: _before, ...withoutText } = bare;
  await ledger.addTask(withoutText);
  expect((await ledger.tasks({})).map((one) => one.id)).toEqual(["t1", "t2"]);
  expect(await ledger.tasks({ account: "A-1" })).toEqual([{ ...withoutText, status: "open", outcome: null }]);
});

const silence: Rule = {
  ...capOfCalls(1),
  id: "test.silence",
  body: {
    kind: "silence",
    after: { unit: "conversation", channels: ["call"], direction: "any" },
    channels: ["call"],
    days: 7,
    key: "person",
    excluding: [],
  },
};
const uncounted: Rule = {
  ...capOfCalls(1),
  body: { kind: "cap", n: 1, unit: "attempt", channels: ["call"], days: 7, key: "person", excluding: ["not-connected"] },
};

/** A call that the guard granted, as the worklist holds it. */
const calledOnce = async (ledger: Ledger, rules: readonly Rule[], before: Instant = at(hours(9))): Promise<void> => {
  await stock(ledger, rules);
  await ledger.putAccounts([put(account("A-1", "D-1"))]);
  const answer = await ledger.guard.ask(request());
  if (answer.kind !== "granted") throw new Error("not granted");
  await ledger.guard.sending(answer.permit);
  await ledger.addTask(task("t1", { before }));
  await ledger.guard.settle(answer.permit, { kind: "sent", at: noon });
};

const next = (ledger: Ledger) => ledger.guard.ask(request({ requestId: "A-1/0/next", until: at(days(30)) }));

it("a conversation that a person had brings the silence that the law wants, counted from the time of the call", async () => {
  const clock = handClock();
  const { ledger } = await withLedger({ clock: clock.read });
  await calledOnce(ledger, [silence]);
  clock.now = at(days(2));
  await ledger.closeTask("t1", "done", "conversation", at(days(1)));
  expect(await ledger.entries("D-1")).toMatchObject([{ at: at(days(1)), contact: { channel: "call", outcome: "conversation" } }]);
  expect(await next(ledger)).toMatchObject({ kind: "denied", reasons: [{ rule: "test.silence" }] });
  expect((await ledger.verifyChains()).broken).toEqual([]);
});

it("a line that was busy no longer counts where the law does not count it", async () => {
  const { ledger } = await withLedger({ clock: handClock().read });
  await calledOnce(ledger, [uncounted]);
  expect((await next(ledger)).kind).toBe("denied");
  await ledger.closeTask("t1", "done", "busy");
  expect((await next(ledger)).kind).toBe("granted");
});

it("an outcome ends what was granted before it became known", async () => {
  const clock = handClock();
  const { ledger } = await withLedger({ clock: clock.read });
  await calledOnce(ledger, [silence]);
  const granted = await next(ledger);
  clock.now = at(minutes(1));
  await ledger.closeTask("t1", "done", "conversation");
  expect(granted.kind === "granted" && (await ledger.guard.sending(granted.permit))).toBe(false);
  expect((await next(ledger)).kind).toBe("denied");
});

it("what becomes known ends a waiting call that it forbids, and no other; the task can still be closed, and the contact counts", async () => {
  const clock = handClock();
  const { ledger } = await withLedger({ clock: clock.read });
  await calledOnce(ledger, [closedAfterOptOut]);
  const told = (id: string, event: PastEvent) =>
    ledger.record({ id, account: "A-1", at: clock.now, event: { type: "happened", id, at: clock.now, event } });
  clock.now = at(minutes(1));
  await told("e1", { event: "acknowledgement" });
  expect((await ledger.tasks({}))[0]?.before).toBe(at(hours(9)));
  clock.now = at(minutes(2));
  await told("e2", { event: "opt-out", channels: ["call"] });
  expect(await ledger.tasks({})).toMatchObject([{ status: "open", before: at(minutes(2)) }]);
  expect(await ledger.closeTask("t1", "done", "conversation", at(minutes(1)))).toBe(true);
  expect((await ledger.entries("D-1")).filter((entry) => "contact" in entry)).toHaveLength(1);
});

it("a call that must wait for the morning is not ended by news of the night that leave it lawful then", async () => {
  const clock = handClock();
  const { ledger } = await withLedger({ clock: clock.read });
  await calledOnce(ledger, [from8to21], at(days(2)));
  clock.now = at(hours(12));
  await ledger.record({
    id: "p1",
    account: "A-1",
    at: clock.now,
    event: { type: "moved", id: "p1", at: clock.now, amount: 1 as never, as: "payment" },
  });
  expect((await ledger.tasks({}))[0]?.before).toBe(at(days(2)));
});

for (const { outcome, before } of [
  { outcome: "conversation", before: at(minutes(5)) },
  { outcome: "busy", before: at(hours(9)) },
] as const) {
  it(`a call on one account that ended as ${outcome} ${outcome === "busy" ? "leaves" : "ends"} the waiting call of the debtor's other account`, async () => {
    const clock = handClock();
    const { ledger } = await withLedger({ clock: clock.read });
    await calledOnce(ledger, []);
    await ledger.putAccounts([put(account("A-2", "D-1"))]);
    const answer = await ledger.guard.ask(request({ requestId: "A-2/0/k", account: "A-2" }));
    if (answer.kind !== "granted") throw new Error("not granted");
    await ledger.guard.settle(answer.permit, { kind: "sent", at: noon });
    await ledger.addTask(task("t2", { account: "A-2", effectKey: "k" }));
    await ledger.saveProgram({ policy: policy(), lawBook: lawBook([silence]), calendar, letters: {}, creditor });
    clock.now = at(minutes(5));
    await ledger.closeTask("t1", "done", outcome);
    expect((await ledger.tasks({ account: "A-2" }))[0]?.before).toBe(before);
  });
}

it("news and outcomes that come at the same moment from many sides all find their place", async () => {
  const { ledger } = await withLedger({ clock: handClock().read });
  await calledOnce(ledger, [silence]);
  const news = Array.from({ length: 20 }, (_, i) => {
    const event = { type: "moved", id: `p${i}`, at: noon, amount: 1 as never, as: "payment" } as const;
    return ledger.record({ id: `p${i}`, account: "A-1", at: noon, event });
  });
  const done = await Promise.all([...news, ledger.closeTask("t1", "done", "conversation"), ledger.closeTask("t1", "done", "busy")]);
  expect(done.filter(Boolean)).toHaveLength(21);
  expect(await ledger.verifyChains()).toMatchObject({ entries: 22, broken: [] });
});

it("of two who close a call at once one does, and the outcome stands once", async () => {
  const { ledger } = await withLedger({ clock: handClock().read });
  await calledOnce(ledger, []);
  const outcomes: readonly Outcome[] = ["busy", "no-answer"];
  const closed = await Promise.all(outcomes.map((outcome) => ledger.closeTask("t1", "done", outcome)));
  expect(closed.filter(Boolean)).toHaveLength(1);
  expect((await ledger.verifyChains()).entries).toBe(2);
});

it("a cancelled call, and an outcome in other words, leave the contact as it was reserved", async () => {
  const { ledger } = await withLedger({ clock: handClock().read });
  await calledOnce(ledger, []);
  await ledger.addTask(task("t2"));
  await ledger.closeTask("t1", "cancelled", "busy");
  await ledger.closeTask("t2", "done", "spoke to reception");
  const [entry] = await ledger.entries("D-1");
  expect(entry !== undefined && "contact" in entry && entry.contact.outcome).toBeUndefined();
});
