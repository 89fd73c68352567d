/** What came of contacts, with a token or without: all of them count. */
import { expect, it } from "vitest";
import { at, capOfCalls, minutes } from "../ledger/fixtures.ts";
import { call, withService } from "./service.ts";

it("an outcome is told to the rules, once, and a second report of another kind is refused", async () => {
  const { clock, east } = await withService([capOfCalls(1)]);
  const { body } = await east.ask("/permits", call("c-1"));
  const token = body["token"];
  clock.now = at(minutes(5));
  const report = { token, outcome: "conversation", at: "2026-03-02T17:04:00Z" };
  expect((await east.ask("/contacts", report)).body).toEqual({ version: 1, taken: true, account: "A-1", withinPermit: true });
  expect((await east.ask("/contacts", report)).body).toEqual({ version: 1, taken: false, account: "A-1", withinPermit: true });
  expect(await east.ledger.entries("D-1")).toMatchObject([{ at: at(minutes(4)), contact: { channel: "call", outcome: "conversation" } }]);
  expect(await east.ask("/contacts", { token, outcome: "busy", at: "2026-03-02T17:04:00Z" })).toMatchObject({
    status: 409,
    body: { type: "urn:collect:problem:used" },
  });
  expect((await east.ask("/permits", call("c-2"))).body).toMatchObject({ decision: "denied" });
});

it("a call that was not made doesn't count, and one that was made too late does, and is told", async () => {
  const { clock, east } = await withService([capOfCalls(1)]);
  const first = await east.ask("/permits", call("c-1"));
  expect((await east.ask("/contacts", { token: first.body["token"], made: false })).body).toMatchObject({ taken: true });
  expect(await east.ledger.entries("D-1")).toEqual([]);
  const second = await east.ask("/permits", call("c-2"));
  expect(second.body).toMatchObject({ decision: "granted" });
  clock.now = at(minutes(30));
  expect((await east.ask("/contacts", { token: second.body["token"], outcome: "no-answer" })).body).toMatchObject({
    taken: true,
    withinPermit: false,
  });
  expect(await east.ledger.entries("D-1")).toHaveLength(1);
});

it("a contact that was made elsewhere counts against the limits, for every account of the debtor, and once", async () => {
  const { east } = await withService([capOfCalls(1)]);
  const made = { id: "x-1", account: "A-2", at: "2026-03-01T17:00:00Z", contact: { channel: "call", outcome: "no-answer" } };
  expect((await east.ask("/contacts", made)).body).toEqual({ version: 1, taken: true, account: "A-2", withinPermit: null });
  expect((await east.ask("/contacts", made)).body).toMatchObject({ taken: false });
  expect(await east.ask("/contacts", { ...made, at: "2026-03-01T18:00:00Z" })).toMatchObject({ status: 409 });
  expect((await east.ask("/permits", call("c-1"))).body).toMatchObject({ decision: "denied", reasons: [{ rule: "test.cap" }] });
});

it("reports that can't be true are refused by name", async () => {
  const { east } = await withService();
  const { body } = await east.ask("/permits", call("c-1"));
  const token = body["token"];
  expect(await east.ask("/contacts", { token, at: "2026-03-05T17:00:00Z" })).toMatchObject({ status: 422, body: { errors: [{ field: "at" }] } });
  expect(await east.ask("/contacts", { token, made: false, outcome: "busy" })).toMatchObject({
    status: 422,
    body: { errors: [{ field: "outcome" }] },
  });
  expect(await east.ask("/contacts", { token: "f".repeat(32) })).toMatchObject({ status: 404, body: { type: "urn:collect:problem:unknown-token" } });
  expect(await east.ask("/contacts", { token: "'; drop table permits" })).toMatchObject({ status: 422, body: { errors: [{ field: "token" }] } });
});

it("a permit of the house's own runs can't be reported from outside", async () => {
  const { east } = await withService();
  const answer = await east.ledger.guard.ask({
    requestId: "A-1/0/reminder/1",
    account: "A-1",
    stage: null,
    step: "s",
    action: { act: "contact", debts: ["A-1/INV-1"], contact: { channel: "email" } },
    templateHash: "t",
    until: at(minutes(60)),
  });
  if (answer.kind !== "granted") throw new Error("not granted");
  expect(await east.ask("/contacts", { token: answer.permit.id, made: false })).toMatchObject({ status: 404 });
  expect(await east.ledger.entries("D-1")).toHaveLength(1);
});
