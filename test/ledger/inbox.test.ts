import { expect, it } from "vitest";
import type { Instant, State, StepEvent } from "../../engine/index.ts";
import { account, at, handClock, minutes, noon, put } from "./fixtures.ts";
import { withLedger } from "./server.ts";

const state = (n: number): State => ({ format: 1, n }) as unknown as State;
const paid = (id: string): StepEvent => ({ type: "moved", id, at: noon, amount: 100 as never, as: "payment" });

it("events are read in the order in which they were taken in, until the state that took them in is saved", async () => {
  const { ledger } = await withLedger({ clock: handClock().read });
  await ledger.putAccounts([put(account("A-1", "D-1"))]);
  await ledger.record({ id: "p1", account: "A-1", at: noon, event: paid("p1") });
  expect((await ledger.inbox("A-1")).map((one) => one.seq)).toEqual([1, 2]);
  expect(await ledger.saveState("A-1", state(1), at(minutes(5)), 1, null)).toBe(true);
  expect((await ledger.inbox("A-1")).map((one) => one.event)).toEqual([paid("p1")]);
  expect(await ledger.account("A-1")).toMatchObject({ state: state(1), wakeAt: at(minutes(5)), cursor: 1 });
});

it("a state is not saved over one that somebody else wrote in between", async () => {
  const { ledger } = await withLedger();
  await ledger.putAccounts([put(account("A-1", "D-1"))]);
  expect(await ledger.saveState("A-1", state(1), null, 1, null)).toBe(true);
  expect(await ledger.saveState("A-1", state(2), null, 1, null)).toBe(false);
  expect(await ledger.saveState("A-1", state(2), null, 1, state(0))).toBe(false);
  expect(await ledger.saveState("A-1", state(2), null, 1, state(1))).toBe(true);
  expect((await ledger.account("A-1"))?.state).toEqual(state(2));
});

it("of many who save over the same state one succeeds", async () => {
  const { ledger } = await withLedger();
  await ledger.putAccounts([put(account("A-1", "D-1"))]);
  const saved = await Promise.all(Array.from({ length: 20 }, (_, n) => ledger.saveState("A-1", state(n), null, 1, null)));
  expect(saved.filter(Boolean)).toHaveLength(1);
});

it("the cursor never goes back nor beyond what was taken in", async () => {
  const { ledger } = await withLedger();
  await ledger.putAccounts([put(account("A-1", "D-1"))]);
  await ledger.saveState("A-1", state(1), null, 1, null);
  expect(await ledger.saveState("A-1", state(2), null, 0, state(1))).toBe(false);
  await expect(ledger.saveState("A-1", state(2), null, 2, state(1))).rejects.toThrow("accounts_check");
});

it("the same state in another order of fields is the same state", async () => {
  const { ledger } = await withLedger();
  await ledger.putAccounts([put(account("A-1", "D-1"))]);
  await ledger.saveState("A-1", { format: 1, policy: "p" } as unknown as State, null, 1, null);
  expect(await ledger.saveState("A-1", state(2), null, 1, { policy: "p", format: 1 } as unknown as State)).toBe(true);
});

it("accounts are due when their inbox holds something or their wake has come: first the new ones, then the oldest wake", async () => {
  const { ledger } = await withLedger();
  await ledger.putAccounts(["A", "B", "C", "D", "E"].map((id) => put(account(id, `D-${id}`))));
  const wakes: Readonly<Record<string, Instant | null>> = { A: at(minutes(2)), B: at(minutes(1)), C: at(minutes(3)), D: null };
  for (const [id, wake] of Object.entries(wakes)) await ledger.saveState(id, state(1), wake, 1, null);
  expect(await ledger.due(noon, 10)).toEqual(["E"]);
  expect(await ledger.due(at(minutes(2)), 10)).toEqual(["E", "B", "A"]);
  expect(await ledger.due(at(minutes(2)), 2)).toEqual(["E", "B"]);
  await ledger.record({ id: "p1", account: "C", at: noon, event: paid("p1") });
  expect(await ledger.due(noon, 10)).toEqual(["E", "C"]);
});

it("accounts of the other runtime are never due here", async () => {
  const { ledger } = await withLedger();
  await ledger.putAccounts([put(account("A-1", "D-1"), { runtime: "temporal" })]);
  expect(await ledger.due(noon, 10)).toEqual([]);
});

it("no event is lost or passed over when many are taken in while a reader moves its cursor", async () => {
  const { ledger } = await withLedger();
  await ledger.putAccounts([put(account("A-1", "D-1"))]);
  const read: number[] = [];
  let before: State | null = null;
  const drain = async (): Promise<void> => {
    const events = await ledger.inbox("A-1");
    const last = events.at(-1);
    if (last === undefined) return;
    read.push(...events.map((one) => one.seq));
    const next = state(last.seq);
    expect(await ledger.saveState("A-1", next, null, last.seq, before)).toBe(true);
    before = next;
  };
  let writing = true;
  const writers = Promise.all(Array.from({ length: 60 }, (_, i) => ledger.record({ id: `p${i}`, account: "A-1", at: noon, event: paid(`p${i}`) })));
  void writers.finally(() => (writing = false));
  while (writing) await drain();
  await writers;
  await drain();
  expect(read).toEqual(Array.from({ length: 61 }, (_, i) => i + 1));
});
