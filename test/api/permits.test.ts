/** May I contact this person about this debt now. */
import { expect, it } from "vitest";
import type { Rule } from "../../engine/index.ts";
import { at, capOfCalls, closedAfterOptOut, from8to21, hours, minutes } from "../ledger/fixtures.ts";
import { call, withService } from "./service.ts";

const says: Rule = {
  ...from8to21,
  id: "test.says",
  body: { kind: "content", acts: ["contact"], when: "every", must: ["mini-miranda-initial", "plan-copy"], mustNot: [] },
};

it("a lawful call is granted with a token that ends, and is counted at once", async () => {
  const { east } = await withService([capOfCalls(1), from8to21]);
  const granted = await east.ask("/permits", call("c-1"));
  expect(granted.status).toBe(200);
  expect(granted.body).toMatchObject({
    version: 1,
    decision: "granted",
    grantedAt: "2026-03-02T17:00:00.000Z",
    expiresAt: "2026-03-02T17:10:00.000Z",
    requires: [],
  });
  expect(granted.body["token"]).toMatch(/^[0-9a-f]{32}$/);
  const second = await east.ask("/permits", call("c-2", { account: "A-2" }));
  expect(second.body).toMatchObject({
    decision: "denied",
    firstLawful: "2026-03-09T13:00:00.000Z",
    reasons: [{ rule: "test.cap", cites: "test", until: expect.any(String) as string }],
  });
});

it("a token ends with the lawful hours, however long it was asked for", async () => {
  const { clock, east } = await withService([from8to21]);
  clock.now = at(hours(8) + minutes(45));
  const granted = await east.ask("/permits", call("c-1", { minutes: 60 }));
  expect(granted.body).toMatchObject({ decision: "granted", expiresAt: "2026-03-03T02:00:00.000Z" });
  clock.now = at(hours(9));
  const late = await east.ask("/permits", call("c-2"));
  expect(late.body).toMatchObject({ decision: "denied", firstLawful: "2026-03-03T13:00:00.000Z", reasons: [{ rule: "test.hours" }] });
});

it("the same id again is the same contact: one token while it is unused, and one entry", async () => {
  const { clock, east } = await withService([capOfCalls(1)]);
  const first = await east.ask("/permits", call("c-1"));
  clock.now = at(minutes(2));
  const again = await east.ask("/permits", call("c-1"));
  expect(again.body["token"]).toBe(first.body["token"]);
  expect(again.body["grantedAt"]).toBe("2026-03-02T17:02:00.000Z");
  expect(await east.ledger.entries("D-1")).toHaveLength(1);
  const other = await east.ask("/permits", call("c-1", { contact: { channel: "email" } }));
  expect(other).toMatchObject({ status: 409, body: { type: "urn:collect:problem:conflict" } });
});

it("what became known after a grant takes the token back when it is asked about again", async () => {
  const { clock, east } = await withService([closedAfterOptOut]);
  await east.ask("/permits", call("c-1"));
  clock.now = at(minutes(1));
  await east.ask("/events", { id: "o-1", account: "A-2", at: "2026-03-02T17:01:00Z", event: "opt-out", channels: ["call"] });
  const again = await east.ask("/permits", call("c-1"));
  expect(again.body).toMatchObject({ decision: "denied", firstLawful: null, reasons: [{ rule: "test.opt-out" }] });
  expect((await east.ledger.entries("D-1")).filter((entry) => "contact" in entry)).toEqual([]);
});

it("nobody is called about what is paid, or while the policy rests", async () => {
  const { east } = await withService();
  await east.ask("/events", { id: "d-1", account: "A-1", at: "2026-03-02T12:00:00Z", event: "dispute", ground: "amount" });
  expect((await east.ask("/permits", call("c-1"))).body).toMatchObject({ decision: "denied", reasons: [{ rule: "policy.pause" }] });
  await east.ask("/events", { id: "p-1", account: "A-2", at: "2026-03-02T12:00:00Z", event: "payment", amount: "1,250.00" });
  expect((await east.ask("/permits", call("c-2", { account: "A-2" }))).body).toMatchObject({
    decision: "denied",
    reasons: [{ rule: "policy.nothing-open" }],
  });
});

it("a fact that nobody knows denies, and is named", async () => {
  const { east } = await withService([from8to21]);
  const row = await east.ledger.account("A-1");
  if (row === null) throw new Error("no account");
  await east.ledger.putAccounts([{ ...row, account: { ...row.account, debtor: { ...row.account.debtor, timezones: [] } } }]);
  const answer = await east.ask("/permits", call("c-1"));
  expect(answer.body).toMatchObject({ decision: "denied", firstLawful: null });
  expect(JSON.stringify(answer.body["reasons"])).toContain("unknown.");
});

it("what the call must say comes with the token, in words where a text ships", async () => {
  const { east } = await withService([says]);
  const granted = await east.ask("/permits", call("c-1"));
  expect(granted.body["requires"]).toEqual([
    { content: "mini-miranda-initial", words: expect.stringMatching(/^This is an attempt to collect a debt\..*debt collector\.$/) as string },
    { content: "plan-copy", words: null },
  ]);
});

it("a contact that was used is not granted again under its id", async () => {
  const { east } = await withService();
  const { body } = await east.ask("/permits", call("c-1"));
  await east.ask("/contacts", { token: body["token"], outcome: "busy" });
  expect(await east.ask("/permits", call("c-1"))).toMatchObject({ status: 409, body: { type: "urn:collect:problem:used" } });
});

it("each field that can't be taken is named, with the reason and the way out", async () => {
  const { east } = await withService();
  const wrong = await east.ask("/permits", { account: "A-1", contact: { channel: "phone", colour: "red" }, minutes: 61, invoices: [] });
  expect(wrong.status).toBe(422);
  const errors = wrong.body["errors"] as { field: string; reason: string; wayOut: string }[];
  expect(errors.map(({ field }) => field).toSorted()).toEqual(["contact.channel", "contact.colour", "id", "invoices", "minutes"]);
  expect(errors.every(({ reason, wayOut }) => reason !== "" && wayOut !== "")).toBe(true);
  expect(await east.ask("/permits", call("c-1", { invoices: ["INV-9"] }))).toMatchObject({
    status: 422,
    body: { errors: [{ field: "invoices.0" }] },
  });
  expect(await east.ask("/permits", call("c-1", { account: "A-9" }))).toMatchObject({
    status: 404,
    body: { type: "urn:collect:problem:unknown-account" },
  });
});
