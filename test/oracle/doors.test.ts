/** Blocks and contents: the oracle must see a breach, and must not see one that isn't. */
import { expect, it } from "vitest";
import type { OracleBody } from "./index.ts";
import { NEW_YORK, ALL_WEEK, at, day, rule, contact, event, debt, story, broken, block } from "./telling.ts";

it("a written request to cease counts from its receipt, an oral one not at all", () => {
  const cease = block({ while: { event: "cease-request", form: "written", fromReceipt: true, until: [] }, exceptPurposes: ["closing-notice"] });
  const letter = event("2026-08-03T09:00", "cease-request", { form: "written", received: at("2026-08-06T10:00") });
  expect(
    broken(
      story(cease, [letter, contact("2026-08-04T10:00"), contact("2026-08-06T10:00"), contact("2026-08-07T10:00", { purpose: "closing-notice" })]),
    ),
  ).toEqual([2]);
  expect(broken(story(cease, [event("2026-08-03T09:00", "cease-request", { form: "oral" }), contact("2026-08-04T10:00")]))).toEqual([]);
});

it("an attorney stands before one debt, until released", () => {
  const attorney = block({ while: { event: "attorney-notice", until: ["attorney-released"] }, exceptPersons: ["attorney"] });
  const told = story(
    attorney,
    [
      event("2026-05-01T10:00", "attorney-notice", { debts: ["d1"] }),
      contact("2026-05-02T10:00", { debts: ["d1"] }),
      contact("2026-05-02T11:00", { debts: ["d2"] }),
      contact("2026-05-02T12:00", { debts: ["d1"], person: "attorney" }),
      event("2026-06-01T10:00", "attorney-released", { debts: ["d1"] }),
      contact("2026-06-02T10:00", { debts: ["d1"] }),
    ],
    { debts: [debt("d1"), debt("d2")] },
  );
  expect(broken(told)).toEqual([1]);
});

it("a dispute in writing pauses when it came by the last day of the notice's period", () => {
  const pause = block({ while: { event: "dispute", form: "written", withinValidationPeriod: true, fromReceipt: true, until: ["documents-sent"] } });
  const notice = contact("2026-03-02T10:00", { channel: "letter", contains: ["validation-notice"], deadline: day("2026-04-08") });
  expect(broken(story(pause, [notice, event("2026-04-08T16:00", "dispute", { form: "written" }), contact("2026-04-09T10:00")]))).toEqual([2]);
  expect(broken(story(pause, [notice, event("2026-04-09T09:00", "dispute", { form: "written" }), contact("2026-04-09T10:00")]))).toEqual([]);
});

it("an opt-out closes what it names; a later consent opens it, an earlier one doesn't", () => {
  const optOut = block({
    key: "person",
    while: { event: "opt-out", until: [] },
    exceptPurposes: ["opt-out-confirmation"],
    unlessConsent: ["channel"],
    exceptReplies: true,
  });
  const told = story(optOut, [
    event("2026-06-01T09:00", "consent", { covers: "channel", channels: ["sms"] }),
    contact("2026-06-02T10:00", { channel: "sms" }),
    event("2026-06-03T12:00", "opt-out", { channels: ["sms"] }),
    contact("2026-06-03T12:01", { channel: "sms", purpose: "opt-out-confirmation" }),
    contact("2026-06-04T10:00", { channel: "sms" }),
    contact("2026-06-04T11:00", { channel: "email" }),
    event("2026-06-05T09:00", "consent", { covers: "channel", channels: ["sms"] }),
    contact("2026-06-06T10:00", { channel: "sms" }),
  ]);
  expect(broken(told)).toEqual([4]);
});

it("a breathing space ends by itself after sixty days, and no moratorium binds a company", () => {
  const space = block({ key: "person", while: { event: "breathing-space", relief: "standard", until: ["breathing-space-ended"], forDays: 60 } });
  const ledger = [event("2026-01-01T12:00", "breathing-space", { relief: "standard" }), contact("2026-03-02T23:59"), contact("2026-03-03T00:00")];
  expect(broken(story(space, ledger))).toEqual([1]);
  const persons = [{ roles: ["third-party"], debts: ["consumer", "commercial"], debtors: ["person", "sole-trader"] }];
  const company = story(space, ledger, {
    rules: [rule(space, { binds: persons })],
    debtor: { kind: "business", places: ["US-OH"], timezones: [NEW_YORK] },
  });
  expect(broken(company)).toEqual([]);
});

it("the first communication carries one text and every later one another; an unanswered call carries none", () => {
  const first: OracleBody = { kind: "content", acts: ["contact"], when: "first", must: ["mini-miranda-initial"], mustNot: [] };
  const later: OracleBody = { kind: "content", acts: ["contact"], when: "later", must: ["mini-miranda-subsequent"], mustNot: [] };
  const ledger = [
    contact("2026-06-01T10:00", { outcome: "no-answer" }),
    contact("2026-06-02T10:00", { channel: "letter" }),
    contact("2026-06-03T10:00", { channel: "letter" }),
  ];
  expect(broken(story(first, ledger))).toEqual([1]);
  expect(broken(story(later, ledger))).toEqual([2]);
});

it("a suit filed under the stay is a breach like a letter", () => {
  const stay = block({ acts: ["contact", "sue"], key: "person", while: { event: "bankruptcy-petition", until: ["bankruptcy-closed"] } });
  expect(
    broken(
      story(stay, [
        event("2026-03-01T09:00", "bankruptcy-petition"),
        event("2026-03-02T09:00", "suit-filed", { by: "collector" }),
        event("2026-03-03T09:00", "suit-filed", { by: "court" }),
      ]),
    ),
  ).toEqual([1]);
});

it("the debtor's last word counts: a consent lifts what was said before it, not what is said after it", () => {
  const evening = { blocked: [{ days: ALL_WEEK, from: 1080, to: 1440 }] };
  const times = block({ key: "person", while: { event: "inconvenient-time", until: [] }, unlessConsent: ["any-time"] });
  const consent = (when: string) => event(when, "consent", { covers: "any-time" });
  expect(
    broken(story(times, [consent("2026-05-01T10:00"), event("2026-06-01T10:00", "inconvenient-time", evening), contact("2026-06-10T19:00")])),
  ).toEqual([2]);
  expect(
    broken(story(times, [event("2026-05-01T10:00", "inconvenient-time", evening), consent("2026-06-01T10:00"), contact("2026-06-10T19:00")])),
  ).toEqual([]);
});

it("hours that are ruled out over midnight belong to the day on which they begin", () => {
  const night = block({ key: "person", while: { event: "inconvenient-time", until: [] } });
  const friday = event("2026-06-01T10:00", "inconvenient-time", { blocked: [{ days: ["fri"], from: 1320, to: 480 }] });
  const told = story(night, [
    friday,
    ...["11T23:00", "12T21:59", "12T22:00", "13T07:59", "13T08:00", "13T23:00"].map((time) => contact(`2026-06-${time}`)),
  ]);
  expect(broken(told)).toEqual([3, 4]);
});

it("what the debtor sent is answered once, through the same channel", () => {
  const optOut = block({ key: "person", while: { event: "opt-out", until: ["consent"] }, exceptReplies: true });
  const asked = contact("2026-06-04T09:00", { channel: "sms", direction: "in" });
  const told = story(optOut, [
    event("2026-06-03T12:00", "opt-out"),
    asked,
    contact("2026-06-04T10:00", { channel: "email", re: asked.id }),
    contact("2026-06-04T11:00", { channel: "sms", re: asked.id }),
    contact("2026-06-04T12:00", { channel: "sms", re: asked.id }),
  ]);
  expect(broken(told)).toEqual([2, 4]);
});

it("papers end what asked for them, and a settled dispute no other one", () => {
  const pause = block({ while: { event: "dispute", until: ["dispute-closed", "documents-sent"] } });
  const [first, second] = [event("2026-06-01T10:00", "dispute", { request: "itemisation" }), event("2026-06-02T10:00", "dispute")];
  expect(broken(story(pause, [first, event("2026-06-03T10:00", "documents-sent", { request: "ownership" }), contact("2026-06-04T10:00")]))).toEqual([
    2,
  ]);
  expect(broken(story(pause, [first, event("2026-06-03T10:00", "documents-sent", { request: "itemisation" }), contact("2026-06-04T10:00")]))).toEqual(
    [],
  );
  expect(broken(story(pause, [first, second, event("2026-06-03T10:00", "dispute-closed", { re: first.id }), contact("2026-06-04T10:00")]))).toEqual([
    3,
  ]);
});
