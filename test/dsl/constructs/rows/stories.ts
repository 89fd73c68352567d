/** What tests say of an account, what happens to it and what they expect, each in its own words. */
import { row, type Row } from "../row.ts";
import { ACCOUNT, clock, facts, lines, reminder, taskWhen, test } from "../texts.ts";

/** Channels under every word that an expectation has for them. */
const WORDS: readonly (readonly [word: string, channel: string])[] = [
  ["contact", "email"],
  ["contacts", "letter"],
  ["calls", "call"],
  ["emails", "email"],
  ["letters", "letter"],
  ["voicemails", "voicemail"],
  ["visits", "visit"],
  ["postcards", "postcard"],
  ["registered-letters", "registered-letter"],
  ...["call", "voicemail", "sms", "email", "letter", "registered-letter", "postcard", "visit", "portal", "social"].map((word): [string, string] => [
    word,
    word,
  ]),
];
const words = WORDS.map(([word, channel]) =>
  row(
    `expect ${word}`,
    lines(
      'stage early from 3 days before due {\n  day 0 task "look" for "team"\n  next reminder at 1 day after due\n}',
      reminder(`day 0 ${channel} "x"`, `day 9 ${channel === "sms" ? "email" : "sms"} "y"`),
      test(`expect 1 [[${word}|${channel === "sms" ? "email" : "sms"}]]${word.startsWith("contact") ? "" : ' "x"'} by 2026-03-03`),
    ).replaceAll(/\[\[(\S+)\|(\S+)\]\] "x"/gu, (_, own: string, other: string) => `[[${own} "x"|${other} "y"]]`),
  ),
);

const story = (title: string, policy: string, ...own: readonly string[]): Row => row(title, lines(policy, test(...own)));
const LOOK = 'expect task "look" for "team" on 2026-03-08';
const ON = (event: string): string => `on ${event} write off`;
const CALL = reminder('day 0 email "reminder"', 'day 5 call "talk"');
const APPROVED = reminder('day 0 email "reminder"', 'day 5 write off requires approval by "manager"');

/** No hour of it is the same on both coasts. */
const MORNING = "house rules {\n  contact only between 09:00 and 11:00\n}";

const accounts: readonly Row[] = [
  story("starts on", clock("when behind lapse"), "starts on [[2026-03-20|2026-03-03]]", ACCOUNT, "expect no email by 2026-04-30"),
  story("account in", "places US-NY, GB\n" + taskWhen("place is US-NY"), "account in [[US-NY|GB]] with balance 1,000 USD, due 2026-03-02", LOOK),
  story(
    "account in several places",
    lines("places US-NY, US-CA", MORNING),
    "account in US-NY[[, US-CA|]] with balance 1,000 USD, due 2026-03-02",
    "expect no contact by 2026-04-30",
  ),
  story(
    "account owed by person",
    taskWhen('debtor_kind is "person"'),
    "account in US-NY[[ owed by person|]] with balance 1,000 USD, due 2026-03-02",
    LOOK,
  ),
  story(
    "account owed by sole-trader",
    taskWhen('debtor_kind is "sole-trader"'),
    "account in US-NY owed by [[sole-trader|business]] with balance 1,000 USD, due 2026-03-02",
    LOOK,
  ),
  story(
    "account owed by business",
    taskWhen('debtor_kind is "business"'),
    "account in US-NY owed by [[business|person]] with balance 1,000 USD, due 2026-03-02",
    LOOK,
  ),
  story(
    "account in time zone",
    "places US",
    'account in US[[ in time zone "America/New_York"|!]] with balance 1,000 USD, due 2026-03-02',
    'expect email "reminder" on 2026-03-03',
  ),
  story(
    "account in several time zones",
    lines("places US", MORNING),
    'account in US in time zone "America/New_York"[[, "America/Los_Angeles"|]] with balance 1,000 USD, due 2026-03-02',
    "expect no contact by 2026-04-30",
  ),
  story("account", "", "[[account|!new customer]] in US-NY with balance 1,000 USD, due 2026-03-02", 'expect email "reminder" on 2026-03-03'),
  story("account with a balance", taskWhen("balance >= 900 USD"), "account in US-NY with balance [[900 USD|899 USD]], due 2026-03-02", LOOK),
  story(
    "account with a due date",
    "",
    "account in US-NY with balance 900 USD, due [[2026-03-02|2026-03-03]]",
    'expect email "reminder" on 2026-03-03',
  ),
  story(
    "account issued",
    taskWhen("oldest_invoice_age >= 30"),
    "account in US-NY with balance 900 USD, due 2026-03-02, issued [[2026-02-06|2026-02-07]]",
    LOOK,
  ),
  story(
    "account with invoices",
    taskWhen("unpaid_invoices is 2"),
    "account in US-NY with invoice 400 USD due 2026-03-02[[, invoice 90 USD due 2026-03-02|]]",
    LOOK,
  ),
  story("invoice issued", taskWhen("oldest_invoice_age < 30"), "account in US-NY with invoice 400 USD due 2026-03-02[[ issued 2026-02-20|]]", LOOK),
  story(
    "invoice as",
    clock("stage of each invoice"),
    'account in US-NY with invoice 400 USD due 2026-03-02 as [["A"|!"B"]]',
    'on 2026-03-02 payment of 400 USD for "A"',
    "expect closed as paid by 2026-03-03",
  ),
  story("account without an address for a channel", CALL, `${ACCOUNT}[[, no call|]]`, 'expect call "talk" lapsed by 2026-03-11'),
  story("account with a fact", lines(facts("risk number"), taskWhen("risk >= 3")), `${ACCOUNT}, [[risk 3|risk 2]]`, LOOK),
];

const TWO = 'account in US-NY with invoice 400 USD due 2026-03-02 as "A", invoice 90 USD due 2026-03-12 as "B"';
const events: readonly Row[] = [
  story("payment", "", "on 2026-03-04 [[payment|refund]] of 1,000 USD", "expect closed as paid by 2026-03-05"),
  story("credit", "", "on 2026-03-04 [[credit|refund]] of 1,000 USD", "expect closed by 2026-03-05"),
  story("refund", "", "on 2026-03-04 payment of 1,000 USD", "on 2026-03-06 [[refund|credit]] of 10 USD", "expect open on 2026-03-07"),
  story(
    "chargeback",
    "",
    "on 2026-03-04 payment of 1,000 USD",
    "on 2026-03-06 [[chargeback|payment]] of 1,000 USD",
    "expect stage reminder on 2026-03-07",
  ),
  story(
    "payment for an invoice",
    "allocation as directed\n" + taskWhen("unpaid_invoices is 1"),
    TWO,
    'on 2026-03-04 payment of 90 USD[[ for "B"|]]',
    LOOK,
  ),
  story(
    "promise of so much by a day",
    ON("broken promise"),
    "on 2026-03-03 promise of [[1,000 USD|5 USD]] by 2026-03-08",
    "on 2026-03-04 payment of 500 USD",
    "expect write off by 2026-03-12",
  ),
  story(
    "promise by a day",
    ON("broken promise"),
    "on 2026-03-03 promise of 1,000 USD by [[2026-03-08|2026-03-20]]",
    "expect write off by 2026-03-12",
  ),
  story("a new invoice", taskWhen("unpaid_invoices is 2"), "on 2026-03-04 [[invoice 300 USD due 2026-04-08|due date becomes 2026-04-08]]", LOOK),
  story(
    "a new invoice by name",
    lines("allocation as directed", taskWhen("balance is 1,000 USD")),
    'on 2026-03-04 invoice 300 USD due 2026-04-08 as [["N"|!"M"]]',
    'on 2026-03-05 payment of 300 USD for "N"',
    LOOK,
  ),
  story(
    "due date becomes",
    clock("when it moves return to the stage that fits"),
    "on 2026-03-04 due date becomes [[2026-03-20|2026-03-02]]",
    'expect email "reminder" on 2026-03-21',
  ),
  story("due date of an invoice becomes", taskWhen("days_overdue is 6"), TWO, 'on 2026-03-04 due date[[ of "B"|]] becomes 2026-04-20', LOOK),
  story("a fact becomes", lines(facts("risk number"), taskWhen("risk >= 3")), `${ACCOUNT}, risk 0`, "on 2026-03-04 risk becomes [[3|2]]", LOOK),
  story("approval granted", APPROVED, 'on 2026-03-10 approval by "manager" [[granted|refused]]', "expect write off by 2026-03-11"),
  story("approval refused", APPROVED, 'on 2026-03-10 approval by "manager" [[refused|granted]]', "expect no write off by 2026-04-11"),
  story("a channel fails", CALL, "on 2026-03-08 call [[fails|works]]", 'expect no call "talk" by 2026-04-11'),
  story("a channel works again", CALL, "on 2026-03-08 call fails", "on 2026-03-10 call [[works|fails]]", 'expect call "talk" on 2026-03-10'),
  story(
    "an hour",
    lines(reminder('day 0 email "reminder"', 'day 5 call "talk"'), "house rules {\n  call only between 14:00 and 18:00\n}"),
    "on 2026-03-08[[ 17:00|]] death",
    'expect call "talk" on 2026-03-08',
  ),
];

const TALK = 'call "talk"';
const SPANS: readonly Row[] = [
  story("expect on a day", CALL, `expect ${TALK} on [[2026-03-08|2026-03-07]]`),
  story("expect by a day", CALL, `expect ${TALK} by [[2026-03-09|2026-03-07]]`),
  story("expect from a day to a day", CALL, `expect ${TALK} from 2026-03-07 to [[2026-03-08|2026-03-07]]`),
  story("expect no contact", CALL, `expect no ${TALK} [[by 2026-03-07|by 2026-03-08]]`),
  story("expect nothing done", APPROVED, 'on 2026-03-10 approval by "manager" granted', "expect [[no |]]write off by 2026-03-09"),
  story("expect so many", CALL, "expect [[3|2]] contacts by 2026-03-09"),
  story("expect at most", CALL, "expect [[at most 4|4]] contacts by 2026-03-09", "expect at most [[3|2]] contacts by 2026-03-09"),
  story("expect at least", CALL, "expect [[at least 1|1]] contact by 2026-03-09", "expect at least [[2|4]] contacts by 2026-03-09"),
  story("expect a message", reminder('day 0 sms "x"'), 'expect sms[[ message|=]] "x" on 2026-03-03'),
  story("expect messages", reminder('day 0 sms "x"'), 'expect 1 sms[[ messages|=]] "x" by 2026-03-03'),
  story("expect without a name", CALL, `expect 3 contacts by 2026-03-09`, "expect [[1 call|2 calls]] by 2026-03-09"),
  story("expect stage", CALL, "expect stage [[reminder|early]] by 2026-03-03"),
  story("expect open", CALL, "on 2026-03-04 payment of 1,000 USD", "expect open on [[2026-03-03|2026-03-04]]"),
  story("expect open through days", CALL, "on 2026-03-04 payment of 1,000 USD", "expect open from 2026-03-01 to [[2026-03-03|2026-03-05]]"),
  story("expect closed", CALL, "on 2026-03-04 payment of 1,000 USD", "expect closed by [[2026-03-04|2026-03-03]]"),
  story("expect closed as", CALL, "on 2026-03-04 payment of 1,000 USD", "expect closed[[ as paid| as settled]] by 2026-03-04"),
  story("expect approval asked", APPROVED, 'expect approval by "manager" asked by [[2026-03-08|2026-03-07]]'),
  story("expect lapsed", CALL, `${ACCOUNT}, no call`, `expect ${TALK} [[lapsed by|by]] 2026-03-12`),
  story("expect held", lines("house rules {\n  call only between 14:00 and 18:00\n}", CALL), `expect ${TALK} [[held on|lapsed on]] 2026-03-08`),
  story(
    "expect because of",
    lines("house rules {\n  call only between 14:00 and 18:00\n  never sms\n}", CALL),
    `expect ${TALK} held on 2026-03-08 because of [[house.1|house.2]]`,
  ),
  story(
    "expect because of several",
    lines("house rules {\n  call only between 14:00 and 18:00\n  call only between 13:00 and 18:00\n  never sms\n}", CALL),
    `expect ${TALK} held on 2026-03-08 because of house.1, [[house.2|house.3]]`,
  ),
  story("expect credit limit", "on new customer {\n  credit limit 500 USD\n}", "new customer in US-NY", "expect credit limit [[500 USD|400 USD]]"),
  story("expect no credit limit", "on new customer {\n  terms prepayment\n}", "new customer in US-NY", "expect [[no credit limit|no terms]]"),
  story("expect no terms", "on new customer {\n  credit limit 500 USD\n}", "new customer in US-NY", "expect [[no terms|no credit limit]]"),
  story("expect no deposit", "on new customer {\n  credit limit 500 USD\n}", "new customer in US-NY", "expect [[no deposit|no credit limit]]"),
  story(
    "expect terms",
    "on new customer {\n  terms 30 business days after invoice\n}",
    "new customer in US-NY",
    "expect terms 30 [[business days|days]]",
  ),
  story("expect prepayment", "on new customer {\n  terms prepayment\n}", "new customer in US-NY", "expect terms [[prepayment|30 days]]"),
  story("expect a deposit", "on new customer {\n  deposit 20%\n}", "new customer in US-NY", "expect deposit [[20%|21%]]"),
  story("expect a deposit of a sum", "on new customer {\n  deposit 200 USD\n}", "new customer in US-NY", "expect deposit [[200 USD|210 USD]]"),
];

export const STORIES: readonly Row[] = [...accounts, ...events, ...SPANS, ...words];
