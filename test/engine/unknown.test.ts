import { expect, it } from "vitest";
import {
  lawfulUntil,
  permit,
  type Action,
  type Context,
  type ContentRule,
  type DueDateRule,
  type Instant,
  type NoticeRule,
  type Rule,
  type RuleBody,
  type WindowRule,
} from "../../engine/index.ts";
import { ask, at, calendar, context, day, hours, later, rule } from "./rules/world.ts";

const NOON = at("2026-04-08T12:00:00-04:00");
const MAIL = ask({ channel: "email", contains: [] });
const SUE: Action = { act: "sue", debts: ["d1"] };
const charge = (type: string): Action => ({ act: "charge", debts: ["d1"], charge: { type, agreed: false } });

type World = NonNullable<Parameters<typeof context>[0]>;
const reasonsOf = (action: Action, world: World, t: Instant = NOON) => {
  const decision = permit(context(world), action, t);
  return decision.allowed ? [] : decision.reasons;
};
/** What is said where holidays decide and the calendar has none for France; nothing where they don't. */
const saidIn = (
  places: readonly string[],
  one: Rule,
  action: Action,
  more: Partial<Context["calendar"]> = {},
  t: Instant = NOON,
): readonly string[] =>
  reasonsOf(action, { places, rules: [one], calendar: { ...calendar, ...more } }, t)
    .filter(({ kind }) => kind === "unknown")
    .map(({ sentence }) => sentence);
const asks = (body: RuleBody, action: Action, more: Partial<Rule> = {}): boolean => saidIn(["FR"], rule(body, more), action).length > 0;

it("a refusal for want of a fact of the debtor says which, cites no law and ends with no time", () => {
  const own = { place: "WORLD", kind: "unknown", cites: "", confidence: "own", until: null } as const;
  const timezone = { ...own, rule: "unknown.timezone", summary: "The debtor's local time must be known" };
  expect(reasonsOf(MAIL, { places: [], zones: [] })).toEqual([
    {
      ...own,
      rule: "unknown.place",
      summary: "The law that applies must be known",
      sentence: "Where the debtor lives is unknown, so it is unknown which law applies.",
    },
    { ...timezone, sentence: "The debtor's time zone is unknown, and so is the local time." },
  ]);
  expect(reasonsOf(MAIL, { zones: ["Mars/Olympus"] })).toEqual([
    { ...timezone, sentence: 'The calendar has no time zone "Mars/Olympus", so the local time is unknown.' },
  ]);
  expect(reasonsOf(MAIL, {}, at("2027-07-01T12:00:00-04:00"))).toEqual([
    {
      ...own,
      rule: "unknown.calendar",
      summary: "The calendar must reach the day",
      sentence: "The calendar holds only the days from 2026-01-01 to 2027-06-30.",
    },
  ]);
  const holidays = { ...own, rule: "unknown.holidays", summary: "The holidays of the debtor's place must be known" };
  expect(reasonsOf(ask(), { places: ["US", "FR", "NL"], rules: [rule(daytime)] })).toEqual([
    { ...holidays, sentence: "The calendar has no holidays for FR, NL." },
  ]);
});

const daytime: WindowRule = { kind: "window", channels: ["call"], hours: [hours("08:00", "21:00")], holidaysClosed: true, liftedByConsent: false };
const notice: NoticeRule = {
  kind: "notice-before",
  acts: ["sue"],
  notices: ["letter-of-claim"],
  atLeast: { n: 14, business: true },
  counts: { from: "sending" },
  key: "debt",
};
const BEFORE_CHARGES: NoticeRule = { ...notice, acts: ["charge"], charges: ["late-fee"] };
const gives: ContentRule = {
  kind: "content",
  acts: ["contact"],
  when: "every",
  must: [],
  mustNot: [],
  gives: { atLeast: { n: 5, business: true }, counts: { from: "sending" } },
};
const late: DueDateRule = { kind: "due-date", days: { n: 30, business: true }, after: "delivery" };
const CALENDAR_DAYS = { n: 30, business: false } as const;

it("holidays are asked for by hours that close on them, and by days that leave them out, where the rule has a say about the act", () => {
  expect(asks(daytime, ask())).toBe(true);
  expect(asks(daytime, MAIL)).toBe(false);
  expect(asks({ ...daytime, holidaysClosed: false }, ask())).toBe(false);
  expect(asks(notice, SUE)).toBe(true);
  expect(asks(notice, charge("late-fee"))).toBe(false);
  expect(asks(BEFORE_CHARGES, charge("late-fee"))).toBe(true);
  expect(asks(BEFORE_CHARGES, charge("plan-fee"))).toBe(false);
  expect(asks({ ...notice, atLeast: CALENDAR_DAYS }, SUE)).toBe(false);
  expect(asks(late, charge("late-fee"))).toBe(true);
  expect(asks(late, charge("plan-fee"))).toBe(false);
  expect(asks({ ...late, days: CALENDAR_DAYS }, charge("late-fee"))).toBe(false);
  expect(asks({ ...late, days: CALENDAR_DAYS, toBusinessDay: true }, charge("late-fee"))).toBe(true);
});

it("a message is held against business days only where it names a last day", () => {
  expect(asks(gives, ask({ contains: [], deadline: day("2026-05-08") }))).toBe(true);
  expect(asks(gives, ask({ contains: [], daysFromReceipt: 3 }))).toBe(false);
  expect(asks({ ...gives, must: ["disclosure"] }, MAIL)).toBe(false);
  expect(asks({ ...gives, gives: { atLeast: CALENDAR_DAYS, counts: { from: "sending" } } }, ask({ contains: [], deadline: day("2026-05-08") }))).toBe(
    false,
  );
});

it("receipt that is presumed some business days after sending asks for them as well", () => {
  const presumed = (n: { readonly n: number; readonly business: boolean }) => ({ counts: { from: "presumed receipt", after: n } }) as const;
  expect(asks({ ...notice, atLeast: CALENDAR_DAYS, ...presumed({ n: 2, business: true }) }, SUE)).toBe(true);
  expect(asks({ ...notice, ...presumed({ n: 2, business: false }) }, SUE)).toBe(true);
  expect(asks({ ...notice, atLeast: CALENDAR_DAYS, ...presumed({ n: 2, business: false }) }, SUE)).toBe(false);
});

it("a rule that isn't in force yet asks for nothing", () => {
  const tomorrow = { from: day("2026-04-09") };
  expect(asks(daytime, ask(), tomorrow)).toBe(false);
  expect(asks(notice, SUE, tomorrow)).toBe(false);
  expect(asks(gives, ask({ contains: [], deadline: day("2026-05-08") }), tomorrow)).toBe(false);
  expect(asks(late, charge("late-fee"), tomorrow)).toBe(false);
});

it("where holidays are known for some days alone, hours are refused on the others, to the day", () => {
  const near = { from: day("2026-04-06"), to: day("2026-04-08") };
  const around = { US: { from: calendar.from, to: calendar.to } };
  const said = (date: string, known: Context["calendar"]["known"]): readonly string[] =>
    saidIn(["US"], rule(daytime), ask(), known === undefined ? {} : { known }, at(`${date}T12:00:00-04:00`));
  const sentence = ["The holidays of US are known only from 2026-04-06 to 2026-04-08."];
  expect(["2026-04-05", "2026-04-06", "2026-04-08", "2026-04-09"].map((date) => said(date, { US: near }))).toEqual([sentence, [], [], sentence]);
  expect(said("2026-04-05", { US: { ...near, to: calendar.to } })).toHaveLength(1);
  expect(said("2026-04-09", { US: { ...near, from: calendar.from } })).toHaveLength(1);
  expect(said("2026-04-09", around)).toEqual([]);
  const both = reasonsOf(
    ask(),
    { places: ["US", "GB"], rules: [rule(daytime)], calendar: { ...calendar, known: { GB: near } } },
    later(NOON, 86_400_000),
  );
  expect(both[0]?.sentence).toBe("The holidays of US, GB are known only from 2026-04-06 to 2026-04-08.");
});

it("a permission ends at the latest with the calendar, in the first zone to leave it", () => {
  const end = at("2027-07-01T00:00:00-04:00");
  const limit = at("2027-08-01T00:00:00-04:00");
  const from = (t: Instant, zones: readonly string[]): Instant => lawfulUntil(context({ zones }), MAIL, t, limit);
  expect(from(NOON, ["America/New_York"])).toBe(end);
  expect(from(NOON, ["America/Los_Angeles", "America/New_York"])).toBe(end);
  expect(from(NOON, ["Asia/Tokyo", "America/New_York"])).toBe(at("2027-07-01T00:00:00+09:00"));
});
