/** Limits that go by the month or the week of the calendar, or for ever; per number, address or channel; with what lifts them. */
import { expect, it } from "vitest";
import { earliestCap, type CapRule, type Contact, type Instant, type LedgerEntry, type PastContact } from "../../../engine/index.ts";
import { ask, at, contact, context, day, debt, event } from "./world.ts";

const one: CapRule = { kind: "cap", n: 1, unit: "attempt", key: "person", excluding: [] };
const MONTH: CapRule = { ...one, fixed: { unit: "month" } };
const first = (
  rule: CapRule,
  text: string,
  ledger: readonly LedgerEntry[],
  more: Parameters<typeof context>[0] = {},
  asked: Partial<Contact> = {},
): Instant | null => earliestCap(rule, context({ ledger, ...more }), ask(asked), at(text));
const call = (text: string, what: Partial<PastContact> = {}): LedgerEntry => contact(text, { outcome: "no-answer", ...what });

it("begins anew with the month of the calendar, however short the time since", () => {
  const ledger = [call("2026-04-30T23:59:00-04:00")];
  expect(first(MONTH, "2026-04-30T23:59:59-04:00", ledger)).toBe(at("2026-05-01T00:00:00-04:00"));
  expect(first(MONTH, "2026-05-01T00:00:00-04:00", ledger)).toBe(at("2026-05-01T00:00:00-04:00"));
  const early = [call("2026-05-01T00:00:00-04:00")];
  expect(first(MONTH, "2026-05-31T23:59:00-04:00", early)).toBe(at("2026-06-01T00:00:00-04:00"));
  expect(first(MONTH, "2026-12-31T12:00:00-05:00", [call("2026-12-01T12:00:00-05:00")])).toBe(at("2027-01-01T00:00:00-05:00"));
});

it("waits for the month in every zone where the debtor may be, and counts a contact in the month that each shows", () => {
  const zones = { zones: ["America/New_York", "America/Los_Angeles"] as const };
  expect(first(MONTH, "2026-04-30T12:00:00-04:00", [call("2026-04-20T12:00:00-04:00")], zones)).toBe(at("2026-05-01T00:00:00-07:00"));
  // Still April in Los Angeles, May already in New York.
  expect(first(MONTH, "2026-05-02T12:00:00-04:00", [call("2026-05-01T01:00:00-04:00")], zones)).toBe(at("2026-06-01T00:00:00-04:00"));
});

it("begins anew with the week from the day that the rule names", () => {
  const saturday = [call("2026-04-11T12:00:00-04:00")];
  const week = (from: "sun" | "mon" | "sat"): CapRule => ({ ...one, fixed: { unit: "week", from } });
  expect(first(week("sun"), "2026-04-11T13:00:00-04:00", saturday)).toBe(at("2026-04-12T00:00:00-04:00"));
  expect(first(week("mon"), "2026-04-12T13:00:00-04:00", saturday)).toBe(at("2026-04-13T00:00:00-04:00"));
  expect(first(week("sat"), "2026-04-12T13:00:00-04:00", saturday)).toBe(at("2026-04-18T00:00:00-04:00"));
});

it("never begins anew where it holds for ever, but takes back calls to a number that proved wrong", () => {
  const ever: CapRule = { ...one, fixed: { unit: "ever" }, excluding: ["wrong-number"] };
  const ledger = [call("2026-04-01T12:00:00-04:00", { address: "A" })];
  expect(first(ever, "2026-10-01T12:00:00-04:00", ledger)).toBeNull();
  expect(first(ever, "2026-10-01T12:00:00-04:00", [...ledger, call("2026-04-02T12:00:00-04:00", { address: "A", outcome: "wrong-number" })])).toBe(
    at("2026-10-01T12:00:00-04:00"),
  );
});

it("counts what comes after the first contact in arrears: one sent before a debt was late is none", () => {
  const late: CapRule = { ...one, days: 7, afterFirst: "contact-in-arrears" };
  const [before, on, next] = ["2026-04-04T12:00:00-04:00", "2026-04-05T12:00:00-04:00", "2026-04-06T12:00:00-04:00"] as const;
  const debts = { debts: [debt("d1", { due: day("2026-04-04") })] };
  expect(first(late, "2026-04-07T12:00:00-04:00", [call(before), call(on)], debts)).toBe(at("2026-04-07T12:00:00-04:00"));
  expect(first(late, "2026-04-07T12:00:00-04:00", [call(on), call(next)], debts)).toBe(at("2026-04-13T00:00:00-04:00"));
  const known = { debts: [debt("d1", { due: day("2026-03-04"), default: day("2026-04-06") })] };
  expect(first(late, "2026-04-07T12:00:00-04:00", [call(on), call(next)], known)).toBe(at("2026-04-07T12:00:00-04:00"));
});

it("takes a message that only names the caller for a completed contact, and none for a communication", () => {
  const ledger = [call("2026-04-08T09:00:00-04:00", { outcome: "limited-message" })];
  const of = (unit: CapRule["unit"]): Instant | null => first({ ...one, days: 7, unit }, "2026-04-08T12:00:00-04:00", ledger);
  expect(of("completed-contact")).toBe(at("2026-04-15T00:00:00-04:00"));
  expect(of("communication")).toBe(at("2026-04-08T12:00:00-04:00"));
  expect(first({ ...one, days: 7, unit: "completed-contact" }, "2026-04-08T12:00:00-04:00", [call("2026-04-08T09:00:00-04:00")])).toBe(
    at("2026-04-08T12:00:00-04:00"),
  );
});

it("counts each number, address or channel apart; one that nobody noted may be any", () => {
  const noon = "2026-04-08T12:00:00-04:00";
  const until = at("2026-04-15T00:00:00-04:00");
  const ledger = [call("2026-04-08T09:00:00-04:00", { address: "A" })];
  const per = (key: CapRule["key"]): CapRule => ({ ...one, days: 7, key });
  expect(first(per("line"), noon, ledger, {}, { address: "A" })).toBe(until);
  expect(first(per("line"), noon, ledger, {}, { address: "B" })).toBe(at(noon));
  expect(first(per("line"), noon, ledger)).toBe(until);
  expect(first(per("line"), noon, ledger, {}, { channel: "email" })).toBe(at(noon));
  expect(first(per("address"), noon, ledger, {}, { channel: "sms", address: "A" })).toBe(until);
  expect(first(per("address"), noon, ledger, {}, { channel: "email" })).toBe(at(noon));
  expect(first(per("medium"), noon, ledger, {}, { channel: "sms", address: "A" })).toBe(at(noon));
  expect(first(per("medium"), noon, ledger, {}, { address: "B" })).toBe(until);
});

it("neither counts nor limits what is for other purposes, or what the debtor agreed to", () => {
  const noon = "2026-04-08T12:00:00-04:00";
  const spared: CapRule = { ...one, days: 7, exceptPurposes: ["legal-notice"] };
  const ledger = [call("2026-04-07T12:00:00-04:00")];
  expect(first(spared, noon, ledger, {}, { purpose: "legal-notice" })).toBe(at(noon));
  expect(first(spared, noon, [call("2026-04-07T12:00:00-04:00", { purpose: "legal-notice" })])).toBe(at(noon));
  const asking: CapRule = { ...one, days: 7, purposes: ["ask-consent"] };
  expect(first(asking, noon, ledger, {}, { purpose: "ask-consent" })).toBe(at(noon));
  const agreed: CapRule = { ...one, days: 7, unlessConsent: ["work"] };
  const consent = event("2026-04-06T12:00:00-04:00", { event: "consent", covers: "work" });
  expect(first(agreed, noon, ledger)).toBe(at("2026-04-14T00:00:00-04:00"));
  expect(first(agreed, noon, [consent, ...ledger])).toBe(at(noon));
  // The consent is over; what was done under it isn't counted.
  const revoked = event("2026-04-08T08:00:00-04:00", { event: "consent-revoked", covers: "work" });
  expect(first(agreed, noon, [consent, ...ledger, revoked])).toBe(at(noon));
  expect(first(agreed, noon, [...ledger, consent, revoked])).toBe(at("2026-04-14T00:00:00-04:00"));
});

it("begins with the first conversation, and counts only what comes after it", () => {
  const later: CapRule = { ...one, days: 7, afterFirst: "conversation" };
  const noon = "2026-04-08T12:00:00-04:00";
  const talk = call("2026-04-06T12:00:00-04:00", { direction: "in", outcome: "conversation" });
  expect(first(later, noon, [call("2026-04-05T12:00:00-04:00"), call("2026-04-07T12:00:00-04:00")])).toBe(at(noon));
  expect(first(later, noon, [call("2026-04-05T12:00:00-04:00"), talk])).toBe(at(noon));
  expect(first(later, noon, [talk, call("2026-04-07T12:00:00-04:00")])).toBe(at("2026-04-14T00:00:00-04:00"));
});
