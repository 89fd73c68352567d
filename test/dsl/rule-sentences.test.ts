import { expect, it } from "vitest";
import { compileLaw, compilePolicy } from "../../dsl/index.ts";
import { ACTS } from "../../dsl/tokens/vocabulary.ts";
import type { RuleBody } from "../../engine/index.ts";
import { smallPolicy } from "./small-policy.ts";

const EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const WORKDAYS = EVERY_DAY.slice(0, 5);
const NO_EXCEPTIONS = { key: "person", exceptPurposes: [], exceptPersons: [], unlessConsent: [], exceptReplies: false };
const PHONE = ["call", "voicemail"];

const lawBody = (sentence: string): RuleBody => {
  const source = `jurisdiction US "x" {\n  source s "S"\n  rule us.s.r "r" {\n    cites s "1"\n    ${sentence}\n  }\n}`;
  const { lawBook, diagnostics } = compileLaw([{ file: "us.collect", source }]);
  expect(diagnostics).toEqual([]);
  const body = lawBook?.rules[0]?.body;
  if (body === undefined) throw new Error("no rule");
  return body;
};
const houseBody = (sentence: string): RuleBody => {
  const { policy, diagnostics } = compilePolicy(smallPolicy({ lines: `  house rules {\n    ${sentence}\n  }` }), "p.collect");
  expect(diagnostics).toEqual([]);
  const body = policy?.house[0]?.body;
  if (body === undefined) throw new Error("no rule");
  return body;
};

const SENTENCES: readonly (readonly [string, object])[] = [
  // Windows
  [
    "contact only between 08:00 and 21:00",
    { kind: "window", hours: [{ days: EVERY_DAY, from: 480, to: 1260 }], holidaysClosed: false, liftedByConsent: false },
  ],
  [
    "contact only between 09:00 and 17:00 on business days",
    { kind: "window", hours: [{ days: WORKDAYS, from: 540, to: 1020 }], holidaysClosed: true, liftedByConsent: false },
  ],
  [
    "sms, email only between 09:00 and 24:00 on weekdays in every time zone of the debtor",
    {
      kind: "window",
      channels: ["sms", "email"],
      hours: [{ days: WORKDAYS, from: 540, to: 1440 }],
      holidaysClosed: false,
      liftedByConsent: false,
    },
  ],
  [
    'call only between 07:00 and 21:00 on mon to sat, between 13:00 and 17:00 on sun closed on holidays in time zone "America/New_York" unless the debtor consented to any time',
    {
      kind: "window",
      channels: PHONE,
      hours: [
        { days: EVERY_DAY.slice(0, 6), from: 420, to: 1260 },
        { days: ["sun"], from: 780, to: 1020 },
      ],
      holidaysClosed: true,
      zone: "America/New_York",
      liftedByConsent: true,
    },
  ],
  [
    "visit only between 09:00 and 18:00 on mon, wed, between 10:00 and 12:00 on fri to sat",
    {
      kind: "window",
      channels: ["visit"],
      hours: [
        { days: ["mon", "wed"], from: 540, to: 1080 },
        { days: ["fri", "sat"], from: 600, to: 720 },
      ],
      holidaysClosed: false,
      liftedByConsent: false,
    },
  ],
  [
    "letter only between 09:00 and 18:00 on sat to mon",
    {
      kind: "window",
      channels: ["letter"],
      hours: [{ days: ["mon", "sat", "sun"], from: 540, to: 1080 }],
      holidaysClosed: false,
      liftedByConsent: false,
    },
  ],
  [
    "call at work only between 09:00 and 17:00",
    {
      kind: "window",
      channels: PHONE,
      places: ["work"],
      hours: [{ days: EVERY_DAY, from: 540, to: 1020 }],
      holidaysClosed: false,
      liftedByConsent: false,
    },
  ],
  // Caps
  ["at most 2 contacts in any 7 days", { kind: "cap", n: 2, unit: "attempt", days: 7, key: "person", excluding: [] }],
  [
    "at most 7 calls in any 7 days per debt\n    not counting calls that did not connect to the dialled number, calls with prior consent given in the last 7 days",
    {
      kind: "cap",
      n: 7,
      unit: "attempt",
      channels: PHONE,
      days: 7,
      key: "debt",
      excluding: ["not-connected", "consented"],
    },
  ],
  [
    "at most 3 communications by email, letter in any 30 days per creditor\n    not counting replies, calls to the debtor's attorney, calls to a number that proved wrong, calls that reached nobody",
    {
      kind: "cap",
      n: 3,
      unit: "communication",
      channels: ["email", "letter"],
      days: 30,
      key: "creditor",
      excluding: ["reply", "professional", "wrong-number", "not-reached"],
    },
  ],
  ["at most 1 conversation in any 1 day per account", { kind: "cap", n: 1, unit: "conversation", days: 1, key: "account", excluding: [] }],
  ["at most 4 messages by phone in any 7 days", { kind: "cap", n: 4, unit: "message", channels: PHONE, days: 7, key: "person", excluding: [] }],
  ["at most 2 visits in any 30 days", { kind: "cap", n: 2, unit: "attempt", channels: ["visit"], days: 30, key: "person", excluding: [] }],
  [
    "at most 2 attempts by call, sms at work, other in any 30 days per debt",
    {
      kind: "cap",
      n: 2,
      unit: "attempt",
      channels: ["call", "voicemail", "sms"],
      places: ["work", "other"],
      days: 30,
      key: "debt",
      excluding: [],
    },
  ],
  [
    "at most 1 call at other, home in any 7 days",
    { kind: "cap", n: 1, unit: "attempt", channels: PHONE, places: ["home", "other"], days: 7, key: "person", excluding: [] },
  ],
  // Silences
  [
    "after a conversation by phone no call for 7 days per debt",
    {
      kind: "silence",
      after: { unit: "conversation", channels: PHONE, direction: "any" },
      channels: PHONE,
      days: 7,
      key: "debt",
      excluding: [],
    },
  ],
  [
    "after a contact no contact for 2 days\n    not counting replies",
    { kind: "silence", after: { unit: "attempt", direction: "out" }, days: 2, key: "person", excluding: ["reply"] },
  ],
  [
    "after a message by sms no sms, email for 3 days per account",
    {
      kind: "silence",
      after: { unit: "message", channels: ["sms"], direction: "out" },
      channels: ["sms", "email"],
      days: 3,
      key: "account",
      excluding: [],
    },
  ],
  [
    "after a communication no contact for 1 day",
    { kind: "silence", after: { unit: "communication", direction: "any" }, days: 1, key: "person", excluding: [] },
  ],
  // Blocks
  ["never sms", { kind: "block", acts: ["contact"], channels: ["sms"], ...NO_EXCEPTIONS }],
  ["never call", { kind: "block", acts: ["contact"], channels: PHONE, ...NO_EXCEPTIONS }],
  [
    "no any act after a bankruptcy-petition until bankruptcy-discharge, bankruptcy-closed",
    {
      kind: "block",
      acts: [...ACTS],
      while: { event: "bankruptcy-petition", until: ["bankruptcy-discharge", "bankruptcy-closed"] },
      ...NO_EXCEPTIONS,
    },
  ],
  [
    "no contact after a cease-request in writing from receipt except closing-notice, remedy-notice, attorney, replies",
    {
      kind: "block",
      acts: ["contact"],
      while: { event: "cease-request", form: "written", fromReceipt: true, until: [] },
      ...NO_EXCEPTIONS,
      exceptPurposes: ["closing-notice", "remedy-notice"],
      exceptPersons: ["attorney"],
      exceptReplies: true,
    },
  ],
  [
    "no contact, credit-report after a dispute on ground not-mine, amount asking for verification within the validation period until documents-sent per debt",
    {
      kind: "block",
      acts: ["contact", "credit-report"],
      while: {
        event: "dispute",
        grounds: ["not-mine", "amount"],
        requests: ["verification"],
        withinValidationPeriod: true,
        until: ["documents-sent"],
      },
      ...NO_EXCEPTIONS,
      key: "debt",
    },
  ],
  [
    "no charge, sue after breathing-space of relief crisis until breathing-space-ended",
    {
      kind: "block",
      acts: ["charge", "sue"],
      while: { event: "breathing-space", relief: "crisis", until: ["breathing-space-ended"] },
      ...NO_EXCEPTIONS,
    },
  ],
  [
    "no contact after hardship orally for 30 days",
    { kind: "block", acts: ["contact"], while: { event: "hardship", form: "oral", until: [], forDays: 30 }, ...NO_EXCEPTIONS },
  ],
  [
    "no contact by call, sms to mobile with autodialled, prerecorded dialling unless consent to channel, prerecorded",
    {
      kind: "block",
      acts: ["contact"],
      channels: ["call", "voicemail", "sms"],
      ...NO_EXCEPTIONS,
      lines: ["mobile"],
      dialing: ["autodialled", "prerecorded"],
      unlessConsent: ["channel", "prerecorded"],
    },
  ],
  ["never visit at work", { kind: "block", acts: ["contact"], channels: ["visit"], places: ["work"], ...NO_EXCEPTIONS }],
  [
    "no contact by email at work except replies unless consent to work",
    { kind: "block", acts: ["contact"], channels: ["email"], places: ["work"], ...NO_EXCEPTIONS, exceptReplies: true, unlessConsent: ["work"] },
  ],
  [
    "no contact at home, other after hardship per person",
    { kind: "block", acts: ["contact"], places: ["home", "other"], while: { event: "hardship", until: [] }, ...NO_EXCEPTIONS },
  ],
  // Contents
  [
    "every email, sms, social must contain opt-out except opt-out-confirmation",
    {
      kind: "content",
      acts: ["contact"],
      channels: ["sms", "email", "social"],
      when: "every",
      must: ["opt-out"],
      mustNot: [],
      exceptPurposes: ["opt-out-confirmation"],
    },
  ],
  [
    "the first contact must contain mini-miranda-initial, caller-identity",
    {
      kind: "content",
      acts: ["contact"],
      when: "first",
      must: ["mini-miranda-initial", "caller-identity"],
      mustNot: [],
    },
  ],
  [
    "every later contact must not contain statute-extract",
    { kind: "content", acts: ["contact"], when: "later", must: [], mustNot: ["statute-extract"] },
  ],
  [
    "every credit-report must contain dispute-notation after dispute until dispute-closed",
    {
      kind: "content",
      acts: ["credit-report"],
      when: "every",
      must: ["dispute-notation"],
      mustNot: [],
      while: { event: "dispute", until: ["dispute-closed"] },
    },
  ],
  // Standards
  ['people decide "no false or misleading statement"', { kind: "standard", text: "no false or misleading statement" }],
];

it.each(SENTENCES)("reads `%s` alike in the law and in the house", (sentence, body) => {
  expect(lawBody(sentence)).toEqual(body);
  expect(houseBody(sentence)).toEqual(body);
});

it("asks for an act that has a place where a sentence names one, and for each place once", () => {
  const problems = (sentence: string) =>
    compilePolicy(smallPolicy({ lines: `  house rules {\n    ${sentence}\n  }` }), "p.collect").diagnostics.map(({ code }) => code);
  expect(problems("never visit at work, home")).toEqual([]);
  expect(problems("no sue at work")).toEqual(["C4022"]);
  expect(problems("at most 2 calls at work, work in any 7 days")).toEqual(["C4021"]);
  expect(problems("never visit at office").length).toBeGreaterThan(0);
});

it("numbers house rules in source order and lets them bind everybody", () => {
  const { policy } = compilePolicy(
    smallPolicy({ lines: "  house rules {\n    never   sms\n\n    at most 2 calls in any 7 days\n    not counting replies\n    never visit\n  }" }),
    "p.collect",
  );
  expect(policy?.house.map(({ id, summary, line, place, confidence }) => ({ id, summary, line, place, confidence }))).toEqual([
    { id: "house.1", summary: "never sms", line: 8, place: "HOUSE", confidence: "own" },
    { id: "house.2", summary: "at most 2 calls in any 7 days", line: 10, place: "HOUSE", confidence: "own" },
    { id: "house.3", summary: "never visit", line: 12, place: "HOUSE", confidence: "own" },
  ]);
  expect(policy?.house[1]?.body).toMatchObject({ excluding: ["reply"] });
  expect(policy?.house[0]?.binds).toEqual([{ roles: ["creditor", "third-party", "debt-buyer"], debts: ["consumer", "commercial"] }]);
});

it("goes on with a sentence on the next line when that is indented, and begins a new one when it isn't", () => {
  const body = lawBody(
    "no contact after a cease-request in writing\n      until consent\n      except closing-notice,\n        legal-notice\n      unless consent to channel",
  );
  expect(body).toMatchObject({ while: { until: ["consent"] }, exceptPurposes: ["closing-notice", "legal-notice"], unlessConsent: ["channel"] });
});
