import { expect, it } from "vitest";
import { closing, earliestDeadline, permit, type Action, type DeadlineRule, type Instant, type LedgerEntry } from "../../../engine/index.ts";
import { ask, at, contact, context, debt, event, rule } from "./world.ts";

const send: DeadlineRule = {
  kind: "deadline",
  duty: { send: ["validation-notice"], by: ["letter", "email"] },
  after: { first: "communication" },
  within: { n: 5, business: false },
  else: ["contact", "sue"],
  key: "debt",
};
const papers: DeadlineRule = {
  ...send,
  duty: { record: "documents-sent" },
  after: { event: "document-request", until: ["dispute-closed"] },
  within: { n: 10, business: true },
  else: ["sue"],
};
const SUE: Action = { act: "sue", debts: ["d1"] };
const from = (
  one: DeadlineRule,
  text: string,
  ledger: readonly LedgerEntry[],
  action: Action = SUE,
  more: Parameters<typeof context>[0] = {},
): Instant | null => earliestDeadline(one, context({ ledger, ...more }), action, at(text));

const talk = contact("2026-03-02T10:00:00-05:00", { outcome: "conversation" });
const notice = (text: string, more = {}): LedgerEntry => contact(text, { channel: "letter", contains: ["validation-notice"], ...more });

it("forbids nothing to the end of the last day, and everything in its list from the day after", () => {
  expect(from(send, "2026-03-07T23:59:59.999-05:00", [talk])).toBe(at("2026-03-07T23:59:59.999-05:00"));
  expect(from(send, "2026-03-08T00:00:00-05:00", [talk])).toBeNull();
  expect(from(send, "2026-03-20T00:00:00-04:00", [talk], { act: "sell", debts: ["d1"] })).toBe(at("2026-03-20T00:00:00-04:00"));
  expect(from(send, "2026-03-20T00:00:00-04:00", [])).toBe(at("2026-03-20T00:00:00-04:00"));
});

it("opens again once it is done, late or in time, with the first contact or before it", () => {
  const now = "2026-03-20T10:00:00-04:00";
  expect(from(send, now, [talk, notice("2026-03-15T10:00:00-04:00")])).toBe(at(now));
  expect(from(send, now, [notice("2026-03-01T10:00:00-05:00"), talk])).toBe(at(now));
  expect(from(send, now, [talk, notice("2026-03-03T10:00:00-05:00", { channel: "visit" })])).toBeNull();
  expect(from(send, now, [talk, notice("2026-03-03T10:00:00-05:00", { debts: ["other"] })])).toBeNull();
  const both: DeadlineRule = { ...send, duty: { send: ["validation-notice", "opt-out"] } };
  expect(from(both, now, [talk, notice("2026-03-03T10:00:00-05:00")])).toBeNull();
  expect(
    from(both, now, [talk, notice("2026-03-03T10:00:00-05:00"), contact("2026-03-04T10:00:00-05:00", { channel: "email", contains: ["opt-out"] })]),
  ).toBe(at(now));
});

it("begins with the first communication, not with a mere attempt, unless it says contact", () => {
  const rang = contact("2026-03-02T10:00:00-05:00", { outcome: "no-answer" });
  const now = "2026-03-20T10:00:00-04:00";
  expect(from(send, now, [rang])).toBe(at(now));
  expect(from({ ...send, after: { first: "contact" } }, now, [rang])).toBeNull();
  expect(from(send, now, [contact("2026-03-02T10:00:00-05:00", { direction: "in", outcome: "conversation" })])).toBeNull();
  expect(from(send, now, [contact("2026-03-02T10:00:00-05:00", { outcome: "conversation", by: "creditor" })])).toBe(at(now));
});

it("lets the contact through that does what is overdue, and demands it of an open text", () => {
  const now = "2026-03-20T10:00:00-04:00";
  expect(from(send, now, [talk], ask({ channel: "letter", contains: ["validation-notice"] }))).toBe(at(now));
  expect(from(send, now, [talk], ask({ channel: "letter", contains: [] }))).toBeNull();
  expect(from(send, now, [talk], ask())).toBeNull();
  const decide = (action: Action) => permit(context({ ledger: [talk], rules: [rule(send)] }), action, at(now));
  expect(decide(ask({ channel: "email" }))).toEqual({ allowed: true, requires: ["validation-notice"] });
  expect(decide(ask())).toMatchObject({ allowed: false, requires: ["validation-notice"] });
  // Before the last day is over it demands nothing.
  expect(permit(context({ ledger: [talk], rules: [rule(send)] }), ask({ channel: "email" }), at("2026-03-05T10:00:00-05:00")).requires).toEqual([]);
});

it("what must be recorded is done by an event that answers its cause, and falls away with the cause", () => {
  const asked = event("2026-11-20T10:00:00-05:00", { event: "document-request", request: "verification" });
  // Ten business days after Friday the 20th, Thanksgiving left out: Monday 7 December.
  expect(from(papers, "2026-12-07T23:00:00-05:00", [asked])).toBe(at("2026-12-07T23:00:00-05:00"));
  expect(from(papers, "2026-12-08T00:00:00-05:00", [asked])).toBeNull();
  const now = "2026-12-10T10:00:00-05:00";
  const sent = (request: string) => event("2026-12-09T10:00:00-05:00", { event: "documents-sent", request });
  expect(from(papers, now, [asked, sent("ownership")])).toBeNull();
  expect(from(papers, now, [asked, sent("verification")])).toBe(at(now));
  expect(from(papers, now, [asked, event("2026-12-09T10:00:00-05:00", { event: "dispute-closed" })])).toBe(at(now));
  const brief: DeadlineRule = { ...papers, after: { event: "document-request", until: [], forDays: 30 } };
  expect(from(brief, now, [asked])).toBe(at("2026-12-21T00:00:00-05:00"));
});

it("is about each debt, or about the person", () => {
  const debts = [debt("d1"), debt("d2")];
  const asked = event("2026-03-02T10:00:00-05:00", { event: "document-request", debts: ["d2"] });
  expect(from(papers, "2026-06-01T10:00:00-04:00", [asked], SUE, { debts })).toBe(at("2026-06-01T10:00:00-04:00"));
  expect(from({ ...papers, key: "person" }, "2026-06-01T10:00:00-04:00", [asked], SUE, { debts })).toBeNull();
});

it("is missed as soon as the last day is over in one of the zones", () => {
  const zones = ["America/New_York", "Europe/London"];
  expect(from(send, "2026-03-08T00:00:00Z", [talk], SUE, { zones })).toBeNull();
  expect(from(send, "2026-03-07T23:59:00Z", [talk], SUE, { zones })).toBe(at("2026-03-07T23:59:00Z"));
});

it("tells when a permission ends by itself", () => {
  const ledger = [talk];
  expect(closing(rule(send), context({ ledger }), SUE, at("2026-03-03T10:00:00-05:00"))).toBe(at("2026-03-08T00:00:00-05:00"));
  expect(closing(rule(send), context({ ledger: [talk, notice("2026-03-03T10:00:00-05:00")] }), SUE, at("2026-03-03T10:00:00-05:00"))).toBe(Infinity);
});
