import { expect, it } from "vitest";
import { readEvent } from "../../../api/index.ts";
import { readEvents } from "../../../cli/import/events.ts";
import { localDay, minor, parseDay, parseInstant } from "../../../engine/index.ts";
import type { Account } from "../../../engine/index.ts";

const account: Account = {
  id: "A-1",
  debtor: { id: "D-1", kind: "business", places: ["US"], timezones: ["America/New_York"] },
  creditor: "seller",
  currency: "USD",
  invoices: [{ id: "INV-1", issued: localDay(20_000), due: localDay(20_030), amount: minor(100_000) }],
  facts: {},
  reach: {},
};
const find = (id: string): Account | undefined => (id === "A-1" ? account : undefined);
const base = { id: "e-1", account: "A-1", at: "2026-11-10T09:00:00-05:00" };
const at = parseInstant("2026-11-10T14:00:00Z");

it("reads money that moved, and what it was called", () => {
  const read = readEvent({ ...base, event: "chargeback", amount: "1,250.00", invoice: "INV-1" }, 1, find);
  expect(read).toEqual({
    ok: true,
    entry: { id: "e-1", account: "A-1", at, event: { type: "moved", id: "e-1", at, amount: 125_000, as: "chargeback", invoice: "INV-1" } },
  });
});

it("reads why a payment came back", () => {
  const read = readEvent({ ...base, event: "chargeback", amount: "5.00", reason: "account closed" }, 1, find);
  expect(read).toMatchObject({ ok: true, entry: { event: { as: "chargeback", reason: "account closed" } } });
});

it("reads what happened in the words of the ledger", () => {
  const read = readEvent({ ...base, event: "promise", amount: "500.00", currency: "USD", due: "2026-11-20", form: "oral" }, 1, find);
  expect(read).toEqual({
    ok: true,
    entry: {
      id: "e-1",
      account: "A-1",
      at,
      event: {
        type: "happened",
        id: "e-1",
        at,
        event: { event: "promise", form: "oral", amount: 50_000, currency: "USD", due: parseDay("2026-11-20") },
      },
    },
  });
});

it.each([
  [{ event: "promisse", amount: "1.00", due: "2026-11-20" }, "event", "did you mean promise?"],
  [{ event: "payment" }, "amount", "needs an amount"],
  [{ event: "payment", amount: "-1.00" }, "amount", "above zero"],
  [{ event: "payment", amount: "1.00", currency: "EUR" }, "currency", "the account is in USD"],
  [{ event: "payment", amount: "1.00", invoice: "INV-2" }, "invoice", "did you mean INV-1?"],
  [{ event: "promise", amount: "1.00" }, "due", "the day by which"],
  [{ event: "opt-out" }, "channels", "names the channels"],
  [{ event: "opt-out", channels: ["fax"] }, "channels.0", '"fax" is not one of call, '],
  [{ event: "dispute", ground: "qualty" }, "ground", "did you mean quality?"],
  [{ event: "payment", amount: "12.345" }, "amount", "which has 2 decimals"],
  [{ event: "payment", amount: "-1.00" }, "amount", "above zero"],
  [{ event: "payment", amount: "1.00", due: "2026-12-01" }, "due", "and nothing else"],
  [{ event: "dispute", id: "" }, "id", "is empty"],
  [{ event: "dispute", from: "2026-02-30" }, "from", "is no date"],
  [{ event: "dispute", at: "yesterday" }, "at", "is no instant"],
  [{ event: "dispute", account: "A-2" }, "account", "there is no account A-2"],
  [{ event: "dispute", grund: "x" }, "", "grund"],
  [{ event: "dispute", reason: "x" }, "reason", "only a chargeback has one"],
  [{ event: "payment", amount: "5.00", reason: "x" }, "reason", "only a chargeback has one"],
])("rejects %j", (fields, column, reason) => {
  const read = readEvent({ ...base, ...fields }, 4, find);
  expect(read).toEqual({ ok: false, rejections: [{ line: 4, column, reason: expect.stringContaining(reason) as string }] });
});

it("takes events oldest first and keeps the good ones", () => {
  const text = JSON.stringify([
    { ...base, id: "late", event: "dispute" },
    { ...base, id: "wrong", event: "nothing" },
    { ...base, id: "early", at: "2026-11-01T00:00:00Z", event: "hardship" },
  ]);
  const { events, rejected } = readEvents(text, "events.json", find);
  expect(events.map((event) => event.id)).toEqual(["early", "late"]);
  expect(rejected.map((each) => each.line)).toEqual([2]);
});
