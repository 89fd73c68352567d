/** What happened: once by its id, at its own time, in whatever order it is told. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { capOfCalls, closedAfterOptOut } from "../ledger/fixtures.ts";
import { call, withService } from "./service.ts";

const payment = { id: "p-1", account: "A-1", at: "2026-02-20T09:00:00Z", event: "payment", amount: "250.00" };

it("an event is taken once, and another of its id is refused", async () => {
  const { east } = await withService();
  expect((await east.ask("/events", payment)).body).toEqual({ version: 1, taken: true, account: "A-1" });
  expect((await east.ask("/events", payment)).body).toMatchObject({ taken: false });
  expect(await east.ask("/events", { ...payment, amount: "300.00" })).toMatchObject({ status: 409, body: { type: "urn:collect:problem:conflict" } });
  expect((await east.ask("/accounts/A-1")).body).toMatchObject({ balance: "1000.00", currency: "USD" });
});

it("an event of long ago counts from its day", async () => {
  const { east } = await withService([closedAfterOptOut]);
  await east.ask("/events", { id: "o-1", account: "A-1", at: "2026-02-10T12:00:00Z", event: "opt-out", channels: ["call"] });
  const { body } = await east.ask("/accounts/A-1");
  expect(body["timeline"]).toMatchObject([{ at: "2026-02-10T12:00:00.000Z", kind: "event", what: "opt-out" }]);
  expect((await east.ask("/permits", call("c-1", { account: "A-2" }))).body).toMatchObject({ decision: "denied" });
});

it("what is no event, or no fact, is refused by name", async () => {
  const { east } = await withService();
  const refused = async (over: object): Promise<unknown> => {
    const { status, body } = await east.ask("/events", { ...payment, ...over });
    return [status, ...((body["errors"] as { field: string }[] | undefined) ?? []).map(({ field }) => field)];
  };
  expect(await refused({ event: "paymnt" })).toEqual([422, "event"]);
  expect(await refused({ amount: "-3" })).toEqual([422, "amount"]);
  expect(await refused({ at: "2026-03-09T00:00:00Z" })).toEqual([422, "at"]);
  expect(await refused({ at: "yesterday" })).toEqual([422, "at"]);
  expect(await refused({ at: "1999-01-01T00:00:00Z" })).toEqual([422, "at"]);
  expect(await refused({ invoice: "INV-9" })).toEqual([422, "invoice"]);
  expect(await refused({ id: "a/b" })).toEqual([422, "id"]);
  expect(await refused({ name: "Ada" })).toEqual([422, "name"]);
  expect((await east.ask("/events", { ...payment, account: "A-9" })).status).toBe(404);
});

it("duplicates and another order leave the same account", async () => {
  const { east, west } = await withService([capOfCalls(2), closedAfterOptOut]);
  const told = [
    payment,
    { id: "p-2", account: "A-1", at: "2026-02-25T09:00:00Z", event: "payment", amount: "100.00" },
    { id: "r-1", account: "A-1", at: "2026-02-26T09:00:00Z", event: "refund", amount: "40.00" },
    { id: "h-1", account: "A-1", at: "2026-02-21T09:00:00Z", event: "hardship" },
    { id: "d-1", account: "A-1", at: "2026-02-22T09:00:00Z", event: "dispute", ground: "quality" },
  ];
  for (const event of told) await east.ask("/events", event);
  const [order] = fc.sample(fc.shuffledSubarray([...told, ...told, ...told], { minLength: told.length * 3 }), { numRuns: 1, seed: 7 });
  for (const event of order ?? []) await west.ask("/events", event);
  const [one, other] = [(await east.ask("/accounts/A-1")).body, (await west.ask("/accounts/A-1")).body];
  expect(other).toEqual(one);
  expect(one["timeline"]).toHaveLength(4);
});
