/** Hours, limits, silences, and whom a rule binds: the oracle must see a breach, and must not see one that isn't. */
import { expect, it } from "vitest";
import type { OracleBody, OracleContact } from "./index.ts";
import { NEW_YORK, ALL_WEEK, day, rule, contact, event, debt, story, broken, HOURS, SEVEN_IN_SEVEN, AFTER_TALK } from "./telling.ts";

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

it("limits protect each person apart", () => {
  const one: OracleBody = { ...SEVEN_IN_SEVEN, n: 1 };
  expect(
    broken(
      story(one, [
        contact("2026-04-06T10:00", { person: "neighbour" }),
        contact("2026-04-07T10:00"),
        contact("2026-04-08T10:00", { person: "neighbour" }),
      ]),
    ),
  ).toEqual([2]);
});

// Consumer Protection Code 2012 ch. 8: three in a calendar month. RCW 19.16.250(17)(a): a calendar week. 12 CFR 1006.10(c): once.

it("a month or a week of the calendar ends with its last date, and ever doesn't end", () => {
  const one: OracleBody = { ...SEVEN_IN_SEVEN, n: 1, days: 7 };
  const pair = (then: string, now: string) => [contact(then, { outcome: "no-answer" }), contact(now, { outcome: "no-answer" })];
  const month: OracleBody = { ...one, fixed: { unit: "month" } };
  expect(broken(story(month, pair("2026-04-01T10:00", "2026-04-30T10:00")))).toEqual([1]);
  expect(broken(story(month, pair("2026-04-30T10:00", "2026-05-01T10:00")))).toEqual([]);
  const week: OracleBody = { ...one, fixed: { unit: "week", from: "sun" } };
  expect(broken(story(week, pair("2026-04-05T10:00", "2026-04-11T10:00")))).toEqual([1]);
  expect(broken(story(week, pair("2026-04-11T10:00", "2026-04-12T10:00")))).toEqual([]);
  expect(broken(story({ ...one, fixed: { unit: "ever" } }, pair("2020-04-11T10:00", "2026-04-12T10:00")))).toEqual([1]);
});

it("numbers, and channels, have their own counts where a limit says so", () => {
  const one: OracleBody = { ...SEVEN_IN_SEVEN, n: 1, key: "line" };
  const pair = (now: Partial<OracleContact>) => [contact("2026-04-06T10:00", { address: "A" }), contact("2026-04-07T10:00", now)];
  expect(broken(story(one, pair({ address: "B" })))).toEqual([]);
  expect(broken(story(one, pair({ address: "A" })))).toEqual([1]);
  expect(broken(story(one, pair({})))).toEqual([1]);
  expect(broken(story({ ...one, key: "medium" }, pair({ channel: "voicemail", address: "A" })))).toEqual([]);
});

it("leave, other purposes and what came before the first talk keep contacts out of a limit that says so", () => {
  const one = { ...SEVEN_IN_SEVEN, n: 1, excluding: [] };
  const [first, second] = [contact("2026-04-06T10:00", { outcome: "no-answer" }), contact("2026-04-07T10:00", { outcome: "no-answer" })];
  const leave = event("2026-04-06T12:00", "consent", { covers: "work" });
  expect(broken(story({ ...one, unlessConsent: ["work"] }, [first, leave, second]))).toEqual([]);
  expect(broken(story({ ...one, unlessConsent: ["any-time"] }, [first, leave, second]))).toEqual([2]);
  expect(broken(story({ ...one, exceptPurposes: ["collect"] }, [first, second]))).toEqual([]);
  expect(broken(story({ ...one, purposes: ["collect"] }, [first, second]))).toEqual([1]);
  expect(broken(story({ ...one, afterFirst: "conversation" }, [first, second]))).toEqual([]);
  const talk = contact("2026-04-05T10:00", { direction: "in", outcome: "conversation" });
  expect(broken(story({ ...one, afterFirst: "conversation" }, [talk, first, second]))).toEqual([2]);
});
