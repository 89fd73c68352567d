import { expect, it } from "vitest";
import { sentenceOf } from "../../../engine/rules/sentence.ts";
import {
  permit,
  type Action,
  type BlockRule,
  type CapRule,
  type Contact,
  type ContentRule,
  type Hours,
  type LedgerEntry,
  type NoticeRule,
  type RuleBody,
  type SilenceRule,
  type WindowRule,
} from "../../../engine/index.ts";
import { WORKDAYS, ask, at, contact, context, day, debt, hours, rule, BLOCK } from "./world.ts";

type World = NonNullable<Parameters<typeof context>[0]>;
const MORNING = "2026-03-10T10:00:00-04:00";
const why = (body: RuleBody, action: Action, more: World = {}, when = MORNING): unknown => {
  const decision = permit(context({ rules: [rule(body)], ...more }), action, at(when));
  return decision.allowed ? null : decision.reasons[0]?.sentence;
};
const SUE: Action = { act: "sue", debts: ["d1"] };
const text = (more: Partial<Contact> = {}): Action => ask({ contains: [], ...more });
const barred: World = { debts: [debt("d1", { limitationEnded: day("2026-01-01") })] };

const daytime: WindowRule = { kind: "window", hours: [hours("08:00", "21:00")], holidaysClosed: false, liftedByConsent: false };
const onHolidays = (some: Hours): Hours => ({ ...some, onHolidays: true });

it.each<readonly [Hours, boolean, string]>([
  [hours("08:00", "21:00"), true, " except on holidays"],
  [hours("08:00", "21:00", WORKDAYS), true, " on business days"],
  [hours("08:00", "21:00", WORKDAYS), false, " on weekdays"],
  [hours("08:00", "21:00", ["mon", "tue", "wed", "thu", "sat"]), true, " on Monday, Tuesday, Wednesday, Thursday and Saturday that are no holidays"],
  [hours("08:00", "21:00", ["mon", "tue", "wed", "thu", "sun"]), false, " on Monday, Tuesday, Wednesday, Thursday and Sunday"],
  [hours("08:00", "21:00", ["mon", "tue", "wed", "thu"]), false, " on Monday, Tuesday, Wednesday and Thursday"],
  [onHolidays(hours("08:00", "21:00")), true, ""],
  [onHolidays(hours("08:00", "21:00", WORKDAYS)), true, " on weekdays and on holidays"],
  [onHolidays(hours("08:00", "21:00", ["mon", "tue"])), true, " on Monday and Tuesday and on holidays"],
  [onHolidays(hours("08:00", "21:00", [])), true, " on holidays"],
])("hours are told with the days on which they hold: %o", (open, holidaysClosed, words) => {
  expect(why({ ...daytime, hours: [open], holidaysClosed }, ask(), {}, "2026-03-10T22:00:00-04:00")).toMatch(
    new RegExp(`; contact is allowed only between 08:00 and 21:00${words}; the next such time is 08:00 on`, "u"),
  );
});

it("a rule about a place says so, and that nobody noted the place of a contact that may be there", () => {
  const night = "2026-03-10T22:00:00-04:00";
  const told =
    "It is 22:00 on Tuesday 10 March in New York; contact at work is allowed only between 08:00 and 21:00; the next such time is 08:00 on 11 March";
  expect(why({ ...daytime, places: ["work"] }, ask({ channel: "visit" }), {}, night)).toBe(
    `${told} in New York, and nobody noted the place of this one.`,
  );
  expect(why({ ...daytime, places: ["work"] }, ask({ place: "work" }), {}, night)).toBe(`${told} in New York.`);
});

it("a limit that doesn't roll is told with its month, its week, or as one for ever", () => {
  const cap: CapRule = { kind: "cap", n: 1, unit: "attempt", key: "person", excluding: [] };
  const ledger = [contact("2026-03-09T10:00:00-04:00", { outcome: "no-answer" })];
  const told = (fixed: NonNullable<CapRule["fixed"]>): unknown => why({ ...cap, fixed }, ask(), { ledger });
  expect(told({ unit: "ever" })).toBe("One contact was made on 9 March; no more are allowed, ever.");
  expect(told({ unit: "month" })).toBe(
    "One contact was made on 9 March, in one calendar month; the next may be made on 1 April from 00:00 in New York.",
  );
  expect(told({ unit: "week", from: "sun" })).toBe(
    "One contact was made on 9 March, in one week from Sunday on; the next may be made on 15 March from 00:00 in New York.",
  );
  // A limit of every zone that ends beyond what anybody can tell names no day.
  expect(sentenceOf(rule({ ...cap, days: 7 }), context({ ledger }), ask(), at(MORNING), null)).toBe("One contact was made on 9 March.");
});

it("a silence names the channels that keep it", () => {
  const silence: SilenceRule = {
    kind: "silence",
    after: { unit: "attempt", direction: "any" },
    days: 2,
    key: "debt",
    excluding: [],
    channels: ["call"],
  };
  const ledger = [contact("2026-03-09T10:00:00-04:00", { outcome: "no-answer" })];
  const told = (days: number): unknown => why({ ...silence, days }, ask(), { ledger }, "2026-03-09T11:00:00-04:00");
  expect(told(2)).toBe("The last contact was on 9 March; two days without calls follow, so none is allowed before 00:00 on 11 March in New York.");
  expect(told(1)).toBe("The last contact was on 9 March; one day without calls follows, so none is allowed before 00:00 on 10 March in New York.");
});

const block: BlockRule = {
  ...BLOCK,
  acts: ["contact", "sue"],
};

it("what is forbidden is told with what would lift it, and why it is where time made it so", () => {
  expect(why(block, SUE)).toBe("A suit is not allowed.");
  expect(why(block, ask())).toBe("Calls are not allowed.");
  expect(why({ ...block, unlessConsent: ["channel"] }, ask())).toBe("Calls are not allowed without the debtor's consent.");
  expect(why({ ...block, barred: "while" }, ask(), barred)).toBe("Calls are not allowed, since the debt is barred by time.");
});

it("a wait is told with its days and its end, as far as anybody knows it", () => {
  const debts = [debt("d1", { due: day("2026-03-06") })];
  const wait = (action: Action, more: object, places = ["US"]): unknown =>
    why({ ...block, until: { days: 3, after: "due", ...more } }, action, { debts, places }, "2026-03-08T10:00:00-04:00");
  const business = { business: true } as const;
  expect(wait(ask({ channel: "sms" }), business)).toBe(
    "Text messages are not allowed until three business days after the debt was due, which is 00:00 on 11 March in New York.",
  );
  expect(wait(SUE, {})).toBe("A suit is not allowed until three days after the debt was due, which is 00:00 on 9 March in New York.");
  expect(wait(SUE, business, ["FR"])).toBe("A suit is not allowed until three business days after the debt was due, and nobody knows when that is.");
});

const content: ContentRule = { kind: "content", acts: ["contact"], when: "every", must: [], mustNot: [] };

it("a text is told what it lacks, must not carry, and how much time it must give", () => {
  expect(why({ ...content, must: ["a"], mustNot: ["b"] }, text({ contains: ["b"] }))).toBe("The text lacks a and must not carry b.");
  expect(why({ ...content, must: ["a", "c"] }, text())).toBe("The text lacks a and c.");
  expect(why({ ...content, mustNot: ["b"], barred: "while" }, text({ contains: ["b"] }), barred)).toBe(
    "The text must not carry b, since the debt is barred by time.",
  );
  const giving = (from: "sending" | "receipt"): ContentRule => ({ ...content, gives: { atLeast: { n: 14, business: false }, counts: { from } } });
  const soon = text({ deadline: day("2026-03-12") });
  expect(why(giving("sending"), soon)).toBe("The text must give at least 14 days from sending, that is until 24 March.");
  expect(why(giving("receipt"), soon)).toBe("The text must give at least 14 days from receipt, that is until 24 March.");
  const ledger = [contact("2026-03-09T10:00:00-04:00", { channel: "letter", contains: ["validation-notice"], deadline: day("2026-04-10") })];
  expect(why({ ...content, leavesPeriod: true }, soon, { ledger })).toBe("The text sets a last day before the time to dispute the debt is over.");
});

it("several contacts that perhaps didn't take place are told by their number", () => {
  const notice: NoticeRule = {
    kind: "notice-before",
    acts: ["sue"],
    notices: [],
    atLeast: { n: 1, business: false },
    counts: { from: "sending" },
    key: "debt",
  };
  const ledger: readonly LedgerEntry[] = ["02", "03"].map((date) => contact(`2026-03-${date}T10:00:00-05:00`, { channel: "email", unsure: true }));
  expect(why(notice, SUE, { ledger })).toBe(
    "No message about the debt was given; before it was, a suit is not allowed. Nobody knows whether two earlier contacts took place, and this must be lawful if they did not.",
  );
});

it.each<readonly [RuleBody, string]>([
  [{ kind: "standard", text: "Be fair." }, "Be fair."],
  [{ kind: "none", text: "No law." }, "No law."],
  [{ kind: "scope", touches: [], text: "Whom it binds." }, "Whom it binds."],
  [{ kind: "modifier", touches: [], text: "What it changes." }, "What it changes."],
  [{ kind: "scope", touches: [] }, "A rule"],
  [{ kind: "modifier", touches: [] }, "A rule"],
  [{ kind: "tolling", during: "death", until: [] }, "A rule"],
])("rules that refuse nothing are told in their own words: %o", (body, words) => {
  expect(sentenceOf(rule(body), context(), ask(), at(MORNING), null)).toBe(words);
});
