/** Stages, steps and what steps do. */
import type { CompiledPolicy } from "../../../../engine/index.ts";
import { row, type Row } from "../row.ts";
import { ACCOUNT, facts, lines, reminder, test } from "../texts.ts";

/** Lines of the reminder, and what is expected of them. */
const step = (title: string, own: string, ...story: readonly string[]): Row =>
  row(title, lines(reminder('day 0 email "reminder"', own), test(...story)));

const LATER = 'stage later {\n  day 0 letter "later"\n}';
/** What else the policy does, far later, so that a test may look for it. */
const also = (...actions: readonly string[]): string =>
  lines("next later after 90 days", "}", "stage later {", ...actions.map((action) => `  day 0 ${action}`));
const next = (title: string, own: string, ...story: readonly string[]): Row =>
  row(title, lines(reminder('day 0 email "reminder"', ...own.split("\n")), LATER, test(...story)));

const from = (words: string, on: string, story = ACCOUNT): Row =>
  row(
    `stage from ${words}`,
    lines(
      `stage early from ${words} {`,
      '  day 0 email "upcoming invoice"',
      "  next reminder after 60 days",
      "}",
      test(story, `expect email "upcoming invoice" on ${on}`),
    ),
  );

const actionOf =
  (key: string) =>
  (policy: CompiledPolicy): unknown =>
    policy.stages.flatMap(({ steps }) => steps).find((one) => one.key === key)?.action;
const reads = (what: (policy: CompiledPolicy) => unknown, as: unknown): Pick<Row, "reads"> => ({
  reads: { of: (compiled) => ("stages" in compiled ? what(compiled) : null), as },
});
const CONTACT = { kind: "contact", channel: "email", template: "x" };

/** Business actions as a step writes them, with another that the twin has in its place. */
const DEEDS: readonly (readonly [own: string, other: string])[] = [
  ["hold credit", "release credit"],
  ["release credit", "hold credit"],
  ["write off", "hold credit"],
  ["file small claim", "refer to lawyer"],
  ["report to bureau", "refer to lawyer"],
  ["refer to lawyer", "hold credit"],
  ["charge fee", "charge interest"],
  ["charge interest", "charge fee"],
  ['place with agency "North"', "hold credit"],
  ['webhook "crm"', "hold credit"],
  ['task "look" for "team"', "hold credit"],
  ['offer plan "standard"', "offer discount 5%"],
  ["offer discount 5%", 'offer plan "standard"'],
];
const TERMS = "terms {\n  late interest 3% per month\n  late fee 40 USD\n}";
const PLAN = 'plan "standard" {\n  up to 6 monthly installments\n  first within 14 days\n  default after 2 missed\n}';
const deeds = DEEDS.map(([own, other]) =>
  row(
    `a step may ${own}`,
    lines(
      TERMS,
      PLAN,
      reminder(
        'day 0 email "reminder" offering plan "standard"',
        `day 5 [[${own}|${other}]]${own.includes("discount") || other.includes("discount") ? " within 9 days" : ""}`,
        also(own + (own.includes("discount") ? " within 9 days" : "")),
      ),
      test(`expect ${own} by 2026-03-08`),
    ),
  ),
);

const CHANNELS = ["call", "voicemail", "sms", "email", "letter", "registered-letter", "postcard", "visit", "portal", "social"] as const;
const channels = CHANNELS.map((channel, i) => {
  const other = CHANNELS[(i + 1) % CHANNELS.length] ?? "call";
  return row(
    `contact by ${channel}`,
    lines(reminder(`day 0 [[${channel}|${other}]] "x"`, also(`${channel} "x"`)), test(`expect ${channel} "x" on 2026-03-03`)),
  );
});

const named = (name: string, channel: string): string =>
  lines(reminder(`day 0 ${channel} "x"`, "day 2 hold credit"), test(`expect ${name} from 2026-03-03 to 2026-03-04`));

export const STAGES: readonly Row[] = [
  from("[[5|4]] days before due", "2026-02-25"),
  from("[[3 business days|3 days]] before due", "2026-02-25"),
  from("1 [[day|=days]] after due", "2026-03-03"),
  from("1 day [[after|before]] due", "2026-03-03"),
  from("[[due|end of month]]", "2026-03-02"),
  from("1 day [[before|after]] due", "2026-03-01"),
  from("2 days before [[end of month|due]]", "2026-03-29", "account in US-NY with balance 1,000 USD, due 2026-03-12"),
  from("1 business day after [[end of month|due]]", "2026-06-01", "account in US-NY with balance 1,000 USD, due 2026-05-12"),
  row(
    "stage requires",
    lines(
      facts("ready boolean"),
      reminder('day 0 email "reminder"', "next later after 5 days"),
      'stage later requires ready is [[true|false]] {\n  day 0 letter "later"\n}',
      test(`${ACCOUNT}, ready true`, "expect stage later on 2026-03-08"),
    ),
  ),
  row(
    "what a stage requires keeps the account outside of it, and a task says so",
    lines(
      facts("ready boolean"),
      reminder('day 0 email "reminder"', "next later after 5 days"),
      'stage later[[ requires ready|]] {\n  day 0 letter "later"\n}',
      test(`${ACCOUNT}, ready false`, "expect stage reminder from 2026-03-08 to 2026-03-20", "expect no letter by 2026-03-20"),
    ),
  ),
  next("next after", "next later after [[5|6]] days", "expect stage later by 2026-03-08"),
  next(
    "next after business days",
    "next later after 4 [[business days|days]]",
    "expect stage reminder on 2026-03-08",
    'expect letter "later" on 2026-03-09',
  ),
  next(
    "next at a day of its own",
    "next later at [[10 days after due|end of month]]",
    'expect letter "later" on 2026-03-12',
    "expect stage reminder on 2026-03-11",
  ),
  next("next at the end of the month", "next later at 1 day after [[end of month|due]]", 'expect letter "later" on 2026-04-01'),
  row(
    "next at due",
    lines(
      "stage early from 3 days before due {",
      '  day 0 email "upcoming invoice"',
      "  next reminder at [[due|1 day after due]]",
      "}",
      test("expect stage reminder on 2026-03-02"),
    ),
  ),
  next(
    "of several next lines the first that holds wins",
    "next [[later|reminder]] after 5 days[[ when days_overdue >= 6|]]\nnext later after 9 days"
      .replace("[[later|reminder]]", "later")
      .replace("[[ when days_overdue >= 6|]]", " when days_overdue >= [[6|7]]"),
    "expect stage later on 2026-03-08",
  ),
  next(
    "next when its condition holds",
    "next later after 5 days[[ when days_overdue >= 9|]]",
    "expect stage reminder on 2026-03-09",
    "expect stage later on 2026-03-11",
  ),
  row("on entry", lines(reminder("on entry [[hold credit|release credit]]", 'day 0 email "reminder"'), test("expect hold credit on 2026-03-03"))),
  row(
    "on entry several, once",
    lines(
      reminder("on [[entry|exit]] hold credit, [[refer to lawyer|report to bureau]]", 'day 0 email "reminder"'),
      test("expect hold credit on 2026-03-03", "expect refer to lawyer on 2026-03-03", "expect no hold credit from 2026-03-04 to 2026-04-30"),
    ),
  ),
  next(
    "on exit",
    "on [[exit|entry]] release credit\nnext later after 5 days",
    "expect release credit on 2026-03-08",
    "expect no release credit by 2026-03-07",
  ),
  step("day", "day [[5|6]] hold credit", "expect hold credit by 2026-03-08"),
  step("business day", "[[business day|day]] 4 hold credit", "expect hold credit on 2026-03-09"),
  step(
    "every",
    'every [[7|8]] days, at most [[3|4]] times: email "nudge"',
    'expect email "nudge" on 2026-03-10',
    'expect email "nudge" on 2026-03-17',
    'expect 3 emails "nudge" from 2026-03-03 to 2026-05-30',
  ),
  step("every business day", 'every 2 [[business days|days]], at most 3 times: email "nudge"', 'expect email "nudge" on 2026-03-09'),
  step(
    "day with every",
    'day 5 every [[7|8]] days, at most 2 times: email "nudge"',
    'expect email "nudge" on 2026-03-08',
    'expect email "nudge" on 2026-03-15',
  ),
  step("day with every, and its day", 'day [[5|6]] every 7 days, at most 2 times: email "nudge"', 'expect email "nudge" on 2026-03-08'),
  step("an act that is expected", "day 5 hold credit", "expect hold credit by [[2026-03-08|2026-03-07]]"),
  step("an act that isn't expected", "day 5 hold credit", "expect no hold credit by [[2026-03-07|2026-03-08]]"),
  step("a step when", "day 5 hold credit[[ when balance > 1,000 USD|]]", "expect no hold credit by 2026-04-01"),
  step("a step otherwise", "day 5 hold credit when balance > 1,000 USD[[, otherwise write off|]]", "expect write off on 2026-03-08"),
  step(
    "otherwise is for conditions, else for what lapsed",
    'day 5 call "talk" when balance > [[1,000 USD|999 USD]] otherwise email "mail" else letter "post"',
    'expect email "mail" on 2026-03-08',
    "expect no letter by 2026-04-01",
  ),
  step(
    "a step else",
    'day 5 call "talk"[[ else letter "post"|]]\n    ' + also('letter "post"'),
    `${ACCOUNT}, no call`,
    'expect letter "post" on 2026-03-08',
  ),
  step(
    "a step within",
    'day 5 call "talk" within [[5|4]] days',
    ACCOUNT,
    "on 2026-03-08 call fails",
    "on 2026-03-13 call works",
    'expect call "talk" on 2026-03-13',
  ),
  step(
    "without within three days",
    'day 5 call "talk"[[| within 4 days]]',
    ACCOUNT,
    "on 2026-03-08 call fails",
    "on 2026-03-12 call works",
    'expect no call "talk" by 2026-04-01',
  ),
  step("a step requires approval", 'day 5 write off[[ requires approval by "manager"|]]', "expect no write off by 2026-04-01"),
  step(
    "an approval that is granted",
    'day 5 write off requires approval by [["manager"|!"boss"]]',
    'on 2026-03-10 approval by "manager" granted',
    'expect approval by "manager" asked by 2026-03-08',
    "expect write off on 2026-03-10",
  ),
  row(
    "variant",
    lines(
      'stage reminder {\n  day 0 email "reminder"\n  variant [[20%|!120%]] "softer" {\n    day 2 email "softer"\n  }\n}',
      test(`${ACCOUNT}, [[variant "softer"|no variant]]`, 'expect email "softer" on 2026-03-05', 'expect no email "reminder" by 2026-04-30'),
    ),
  ),
  row(
    "a variant's steps",
    lines(
      'stage reminder {\n  day 0 email "reminder"\n  variant 20% "softer" {\n    day [[2|3]] email "softer"\n  }\n}',
      test(`${ACCOUNT}, variant [["softer"|!"harder"]]`, 'expect email "softer" on 2026-03-05'),
    ),
  ),
  row(
    "accounts of no variant run the stage's own steps",
    lines(
      'stage reminder {\n  day 0 email "reminder"\n  variant 20% "softer" {\n    day 2 email "softer"\n  }\n}',
      test(`${ACCOUNT}, [[no variant|variant "softer"]]`, 'expect email "reminder" on 2026-03-03'),
    ),
  ),
  ...channels,
  row("contact by portal message", lines(reminder('day 0 portal[[ message|=]] "x"'), test('expect portal "x" on 2026-03-03'))),
  row(
    "contact with payment link",
    lines(reminder('day 0 email "x"[[ with payment link|]]'), test('expect email "x" by 2026-03-03')),
    reads(actionOf("reminder/day 0"), { ...CONTACT, paymentLink: true, priority: "normal", purpose: "collect" }),
  ),
  row(
    "contact offering a plan",
    lines(PLAN, reminder('day 0 email "x"[[ offering plan "standard"|]]', 'day 5 offer plan "standard"'), test('expect email "x" by 2026-03-03')),
    reads((policy) => policy.stages[1]?.steps[0]?.action.kind === "contact" && policy.stages[1].steps[0].action.offers, "standard"),
  ),
  row(
    "contact priority high",
    lines(reminder('day 0 email "x" priority [[high|normal]]'), test('expect email "x" by 2026-03-03')),
    reads(actionOf("reminder/day 0"), { ...CONTACT, paymentLink: false, priority: "high", purpose: "collect" }),
  ),
  row(
    "contact priority normal",
    lines(reminder('day 0 email "x" priority [[normal|high]]'), test('expect email "x" by 2026-03-03')),
    reads(actionOf("reminder/day 0"), { ...CONTACT, paymentLink: false, priority: "normal", purpose: "collect" }),
  ),
  ...deeds,
  row(
    "task due in",
    lines(
      reminder('day 0 task "look" for "team"[[ due in 5 business days|]]'),
      test('expect task "look" for "team" due in 5 business days on 2026-03-03'),
    ),
  ),
  row(
    "a discount of so much",
    lines(reminder('day 0 email "x"', "day 5 offer discount [[5%|6%]] within 9 days"), test("expect offer discount 5% by 2026-03-08")),
  ),
  row(
    "an agency of that name",
    lines(reminder('day 0 email "x"', 'day 5 place with agency [["North"|!"South"]]'), test('expect place with agency "North" by 2026-03-08')),
  ),
  row("close as", lines(reminder('day 0 email "x"', "day 5 close as [[settled|lost]]"), test("expect closed as settled by 2026-03-08"))),
  row("contact names are told apart", named('[[email "x"|!email "y"]]', "email")),
];
