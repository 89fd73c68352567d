import { expect, it } from "vitest";
import type { Instant } from "../../../engine/index.ts";
import type { GuardAnswer } from "../../../ledger/index.ts";
import {
  account,
  at,
  calendar,
  capOfCalls,
  closedAfterOptOut,
  creditor,
  days,
  debtor,
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
} from "../fixtures.ts";
import { withLedger } from "../server.ts";

const rulesOf = (answer: GuardAnswer): readonly string[] => (answer.kind === "denied" ? answer.reasons.map((reason) => reason.rule) : []);

it("what no rule forbids is granted, and stands in the ledger as a contact before anything leaves", async () => {
  const { ledger } = await withLedger({ clock: handClock().read });
  await stock(ledger);
  const answer = await ledger.guard.ask(request());
  expect(answer).toMatchObject({
    kind: "granted",
    permit: {
      requestId: request().requestId,
      account: "A-1",
      step: "reminder/day 1",
      channel: "call",
      templateHash: "template-1",
      grantedAt: noon,
      requires: [],
    },
  });
  expect(await ledger.entries("D-1")).toEqual([
    {
      id: request().requestId,
      at: noon,
      contact: { channel: "call", direction: "out", by: "collector", debts: ["A-1/INV-1"], account: "A-1", unsure: true },
    },
  ]);
});

it("the permit's id, which providers see, tells nothing about the account", async () => {
  const { ledger } = await withLedger({ clock: handClock().read });
  await stock(ledger);
  const answer = await ledger.guard.ask(request());
  expect(answer.kind === "granted" && answer.permit.id).toMatch(/^[0-9a-f]{32}$/);
});

it("of fifty who ask at once for the same debtor, a cap of seven lets seven through", async () => {
  const { ledger } = await withLedger({ clock: handClock().read });
  await ledger.saveProgram({ policy: policy(), lawBook: lawBook([capOfCalls(7)]), calendar, letters: {}, creditor });
  await ledger.putAccounts(Array.from({ length: 10 }, (_, i) => put(account(`A-${i}`, "D-1"))));
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) => ledger.guard.ask(request({ requestId: `A-${i % 10}/0/call ${i}`, account: `A-${i % 10}` }))),
  );
  expect(answers.filter((answer) => answer.kind === "granted")).toHaveLength(7);
  expect(answers.filter((answer) => rulesOf(answer).includes("test.cap"))).toHaveLength(43);
  expect(await ledger.entries("D-1")).toHaveLength(7);
  expect((await ledger.verifyChains()).broken).toEqual([]);
});

it("twenty who ask the same at once get one and the same permit, one contact is reserved, and one of them may send", async () => {
  const { ledger } = await withLedger({ clock: handClock().read });
  await stock(ledger, [capOfCalls(1)]);
  const answers = await Promise.all(Array.from({ length: 20 }, () => ledger.guard.ask(request())));
  const permits = answers.flatMap((answer) => (answer.kind === "granted" ? [answer.permit] : []));
  expect(permits).toHaveLength(20);
  expect(new Set(permits.map((permit) => permit.id)).size).toBe(1);
  expect(await ledger.entries("D-1")).toHaveLength(1);
  const sent = await Promise.all(permits.map((permit) => ledger.guard.sending(permit)));
  expect(sent.filter(Boolean)).toHaveLength(1);
});

it("a denial names the rule and the first lawful instant inside the slot", async () => {
  const { ledger } = await withLedger({ clock: handClock(at(hours(10))).read });
  await stock(ledger, [from8to21]);
  const answer = await ledger.guard.ask(request());
  expect(rulesOf(answer)).toEqual(["test.hours"]);
  expect(answer).toMatchObject({ until: at(hours(20)) });
  expect(await ledger.entries("D-1")).toEqual([]);
});

it("a denial whose end lies beyond the slot has no instant", async () => {
  const { ledger } = await withLedger({ clock: handClock(at(hours(10))).read });
  await stock(ledger, [from8to21]);
  expect(await ledger.guard.ask(request({ until: at(hours(19)) }))).toMatchObject({ kind: "denied", until: null });
});

it("a slot that is over denies by the policy, and its last instant will still do", async () => {
  const clock = handClock(at(hours(2)));
  const { ledger } = await withLedger({ clock: clock.read });
  await stock(ledger);
  expect(rulesOf(await ledger.guard.ask(request({ until: at(hours(1)) })))).toEqual(["policy.slot"]);
  const last = await ledger.guard.ask(request({ until: at(hours(2)) }));
  expect(last.kind === "granted" && (await ledger.guard.sending(last.permit))).toBe(true);
});

it("a permit expires when the hours end, or with the slot if that is sooner", async () => {
  const { ledger } = await withLedger({ clock: handClock().read });
  await stock(ledger, [from8to21]);
  const wide = await ledger.guard.ask(request());
  expect(wide.kind === "granted" && wide.permit.expiresAt).toBe(at(hours(9)));
  const narrow = await ledger.guard.ask(request({ requestId: "A-1/0/other", until: at(hours(1)) }));
  expect(narrow.kind === "granted" && narrow.permit.expiresAt).toBe(at(hours(1) + 1));
});

it("a denied request may be asked again when its time has come", async () => {
  const clock = handClock(at(hours(10)));
  const { ledger } = await withLedger({ clock: clock.read });
  await stock(ledger, [from8to21]);
  const denied = await ledger.guard.ask(request());
  clock.now = denied.kind === "denied" && denied.until !== null ? denied.until : noon;
  expect((await ledger.guard.ask(request())).kind).toBe("granted");
});

it("house rules of the account's policy bind like law", async () => {
  const { ledger } = await withLedger({ clock: handClock(at(hours(10))).read });
  const house = [{ ...from8to21, id: "house.1", place: "HOUSE" as const }];
  await ledger.saveProgram({ policy: policy({ house }), lawBook: lawBook([]), calendar, letters: {}, creditor });
  await ledger.putAccounts([put(account("A-1", "D-1"))]);
  expect(rulesOf(await ledger.guard.ask(request()))).toEqual(["house.1"]);
});

it("what happened at one account holds the contact of the debtor's other account", async () => {
  const { ledger } = await withLedger({ clock: handClock().read });
  await stock(ledger, [closedAfterOptOut]);
  await ledger.putAccounts([put(account("A-2", "D-1"))]);
  await ledger.record({
    id: "e1",
    account: "A-2",
    at: at(-minutes(1)),
    event: { type: "happened", id: "e1", at: at(-minutes(1)), event: { event: "opt-out", channels: ["call"] } },
  });
  expect(rulesOf(await ledger.guard.ask(request()))).toEqual(["test.opt-out"]);
});

it("zones and places of all the debtor's accounts count: it must be lawful in each", async () => {
  const clock = handClock(at(-hours(3)));
  const { ledger } = await withLedger({ clock: clock.read });
  await stock(ledger, [from8to21]);
  expect((await ledger.guard.ask(request())).kind).toBe("granted");
  const west = debtor("D-1", { places: ["US-CA"], timezones: ["America/Los_Angeles"] });
  await ledger.putAccounts([put(account("A-2", "D-1", { debtor: west }))]);
  expect(rulesOf(await ledger.guard.ask(request({ requestId: "A-1/0/later" })))).toEqual(["test.hours"]);
});

it("new law that was saved since is the law that is asked", async () => {
  const { ledger } = await withLedger({ clock: handClock(at(hours(10))).read });
  await stock(ledger);
  expect((await ledger.guard.ask(request({ requestId: "A-1/0/one" }))).kind).toBe("granted");
  await ledger.saveProgram({ policy: policy(), lawBook: lawBook([from8to21]), calendar, letters: {}, creditor });
  expect(rulesOf(await ledger.guard.ask(request({ requestId: "A-1/0/two" })))).toEqual(["test.hours"]);
});

const unknowns: readonly { readonly name: string; readonly rule: string; readonly over: Parameters<typeof debtor>[1] }[] = [
  { name: "no time zone", rule: "unknown.timezone", over: { timezones: [] } },
  { name: "a time zone that the calendar does not know", rule: "unknown.timezone", over: { timezones: ["Mars/Olympus"] } },
  { name: "no place", rule: "unknown.place", over: { places: [] } },
  { name: "a place without law", rule: "unknown.law", over: { places: ["FR"] } },
  { name: "one place with law and one without", rule: "unknown.law", over: { places: ["US-NY", "FR"] } },
];
for (const { name, rule, over } of unknowns) {
  it(`a debtor with ${name} is not contacted, and the reason is ${rule}`, async () => {
    const { ledger } = await withLedger({ clock: handClock().read });
    await stock(ledger);
    await ledger.putAccounts([put(account("A-1", "D-1", { debtor: debtor("D-1", over) }))]);
    const answer = await ledger.guard.ask(request());
    expect(rulesOf(answer)).toContain(rule);
    expect(answer).toMatchObject({ until: null });
    expect(await ledger.entries("D-1")).toEqual([]);
  });
}

it("an account that is not on file, or whose policy is not, is not contacted", async () => {
  const { ledger } = await withLedger({ clock: handClock().read });
  expect(rulesOf(await ledger.guard.ask(request()))).toEqual(["unknown.account"]);
  await ledger.putAccounts([put(account("A-1", "D-1"))]);
  expect(rulesOf(await ledger.guard.ask(request()))).toEqual(["unknown.policy"]);
});

it("a time that the calendar does not reach is unknown, and denies", async () => {
  const { ledger } = await withLedger({ clock: handClock((noon + days(4000)) as Instant).read });
  await stock(ledger);
  expect(rulesOf(await ledger.guard.ask(request({ until: at(days(4001)) })))).toEqual(["unknown.calendar"]);
});

it("business acts come through the same gate: they count no contact, and leave the event that the vocabulary has for them", async () => {
  const { ledger } = await withLedger({ clock: handClock().read });
  await stock(ledger, [capOfCalls(1)]);
  const acts = ["credit-report", "place", "sue", "offer-plan"] as const;
  for (const act of acts) {
    const answer = await ledger.guard.ask(request({ requestId: `A-1/0/${act}`, action: { act, debts: ["A-1/INV-1"] } }));
    expect(answer).toMatchObject({ kind: "granted", permit: { channel: act } });
  }
  const charge = await ledger.guard.ask(
    request({ requestId: "A-1/0/charge", action: { act: "charge", debts: ["A-1/INV-1"], charge: { type: "late-fee", agreed: false } } }),
  );
  expect(charge.kind).toBe("granted");
  expect((await ledger.entries("D-1")).map((entry) => ("event" in entry ? entry.event.event : "contact"))).toEqual([
    "credit-reported",
    "assignment",
    "suit-filed",
    "charge",
  ]);
  expect((await ledger.guard.ask(request())).kind).toBe("granted");
});
