/** The oracle against worked examples of the law, told by hand: it must see a breach, and must not see one that isn't. */
import { DateTime } from "luxon";
import { expect, it } from "vitest";
import { violations, type OracleBody, type OracleContact, type OracleEntry, type OracleEvent, type OracleRule, type Story } from "./index.ts";

const NEW_YORK = "America/New_York";
const ALL_WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const at = (text: string, zone = NEW_YORK): number => DateTime.fromISO(text, { zone }).toMillis();
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

const rule = (body: OracleBody, more: Partial<OracleRule> = {}): OracleRule => ({
  id: "rule",
  place: "US",
  from: null,
  to: null,
  binds: [],
  body,
  ...more,
});

let counter = 0;
const contact = (when: string, more: Partial<OracleContact> = {}, zone?: string): OracleEntry => ({
  at: at(when, zone),
  id: `c${(counter += 1)}`,
  contact: { channel: "call", direction: "out", ...more },
});
const event = (when: string, name: string, more: Partial<OracleEvent> = {}): OracleEntry => ({
  at: at(when),
  id: `e${(counter += 1)}`,
  event: { event: name, ...more },
});

const debt = (id: string, more = {}) => ({
  id,
  amount: 120_000,
  currency: "USD",
  kind: "consumer",
  type: "credit",
  incurred: day("2025-03-10"),
  ...more,
});

const story = (body: OracleBody, ledger: readonly OracleEntry[], more: Partial<Story> = {}): Story => ({
  rules: [rule(body)],
  collector: { role: "third-party" },
  debtor: { kind: "person", places: ["US-OH"], timezones: [NEW_YORK] },
  debts: [debt("d1")],
  holidays: {},
  ledger,
  ...more,
});

/** Which entries broke the rule, by their place in the story. */
const broken = (told: Story): readonly number[] => {
  const wrong = new Set(violations(told).map(({ entry }) => entry));
  return told.ledger.flatMap(({ id }, index) => (wrong.has(id) ? [index] : []));
};

const HOURS: OracleBody = { kind: "window", hours: [{ days: ALL_WEEK, from: 480, to: 1260 }], holidaysClosed: false, liftedByConsent: true };
const SEVEN_IN_SEVEN: OracleBody = {
  kind: "cap",
  n: 7,
  unit: "attempt",
  channels: ["call", "voicemail"],
  days: 7,
  key: "debt",
  excluding: ["not-connected", "wrong-number", "consented", "professional"],
};
const AFTER_TALK: OracleBody = {
  kind: "silence",
  after: { unit: "conversation", channels: ["call", "voicemail"], direction: "any" },
  channels: ["call", "voicemail"],
  days: 7,
  key: "debt",
  excluding: ["consented"],
};
const block = (more: Partial<Extract<OracleBody, { kind: "block" }>>): OracleBody => ({
  kind: "block",
  acts: ["contact"],
  key: "debt",
  exceptPurposes: [],
  exceptPersons: [],
  unlessConsent: [],
  exceptReplies: false,
  ...more,
});

it("eight in the morning is open, nine in the evening is closed", () => {
  const told = story(
    HOURS,
    ["07:59:59", "08:00", "20:59:59", "21:00"].map((time) => contact(`2026-06-10T${time}`)),
  );
  expect(broken(told)).toEqual([0, 3]);
});

it("with two candidate zones the hours must hold in both", () => {
  const debtor = { kind: "person", places: ["US"], timezones: [NEW_YORK, "America/Los_Angeles"] };
  expect(broken(story(HOURS, [contact("2026-06-10T10:59"), contact("2026-06-10T11:00")], { debtor }))).toEqual([0]);
});

it("on the day the clocks go back the morning opens by the new time", () => {
  expect(broken(story(HOURS, [contact("2026-11-01T12:30:00Z"), contact("2026-11-01T13:00:00Z")]))).toEqual([0]);
});

it("an hour shown twice opens at its second showing and closes at its first", () => {
  const night: OracleBody = { kind: "window", hours: [{ days: ALL_WEEK, from: 90, to: 240 }], holidaysClosed: false, liftedByConsent: false };
  const showings = ["05:30", "05:59", "06:29", "06:30", "08:59", "09:00"].map((time) => contact(`2026-11-01T${time}:00Z`));
  expect(broken(story(night, showings))).toEqual([0, 1, 2, 5]);
  const evening: OracleBody = { kind: "window", hours: [{ days: ALL_WEEK, from: 30, to: 90 }], holidaysClosed: false, liftedByConsent: false };
  expect(
    broken(
      story(
        evening,
        ["04:30", "05:29", "05:30", "06:15"].map((time) => contact(`2026-11-01T${time}:00Z`)),
      ),
    ),
  ).toEqual([2, 3]);
});

it("consent to any time opens the night, until it is revoked", () => {
  const told = story(HOURS, [
    contact("2026-06-10T22:00"),
    event("2026-06-11T10:00", "consent", { covers: "any-time" }),
    contact("2026-06-11T22:00"),
    event("2026-06-12T10:00", "consent-revoked"),
    contact("2026-06-12T22:00"),
  ]);
  expect(broken(told)).toEqual([0, 4]);
});

it("a holiday of the nearest place around closes a window that heeds holidays", () => {
  const working: OracleBody = {
    kind: "window",
    hours: [{ days: ["mon", "tue", "wed", "thu", "fri"], from: 540, to: 1020 }],
    holidaysClosed: true,
    liftedByConsent: false,
  };
  const told = story(working, [contact("2026-11-25T10:00"), contact("2026-11-26T10:00"), contact("2026-11-28T10:00")], {
    holidays: { US: [day("2026-11-26")] },
  });
  expect(broken(told)).toEqual([1, 2]);
});

// 12 CFR 1006 Supp. I, comment 14(b)(2)(i)-1.i: with a first call on 1 April, the seven days that matter on the 8th are the 2nd to the 8th.
it("the eighth call in seven days is one too many, and a day later the first no longer counts", () => {
  const week = ["01", "02", "03", "04", "05", "06", "07"].map((date) => contact(`2026-04-${date}T10:00`, { outcome: "no-answer" }));
  expect(broken(story(SEVEN_IN_SEVEN, [...week, contact("2026-04-07T16:00")]))).toEqual([7]);
  expect(broken(story(SEVEN_IN_SEVEN, [...week, contact("2026-04-08T10:00")]))).toEqual([]);
});

it("calls that never connect, wrong numbers and calls to the attorney are not counted", () => {
  const one: OracleBody = { ...SEVEN_IN_SEVEN, n: 1 };
  const first = (more: Partial<OracleContact>) => story(one, [contact("2026-04-06T10:00", more), contact("2026-04-07T10:00", { address: "new" })]);
  expect(broken(first({ outcome: "busy" }))).toEqual([]);
  expect(broken(first({ outcome: "not-in-service" }))).toEqual([]);
  expect(broken(first({ outcome: "wrong-number" }))).toEqual([]);
  expect(broken(first({ outcome: "no-answer" }))).toEqual([1]);
  expect(broken(first({ person: "attorney", outcome: "conversation" }))).toEqual([]);
  const misdirected = [
    contact("2026-04-06T10:00", { address: "old" }),
    contact("2026-04-07T10:00", { address: "old", outcome: "wrong-number" }),
    contact("2026-04-08T10:00", { address: "new" }),
  ];
  // The first two calls are judged by what was known then; the third no longer counts them.
  expect(broken(story(one, misdirected))).toEqual([]);
});

it("each debt has its own count", () => {
  const one: OracleBody = { ...SEVEN_IN_SEVEN, n: 1 };
  const told = story(
    one,
    [
      contact("2026-04-06T10:00", { debts: ["d1"] }),
      contact("2026-04-07T10:00", { debts: ["d2"] }),
      contact("2026-04-08T10:00", { debts: ["d1", "d2"] }),
    ],
    { debts: [debt("d1"), debt("d2")] },
  );
  expect(broken(told)).toEqual([2]);
});

// Comment 14(b)(2)(i)-1.ii: a conversation on 13 August bars calls to the 19th, whoever called.
it("a conversation is followed by seven days of silence, its own day being the first", () => {
  const talk = contact("2026-08-13T11:00", { direction: "in", outcome: "conversation" });
  expect(
    broken(
      story(AFTER_TALK, [
        talk,
        contact("2026-08-13T12:00", { outcome: "no-answer" }),
        contact("2026-08-19T20:00", { outcome: "busy" }),
        contact("2026-08-20T08:00"),
      ]),
    ),
  ).toEqual([1, 2]);
});

// Comment 14(b)(3)(i)-3.ii.
it("leave for more calls ends with the next conversation, which begins a silence of its own", () => {
  const told = story(AFTER_TALK, [
    contact("2026-04-03T10:00", { outcome: "conversation" }),
    event("2026-04-03T10:05", "consent", { covers: "extra-calls" }),
    contact("2026-04-06T10:00", { outcome: "conversation" }),
    contact("2026-04-08T10:00", { outcome: "no-answer" }),
    contact("2026-04-13T10:00"),
  ]);
  expect(broken(told)).toEqual([3]);
});

it("leave for more calls lasts seven days, the day of its arrival being the first", () => {
  const one: OracleBody = { ...SEVEN_IN_SEVEN, n: 1 };
  const told = (when: string) =>
    story(one, [
      event("2026-04-03T10:05", "consent", { covers: "extra-calls" }),
      contact("2026-04-08T10:00", { outcome: "no-answer" }),
      contact("2026-04-09T10:00", { outcome: "no-answer" }),
      contact("2026-04-09T11:00", { outcome: "no-answer" }),
      contact(when),
    ]);
  expect(broken(told("2026-04-10T10:00"))).toEqual([]);
  expect(broken(told("2026-04-16T10:00"))).toEqual([]);
  const late = story(one, [
    event("2026-04-03T10:05", "consent", { covers: "extra-calls" }),
    contact("2026-04-10T10:00"),
    contact("2026-04-11T10:00"),
  ]);
  expect(broken(late)).toEqual([2]);
});

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

it("a rule binds in its place, in its time, and those whom it names", () => {
  const night = [contact("2026-06-10T23:00")];
  expect(broken(story(HOURS, night, { rules: [rule(HOURS, { place: "US-CA" })] }))).toEqual([]);
  expect(broken(story(HOURS, night, { rules: [rule(HOURS, { place: "WORLD" })] }))).toEqual([0]);
  expect(broken(story(HOURS, night, { rules: [rule(HOURS, { from: day("2026-06-11") })] }))).toEqual([]);
  expect(broken(story(HOURS, night, { rules: [rule(HOURS, { from: day("2026-06-10"), to: day("2026-06-10") })] }))).toEqual([0]);
  expect(broken(story(HOURS, night, { rules: [rule(HOURS, { binds: [{ roles: ["creditor"], debts: ["consumer"] }] })] }))).toEqual([]);
  expect(
    broken(
      story(HOURS, night, {
        rules: [rule(HOURS, { binds: [{ roles: ["third-party"], debts: ["consumer"], collectorFacts: ["implies-third-party"] }] })],
      }),
    ),
  ).toEqual([]);
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
