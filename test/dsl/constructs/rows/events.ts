/** What happens to an account, and what a policy does about it. */
import { VOCABULARIES } from "../../../../dsl/tokens/vocabulary.ts";
import { row, type Row } from "../row.ts";
import { ACCOUNT, lines, reminder, test } from "../texts.ts";

/** How each event of `on` comes about on 5 March. */
const HAPPENINGS: Readonly<Record<string, readonly string[]>> = {
  "payment in full": ["on 2026-03-05 payment of 1,000 USD"],
  "partial payment": ["on 2026-03-05 payment of 10 USD"],
  promise: ["on 2026-03-05 promise of 1,000 USD by 2026-03-10"],
  "broken promise": ["on 2026-03-03 promise of 1,000 USD by 2026-03-04"],
  dispute: ["on 2026-03-05 dispute"],
  "dispute closed": ["on 2026-03-04 dispute", "on 2026-03-05 dispute-closed"],
  hardship: ["on 2026-03-05 hardship"],
  "bounced email": ["on 2026-03-05 undeliverable"],
  "cease request": ["on 2026-03-05 cease-request"],
  "opt-out": ["on 2026-03-05 opt-out of email"],
  "attorney notice": ["on 2026-03-05 attorney-notice"],
  bankruptcy: ["on 2026-03-05 bankruptcy-petition"],
  death: ["on 2026-03-05 death"],
  "breathing space": ["on 2026-03-05 breathing-space"],
  "plan agreed": ["on 2026-03-05 plan-agreed"],
  "plan broken": ["on 2026-03-04 plan-agreed", "on 2026-03-05 plan-broken"],
  chargeback: ["on 2026-03-04 payment of 500 USD", "on 2026-03-05 chargeback of 500 USD"],
};
const others = Object.keys(HAPPENINGS).filter((event) => event !== "payment in full");
const STOPS: Readonly<Record<string, string>> = {
  "payment in full": "on chargeback hold credit",
  "dispute closed": 'on dispute pause, task "resolve dispute" for "AR team"',
};
const handled = Object.keys(HAPPENINGS).map((event, i) => {
  const other = others[(i + 7) % others.length] ?? "death";
  const story = HAPPENINGS[event] ?? [];
  return row(
    `on ${event}`,
    lines(
      `on [[${event}|${other}]] write off`,
      STOPS[event] ?? "on payment in full close as paid",
      test(...story, "expect write off from 2026-03-04 to 2026-03-08", "expect no write off by 2026-03-02"),
    ),
  );
});

/** A rest by an event on 5 March, and the task of the tenth day of the stage. */
const rest = (title: string, event: string, words: string, story: readonly string[], ...expected: readonly string[]): Row =>
  row(
    title,
    lines(
      reminder('day 0 email "reminder"', 'day 10 task "look" for "team"', "next later after 14 days"),
      'stage later {\n  day 0 letter "later"\n}',
      `on ${event} ${words}`,
      test(...story, ...expected),
    ),
  );
const lookedOn = (day: string): string => `expect task "look" for "team" on ${day}`;
const PART = ["on 2026-03-05 payment of 10 USD"];

/** Events that bring a rest, or end the account: no rest can wait for them. */
const BRING = new Set(
  "dispute cease-request writing-only opt-out attorney-notice bankruptcy-petition death hardship breathing-space military-orders identity-theft-report undeliverable".split(
    " ",
  ),
);
/** Those of which more must be said, with rows of their own below. */
const OWN = new Set(["payment", "promise", "plan-agreed"]);
const EVENTS: readonly string[] = VOCABULARIES.event.words.filter((event) => !OWN.has(event));
const ENDS = EVENTS.filter((event) => !BRING.has(event));
const endsOfRests = EVENTS.map((event) => {
  const end = BRING.has(event) ? `renewal[[|! or ${event}]]` : `[[${event}|${ENDS[(ENDS.indexOf(event) + 1) % ENDS.length]}]]`;
  const told = BRING.has(event) ? "renewal" : event;
  return rest(`pause until ${event}`, "partial payment", `pause until ${end}`, [...PART, `on 2026-03-07 ${told}`], lookedOn("2026-03-15"));
});

export const HANDLERS: readonly Row[] = [
  ...handled,
  row(
    "on end of series",
    lines(
      reminder('day 0 email "reminder"', 'every 2 days, at most 2 times: email "nudge"'),
      "on [[end of series|chargeback]] write off",
      test("expect write off by 2026-03-08"),
    ),
  ),
  row(
    "on payment in full, in its words",
    lines("on payment in [[full|!half]] write off", test("on 2026-03-05 payment of 1,000 USD", "expect write off by 2026-03-05")),
  ),
  row(
    "on within",
    lines(
      "on promise within [[5|4]] days pause until promised date, write off",
      test(ACCOUNT, "on 2026-03-05 promise of 1,000 USD by 2026-03-10", "expect write off by 2026-03-06"),
    ),
  ),
  row(
    "on when",
    lines(
      "on chargeback when balance >= [[1,000 USD|1,000.01 USD]] write off",
      test(...(HAPPENINGS["chargeback"] ?? []), "expect write off by 2026-03-06"),
    ),
  ),
  row(
    "reactions are all done",
    lines(
      "on chargeback hold credit, [[write off|refer to lawyer]]",
      test(...(HAPPENINGS["chargeback"] ?? []), "expect hold credit on 2026-03-05", "expect write off on 2026-03-05"),
    ),
  ),
  row(
    "close contact",
    lines(
      reminder('day 0 email "reminder"', 'day 10 letter "next"'),
      "on chargeback [[close contact|hold credit]]",
      test(...(HAPPENINGS["chargeback"] ?? []), "expect no letter by 2026-04-30"),
    ),
  ),
  row(
    "go to",
    lines(
      reminder('day 0 email "reminder"', "next later after 60 days"),
      'stage later {\n  day 0 letter "later"\n  next last after 60 days\n}',
      'stage last {\n  day 0 letter "last"\n}',
      "on chargeback go to [[last|later]]",
      test(...(HAPPENINGS["chargeback"] ?? []), "expect stage last on 2026-03-05"),
    ),
  ),
  row(
    "close as, in a reaction",
    lines("on chargeback close as [[disputed|lost]]", test(...(HAPPENINGS["chargeback"] ?? []), "expect closed as disputed by 2026-03-05")),
  ),
  row(
    "a contact as a reaction",
    lines(
      'on chargeback [[letter|email]] "sorry"',
      reminder('day 0 email "reminder"', "next later after 60 days"),
      'stage later {\n  day 0 letter "sorry"\n}',
      test(...(HAPPENINGS["chargeback"] ?? []), 'expect letter "sorry" on 2026-03-05'),
    ),
  ),
  row(
    "notice with send notice",
    lines(
      'notice "cease" by [[letter|email]] "cease letter"',
      'on cease request [[send notice "cease"|hold credit]]',
      reminder('day 0 email "reminder"', "next later after 60 days"),
      'stage later {\n  day 0 letter "cease letter"\n}',
      test("on 2026-03-05 cease-request", 'expect letter "cease letter" by 2026-03-06'),
    ),
  ),
  row(
    "notice within days of first contact",
    lines(
      'notice "validation" by letter "validation letter"[[ within 5 days of first contact|]]',
      'on cease request send notice "validation"',
      test('expect letter "validation letter" by 2026-03-04'),
    ),
  ),
  rest(
    "pause, and days go on where they stopped",
    "partial payment",
    "[[pause|hold]] 4 days",
    PART,
    lookedOn("2026-03-17"),
    "expect stage later on 2026-03-21",
  ),
  rest("pause for days", "partial payment", "pause [[4|5]] days", PART, lookedOn("2026-03-17")),
  rest("pause for business days", "partial payment", "pause 4 [[business days|days]]", PART, lookedOn("2026-03-19")),
  rest("hold, and the clock runs", "partial payment", "[[hold|pause]] 20 days", PART, lookedOn("2026-03-13"), "expect stage later on 2026-03-17"),
  rest("a hold lets no contact through", "partial payment", "hold [[20|10]] days", PART, "expect no letter by 2026-03-25"),
  rest("pause open", "partial payment", "pause[[| 30 days]]", [...PART], "expect stage reminder on 2026-12-31"),
  rest("hold open", "partial payment", "hold[[| 8 days]]", [...PART], "expect stage later on 2026-03-17", "expect no letter by 2026-12-31"),
  rest(
    "hold until a date, that day included",
    "partial payment",
    "hold until [[2026-03-19|2026-03-16]]",
    PART,
    "expect stage later on 2026-03-17",
    'expect letter "later" on 2026-03-20',
  ),
  rest("pause until a date, that day included", "partial payment", "pause until [[2026-03-09|2026-03-10]]", PART, lookedOn("2026-03-17")),
  rest(
    "pause until the promised date",
    "promise",
    "pause until [[promised date|2026-03-08]]",
    ["on 2026-03-05 promise of 1,000 USD by 2026-03-09"],
    lookedOn("2026-03-17"),
  ),
  rest(
    "pause until the promised date and some days",
    "promise",
    "pause until promised date[[ + 2 days|]]",
    ["on 2026-03-05 promise of 1,000 USD by 2026-03-09"],
    lookedOn("2026-03-19"),
  ),
  rest(
    "pause until an event",
    "partial payment",
    "pause [[until judgment|until renewal]]",
    [...PART, "on 2026-03-09 judgment"],
    lookedOn("2026-03-17"),
  ),
  rest(
    "pause until one of several events",
    "partial payment",
    "pause until renewal[[ or judgment|]]",
    [...PART, "on 2026-03-09 judgment"],
    lookedOn("2026-03-17"),
  ),
  rest(
    "hold until an event",
    "partial payment",
    "hold until [[judgment|renewal]]",
    [...PART, "on 2026-03-18 judgment"],
    'expect letter "later" on 2026-03-18',
  ),
  rest(
    "pause until payment",
    "chargeback",
    "pause until [[payment|judgment]]",
    ["on 2026-03-04 payment of 10 USD", "on 2026-03-05 chargeback of 10 USD", "on 2026-03-09 payment of 10 USD"],
    lookedOn("2026-03-17"),
  ),
  rest(
    "pause until promise",
    "chargeback",
    "pause until [[promise|judgment]]",
    ["on 2026-03-04 payment of 10 USD", "on 2026-03-05 chargeback of 10 USD", "on 2026-03-09 promise of 1,000 USD by 2026-03-09"],
    "expect stage later on 2026-03-23",
  ),
  ...endsOfRests,
  rest(
    "pause until plan-agreed",
    "partial payment",
    "pause until [[plan-agreed|judgment]]",
    [...PART, "on 2026-03-07 plan-agreed", "on 2026-03-08 plan-broken"],
    lookedOn("2026-03-16"),
  ),
];

const GRANTS = "credit limit";
const NEW = "new customer in US-NY";
const grant = (title: string, line: string, expected: string, story = NEW): Row =>
  row(
    title,
    lines(
      `on new customer {\n  ${line}\n}`,
      "facts {\n  score number\n}",
      "applies to accounts when score >= 1",
      test(`${story} with score 700`, expected),
    ),
  );

export const ONBOARDING: readonly Row[] = [
  grant(GRANTS, "credit limit [[5,000 USD|6,000 USD]]", "expect credit limit 5,000 USD"),
  grant("credit limit when", "credit limit 5,000 USD when score >= [[700|701]]\n  credit limit 500 USD", "expect credit limit 5,000 USD"),
  grant("credit limit with approval", 'credit limit 5,000 USD[[ requires approval by "credit"|]]', "expect no credit limit"),
  grant("terms after invoice", "terms [[30|31]] days after invoice", "expect terms 30 days"),
  grant("terms prepayment", "terms [[prepayment|30 days after invoice]]", "expect terms prepayment"),
  grant("no terms", "terms prepayment when score > [[700|699]]", "expect no terms"),
  grant("deposit as a share", "deposit [[20%|21%]]", "expect deposit 20%"),
  grant("deposit as a sum", "deposit [[200 USD|210 USD]]", "expect deposit 200 USD"),
  grant("no deposit", "deposit 20% when score > [[700|699]]", "expect no deposit"),
  grant("no credit limit", "credit limit 200 USD when score > [[700|699]]", "expect no credit limit"),
  row(
    "only new customers get it",
    lines(
      "on new customer {\n  credit limit 5,000 USD\n}",
      test("[[new customer|!account]] in US-NY", "expect [[credit limit 5,000 USD|credit limit 4,000 USD]]"),
    ),
  ),
  row(
    "a credit limit by the name of an amount",
    lines(
      "amount most is [[5,000 USD|4,000 USD]]",
      "on new customer {\n  credit limit [[most|4,000 USD]]\n  deposit most\n}",
      test(NEW, "expect credit limit 5,000 USD", "expect deposit 5,000 USD"),
    ),
  ),
];

export const EVENT_ROWS: readonly Row[] = [...HANDLERS, ...ONBOARDING];
