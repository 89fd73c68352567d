import { expect, it } from "vitest";
import { formatDay, localDay, permit, type Decision, type Reason, type Rule } from "../../engine/index.ts";
import { WORKDAYS, ask, at, calendar, contact, context, day, debt, event, hours, rule, BLOCK } from "./rules/world.ts";

const hoursRule = rule({ kind: "window", hours: [hours("08:00", "21:00")], holidaysClosed: false, liftedByConsent: false }, { id: "test.hours" });
const sevenCalls = rule(
  { kind: "cap", n: 7, unit: "attempt", channels: ["call", "voicemail"], days: 7, key: "debt", excluding: [] },
  { id: "test.seven" },
);
const reasons = (decision: Decision): readonly Reason[] => (decision.allowed ? [] : decision.reasons);
const sentences = (decision: Decision): readonly string[] => reasons(decision).map((reason) => reason.sentence);
const week = [2, 3, 4, 5, 6, 7, 8].map((d) => contact(`2026-04-0${d}T10:30:00-04:00`, { outcome: "no-answer" }));
const NOON = at("2026-04-08T12:00:00-04:00");

it("allows what no rule refuses", () => {
  expect(permit(context({ rules: [hoursRule, sevenCalls] }), ask(), NOON)).toEqual({ allowed: true, requires: [] });
});

it("names every rule that refuses, with its citation, until when, and the numbers of the case", () => {
  const decision = permit(context({ rules: [hoursRule, sevenCalls], ledger: week }), ask(), at("2026-04-08T21:30:00-04:00"));
  expect(reasons(decision).map(({ rule: id, cites, kind, until }) => [id, cites, kind, until])).toEqual([
    ["test.hours", "Test Act s. 1", "window", at("2026-04-09T08:00:00-04:00")],
    ["test.seven", "Test Act s. 1", "cap", at("2026-04-09T00:00:00-04:00")],
  ]);
  expect(sentences(decision)).toEqual([
    "It is 21:30 on Wednesday 8 April in New York; contact is allowed only between 08:00 and 21:00; the next such time is 08:00 on 9 April in New York.",
    "Seven calls were made from 2 to 8 April; the next may be made on 9 April from 00:00 in New York.",
  ]);
});

it("names in its sentence only the contacts that count", () => {
  const oneDay = rule({ kind: "cap", n: 2, unit: "attempt", channels: ["call"], days: 30, key: "debt", excluding: ["not-connected"] });
  const ledger = [
    contact("2026-03-30T10:00:00-04:00", { outcome: "no-answer" }),
    event("2026-03-31T10:00:00-04:00", { event: "promise" }),
    contact("2026-04-02T10:00:00-04:00", { outcome: "no-answer" }),
    contact("2026-04-05T10:00:00-04:00", { outcome: "busy" }),
    contact("2026-04-06T10:00:00-04:00", { channel: "letter" }),
  ];
  expect(sentences(permit(context({ rules: [oneDay], ledger }), ask(), NOON))).toEqual([
    "Two calls were made from 30 March to 2 April; the next may be made on 29 April from 00:00 in New York.",
  ]);
});

it("denies when place, time zone or calendar is unknown, and names the fact", () => {
  const unknown = (more: Parameters<typeof context>[0], t = NOON): readonly string[] =>
    reasons(permit(context(more), ask(), t)).map((reason) => reason.rule);
  expect(unknown({ places: [] })).toEqual(["unknown.place"]);
  expect(unknown({ zones: [] })).toEqual(["unknown.timezone"]);
  expect(unknown({ zones: ["America/New_York", "Mars/Olympus"] })).toEqual(["unknown.timezone"]);
  expect(unknown({}, at("2027-07-01T00:00:00-04:00"))).toEqual(["unknown.calendar"]);
  expect(unknown({}, at("2027-06-30T23:59:59-04:00"))).toEqual([]);
  expect(unknown({ places: [], zones: [] })).toEqual(["unknown.place", "unknown.timezone"]);
});

it("denies when a rule needs a clock or holidays that the calendar lacks, and only then", () => {
  const own = rule({
    kind: "window",
    channels: ["call"],
    hours: [hours("08:00", "21:00")],
    holidaysClosed: false,
    zone: "Mars/Olympus",
    liftedByConsent: false,
  });
  const closed = rule({ kind: "window", channels: ["call"], hours: [hours("08:00", "21:00")], holidaysClosed: true, liftedByConsent: false });
  const ids = (one: Rule, places: readonly string[] = ["US"], channel: "call" | "email" = "call"): readonly string[] =>
    reasons(permit(context({ rules: [one], places }), ask({ channel }), NOON)).map((reason) => reason.rule);
  expect(ids(own)).toEqual(["unknown.timezone"]);
  expect(ids(own, ["US"], "email")).toEqual([]);
  expect(ids(closed, ["FR"])).toEqual(["unknown.holidays"]);
  expect(ids(closed, ["US-NY", "FR"])).toEqual(["unknown.holidays"]);
  expect(ids(closed, ["US-NY"])).toEqual([]);
  expect(ids({ ...own, to: day("2026-04-07") })).toEqual([]);
});

it("asks only rules that bind, on days when they are in force by the debtor's date", () => {
  const never = (more: Partial<Rule>): Rule =>
    rule({ kind: "block", acts: ["contact"], key: "person", exceptPurposes: [], exceptPersons: [], unlessConsent: [], exceptReplies: false }, more);
  const refused = (one: Rule, when: string): boolean => !permit(context({ rules: [one] }), ask(), at(when)).allowed;
  expect(refused(never({ place: "GB" }), "2026-04-08T12:00:00-04:00")).toBe(false);
  expect(refused(never({ binds: [{ roles: ["creditor"], debts: ["consumer"] }] }), "2026-04-08T12:00:00-04:00")).toBe(false);
  const dated = never({ from: day("2026-04-08"), to: day("2026-04-09") });
  expect(refused(dated, "2026-04-07T23:59:59.999-04:00")).toBe(false);
  expect(refused(dated, "2026-04-08T00:00:00-04:00")).toBe(true);
  expect(refused(dated, "2026-04-09T23:59:59.999-04:00")).toBe(true);
  expect(refused(dated, "2026-04-10T00:00:00-04:00")).toBe(false);
});

it("says until when a rule refuses that goes out of force", () => {
  const never = rule(
    { kind: "block", acts: ["contact"], key: "person", exceptPurposes: [], exceptPersons: [], unlessConsent: [], exceptReplies: false },
    { to: day("2026-04-09") },
  );
  const decision = permit(context({ rules: [never] }), ask(), NOON);
  expect(reasons(decision)[0]?.until).toBe(at("2026-04-10T00:00:00-04:00"));
});

const must = (id: string, more: Partial<Rule> = {}, when: "every" | "first" = "every"): Rule =>
  rule({ kind: "content", acts: ["contact"], when, must: [id], mustNot: [] }, more);

it("lists the content that a permitted message must carry, written already or not", () => {
  const rules = [must("opt-out"), must("mini-miranda-initial"), must("opt-out")];
  expect(permit(context({ rules }), ask({ channel: "email" }), NOON)).toEqual({ allowed: true, requires: ["opt-out", "mini-miranda-initial"] });
  expect(permit(context({ rules }), ask({ channel: "email", contains: ["mini-miranda-initial", "opt-out"] }), NOON)).toEqual({
    allowed: true,
    requires: ["opt-out", "mini-miranda-initial"],
  });
});

it("demands content while its fact holds, to the millisecond", () => {
  const noted = must("dispute-notation");
  const rules = [{ ...noted, body: { ...noted.body, while: { event: "hardship", until: [], forDays: 10 } } as Rule["body"] }];
  const ledger = [event("2026-04-01T10:00:00-04:00", { event: "hardship" })];
  const requires = (when: string): readonly string[] => permit(context({ rules, ledger }), ask({ channel: "email" }), at(when)).requires;
  expect([requires("2026-04-11T23:59:59.999-04:00"), requires("2026-04-12T00:00:00-04:00")]).toEqual([["dispute-notation"], []]);
});

it("names the last of several talks, whichever debt it was about", () => {
  const talk = rule({ kind: "silence", after: { unit: "conversation", direction: "any" }, days: 7, key: "debt", excluding: [] });
  const spoken = (when: string, id: string): ReturnType<typeof contact> => contact(when, { outcome: "conversation", debts: [id] });
  const ledger = [spoken("2026-04-03T10:00:00-04:00", "d2"), spoken("2026-04-06T10:00:00-04:00", "d1")];
  expect(sentences(permit(context({ rules: [talk], ledger, debts: [debt("d1"), debt("d2")] }), ask({}, ["d1", "d2"]), NOON))).toEqual([
    "The last conversation was on 6 April; seven days without contact follow, so none is allowed before 00:00 on 13 April in New York.",
  ]);
});

it("lists only what is missing when it denies, and nothing of rules out of force", () => {
  const rules = [must("opt-out"), must("mini-miranda-initial"), must("license-number", { to: day("2026-04-07") })];
  const decision = permit(context({ rules }), ask({ channel: "email", contains: ["opt-out"] }), NOON);
  expect(decision).toMatchObject({ allowed: false, requires: ["mini-miranda-initial"] });
  expect(reasons(decision).map((reason) => reason.requires)).toEqual([["mini-miranda-initial"]]);
  expect(sentences(decision)).toEqual(["The text lacks mini-miranda-initial."]);
});

it("never refuses for a standard, which people decide", () => {
  expect(permit(context({ rules: [rule({ kind: "standard", text: "Do not harass." })] }), ask(), NOON).allowed).toBe(true);
});

const sentence = (one: Rule, more: Parameters<typeof context>[0] = {}, action = ask(), when = NOON): string =>
  sentences(permit(context({ rules: [one], ...more }), action, when)).join(" ");

it("speaks plainly of every kind of refusal", () => {
  const office = rule({
    kind: "window",
    channels: ["call", "voicemail"],
    hours: [hours("09:00", "17:00", WORKDAYS)],
    holidaysClosed: true,
    liftedByConsent: false,
  });
  expect(sentence(office, {}, ask(), at("2026-07-03T10:00:00-04:00"))).toBe(
    "It is 10:00 on Friday 3 July, a holiday in New York; calls are allowed only between 09:00 and 17:00 on business days; the next such time is 09:00 on 6 July in New York.",
  );
  const talk = rule({
    kind: "silence",
    after: { unit: "conversation", channels: ["call"], direction: "any" },
    channels: ["call"],
    days: 7,
    key: "debt",
    excluding: [],
  });
  expect(sentence(talk, { ledger: [contact("2026-04-06T10:00:00-04:00", { outcome: "conversation" })] })).toBe(
    "The last conversation by phone was on 6 April; seven days without calls follow, so none is allowed before 00:00 on 13 April in New York.",
  );
  expect(sentence(rule({ ...BLOCK, channels: ["sms"] }), {}, ask({ channel: "sms" }))).toBe("Text messages are not allowed.");
  expect(sentence(rule({ ...BLOCK, unlessConsent: ["channel"] }), {}, ask({ channel: "email" }))).toBe(
    "E-mails are not allowed without the debtor's consent.",
  );
  const disputed = rule({ ...BLOCK, while: { event: "dispute", until: ["documents-sent", "dispute-closed"] } });
  expect(sentence(disputed, { ledger: [event("2025-12-30T10:00:00-05:00", { event: "dispute" })] })).toBe(
    "A dispute of 30 December 2025 forbids calls until the papers asked for are sent or the dispute is closed.",
  );
  const ceased = rule({ ...BLOCK, while: { event: "cease-request", until: [] } });
  expect(sentence(ceased, { ledger: [event("2026-04-06T10:00:00-04:00", { event: "cease-request" })] })).toBe(
    "A request to end all contact of 6 April forbids calls for good.",
  );
  const refusedChannel = rule({ ...BLOCK, while: { event: "opt-out", until: [] }, unlessConsent: ["channel"] });
  expect(
    sentence(refusedChannel, { ledger: [event("2026-04-06T10:00:00-04:00", { event: "opt-out", channels: ["sms"] })] }, ask({ channel: "sms" })),
  ).toBe("A refusal of this channel of 6 April forbids text messages until the debtor consents.");
  expect(sentence(rule({ kind: "cap", n: 0, unit: "attempt", days: 7, key: "person", excluding: [] }))).toBe("Contacts are not allowed at all.");
  expect(
    sentence(rule({ kind: "cap", n: 1, unit: "attempt", days: 2, key: "person", excluding: [] }), {
      ledger: [contact("2026-04-08T10:00:00-04:00", { channel: "letter" })],
    }),
  ).toBe("One contact was made on 8 April; the next may be made on 10 April from 00:00 in New York.");
});

it("tells nothing about the debtor in its reasons", () => {
  const secret = context({
    rules: [hoursRule, sevenCalls],
    ledger: week.map((entry) => ("contact" in entry ? { ...entry, contact: { ...entry.contact, address: "tel-secret" } } : entry)),
  });
  const text = JSON.stringify(permit(secret, ask({ address: "tel-secret" }), at("2026-04-08T22:00:00-04:00")));
  expect(text).not.toContain("tel-secret");
  expect(text).not.toContain(secret.debtor.id);
});

it("names the days that a calendar holds when it is too short", () => {
  const short = { ...calendar, to: localDay(calendar.from + 1) };
  expect(sentences(permit(context({ calendar: short }), ask(), NOON))).toEqual([
    `The calendar holds only the days from ${formatDay(short.from)} to ${formatDay(short.to)}.`,
  ]);
});

const closed = rule({ kind: "window", hours: [hours("13:00", "14:00")], holidaysClosed: false, liftedByConsent: false });

it("tells of a message whose text is open what it must carry, also while hours hold it back; a reason names content only where some is missing", () => {
  const decision = permit(context({ rules: [closed, must("opt-out")] }), ask({ channel: "email" }), NOON);
  expect(decision).toMatchObject({ allowed: false, requires: ["opt-out"] });
  expect(reasons(decision).map((reason) => "requires" in reason)).toEqual([false]);
  expect(permit(context({ places: [] }), ask(), NOON).requires).toEqual([]);
});

it("a text that comes to carry something has to carry what the law wants of such a text, in whatever order its rules stand", () => {
  const having = (id: string, then: string): Rule =>
    rule({ kind: "content", acts: ["contact"], when: "every", having: [id], must: [then], mustNot: [] });
  const requires = (...rules: readonly Rule[]): readonly string[] => permit(context({ rules }), ask({ channel: "letter" }), NOON).requires;
  expect(requires(having("invoice", "opt-out"), must("invoice"))).toEqual(["invoice", "opt-out"]);
  expect(requires(having("opt-out", "license-number"), having("invoice", "opt-out"), must("invoice"))).toEqual([
    "invoice",
    "opt-out",
    "license-number",
  ]);
  expect(requires(having("invoice", "opt-out"))).toEqual([]);
  const first = rule({
    kind: "notice-before",
    acts: ["contact"],
    notices: ["validation-notice"],
    atLeast: { n: 5, business: false },
    counts: { from: "sending" },
    key: "debt",
  });
  expect(requires(having("validation-notice", "opt-out"), first)).toEqual(["validation-notice", "opt-out"]);
});

it("what a debt that is barred needs said the first time, counted since it was barred, isn't wanted a second time", () => {
  const rules = [rule({ kind: "content", acts: ["contact"], when: "first", barred: "since", must: ["opt-out"], mustNot: [] })];
  const debts = [debt("d1", { limitationEnded: day("2026-02-10") })];
  const requires = (...ledger: Parameters<typeof context>[0][]): readonly string[] =>
    permit(context(Object.assign({ rules, debts }, ...ledger)), ask({ channel: "email" }), NOON).requires;
  expect(requires()).toEqual(["opt-out"]);
  expect(requires({ ledger: [contact("2026-02-11T00:00:00-05:00", { channel: "letter" })] })).toEqual([]);
  expect(requires({ ledger: [contact("2026-02-10T23:59:59.999-05:00", { channel: "letter" })] })).toEqual(["opt-out"]);
  expect(requires({ debts: [debt("d1")] })).toEqual([]);
});
