import { expect, it } from "vitest";
import {
  duties,
  lawfulUntil,
  permit,
  plan,
  type Action,
  type CapRule,
  type ContentRule,
  type DeadlineRule,
  type LedgerEntry,
  type NoticeRule,
  type Rule,
  type RuleBody,
} from "../../engine/index.ts";
import { dependsOnReading, readingsOf } from "../../engine/readings.ts";
import { at, contact, context, event, rule, BLOCK } from "./rules/world.ts";

const notice: NoticeRule = {
  kind: "notice-before",
  acts: ["sue"],
  notices: ["letter-of-claim"],
  atLeast: { n: 14, business: false },
  counts: { from: "sending" },
  key: "debt",
};
const cap: CapRule = { kind: "cap", n: 1, unit: "attempt", days: 7, key: "person", excluding: [] };
const first: ContentRule = { kind: "content", acts: ["contact"], when: "first", must: ["full-disclosure"], mustNot: [] };
const later: ContentRule = { kind: "content", acts: ["contact"], when: "later", must: ["short-disclosure"], mustNot: [] };

const SUE: Action = { act: "sue", debts: ["d1"] };
const MAIL: Action = { act: "contact", debts: ["d1"], contact: { channel: "email" } };
const claim = (more = {}): LedgerEntry => contact("2026-03-02T10:00:00-05:00", { channel: "email", contains: ["letter-of-claim"], ...more }, "claim");
const decided = (bodies: readonly RuleBody[], ledger: readonly LedgerEntry[], action: Action, when: string) =>
  permit(context({ rules: bodies.map((body, n) => rule(body, { id: `rule.${n}` })), ledger }), action, at(when));

it("a notice whose sending broke off gives no notice, and the refusal says why", () => {
  const afterwards = "2026-04-02T10:00:00-04:00";
  expect(decided([notice], [claim()], SUE, afterwards).allowed).toBe(true);
  const denied = decided([notice], [claim({ unsure: true })], SUE, afterwards);
  expect(denied).toMatchObject({ allowed: false, requires: ["letter-of-claim"], reasons: [{ rule: "rule.0", until: null }] });
  expect(denied.allowed ? "" : denied.reasons[0]?.sentence).toMatch(
    /\. Nobody knows whether the e-mail of 2 March took place, and this must be lawful if it did not\.$/,
  );
});

it("it counts against limits all the same", () => {
  const denied = decided([cap], [claim({ unsure: true })], MAIL, "2026-03-04T10:00:00-05:00");
  expect(denied).toMatchObject({ allowed: false, reasons: [{ rule: "rule.0", until: at("2026-03-09T00:00:00-04:00") }] });
  expect(denied.allowed ? "" : denied.reasons[0]?.sentence).not.toContain("Nobody knows");
});

it("after a first message that may not have left, the next one carries what a first one must, and what a later one must", () => {
  const when = "2026-03-04T10:00:00-05:00";
  expect(decided([first, later], [], MAIL, when)).toMatchObject({ requires: ["full-disclosure"] });
  expect(decided([first, later], [claim()], MAIL, when)).toMatchObject({ requires: ["short-disclosure"] });
  expect(decided([first, later], [claim({ unsure: true })], MAIL, when)).toMatchObject({
    allowed: true,
    requires: ["full-disclosure", "short-disclosure"],
  });
});

it("a call that waits to be made, or of which nobody says how it went, told the debtor nothing", () => {
  const told: NoticeRule = { ...notice, acts: ["credit-report"], notices: [], orConversation: true };
  const REPORT: Action = { act: "credit-report", debts: ["d1"] };
  const call = (more: object): LedgerEntry => contact("2026-03-02T10:00:00-05:00", more);
  expect(decided([told], [call({ outcome: "conversation" })], REPORT, "2026-03-03T10:00:00-05:00").allowed).toBe(true);
  expect(decided([told], [call({})], REPORT, "2026-03-03T10:00:00-05:00").allowed).toBe(false);
  // Somebody who rings up is there.
  expect(decided([told], [call({ direction: "in" })], REPORT, "2026-03-03T10:00:00-05:00").allowed).toBe(true);
});

it("with an older notice that is sure and a newer one that isn't, neither the wait for the newer nor the age of the older is passed over", () => {
  const both = [claim(), contact("2026-03-20T10:00:00-04:00", { channel: "email", contains: ["letter-of-claim"], unsure: true })];
  const aging = { ...notice, atMost: { n: 40, business: false } };
  const asked = (body: NoticeRule) => {
    const denied = decided([body], both, SUE, "2026-03-25T10:00:00-04:00");
    return denied.allowed ? null : denied.reasons[0]?.until;
  };
  expect(asked(notice)).toBe(at("2026-04-04T00:00:00-04:00"));
  expect(asked(aging)).toBe(at("2026-04-04T00:00:00-04:00"));
  // Before the newer one has run its time, the older one is stale.
  expect(asked({ ...notice, atMost: { n: 30, business: false } })).toBeNull();
});

it("the plan waits for what holds by any reading, and a permission ends with the first reading by which it is over", () => {
  const rules: readonly Rule[] = [rule({ ...notice, atMost: { n: 40, business: false } })];
  const ledger = [claim(), contact("2026-03-20T10:00:00-04:00", { channel: "email", contains: ["letter-of-claim"], unsure: true })];
  const asked = context({ rules, ledger });
  const planned = plan(asked, SUE, at("2026-03-25T10:00:00-04:00"), at("2026-06-01T10:00:00-04:00"));
  expect(planned).toMatchObject({ kind: "at", at: at("2026-04-04T00:00:00-04:00") });
  expect(lawfulUntil(asked, SUE, at("2026-04-05T10:00:00-04:00"), at("2026-06-01T10:00:00-04:00"))).toBe(at("2026-04-12T00:00:00-04:00"));
});

it("several contacts that may not have left are read in every way: any of them may be the only one", () => {
  const once: DeadlineRule = {
    kind: "deadline",
    duty: { send: ["validation-notice"] },
    after: { first: "communication" },
    within: { n: 5, business: false },
    else: ["sue"],
    key: "debt",
  };
  const opening = contact("2026-03-02T10:00:00-05:00", { channel: "email", unsure: true });
  const told = contact("2026-03-03T10:00:00-05:00", { channel: "email", contains: ["validation-notice"], unsure: true });
  // If both left it was done in time, if none left nothing was called for; but if the first alone left, it is overdue.
  expect(decided([once], [opening, told], SUE, "2026-04-02T10:00:00-04:00").allowed).toBe(false);
  expect(decided([once], [told], SUE, "2026-04-02T10:00:00-04:00").allowed).toBe(true);
});

it("of more than four each is still read alone, and left out alone", () => {
  const many = Array.from({ length: 6 }, (_, n) =>
    contact(`2026-03-0${n + 2}T10:00:00-05:00`, { channel: "email", unsure: true, contains: [`text-${n}`] }),
  );
  const needs = (n: number): NoticeRule => ({ ...notice, notices: [`text-${n}`] });
  for (const n of many.keys()) expect(decided([needs(n)], many, SUE, "2026-05-02T10:00:00-04:00").allowed).toBe(false);
  expect(decided([first, later], many, MAIL, "2026-05-02T10:00:00-04:00")).toMatchObject({ requires: ["full-disclosure", "short-disclosure"] });
});

it("what was perhaps sent ends no duty, and what was perhaps said begins one", () => {
  const body: DeadlineRule = {
    kind: "deadline",
    duty: { send: ["validation-notice"] },
    after: { first: "communication" },
    within: { n: 5, business: false },
    else: ["contact"],
    key: "debt",
  };
  const statuses = (ledger: readonly LedgerEntry[]) =>
    duties(context({ rules: [rule(body)], ledger }), at("2026-03-12T10:00:00-04:00")).map(({ status, since }) => [status, since]);
  const talk = contact("2026-03-02T10:00:00-05:00", { outcome: "conversation" });
  const sent = (more: object) => contact("2026-03-03T10:00:00-05:00", { channel: "email", contains: ["validation-notice"], ...more });
  expect(statuses([talk, sent({})])).toEqual([["met", talk.at]]);
  expect(statuses([talk, sent({ unsure: true })])).toEqual([["missed", talk.at]]);
  const opening = contact("2026-03-02T10:00:00-05:00", { channel: "email", unsure: true });
  expect(statuses([opening])).toEqual([["missed", opening.at]]);
});

it("of several readings that refuse, the one that refuses the longest is told, and of equals the one by which all took place", () => {
  const mail = (when: string, more: object = {}): LedgerEntry => contact(`2026-03-${when}T10:00:00-05:00`, { channel: "email", ...more });
  const why = (body: RuleBody, ledger: readonly LedgerEntry[], action: Action): unknown => {
    const denied = decided([body], ledger, action, "2026-03-05T10:00:00-05:00");
    const [reason] = denied.allowed ? [] : denied.reasons;
    return [reason?.until, reason?.sentence];
  };
  const of = (day: number): string => `Nobody knows whether the e-mail of ${day} March took place, and this must be lawful if it did not.`;
  const counted = [at("2026-03-11T00:00:00-04:00"), "One contact was made on 4 March; the next may be made on 11 March from 00:00 in New York."];
  expect(why(cap, [mail("02"), mail("04", { unsure: true })], MAIL)).toEqual(counted);
  expect(why(cap, [mail("02", { unsure: true }), mail("04")], MAIL)).toEqual(counted);
  // Any message will do, and the oldest counts.
  const told: NoticeRule = { ...notice, notices: [] };
  expect(why(told, [mail("02", { unsure: true })], SUE)).toEqual([
    null,
    `No message about the debt was given; before it was, a suit is not allowed. ${of(2)}`,
  ]);
  expect(why(told, [mail("02", { unsure: true }), mail("04")], SUE)).toEqual([
    at("2026-03-19T00:00:00-04:00"),
    `The message about the debt of 4 March must be 14 days old; a suit is allowed from 00:00 on 19 March in New York. ${of(2)}`,
  ]);
  // By the other reading the rule has nothing to say.
  const final: Action = { ...MAIL, contact: { channel: "email", contains: [] } };
  expect(why(first, [mail("02", { unsure: true })], final)).toEqual([null, `The text lacks full-disclosure. ${of(2)}`]);
});

/** What is left out of a ledger of so many contacts that are not sure, by each reading. */
const leftOut = (n: number): readonly string[] => {
  const sure = [contact("2026-03-01T10:00:00-05:00", { channel: "email" }, "sure"), event("2026-03-01T11:00:00-05:00", { event: "dispute" }, "said")];
  const unsure = Array.from({ length: n }, (_, i) =>
    contact(`2026-03-0${i + 2}T10:00:00-05:00`, { channel: "email", unsure: true }, String.fromCodePoint(97 + i)),
  );
  const ledger = [...sure, ...unsure];
  return readingsOf(context({ ledger })).map((reading) => {
    const ids = reading.without.map(({ id }) => id);
    // All the others are there, in their order.
    expect(reading.context.ledger).toEqual(ledger.filter(({ id }) => !ids.includes(id)));
    return ids.join("");
  });
};

it("up to three contacts that may not have taken place are read in every way there is; of more, the older ones alike", () => {
  expect(leftOut(0)).toEqual([""]);
  expect(leftOut(1)).toEqual(["", "a"]);
  expect(leftOut(2)).toEqual(["", "b", "a", "ab"]);
  expect(leftOut(3)).toEqual(["", "c", "b", "bc", "a", "ac", "ab", "abc"]);
  expect(leftOut(4)).toEqual(["", "d", "c", "cd", "ab", "abd", "abc", "abcd"]);
  expect(leftOut(5)).toEqual(["", "e", "d", "de", "abc", "abce", "abcd", "abcde"]);
});

it("the reading by which all took place is the ledger as it is", () => {
  const asked = context({ ledger: [contact("2026-03-02T10:00:00-05:00", {})] });
  expect(readingsOf(asked)[0]?.context).toBe(asked);
});

const dispute = { event: "dispute", until: [] } as const;
const inTime = { ...dispute, withinValidationPeriod: true } as const;

it.each<readonly [boolean, string, RuleBody]>([
  [false, "limits", cap],
  [true, "limits from a dispute in time on", { ...cap, since: inTime }],
  [false, "limits from any dispute on", { ...cap, since: dispute }],
  [false, "silence", { kind: "silence", after: { unit: "attempt", direction: "out" }, days: 7, key: "debt", excluding: [] }],
  [true, "first messages", first],
  [false, "later messages", later],
  [true, "last days that leave the dispute period", { ...later, leavesPeriod: true }],
  [true, "texts after a dispute in time", { ...later, while: inTime }],
  [false, "texts after any dispute", { ...later, while: dispute }],
  [true, "notices", notice],
  [
    true,
    "duties",
    { kind: "deadline", duty: { send: ["opt-out"] }, after: { first: "contact" }, within: { n: 5, business: false }, else: [], key: "debt" },
  ],
  [true, "due dates", { kind: "due-date", days: { n: 30, business: false }, after: "receipt" }],
  [true, "charges", { kind: "amount", charges: [], limit: { by: "percent of debt", percent: 1 }, onlyAgreed: false, key: "debt" }],
  [false, "what is forbidden", BLOCK],
  [true, "what is forbidden to who was never heard", { ...BLOCK, unlessContacted: true }],
  [true, "what an attorney's silence allows", { ...BLOCK, attorneySilentFor: 30 }],
  [true, "what waits for an invoice", { ...BLOCK, until: { days: 3, after: "invoice" } }],
  [false, "what waits for the due date", { ...BLOCK, until: { days: 3, after: "due" } }],
  [true, "what a dispute in time forbids", { ...BLOCK, while: inTime }],
  [false, "what any dispute forbids", { ...BLOCK, while: dispute }],
  [false, "consent", { kind: "consent", channels: ["sms"], covers: "channel" }],
])("a contact that perhaps didn't take place may make it stricter (%s): rules about %s", (may, _, body) => {
  expect(dependsOnReading(rule(body))).toBe(may);
});
