/** Killed in the middle, at each point between asking and settling: nothing leaves twice, nothing that may have left is forgotten. */
import { expect, it } from "vitest";
import type { Instant, Permit } from "../../../engine/index.ts";
import { openLedger } from "../../../ledger/index.ts";
import type { Guard, Ledger } from "../../../ledger/index.ts";
import {
  at,
  capOfCalls,
  closedAfterOptOut,
  days,
  demandBeforeReport,
  from8to21,
  handClock,
  hours,
  minutes,
  noon,
  request,
  stock,
} from "../fixtures.ts";
import { sqlPast, withLedger } from "../server.ts";

const grantedBy = async (guard: Guard, over = {}): Promise<Permit> => {
  const answer = await guard.ask(request(over));
  if (answer.kind !== "granted") throw new Error(`not granted: ${JSON.stringify(answer)}`);
  return answer.permit;
};

const optOut = (ledger: Ledger, when: Instant) =>
  ledger.record({
    id: "e1",
    account: "A-1",
    at: when,
    event: { type: "happened", id: "e1", at: when, event: { event: "opt-out", channels: ["call"] } },
  });

it("killed after the reservation: the same request gets the same permit again, and its own reservation does not count against it", async () => {
  const clock = handClock();
  const { ledger } = await withLedger({ clock: clock.read });
  await stock(ledger, [capOfCalls(1)]);
  const first = await grantedBy(ledger.guard);
  clock.now = at(minutes(10));
  const again = await grantedBy(ledger.guard);
  expect(again.id).toBe(first.id);
  expect(again.grantedAt).toBe(at(minutes(10)));
  expect(await ledger.entries("D-1")).toMatchObject([{ at: at(minutes(10)) }]);
  expect((await ledger.verifyChains()).broken).toEqual([]);
});

it("a reservation that was left counts against every other request", async () => {
  const { ledger } = await withLedger({ clock: handClock().read });
  await stock(ledger, [capOfCalls(1)]);
  await grantedBy(ledger.guard);
  expect((await ledger.guard.ask(request({ requestId: "A-1/0/other" }))).kind).toBe("denied");
});

it("killed after the reservation and forbidden since: the reservation is taken back and no longer counts", async () => {
  const clock = handClock();
  const { ledger } = await withLedger({ clock: clock.read });
  await stock(ledger, [from8to21, capOfCalls(1)]);
  const permit = await grantedBy(ledger.guard);
  clock.now = at(hours(10));
  expect(await ledger.guard.ask(request())).toMatchObject({ kind: "denied", until: at(hours(20)) });
  expect(await ledger.entries("D-1")).toEqual([]);
  expect(await ledger.guard.sending(permit)).toBe(false);
  clock.now = at(hours(20));
  const later = await grantedBy(ledger.guard);
  expect(later.id).not.toBe(permit.id);
  expect(await ledger.entries("D-1")).toHaveLength(1);
  expect(await ledger.guard.sending(later)).toBe(true);
  expect((await ledger.verifyChains()).broken).toEqual([]);
});

it("killed while sending: the outcome is unknown, it counts as sent, and nobody tries again", async () => {
  const { ledger } = await withLedger({ clock: handClock().read });
  await stock(ledger, [capOfCalls(1)]);
  expect(await ledger.guard.sending(await grantedBy(ledger.guard))).toBe(true);
  const unknown = { kind: "settled", result: { kind: "unknown", at: noon } };
  expect(await ledger.guard.ask(request())).toMatchObject(unknown);
  expect(await ledger.guard.ask(request())).toMatchObject(unknown);
  expect(await ledger.entries("D-1")).toHaveLength(1);
  expect((await ledger.guard.ask(request({ requestId: "A-1/0/other" }))).kind).toBe("denied");
});

it("an outcome that was held for unknown may still be told as sent, but never as failed", async () => {
  const { ledger } = await withLedger({ clock: handClock().read });
  await stock(ledger);
  const permit = await grantedBy(ledger.guard);
  await ledger.guard.sending(permit);
  await ledger.guard.ask(request());
  await ledger.guard.settle(permit, { kind: "failed", at: noon, reason: "refused", retryable: false });
  expect(await ledger.guard.ask(request())).toMatchObject({ result: { kind: "unknown" } });
  expect(await ledger.entries("D-1")).toHaveLength(1);
  await ledger.guard.settle(permit, { kind: "sent", at: noon });
  expect(await ledger.guard.ask(request())).toMatchObject({ result: { kind: "sent" } });
});

it("killed after settling: the same request is answered with what came of it", async () => {
  const clock = handClock();
  const { ledger } = await withLedger({ clock: clock.read });
  await stock(ledger);
  const permit = await grantedBy(ledger.guard);
  await ledger.guard.sending(permit);
  await ledger.guard.settle(permit, { kind: "sent", at: noon });
  clock.now = at(days(30));
  expect(await ledger.guard.ask(request())).toEqual({ kind: "settled", result: { kind: "sent", at: noon } });
  expect(await ledger.guard.sending(permit)).toBe(false);
});

it("what failed before anything left is taken back by a line of its own, and its place is free again", async () => {
  const { ledger, databaseUrl } = await withLedger({ clock: handClock().read });
  await stock(ledger, [capOfCalls(1)]);
  const permit = await grantedBy(ledger.guard);
  await ledger.guard.sending(permit);
  const failed = { kind: "failed", at: noon, reason: "the server refused it", retryable: true } as const;
  await ledger.guard.settle(permit, failed);
  await ledger.guard.settle(permit, failed);
  expect(await ledger.entries("D-1")).toEqual([]);
  expect(await sqlPast(databaseUrl, "select kind from entries order by seq")).toEqual([{ kind: "contact" }, { kind: "void" }]);
  expect((await ledger.verifyChains()).broken).toEqual([]);
  expect(await ledger.guard.ask(request())).toEqual({ kind: "settled", result: failed });
  expect((await ledger.guard.ask(request({ requestId: "A-1/0/other" }))).kind).toBe("granted");
});

it("the first answer stands: what was sent can't be settled as failed afterwards", async () => {
  const { ledger } = await withLedger({ clock: handClock().read });
  await stock(ledger);
  const permit = await grantedBy(ledger.guard);
  await ledger.guard.settle(permit, { kind: "sent", at: noon });
  await ledger.guard.settle(permit, { kind: "failed", at: noon, reason: "late", retryable: false });
  expect(await ledger.guard.ask(request())).toMatchObject({ result: { kind: "sent" } });
  expect(await ledger.entries("D-1")).toHaveLength(1);
});

it("a permit that was given back unused frees its place, and the request may be asked again", async () => {
  const { ledger } = await withLedger({ clock: handClock().read });
  await stock(ledger, [capOfCalls(1)]);
  const permit = await grantedBy(ledger.guard);
  await ledger.guard.settle(permit, { kind: "denied", at: noon, until: null, reasons: [] });
  expect(await ledger.entries("D-1")).toEqual([]);
  expect((await grantedBy(ledger.guard)).id).not.toBe(permit.id);
});

it("a permit is good for one sending, and not from the instant of its expiry on", async () => {
  const clock = handClock();
  const { ledger } = await withLedger({ clock: clock.read });
  await stock(ledger, [from8to21]);
  const permit = await grantedBy(ledger.guard);
  clock.now = permit.expiresAt;
  expect(await ledger.guard.sending(permit)).toBe(false);
  clock.now = (permit.expiresAt - 1) as Instant;
  expect(await ledger.guard.sending(permit)).toBe(true);
  expect(await ledger.guard.sending(permit)).toBe(false);
});

it("an opt-out that comes in between asking and sending ends the permit, and asking again denies", async () => {
  const clock = handClock();
  const { ledger } = await withLedger({ clock: clock.read });
  await stock(ledger, [closedAfterOptOut]);
  const permit = await grantedBy(ledger.guard);
  clock.now = at(minutes(1));
  await optOut(ledger, clock.now);
  expect(await ledger.guard.sending(permit)).toBe(false);
  expect(await ledger.guard.ask(request())).toMatchObject({ kind: "denied", reasons: [{ rule: "test.opt-out" }] });
  expect((await ledger.entries("D-1")).map((entry) => entry.id)).toEqual(["e1"]);
});

it("of many who ask, send and settle one request at random, one sends, and the ledger holds one contact", async () => {
  const { ledger } = await withLedger({ clock: handClock().read });
  await stock(ledger, [capOfCalls(1)]);
  let sent = 0;
  const work = async (): Promise<void> => {
    const answer = await ledger.guard.ask(request());
    if (answer.kind !== "granted" || !(await ledger.guard.sending(answer.permit))) return;
    sent += 1;
    await ledger.guard.settle(answer.permit, { kind: "sent", at: noon });
  };
  await Promise.all(Array.from({ length: 30 }, work));
  expect(sent).toBe(1);
  expect(await ledger.entries("D-1")).toHaveLength(1);
});

it("a database whose transactions are stricter by default makes no difference to those who wait for one debtor", async () => {
  const { databaseUrl, ledger: first } = await withLedger({ clock: handClock().read });
  await stock(first, [capOfCalls(7)]);
  const name = new URL(databaseUrl).pathname.slice(1);
  await sqlPast(databaseUrl, `alter database "${name}" set default_transaction_isolation = 'serializable'`);
  const ledger = await openLedger({ databaseUrl, clock: handClock().read });
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => ledger.guard.ask(request({ requestId: `A-1/0/${i}` }))));
  await ledger.close();
  expect(answers.filter((answer) => answer.kind === "granted")).toHaveLength(7);
});

it("a notice counts as given once it is known to have left: not while it is reserved, under way or unknown", async () => {
  const clock = handClock();
  const { ledger } = await withLedger({ clock: clock.read });
  await stock(ledger, [demandBeforeReport]);
  const letter = {
    requestId: "A-1/0/demand",
    action: { act: "contact", debts: ["A-1/INV-1"], contact: { channel: "email", contains: ["demand"] } },
  } as const;
  const permit = await grantedBy(ledger.guard, letter);
  const report = async (n: number) => {
    const action = { act: "credit-report", debts: ["A-1/INV-1"] } as const;
    return (await ledger.guard.ask(request({ requestId: `A-1/0/report/${n}`, action, until: at(days(30)) }))).kind;
  };
  clock.now = at(days(2));
  expect(await report(1)).toBe("denied");
  clock.now = noon;
  expect(await ledger.guard.sending(permit)).toBe(true);
  clock.now = at(days(2));
  expect(await report(2)).toBe("denied");
  await ledger.guard.settle(permit, { kind: "unknown", at: noon, reason: "the connection broke off" });
  expect(await report(3)).toBe("denied");
  expect(await ledger.entries("D-1")).toMatchObject([{ contact: { contains: ["demand"], unsure: true } }]);
  // The provider was asked, and says that it left.
  await ledger.guard.settle(permit, { kind: "sent", at: noon });
  expect(await report(4)).toBe("granted");
});
