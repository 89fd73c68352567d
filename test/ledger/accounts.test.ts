import { expect, it } from "vitest";
import type { Minor, State } from "../../engine/index.ts";
import { EntryConflictError } from "../../ledger/index.ts";
import { account, at, calendar, creditor, handClock, lawBook, minutes, noon, person, policy, put } from "./fixtures.ts";
import { sqlPast, withLedger } from "./server.ts";

it("a new account is on file with its person and has an `opened` event in its inbox", async () => {
  const { ledger } = await withLedger({ clock: handClock().read });
  const one = account("A-1", "D-1");
  expect(await ledger.putAccounts([put(one)])).toEqual({ added: 1, changed: 0, same: 0 });
  expect(await ledger.account("A-1")).toEqual({ account: one, person, policy: "policy-1", runtime: "local", state: null, wakeAt: null, cursor: 0 });
  expect(await ledger.inbox("A-1")).toEqual([{ seq: 1, account: "A-1", event: { type: "opened", id: "opened/A-1", at: noon, account: one } }]);
});

it("an account that is not on file is null", async () => {
  const { ledger } = await withLedger();
  expect(await ledger.account("A-1")).toBeNull();
  expect(await ledger.accounts()).toEqual([]);
});

it("the same file again changes nothing, whatever the order of its fields", async () => {
  const { ledger } = await withLedger();
  const one = account("A-1", "D-1");
  await ledger.putAccounts([put(one)]);
  const turned = Object.fromEntries(Object.entries(one).toReversed()) as unknown as typeof one;
  expect(await ledger.putAccounts([put(turned)])).toEqual({ added: 0, changed: 0, same: 1 });
  expect(await ledger.inbox("A-1")).toHaveLength(1);
});

it("a changed account becomes an `updated` event, and a change that is taken back another one with an id of its own", async () => {
  const clock = handClock();
  const { ledger } = await withLedger({ clock: clock.read });
  const before = account("A-1", "D-1");
  const after = account("A-1", "D-1", { facts: { segment: "key" } });
  await ledger.putAccounts([put(before)]);
  clock.now = at(minutes(1));
  expect(await ledger.putAccounts([put(after)])).toEqual({ added: 0, changed: 1, same: 0 });
  await ledger.putAccounts([put(before)]);
  await ledger.putAccounts([put(after)]);
  const events = (await ledger.inbox("A-1")).map((one) => one.event);
  expect(events.map((event) => event.type)).toEqual(["opened", "updated", "updated", "updated"]);
  expect(events[1]).toMatchObject({ account: after, at: at(minutes(1)) });
  expect(new Set(events.map((event) => (event.type === "updated" ? event.id : event.type))).size).toBe(4);
});

it("a new address of the person alone is kept and counted as a change, but is no event: rules never see it", async () => {
  const { ledger } = await withLedger();
  await ledger.putAccounts([put(account("A-1", "D-1"))]);
  const moved = { ...person, email: "new@example.org" };
  expect(await ledger.putAccounts([put(account("A-1", "D-1"), { person: moved })])).toEqual({ added: 0, changed: 1, same: 0 });
  expect((await ledger.account("A-1"))?.person).toEqual(moved);
  expect(await ledger.inbox("A-1")).toHaveLength(1);
});

it("a person without address, phone or language is read back without them", async () => {
  const { ledger } = await withLedger();
  await ledger.putAccounts([put(account("A-1", "D-1"), { person: { name: "Ada" } })]);
  expect((await ledger.account("A-1"))?.person).toEqual({ name: "Ada" });
});

it("an account whose person was erased can still be read", async () => {
  const { ledger, databaseUrl } = await withLedger();
  await ledger.putAccounts([put(account("A-1", "D-1"))]);
  await sqlPast(databaseUrl, "delete from people");
  expect((await ledger.account("A-1"))?.person).toEqual({ name: "" });
});

it("an account that has not begun takes the policy of the newest file; one that has begun keeps its own", async () => {
  const { ledger } = await withLedger();
  const one = account("A-1", "D-1");
  await ledger.putAccounts([put(one)]);
  await ledger.putAccounts([put(one, { policy: "policy-2" })]);
  expect((await ledger.account("A-1"))?.policy).toBe("policy-2");
  await ledger.saveState("A-1", { format: 1 } as unknown as State, null, 1, null);
  await ledger.putAccounts([put(one, { policy: "policy-3", runtime: "temporal" })]);
  expect(await ledger.account("A-1")).toMatchObject({ policy: "policy-2", runtime: "local" });
});

it("an account keeps its debtor, so that contacts made before go on counting", async () => {
  const { ledger } = await withLedger();
  await ledger.putAccounts([put(account("A-1", "D-1"))]);
  await expect(ledger.putAccounts([put(account("A-2", "D-2")), put(account("A-1", "D-2"))])).rejects.toThrow(EntryConflictError);
  expect(await ledger.account("A-2")).toBeNull();
});

it("of two rows for one account the later one holds", async () => {
  const { ledger } = await withLedger();
  const later = account("A-1", "D-1", { facts: { segment: "key" } });
  expect(await ledger.putAccounts([put(account("A-1", "D-1")), put(later)])).toEqual({ added: 1, changed: 0, same: 0 });
  expect((await ledger.account("A-1"))?.account).toEqual(later);
});

it("more accounts than one batch holds are taken in whole, and listed in the order of their ids", async () => {
  const { ledger } = await withLedger();
  const all = Array.from({ length: 2345 }, (_, i) => put(account(`A-${String(i).padStart(4, "0")}`, `D-${i % 100}`)));
  expect(await ledger.putAccounts(all.toReversed())).toEqual({ added: 2345, changed: 0, same: 0 });
  expect((await ledger.accounts()).map((row) => row.account.id)).toEqual(all.map((row) => row.account.id));
});

it("two files read at the same time are taken in one after the other", async () => {
  const { ledger } = await withLedger();
  await ledger.putAccounts(Array.from({ length: 50 }, (_, i) => put(account(`old-${i}`, `D-${i}`))));
  const all = Array.from({ length: 50 }, (_, i) => put(account(`A-${i}`, `D-${i}`)));
  const done = await Promise.all([ledger.putAccounts(all), ledger.putAccounts(all.toReversed()), ledger.putAccounts(all)]);
  expect(done.map((one) => one.added).toSorted((a, b) => a - b)).toEqual([0, 0, 50]);
  expect(await ledger.inbox("A-0")).toHaveLength(1);
});

it("large amounts come back exactly", async () => {
  const { ledger } = await withLedger();
  const one = account("A-1", "D-1", {
    invoices: [{ ...account("x", "y").invoices[0], id: "big", amount: Number.MAX_SAFE_INTEGER as Minor } as never],
  });
  await ledger.putAccounts([put(one)]);
  expect((await ledger.account("A-1"))?.account.invoices[0]?.amount).toBe(Number.MAX_SAFE_INTEGER);
});

it("a program is found by its policy, with the law book and calendar that were saved last", async () => {
  const { ledger } = await withLedger();
  const program = { policy: policy(), lawBook: lawBook([], "law-1"), calendar, letters: { "reminder.email": "Subject: x" }, creditor };
  expect(await ledger.loadProgram("policy-1")).toBeNull();
  await ledger.saveProgram(program);
  expect(await ledger.loadProgram("policy-1")).toEqual(program);
  const newer = { ...program, lawBook: lawBook([], "law-2"), letters: {} };
  await ledger.saveProgram(newer);
  expect(await ledger.loadProgram("policy-1")).toEqual(newer);
});
