import { expect, it } from "vitest";
import { account, at, minutes, noon, put } from "./fixtures.ts";
import { withLedger } from "./server.ts";

const line = { result: "held", stage: "reminder", step: "reminder/day 1", reasons: [] } as const;

it("of each step the last decision is kept, and decisions are told oldest first", async () => {
  const { ledger } = await withLedger();
  await ledger.putAccounts([put(account("A-1", "D-1")), put(account("A-2", "D-2"))]);
  await ledger.note("A-1", noon, "k1", line);
  await ledger.note("A-1", at(minutes(2)), "k2", line);
  await ledger.note("A-2", at(minutes(1)), "k1", line);
  await ledger.note("A-1", at(minutes(3)), "k1", { ...line, result: "sent" });
  expect(await ledger.notes("A-1")).toEqual([
    { account: "A-1", at: at(minutes(2)), key: "k2", ...line },
    { account: "A-1", at: at(minutes(3)), key: "k1", ...line, result: "sent" },
  ]);
  expect((await ledger.notes()).map((one) => one.account)).toEqual(["A-2", "A-1", "A-1"]);
});

it("of two decisions at one instant the one that was noted last is the last, also when its step was noted before", async () => {
  const { ledger } = await withLedger();
  for (const key of ["k1", "k2", "k1"]) await ledger.note("A-1", noon, key, line);
  expect((await ledger.notes("A-1")).map((one) => one.key)).toEqual(["k2", "k1"]);
});

it("a setting is null until it is set, and the last value holds", async () => {
  const { ledger } = await withLedger();
  expect(await ledger.setting("demo clock")).toBeNull();
  await ledger.setSetting("demo clock", "1");
  await ledger.setSetting("demo clock", "2");
  expect(await ledger.setting("demo clock")).toBe("2");
});
