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

const NOW = "2026-03-20T10:00:00-04:00";
/** What an act must carry or needs first, and the date that a refusal names. */
const told = (one: DeadlineRule, ledger: readonly LedgerEntry[], action: Action, when = NOW, more: Parameters<typeof context>[0] = {}): unknown => {
  const decision = permit(context({ ledger, rules: [rule(one)], ...more }), action, at(when));
  return [decision.requires, decision.allowed ? null : / of ([^;]*);/.exec(decision.reasons[0]?.sentence ?? "")?.[1]];
};

it("a text does what is overdue only with all that has to be sent", () => {
  const both: DeadlineRule = { ...send, duty: { send: ["validation-notice", "opt-out"] } };
  expect(from(both, NOW, [talk], ask({ channel: "letter", contains: ["validation-notice"] }))).toBeNull();
  expect(from(both, NOW, [talk], ask({ channel: "letter", contains: ["opt-out", "validation-notice"] }))).toBe(at(NOW));
});

it("demands what is overdue from the first instant that is too late until it is done, and nothing of what has no say in it", () => {
  const mail = ask({ channel: "email" });
  const missed = "2026-03-08T00:00:00-05:00";
  expect(told(send, [talk], mail, "2026-03-07T23:59:59.999-05:00")).toEqual([[], null]);
  expect(told(send, [talk], mail, missed)).toEqual([["validation-notice"], null]);
  expect(told(send, [talk], SUE, missed)).toEqual([["validation-notice"], "2 March"]);
  const done = notice("2026-03-15T10:00:00-04:00");
  expect(told(send, [talk, done], mail, "2026-03-15T10:00:00-04:00")).toEqual([[], null]);
  expect(told(send, [talk, done], mail)).toEqual([[], null]);
  expect(told({ ...send, else: ["contact"] }, [talk], SUE)).toEqual([[], null]);
  expect(told({ ...papers, else: ["contact"] }, [], mail)).toEqual([[], null]);
  expect(told({ ...send, after: { event: "dispute", until: ["dispute-closed"] } }, [], mail)).toEqual([[], null]);
});

it("what fell away before it was done demands nothing any more", () => {
  const asked = event("2026-03-02T10:00:00-05:00", { event: "dispute" });
  const after: DeadlineRule = { ...send, after: { event: "dispute", until: ["dispute-closed"] } };
  expect(told(after, [asked], ask({ channel: "email" }))).toEqual([["validation-notice"], null]);
  expect(told(after, [asked, event("2026-03-19T10:00:00-04:00", { event: "dispute-closed" })], ask({ channel: "email" }))).toEqual([[], null]);
});

it("what was sent before the event that calls for it doesn't do it", () => {
  const asked = event("2026-03-02T10:00:00-05:00", { event: "dispute" });
  const after: DeadlineRule = { ...send, after: { event: "dispute", until: [] } };
  expect(from(after, NOW, [notice("2026-03-01T10:00:00-05:00"), asked])).toBeNull();
  expect(from(after, NOW, [asked, notice("2026-03-03T10:00:00-05:00")])).toBe(at(NOW));
});

it("a refusal names what called for the task that is overdue: not one that is done, fell away or has time", () => {
  const asked = (when: string, more: object = {}) => event(when, { event: "document-request", ...more });
  const [first, second] = [
    asked("2026-11-02T10:00:00-05:00", { request: "ownership" }),
    asked("2026-11-04T10:00:00-05:00", { request: "verification" }),
  ];
  const when = "2026-11-30T10:00:00-05:00";
  const sent = (at: string) => event(at, { event: "documents-sent", request: "ownership" });
  expect(told(papers, [first, second], SUE, when)).toEqual([[], "2 November"]);
  expect(told(papers, [first, second, sent("2026-11-28T10:00:00-05:00")], SUE, when)).toEqual([[], "4 November"]);
  // Done at this very instant.
  expect(told(papers, [first, second, sent(when)], SUE, when)).toEqual([[], "4 November"]);
  const debts = [debt("d1"), debt("d2")];
  const both: Action = { act: "sue", debts: ["d1", "d2"] };
  const late = asked("2026-11-27T10:00:00-05:00", { debts: ["d1"] });
  const early = asked("2026-11-02T10:00:00-05:00", { debts: ["d2"] });
  expect(told(papers, [early, late], both, when, { debts })).toEqual([[], "2 November"]);
  const other = asked("2026-11-03T09:00:00-05:00", { debts: ["d1"] });
  const closed = event("2026-11-20T10:00:00-05:00", { event: "dispute-closed", debts: ["d1"] });
  expect(told(papers, [other, early, closed], both, when, { debts })).toEqual([[], "2 November"]);
});

it("a first contact is one that went out about the debt, or in which the debtor raised it", () => {
  const first: DeadlineRule = { ...send, after: { first: "contact" } };
  const debts = [debt("d1"), debt("d2")];
  const isCalledFor = (one: DeadlineRule, more: object): boolean =>
    from(one, NOW, [contact("2026-03-02T10:00:00-05:00", { outcome: "conversation", ...more })], SUE, { debts }) === null;
  expect(isCalledFor(first, {})).toBe(true);
  expect(isCalledFor(first, { direction: "in" })).toBe(false);
  // What came in began communication where both spoke; a letter of the debtor's is none of ours.
  expect(isCalledFor(send, { direction: "in" })).toBe(true);
  expect(isCalledFor(send, { direction: "in", channel: "letter", outcome: undefined })).toBe(false);
  expect(isCalledFor(send, { debts: ["d2"] })).toBe(false);
  expect(isCalledFor(send, { debts: ["d2"], raisedByDebtor: ["d1"] })).toBe(true);
});

it("what must be recorded after the first contact is recorded about the same debt", () => {
  const once: DeadlineRule = { ...send, duty: { record: "documents-sent" } };
  const sent = (id: string) => event("2026-03-03T10:00:00-05:00", { event: "documents-sent", debts: [id] });
  expect(from(once, NOW, [talk, sent("d1")])).toBe(at(NOW));
  expect(from(once, NOW, [talk, sent("d2")], SUE, { debts: [debt("d1"), debt("d2")] })).toBeNull();
});

it("no permission ends for what was done in the last instant, or forbids other acts", () => {
  const ends = (ledger: readonly LedgerEntry[], action: Action): number =>
    closing(rule(send), context({ ledger }), action, at("2026-03-03T10:00:00-05:00"));
  expect(ends([talk, notice("2026-03-08T00:00:00-05:00")], SUE)).toBe(Infinity);
  expect(ends([talk], { act: "sell", debts: ["d1"] })).toBe(Infinity);
});
