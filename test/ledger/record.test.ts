import { expect, it } from "vitest";
import type { PastEvent, StepEvent } from "../../engine/index.ts";
import { EntryConflictError } from "../../ledger/index.ts";
import type { Ledger } from "../../ledger/index.ts";
import { account, at, handClock, minutes, noon, put } from "./fixtures.ts";
import { sqlPast, withLedger } from "./server.ts";

const happened = (id: string, event: PastEvent): StepEvent => ({ type: "happened", id, at: noon, event });
const moved = (id: string, over: Partial<Extract<StepEvent, { type: "moved" }>> = {}): StepEvent => ({
  type: "moved",
  id,
  at: noon,
  amount: 5000 as never,
  as: "payment",
  ...over,
});

const withAccounts = async () => {
  const made = await withLedger({ clock: handClock().read });
  await made.ledger.putAccounts([put(account("A-1", "D-1")), put(account("A-2", "D-1")), put(account("B-1", "D-2"))]);
  return made;
};

const typesIn = async (ledger: Ledger, id: string): Promise<readonly string[]> => (await ledger.inbox(id)).map((one) => one.event.type);

it("what happened is in the debtor's ledger and in the account's inbox", async () => {
  const { ledger } = await withAccounts();
  const event = happened("e1", { event: "dispute", ground: "quality", debts: ["A-1/INV-1"] });
  expect(await ledger.record({ id: "e1", account: "A-1", at: noon, event })).toBe(true);
  expect(await ledger.entries("D-1")).toEqual([{ id: "e1", at: noon, event: { event: "dispute", ground: "quality", debts: ["A-1/INV-1"] } }]);
  expect((await ledger.inbox("A-1")).at(-1)?.event).toEqual(event);
  expect(await typesIn(ledger, "A-2")).toEqual(["opened"]);
});

it("the same record again changes nothing and says so, also when many tell it at once", async () => {
  const { ledger } = await withAccounts();
  const told = { id: "p1", account: "A-1", at: noon, event: moved("p1") };
  const answers = await Promise.all(Array.from({ length: 20 }, () => ledger.record(told)));
  expect(answers.filter(Boolean)).toHaveLength(1);
  expect(await ledger.entries("D-1")).toHaveLength(1);
  expect(await typesIn(ledger, "A-1")).toEqual(["opened", "moved"]);
});

it("an id that names something else is refused, and nothing is taken in half", async () => {
  const { ledger } = await withAccounts();
  await ledger.record({ id: "p1", account: "A-1", at: noon, event: moved("p1") });
  const others = [
    { id: "p1", account: "A-1", at: noon, event: moved("p1", { amount: 7000 as never }) },
    { id: "p1", account: "A-2", at: noon, event: moved("p1") },
    { id: "p1", account: "B-1", at: noon, event: moved("p1") },
  ];
  for (const other of others) await expect(ledger.record(other)).rejects.toThrow(EntryConflictError);
  expect(await typesIn(ledger, "A-2")).toEqual(["opened"]);
  expect(await ledger.entries("D-2")).toEqual([]);
});

it("one id told for two debtors at the same moment is taken in once and refused plainly once", async () => {
  const { ledger } = await withAccounts();
  const told = await Promise.allSettled(["A-1", "B-1"].map((id) => ledger.record({ id: "p1", account: id, at: noon, event: moved("p1") })));
  expect(told.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(told.find((one) => one.status === "rejected")?.reason).toBeInstanceOf(EntryConflictError);
});

it("what can't be recorded for lack of an account is refused by name", async () => {
  const { ledger } = await withAccounts();
  await expect(ledger.record({ id: "p1", account: "A-9", at: noon, event: moved("p1") })).rejects.toThrow('no account "A-9"');
});

for (const name of ["death", "bankruptcy-petition", "opt-out", "cease-request", "attorney-notice", "breathing-space", "hardship"] as const) {
  it(`${name} without a label concerns the person, so all of the debtor's accounts hear of it, and nobody else's`, async () => {
    const { ledger } = await withAccounts();
    await ledger.record({ id: "e1", account: "A-1", at: noon, event: happened("e1", { event: name }) });
    expect(await typesIn(ledger, "A-1")).toEqual(["opened", "happened"]);
    expect(await typesIn(ledger, "A-2")).toEqual(["opened", "happened"]);
    expect(await typesIn(ledger, "B-1")).toEqual(["opened"]);
    expect(await ledger.entries("D-1")).toEqual([{ id: "e1", at: noon, event: { event: name } }]);
  });
}

it("an opt-out that names an account concerns that account alone", async () => {
  const { ledger } = await withAccounts();
  await ledger.record({ id: "e1", account: "A-1", at: noon, event: happened("e1", { event: "opt-out", account: "A-1" }) });
  expect(await typesIn(ledger, "A-2")).toEqual(["opened"]);
});

it("an event about debts that names none is about the account that it was recorded for", async () => {
  const { ledger } = await withAccounts();
  await ledger.record({ id: "e1", account: "A-1", at: noon, event: happened("e1", { event: "promise", amount: 100 as never }) });
  expect(await ledger.entries("D-1")).toEqual([{ id: "e1", at: noon, event: { event: "promise", amount: 100, account: "A-1" } }]);
  expect(await typesIn(ledger, "A-2")).toEqual(["opened"]);
});

it("a payment is a `payment` event to the rules; credits, refunds and chargebacks are lines of their own that no rule reads", async () => {
  const { ledger, databaseUrl } = await withAccounts();
  await ledger.record({ id: "p1", account: "A-1", at: noon, event: moved("p1", { invoice: "INV-1" }) });
  await ledger.record({ id: "p2", account: "A-1", at: noon, event: moved("p2", { as: "chargeback", amount: -5000 as never }) });
  expect(await ledger.entries("D-1")).toEqual([
    { id: "p1", at: noon, event: { event: "payment", amount: 5000, currency: "USD", account: "A-1", debts: ["A-1/INV-1"] } },
  ]);
  expect(await sqlPast(databaseUrl, "select kind from entries order by seq")).toEqual([{ kind: "movement" }, { kind: "movement" }]);
});

it("what is told late is read at the time when it happened", async () => {
  const { ledger } = await withAccounts();
  await ledger.record({ id: "late", account: "A-1", at: noon, event: moved("late") });
  await ledger.record({ id: "early", account: "A-1", at: at(-minutes(5)), event: { ...moved("early"), at: at(-minutes(5)) } as StepEvent });
  expect((await ledger.entries("D-1")).map((entry) => entry.id)).toEqual(["early", "late"]);
  expect((await ledger.verifyChains()).broken).toEqual([]);
});

it("an approval goes to the account's inbox once and leaves no line in the debtor's ledger", async () => {
  const { ledger } = await withAccounts();
  const event: StepEvent = { type: "approval", id: "a1", key: "k", granted: true };
  expect(await ledger.record({ id: "a1", account: "A-1", at: noon, event })).toBe(true);
  expect(await ledger.record({ id: "a1", account: "A-1", at: noon, event })).toBe(false);
  expect(await typesIn(ledger, "A-1")).toEqual(["opened", "approval"]);
  expect(await ledger.entries("D-1")).toEqual([]);
});

it("news of a person with many accounts and a file that changes all of them don't stand in each other's way", async () => {
  const { ledger } = await withLedger({ clock: handClock().read });
  const ids = Array.from({ length: 40 }, (_, i) => `A-${String(i).padStart(2, "0")}`);
  for (const id of ids.toReversed()) await ledger.putAccounts([put(account(id, "D-1"))]);
  const files = Array.from({ length: 6 }, (_, n) => ledger.putAccounts(ids.map((id) => put(account(id, "D-1", { facts: { n } })))));
  const news = Array.from({ length: 12 }, (_, n) =>
    ledger.record({ id: `e${n}`, account: "A-00", at: noon, event: happened(`e${n}`, { event: "hardship" }) }),
  );
  await Promise.all([...files, ...news]);
  const seqs = (await ledger.inbox("A-39")).map((one) => one.seq);
  expect(seqs).toEqual(Array.from({ length: 1 + 6 + 12 }, (_, i) => i + 1));
});
