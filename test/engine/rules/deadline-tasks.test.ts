/** What is overdue and what isn't: at the edges of time, of several debts, and by what begins and ends a task. */
import { expect, it } from "vitest";
import {
  closing,
  earliestDeadline,
  permit,
  type Action,
  type DeadlineRule,
  type Decision,
  type Instant,
  type LedgerEntry,
  type PastContact,
} from "../../../engine/index.ts";
import { ask, at, contact, context, debt, event, later, rule } from "./world.ts";

const send = (more: Partial<DeadlineRule> = {}): DeadlineRule => ({
  kind: "deadline",
  duty: { send: ["validation-notice"] },
  after: { first: "communication" },
  within: { n: 5, business: false },
  else: ["contact", "sue"],
  key: "debt",
  ...more,
});
const on = (date: number, clock = "00:00"): Instant => at(`2026-05-${String(date).padStart(2, "0")}T${clock}:00-04:00`);
const made = (date: number, what: Partial<PastContact> = {}, clock = "10:00", id?: string): LedgerEntry =>
  contact(`2026-05-${String(date).padStart(2, "0")}T${clock}:00-04:00`, { outcome: "conversation", ...what }, id);
const notice = (date: number, what: Partial<PastContact> = {}, clock = "10:00"): LedgerEntry =>
  contact(`2026-05-${String(date).padStart(2, "0")}T${clock}:00-04:00`, { channel: "letter", contains: ["validation-notice"], ...what });
const debts = [debt("d1"), debt("d2")];
const SUE: Action = { act: "sue", debts: ["d1"] };
const open = ask({ channel: "letter" });
const answer = (one: DeadlineRule, ledger: readonly LedgerEntry[], t: Instant, action: Action = open): Decision =>
  permit(context({ ledger, debts, rules: [rule(one)] }), action, t);
/** A talk on the 1st: the notice is overdue from the 7th on. */
const overdue = on(7);

it("an open text has to do what is overdue from the first instant of that to the instant at which it is done", () => {
  const ledger = [made(1)];
  expect([answer(send(), ledger, later(overdue, -1)).requires, answer(send(), ledger, overdue).requires]).toEqual([[], ["validation-notice"]]);
  expect(answer(send(), [...ledger, notice(9)], on(9, "10:00")).requires).toEqual([]);
  const two = ask({ channel: "letter" }, ["d1", "d2"]);
  expect(answer(send(), [made(1, { debts: ["d1"] }), made(5, { debts: ["d2"] })], overdue, two).requires).toEqual(["validation-notice"]);
  expect(answer(send(), [made(5, { debts: ["d1"] }), made(1, { debts: ["d2"] })], overdue, two).requires).toEqual(["validation-notice"]);
});

it("an open text needn't do what its cause no longer calls for", () => {
  const asked = send({ after: { event: "dispute", until: ["dispute-closed"] } });
  const dispute = event("2026-05-01T10:00:00-04:00", { event: "dispute" });
  const closed = event("2026-05-09T10:00:00-04:00", { event: "dispute-closed" });
  expect([answer(asked, [dispute], on(8)).requires, answer(asked, [dispute, closed], on(10)).requires]).toEqual([["validation-notice"], []]);
});

it("only a contact that does all that is overdue passes by itself", () => {
  const two = send({ duty: { send: ["validation-notice", "rights-notice"] } });
  const passes = (...contains: readonly string[]): boolean =>
    earliestDeadline(two, context({ ledger: [made(1)], debts }), ask({ channel: "letter", contains }), overdue) === overdue;
  expect([passes("validation-notice"), passes("rights-notice"), passes("rights-notice", "validation-notice")]).toEqual([false, false, true]);
});

it("of what must be recorded nothing is demanded of a text", () => {
  const papers = send({ duty: { record: "documents-sent" } });
  expect(answer(papers, [], on(2), SUE)).toEqual({ allowed: true, requires: [] });
  expect(answer(papers, [made(1)], overdue, open).requires).toEqual([]);
});

it.each<[string, "contact" | "communication", readonly LedgerEntry[], boolean]>([
  ["a talk", "communication", [made(1)], true],
  ["the debtor's own talk", "communication", [made(1, { direction: "in" })], true],
  ["the debtor's own letter, which is no talk", "communication", [made(1, { channel: "letter", direction: "in" })], false],
  ["a talk in which the debtor raised the debt", "communication", [made(1, { debts: ["d2"], raisedByDebtor: ["d1"] })], true],
  ["a talk about another debt", "communication", [made(1, { debts: ["d2"] })], false],
  [
    "a letter that came back",
    "communication",
    [made(1, { channel: "letter" }, "10:00", "l"), event("2026-05-03T10:00:00-04:00", { event: "undeliverable", re: "l" })],
    false,
  ],
  [
    "a text to somebody else's number",
    "communication",
    [made(1, { channel: "sms", address: "tel-1" }), made(2, { address: "tel-1", outcome: "wrong-number" })],
    false,
  ],
  ["an attempt, where contact is enough", "contact", [made(1, { outcome: "no-answer" })], true],
  ["the debtor's own call, where this collector's contact is meant", "contact", [made(1, { direction: "in" })], false],
])("the time begins with the first contact about the debt: %s", (_, first, ledger, begins) => {
  expect(earliestDeadline(send({ after: { first } }), context({ ledger, debts }), SUE, overdue)).toBe(begins ? null : overdue);
});

it("a permission ends where something becomes overdue that isn't done by then, and of no other act", () => {
  const closes = (ledger: readonly LedgerEntry[], action: Action = SUE): number => closing(rule(send()), context({ ledger, debts }), action, on(2));
  expect([closes([made(1)]), closes([made(1), notice(7, {}, "00:00")]), closes([made(1), notice(7, {}, "00:01")])]).toEqual([
    overdue,
    Infinity,
    overdue,
  ]);
  expect(closes([made(1)], { act: "sell", debts: ["d1"] })).toBe(Infinity);
});

it("a refusal names what called for the task that is overdue, not for one that is done or still has time", () => {
  const named = (ledger: readonly LedgerEntry[], t: Instant): string => {
    const decision = answer(send(), ledger, t, { act: "sue", debts: ["d1", "d2"] });
    return decision.allowed ? "allowed" : (decision.reasons[0]?.sentence.match(/\d+ May/)?.[0] ?? "none");
  };
  expect(named([made(1, { debts: ["d1"] }), made(2, { debts: ["d2"] }), notice(3, { debts: ["d1"] })], on(9))).toBe("2 May");
  expect(named([made(1, { debts: ["d2"] }), made(5, { debts: ["d1"] })], overdue)).toBe("1 May");
  expect(named([made(1, { debts: ["d2"] }), made(2, { debts: ["d1"] })], overdue)).toBe("1 May");
  expect(named([made(1, { debts: ["d1"] }), made(2, { debts: ["d2"] }), notice(9, { debts: ["d1"] })], on(9, "10:00"))).toBe("2 May");
});
