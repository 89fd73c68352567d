import { expect, it } from "vitest";
import { rehearse } from "../../../ledger/index.ts";
import {
  account,
  at,
  calendar,
  capOfCalls,
  creditor,
  days,
  debtor,
  from8to21,
  handClock,
  hours,
  lawBook,
  noon,
  policy,
  request,
  stock,
} from "../fixtures.ts";
import { oneDebtor } from "../../../ledger/guard/one-debtor.ts";
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

it("of one debtor in several accounts, places and zones add up, and what one account doesn't know is unknown", () => {
  const east = debtor("D-1");
  const west = debtor("D-1", { places: ["US-CA"], timezones: ["America/Los_Angeles"] });
  expect(oneDebtor(east, [west, east])).toEqual({ ...east, places: ["US-NY", "US-CA"], timezones: ["America/New_York", "America/Los_Angeles"] });
  expect(oneDebtor(east, [debtor("D-1", { timezones: [] })]).timezones).toEqual([]);
  expect(oneDebtor(east, [debtor("D-1", { places: [] })]).places).toEqual([]);
  expect(oneDebtor(east, [debtor("D-1", { kind: "person" })]).kind).toBe("unknown");
});

it("of one debtor in several accounts, a fact that protects needs one of them, and a fact that takes protection away needs all", () => {
  const soldier = debtor("D-1", { facts: ["active-duty", "vat-registered"] });
  expect(oneDebtor(soldier, [debtor("D-1")]).facts).toEqual(["active-duty"]);
  expect(oneDebtor(soldier, [soldier]).facts).toEqual(["active-duty", "vat-registered"]);
});
