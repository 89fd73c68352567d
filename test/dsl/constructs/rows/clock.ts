/** The choices of time, the terms, and plans. */
import type { CompiledPolicy } from "../../../../engine/index.ts";
import { row, type Row } from "../row.ts";
import { ACCOUNT, clock, lines, reminder, ruleOf, test } from "../texts.ts";

const TWO = 'account in US-NY with invoice 100 USD due 2026-03-02 as "A", invoice 100 USD due 2026-03-22 as "B"';
const DEMAND = lines(reminder('day 0 email "reminder"', "next demand after 14 days"), 'stage demand {\n  day 0 letter "formal demand"\n}');

const moved = (words: string, ...expected: readonly string[]): string =>
  lines(clock(`when it moves ${words}`), DEMAND, test(TWO, "on 2026-03-18 payment of 100 USD", ...expected));

/** An account that is taken over three weeks late. */
const BEHIND = lines(
  reminder('day 0 email "reminder"', "next demand after 14 days"),
  'stage demand {\n  day 0 letter "formal demand"\n  next final after 10 days\n}',
  'stage final {\n  day 0 letter "last letter"\n}',
);
const BEHINDS = ["lapse", "one stage at a time", "straight to the stage that fits", "late, keep later dates"] as const;
const EXPECTED: Readonly<Record<(typeof BEHINDS)[number], readonly string[]>> = {
  lapse: [
    "expect stage demand on 2026-03-25",
    "expect no email by 2026-04-30",
    'expect letter "last letter" on 2026-03-27',
    'expect no letter "formal demand" by 2026-04-30',
  ],
  "one stage at a time": [
    'expect email "reminder" on 2026-03-25',
    'expect letter "formal demand" on 2026-04-08',
    'expect letter "last letter" on 2026-04-18',
  ],
  "straight to the stage that fits": [
    "expect no email by 2026-04-30",
    'expect letter "formal demand" on 2026-03-25',
    'expect letter "last letter" on 2026-04-04',
  ],
  "late, keep later dates": [
    "expect no email by 2026-04-30",
    'expect letter "formal demand" on 2026-03-25',
    'expect letter "last letter" on 2026-03-27',
  ],
};
const behind = BEHINDS.flatMap((words) =>
  BEHINDS.filter((other) => other !== words).map((other) =>
    row(
      `when behind ${words}, not ${other}`,
      lines(clock(`when behind [[${words}|${other}]]`), BEHIND, test("starts on 2026-03-25", ACCOUNT, ...EXPECTED[words])),
    ),
  ),
);

const read = (what: (policy: CompiledPolicy) => unknown, as: unknown): Pick<Row, "reads"> => ({
  reads: { of: (compiled) => ("terms" in compiled ? what(compiled) : null), as },
});

const changes = (["keep", "restart", "park for a person"] as const).map((words, i, all) =>
  row(
    `when policy changes ${words}`,
    clock(`when policy changes [[${words}|${all[(i + 1) % 3]}]]`),
    read(({ clock: own }) => own.whenPolicyChanges, words.split(" ")[0]),
  ),
);

/** A charge on the second day after the reminder began; a payment two days later is just enough for it, or a cent too little. */
const charged = (terms: string, what: string, enough: string, short: string, more: Partial<Row> = {}): Row =>
  row(
    `terms ${terms}`,
    lines(
      `terms {\n  ${terms}\n  unpaid charges keep\n}`,
      reminder('day 0 email "reminder"', `day 2 charge ${what}`),
      test(`on 2026-03-07 payment of ${enough}`, "expect closed as paid by 2026-03-08"),
      test(`on 2026-03-07 payment of ${short}`, "expect open on 2026-03-08").replace("story", "a cent less"),
    ),
    more,
  );
const ofLaw = (sentence: string): Partial<Row> => ({ law: ruleOf(sentence) });

const PLAN = (...own: readonly string[]): string => `plan "standard" {\n  ${own.join("\n  ")}\n}`;
const offer = 'on hardship pause 30 days, offer plan "standard"';
const planned = (up: string, first: string, missed: string): string => lines(PLAN(up, first, missed), offer);
const ofPlan = (policy: CompiledPolicy): unknown => policy.plans[0];

export const CLOCK: readonly Row[] = [
  row("stage of the account", lines(clock("stage of [[the account|each invoice]]"), test(TWO, 'expect 1 email "reminder" by 2026-04-30'))),
  row(
    "stage of each invoice",
    lines(
      clock("stage of [[each invoice|the account]]"),
      test(TWO, 'expect email "reminder" on 2026-03-03', 'expect email "reminder" on 2026-03-23'),
    ),
  ),
  row("anchor", lines(clock("[[anchor oldest unpaid invoice|!]]"), test('expect email "reminder" on 2026-03-03'))),
  row("when it moves keep the stage", moved("[[keep the stage|return to the stage that fits]]", "expect stage demand from 2026-03-18 to 2026-03-30")),
  row(
    "when it moves return to the stage that fits",
    moved("[[return to the stage that fits|keep the stage]]", "expect stage early on 2026-03-19", "expect stage reminder on 2026-03-23"),
  ),
  row(
    "when it moves return, up or down",
    moved("[[return to the stage that fits, up or down|keep the stage]]", "expect stage early on 2026-03-19", "expect stage demand on 2026-04-06"),
  ),
  row(
    "up or down says in more words what return means",
    moved("return to the stage that fits[[, up or down|=]]", "expect stage early on 2026-03-19"),
  ),
  ...behind,
  row("tolerance", lines(clock("tolerance [[20 USD|15 USD]]"), test("on 2026-03-04 payment of 980.01 USD", "expect closed as paid by 2026-03-05"))),
  row(
    "tolerance by the name of an amount",
    lines(
      "amount small is [[20 USD|15 USD]]",
      clock("tolerance [[small|15 USD]]"),
      test("on 2026-03-04 payment of 980.01 USD", "expect closed as paid by 2026-03-05"),
    ),
  ),
  ...changes,
  row(
    "terms due",
    "terms {\n  due [[30|31]] days after invoice\n}",
    read(({ terms }) => terms.due, { n: 30, business: false }),
  ),
  row(
    "terms due in business days",
    "terms {\n  due 30 [[business days|days]] after invoice\n}",
    read(({ terms }) => terms.due, { n: 30, business: true }),
  ),
  row(
    "terms due in a day",
    "terms {\n  due 1 [[day|=days]] after invoice\n}",
    read(({ terms }) => terms.due, { n: 1, business: false }),
  ),
  row(
    "terms discount",
    "terms {\n  discount [[2%|3%]] when paid within [[10 days|11 days]] of invoice\n}",
    read(({ terms }) => terms.discount, { percent: 2, within: { n: 10, business: false } }),
  ),
  charged("late fee [[40 USD|41 USD]]", "fee", "1,040 USD", "1,039.99 USD"),
  charged("late fee [[statutory|41 USD]]", "fee", "1,040 USD", "1,039.99 USD", ofLaw("charge late-compensation at most 40 USD")),
  charged("late interest [[3% per month|4% per month]]", "interest", "1,002.96 USD", "1,002.95 USD"),
  charged("late interest 3% per [[month|year]]", "interest", "1,002.96 USD", "1,002.95 USD"),
  charged("late interest 36% per [[year|month]]", "interest", "1,002.96 USD", "1,002.95 USD"),
  charged("late interest [[statutory|10% per year]]", "interest", "1,002.30 USD", "1,002.29 USD", ofLaw("charge late-interest at most 42% a year")),
  row(
    "capped by law says what holds anyway",
    lines(
      "terms {\n  late interest 3% per month[[, capped by law|=]]\n}",
      reminder('day 0 email "reminder"', "day 2 charge interest"),
      test("expect charge interest by 2026-03-08"),
    ),
  ),
  row(
    "unpaid charges waive",
    lines(
      "terms {\n  late fee 40 USD\n  unpaid charges [[waive|keep]]\n}",
      reminder('day 0 email "reminder"', "day 2 charge fee"),
      test("on 2026-03-07 payment of 1,000 USD", "expect closed as paid by 2026-03-08"),
    ),
  ),
  row(
    "unpaid charges keep",
    lines(
      "terms {\n  late fee 40 USD\n  unpaid charges [[keep|waive]]\n}",
      reminder('day 0 email "reminder"', "day 2 charge fee"),
      test("on 2026-03-07 payment of 1,000 USD", "expect open on 2026-04-08"),
    ),
  ),
  row(
    "plan up to",
    planned("up to [[6|5]] monthly installments", "first within 14 days", "default after 2 missed"),
    read((policy) => policy.plans[0]?.installments, 6),
  ),
  row(
    "plan monthly",
    planned("up to 6 [[monthly|weekly]] installments", "first within 14 days", "default after 2 missed"),
    read((policy) => policy.plans[0]?.every, "month"),
  ),
  row(
    "plan weekly",
    planned("up to 6 [[weekly|monthly]] installments", "first within 14 days", "default after 2 missed"),
    read((policy) => policy.plans[0]?.every, "week"),
  ),
  row(
    "plan of one",
    planned("up to 1 monthly [[installment|=installments]]", "first within 14 days", "default after 1 missed"),
    read((policy) => policy.plans[0]?.installments, 1),
  ),
  row(
    "plan each at least",
    planned("up to 6 monthly [[installments|=installment]], each at least [[50 USD|51 USD]]", "first within 14 days", "default after 2 missed"),
    read((policy) => policy.plans[0]?.atLeast, { USD: 5000 }),
  ),
  row(
    "plan first within and default after",
    planned("up to 6 monthly installments", "first within [[14|15]] days", "default after [[2|3]] missed"),
    read(ofPlan, { name: "standard", installments: 6, every: "month", first: { n: 14, business: false }, defaultAfterMissed: 2 }),
  ),
];
