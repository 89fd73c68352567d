import { expect, it } from "vitest";
import {
  minor,
  permit,
  type Action,
  type AmountRule,
  type CapRule,
  type ConsentRule,
  type DeadlineRule,
  type LedgerEntry,
  type NoticeRule,
  type RuleBody,
  type SilenceRule,
} from "../../../engine/index.ts";
import { amount, usd } from "./charging.ts";
import { ask, at, contact, context, day, debt, event, rule } from "./world.ts";

type World = NonNullable<Parameters<typeof context>[0]>;
const APRIL = "2026-04-10T10:00:00-04:00";
/** Why a rule refuses. */
const why = (body: RuleBody, action: Action, ledger: readonly LedgerEntry[] = [], when = "2026-03-10T10:00:00-04:00", more: World = {}): unknown => {
  const decision = permit(context({ rules: [rule(body)], ledger, ...more }), action, at(when));
  return decision.allowed ? null : decision.reasons[0]?.sentence;
};
const SUE: Action = { act: "sue", debts: ["d1"] };
const fee = (cents?: number, debts: readonly string[] = ["d1"]): Action => ({
  act: "charge",
  debts,
  charge: { type: "late-fee", agreed: false, ...(cents === undefined ? {} : { amount: minor(cents) }) },
});
const notice: NoticeRule = {
  kind: "notice-before",
  acts: ["sue", "contact", "charge"],
  notices: ["letter-of-claim"],
  atLeast: { n: 14, business: false },
  counts: { from: "sending" },
  key: "debt",
};
const letter = (more: object = {}): LedgerEntry =>
  contact("2026-03-02T10:00:00-05:00", { channel: "letter", contains: ["letter-of-claim"], ...more });

it("a notice that is wanting is named, with what would do instead", () => {
  expect(why({ ...notice, by: ["letter"] }, SUE)).toBe("No letter-of-claim was given by letter; before it was, a suit is not allowed.");
  expect(why({ ...notice, by: ["letter"] }, ask())).toBe("No letter-of-claim was given by letter; before it was, calls are not allowed.");
  expect(why({ ...notice, notices: [], orConversation: true }, SUE)).toBe(
    "No message about the debt was given; before it was, a suit is not allowed, unless it was spoken of.",
  );
});

it("a notice that was given is told with what it still lacks: age, an arrival that is known, freshness, the sum", () => {
  const receipt: NoticeRule = { ...notice, counts: { from: "receipt" } };
  const of = "The letter-of-claim of 2 March";
  expect(why(notice, SUE, [letter()])).toBe(`${of} must be 14 days old; a suit is allowed from 00:00 on 17 March in New York.`);
  expect(why(notice, ask(), [letter()])).toBe(`${of} must be 14 days old; calls are allowed from 00:00 on 17 March in New York.`);
  expect(why(receipt, SUE, [letter({ received: at("2026-03-03T10:00:00-05:00") })])).toBe(
    `${of} must be 14 days old after its receipt; a suit is allowed from 00:00 on 18 March in New York.`,
  );
  expect(why(receipt, ask(), [letter()])).toBe(`${of} may not have arrived, since nobody knows when it did; until then calls are not allowed.`);
  const aging: NoticeRule = { ...notice, namingSum: true, atMost: { n: 20, business: false } };
  const stale = (act: string): string => `${of} is stale, or will be too soon; before a new one was given, ${act} is not allowed.`;
  expect(why(aging, SUE, [letter()], APRIL)).toBe(stale("a suit"));
  const named = [letter({ claims: [{ type: "late-fee", amount: minor(500) }] })];
  expect(why({ ...notice, namingSum: true }, fee(501), named, APRIL)).toBe(`${of} named 5.00 USD; more is not allowed.`);
  expect(why({ ...notice, namingSum: true }, fee(501, []), named, APRIL)).toBe(`${of} named 5.00 USD; more is not allowed.`);
  expect(why(aging, fee(500), named, APRIL)).toBe(stale("a charge"));
  expect(why(aging, fee(), named, APRIL)).toBe(stale("a charge"));
});

it("what had to be sent or recorded is told with the days for it and the day that called for it", () => {
  const duty: DeadlineRule = {
    kind: "deadline",
    duty: { send: ["validation-notice", "opt-out"] },
    after: { first: "communication" },
    within: { n: 5, business: true },
    else: ["sue", "contact"],
    key: "debt",
  };
  const talk = contact("2026-03-02T10:00:00-05:00", { outcome: "conversation" });
  expect(why(duty, SUE, [talk])).toBe(
    "Validation-notice and opt-out had to be sent within five business days of 2 March; until it is, a suit is not allowed.",
  );
  expect(why({ ...duty, duty: { record: "documents-sent" }, within: { n: 1, business: false } }, ask(), [talk])).toBe(
    '"documents sent" had to be recorded within one day of 2 March; until it is, calls are not allowed.',
  );
});

it("a consent that is wanting is told with the form and the age that law wants, and when one begins", () => {
  const consent: ConsentRule = { kind: "consent", channels: ["sms"], covers: "channel" };
  const sms = ask({ channel: "sms" });
  const needs = "Text messages need the debtor's consent";
  expect(why(consent, sms)).toBe(`${needs}, and none stands.`);
  expect(why({ ...consent, form: "written" }, sms)).toBe(`${needs} in writing, and none stands.`);
  expect(why({ ...consent, form: "oral", freshDays: 60 }, sms)).toBe(`${needs}, given orally, of the last 60 days, and none stands.`);
  const given = event("2026-03-09T10:00:00-04:00", { event: "consent", covers: "channel", from: day("2026-03-20") });
  expect(why(consent, sms, [given])).toBe(`${needs}, and it begins at 00:00 on 20 March in New York.`);
});

it("a charge that no sum would make lawful is told as such: not agreed, or used up", () => {
  const most: AmountRule = amount({ by: "sum", sum: usd(4_000) }, { charges: ["late-fee"] });
  const booked = event("2026-03-01T10:00:00-05:00", { event: "charge", type: "late-fee", amount: minor(1) });
  expect(why({ ...most, onlyAgreed: true }, fee())).toBe('"late fee" may be charged only where the contract allowed it when the debt arose.');
  expect(why({ ...most, times: 1 }, fee(), [booked])).toBe('"late fee" may be charged once, and was.');
  expect(why({ ...most, times: 2 }, fee(), [booked, booked])).toBe('"late fee" may be charged two times, and was.');
  expect(why({ ...most, limit: { by: "sum", sum: usd(0) } }, fee())).toBe('At most 0.00 USD may be charged as "late fee".');
});

it("a debt that is barred is told with the last day of its period, as far as anybody knows it", () => {
  const three = { kind: "limitation", years: 3, from: "due", toYearEnd: false, restartedBy: [], revivedBy: [], bars: ["sue", "contact"] } as const;
  const debts = [debt("d1", { due: day("2022-02-10") })];
  expect(why({ ...three, extinguishes: false }, SUE, [], APRIL, { debts })).toBe(
    "The period of limitation ended with 10 February 2025, so a suit is barred.",
  );
  expect(why({ ...three, extinguishes: true }, ask(), [], APRIL, { debts })).toBe(
    "The period of limitation ended with 10 February 2025, so calls are barred, and the debt itself is over.",
  );
  expect(why({ ...three, extinguishes: false }, { act: "sue", debts: ["nobody's"] }, [], APRIL, { debts })).toBe(
    "How old the debt is nobody knows, so a suit is barred.",
  );
});

const rang = (when: string, more: object = {}): LedgerEntry => contact(when, { outcome: "no-answer", ...more });

it.each<readonly [Partial<CapRule>, string]>([
  [{}, "Two contacts were made from 2 to 3 March; the next may be made on 9 March from 00:00 in New York."],
  [{ channels: ["call"] }, "Two calls were made from 2 to 3 March; the next may be made on 9 March from 00:00 in New York."],
  [{ channels: ["call", "voicemail"] }, "Two calls were made from 2 to 3 March; the next may be made on 9 March from 00:00 in New York."],
  [{ channels: ["call", "sms"] }, "Two contacts were made from 2 to 3 March; the next may be made on 9 March from 00:00 in New York."],
  [
    { unit: "completed-contact", channels: ["call", "sms"] },
    "Two completed contacts were made from 2 to 3 March; the next may be made on 9 March from 00:00 in New York.",
  ],
  [{ unit: "communication" }, "Two communications were made from 2 to 3 March; the next may be made on 9 March from 00:00 in New York."],
  [{ unit: "conversation" }, "Two conversations were made from 2 to 3 March; the next may be made on 9 March from 00:00 in New York."],
  [
    { unit: "conversation", channels: ["call"] },
    "Two conversations by phone were made from 2 to 3 March; the next may be made on 9 March from 00:00 in New York.",
  ],
  [{ n: 1, unit: "conversation" }, "One conversation was made on 3 March; the next may be made on 10 March from 00:00 in New York."],
  [{ n: 1, channels: ["call"] }, "One call was made on 3 March; the next may be made on 10 March from 00:00 in New York."],
  [{ n: 0 }, "Contacts are not allowed at all."],
])("a limit that is full is told with what fills it: %o", (more, sentence) => {
  const cap: CapRule = { kind: "cap", n: 2, unit: "attempt", days: 7, key: "person", excluding: [], ...more };
  const ledger = ["02", "03"].map((date) => rang(`2026-03-${date}T10:00:00-05:00`, { outcome: "conversation" }));
  expect(why(cap, ask(), ledger, "2026-03-04T10:00:00-05:00")).toBe(sentence);
});

it("dates are told with the year where it is another than today's", () => {
  const cap: CapRule = { kind: "cap", n: 2, unit: "attempt", days: 30, key: "person", excluding: [] };
  const ledger = [rang("2026-12-30T10:00:00-05:00"), rang("2027-01-02T10:00:00-05:00")];
  expect(why(cap, ask(), ledger, "2027-01-04T10:00:00-05:00")).toBe(
    "Two contacts were made from 30 December 2026 to 2 January; the next may be made on 29 January from 00:00 in New York.",
  );
  const january = [rang("2026-01-08T10:00:00-05:00"), rang("2027-01-09T10:00:00-05:00")];
  expect(why({ ...cap, days: 500 }, ask(), january, "2027-01-14T10:00:00-05:00")).toBe(
    "Two contacts were made from 8 January 2026 to 9 January; the next may be made on 23 May from 00:00 in New York.",
  );
});

it("a silence is told with the last event of all debts that are asked about", () => {
  const silence: SilenceRule = { kind: "silence", after: { unit: "conversation", direction: "any" }, days: 7, key: "debt", excluding: [] };
  const debts = [debt("d1"), debt("d2")];
  const talk = (date: string, id: string): LedgerEntry => rang(`2026-03-${date}T10:00:00-05:00`, { outcome: "conversation", debts: [id] });
  const told = (...ledger: readonly LedgerEntry[]): unknown => why(silence, ask({}, ["d1", "d2"]), ledger, "2026-03-06T10:00:00-05:00", { debts });
  const sentence =
    "The last conversation was on 4 March; seven days without contact follow, so none is allowed before 00:00 on 11 March in New York.";
  expect(told(talk("02", "d1"), talk("04", "d2"))).toBe(sentence);
  expect(told(talk("02", "d2"), talk("04", "d1"))).toBe(sentence);
  expect(why({ ...silence, days: 1 }, ask(), [rang("2026-03-06T10:00:00-05:00", { outcome: "conversation" })], "2026-03-06T11:00:00-05:00")).toBe(
    "The last conversation was on 6 March; one day without contact follows, so none is allowed before 00:00 on 7 March in New York.",
  );
});
