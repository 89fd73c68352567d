import { expect, it } from "vitest";
import { rehearse } from "../../../ledger/index.ts";
import {
  account,
  at,
  calendar,
  capOfCalls,
  closedAfterOptOut,
  creditor,
  days,
  from8to21,
  handClock,
  hours,
  lawBook,
  noon,
  policy,
  request,
  stock,
} from "../fixtures.ts";
import { withLedger } from "../server.ts";

const program = (rules: Parameters<typeof lawBook>[0]) => ({ policy: policy(), lawBook: lawBook(rules), calendar, letters: {}, creditor });
const file = (rules: Parameters<typeof lawBook>[0]) => ({
  accounts: [{ account: account("A-1", "D-1"), program: program(rules), movements: [] }],
  entries: [],
});

it("a rehearsal answers as the guard would, and its permit can't be used", async () => {
  for (const offset of [0, hours(10), hours(20), days(4)]) {
    const { ledger } = await withLedger({ clock: handClock(at(offset)).read });
    await stock(ledger, [from8to21]);
    const rehearsed = rehearse(request(), file([from8to21]), at(offset));
    const answer = await ledger.guard.ask(request());
    const open = ({ id: _id, ...rest }: { readonly id: string }) => rest;
    expect(rehearsed.kind === "granted" ? open(rehearsed.permit) : rehearsed).toEqual(answer.kind === "granted" ? open(answer.permit) : answer);
    expect(rehearsed.kind === "granted" && (await ledger.guard.sending(rehearsed.permit))).toBe(false);
  }
});

it("a rehearsal counts what it is given, and knows no account that it isn't given", () => {
  const called = { id: "c1", at: noon, contact: { channel: "call", direction: "out" } } as const;
  expect(rehearse(request(), { ...file([capOfCalls(1)]), entries: [called] }, noon)).toMatchObject({
    kind: "denied",
    reasons: [{ rule: "test.cap" }],
  });
  expect(rehearse(request({ account: "A-9" }), file([]), noon)).toMatchObject({ reasons: [{ rule: "unknown.account" }] });
  const unknown = [{ account: account("A-1", "D-1"), program: null, movements: [] }];
  expect(rehearse(request(), { accounts: unknown, entries: [] }, noon)).toMatchObject({ reasons: [{ rule: "unknown.policy" }] });
});

it("an event that is told for later has not happened yet; a contact by a clock that runs ahead counts already", () => {
  const optOut = { id: "e1", at: at(hours(1)), event: { event: "opt-out", channels: ["call"] } } as const;
  const withEvent = { ...file([closedAfterOptOut]), entries: [optOut] };
  expect(rehearse(request(), withEvent, noon).kind).toBe("granted");
  expect(rehearse(request(), withEvent, at(hours(2))).kind).toBe("denied");
  const called = { id: "c1", at: at(1000), contact: { channel: "call", direction: "out" } } as const;
  expect(rehearse(request(), { ...file([capOfCalls(1)]), entries: [called] }, noon).kind).toBe("denied");
});
