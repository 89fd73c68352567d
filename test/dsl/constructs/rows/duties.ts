/** Notices, duties, consents, hours and money of the law; series, binding and what rules say of themselves. */
import { each, wordsOf } from "../lists.ts";
import type { Row } from "../row.ts";
import { law } from "./law.ts";

const BY = "by us.act.a";
const SUE = `sue at 2026-03-08 is denied ${BY}`;
const MAY_SUE = "sue at 2026-03-08 is allowed";

const before = (title: string, sentence: string, ...example: readonly string[]): Row => law(title, [`before ${sentence}`], example);
const NOTICES: readonly Row[] = [
  before(
    "notice-before",
    "sue a letter-of-claim must be at least [[30|6]] days old from sending",
    "letter on 2026-03-01 containing letter-of-claim",
    `${SUE} until 2026-04-01`,
  ),
  before(
    "notice-before in business days",
    "sue a letter-of-claim must be at least 5 [[business days|days]] old from sending",
    "letter on 2026-03-02 containing letter-of-claim",
    SUE,
  ),
  before(
    "notice-before in business days of a list",
    'sue a letter-of-claim must be at least 5 business days[[ of "US.business-days"|]] old from sending',
    "letter on 2026-03-02 containing letter-of-claim",
    MAY_SUE,
  ),
  before(
    "one of several notices",
    "sue a letter-of-claim[[ or default-notice|]] must be at least 5 days old from sending",
    "letter on 2026-03-01 containing default-notice",
    MAY_SUE,
  ),
  before(
    "any message, the first of them",
    "credit-report a [[message|reminder or invoice]] by letter must be at least 5 days old from sending",
    "letter on 2026-03-01",
    "letter on 2026-03-06",
    "credit-report at 2026-03-08 is allowed",
  ),
  before(
    "any message, or a conversation",
    "credit-report a message by letter must be at least 5 days old from sending[[ unless after a conversation|]]",
    "call on 2026-03-07 answered",
    "credit-report at 2026-03-08 is allowed",
  ),
  before(
    "a notice by letter",
    "sue a letter-of-claim by [[letter|email]] must be at least 5 days old from sending",
    "letter on 2026-03-01 containing letter-of-claim",
    MAY_SUE,
  ),
  before(
    "a notice that goes stale",
    "sue a letter-of-claim must be at least 5 days old[[ and at most 20 days old|]] from sending",
    "letter on 2026-01-01 containing letter-of-claim",
    SUE,
  ),
  before(
    "old from receipt",
    "sue a letter-of-claim must be at least 5 days old from [[receipt|sending]]",
    "letter on 2026-03-01 containing letter-of-claim received 2026-03-06",
    SUE,
  ),
  before(
    "from sending",
    "sue a letter-of-claim must be at least 5 days old from [[sending|receipt]]",
    "letter on 2026-03-01 containing letter-of-claim received 2026-03-06",
    MAY_SUE,
  ),
  before(
    "from presumed receipt",
    "sue a letter-of-claim must be at least 5 days old from [[presumed receipt 4 days after sending|sending]]",
    "letter on 2026-03-01 containing letter-of-claim",
    SUE,
  ),
  before(
    "the first of several notices",
    "sue [[the first of at least 2 |a ]]reminder must be at least 5 days old from sending",
    "letter on 2026-02-20 containing reminder",
    `${SUE} for ever`,
  ),
  before(
    "the last notice",
    "sue [[a |the first of at least 2 ]]reminder must be at least 5 days old from sending",
    "letter on 2026-02-20 containing reminder",
    MAY_SUE,
  ),
  before(
    "the first of several notices that were given",
    "sue the first of at least [[2|3]] reminder must be at least 5 days old from sending",
    "letter on 2026-02-20 containing reminder",
    "letter on 2026-03-07 containing reminder",
    MAY_SUE,
  ),
  before(
    "a notice after the due date",
    "sue a reminder[[ sent after due|]] must be at least 5 days old from sending",
    "debt of 100 USD due 2026-02-20",
    "letter on 2026-02-20 containing reminder",
    SUE,
  ),
  before(
    "a notice that names the sum",
    "charge late-fee a reminder[[ naming the sum|]] must be at least 5 days old from sending",
    "letter on 2026-02-20 containing reminder claiming plan-fee of 5 USD",
    `charge late-fee of 5 USD at 2026-03-08 is denied ${BY}`,
  ),
  before(
    "a notice that claims a sum",
    "charge late-fee a reminder naming the sum must be at least 5 days old from sending",
    "letter on 2026-02-20 containing reminder claiming [[late-fee of 5 USD|late-fee of 4 USD]]",
    "charge late-fee of 5 USD at 2026-03-08 is allowed",
  ),
  before(
    "a notice that claims without a sum",
    "charge late-fee a reminder naming the sum must be at least 5 days old from sending",
    "letter on 2026-02-20 containing reminder claiming late-fee[[| of 5 USD]]",
    `charge late-fee of 5 USD at 2026-03-08 is denied ${BY}`,
  ),
  before(
    "a notice per person",
    "sue a letter-of-claim must be at least 5 days old from sending[[ per person| per debt]]",
    'debt "one" of 100 USD',
    'debt "two" of 100 USD',
    'letter about "one" on 2026-03-01 containing letter-of-claim',
    'sue about "two" at 2026-03-08 is allowed',
  ),
  before("several acts", "sell[[, sue|]] a letter-of-claim must be at least 5 days old from sending", SUE),
  ...each("charge", (charge, other) =>
    before(
      `before charge ${charge}`,
      `charge [[${charge}|${other}]] a reminder must be at least 5 days old from sending`,
      `charge ${charge} of 5 USD at 2026-03-08 is denied ${BY}`,
    ),
  ),
  before(
    "before several charges",
    "charge late-fee[[, plan-fee|]] a reminder must be at least 5 days old from sending",
    `charge plan-fee of 5 USD at 2026-03-08 is denied ${BY}`,
  ),
];

const must = (title: string, sentence: string, ...example: readonly string[]): Row => law(title, [`must ${sentence}`], example);
const DEADLINES: readonly Row[] = [
  must("deadline", "send validation-notice within [[5|50]] days after the first communication else no sue", "email on 2026-02-20", SUE),
  must(
    "deadline after the first contact",
    "send validation-notice within 5 days after the first [[contact|communication]] else no sue",
    "call on 2026-02-20 without answer",
    SUE,
  ),
  must(
    "deadline after the first communication",
    "send validation-notice within 5 days after the first [[communication|contact]] else no sue",
    "call on 2026-02-20 without answer",
    MAY_SUE,
  ),
  must(
    "deadline that was met",
    "send [[validation-notice|plan-copy]] within 5 days after the first communication else no sue",
    "letter on 2026-02-20 containing validation-notice",
    MAY_SUE,
  ),
  must(
    "deadline by letter",
    "send validation-notice by [[letter|email]] within 5 days after the first communication else no sue",
    "letter on 2026-02-20 containing validation-notice",
    MAY_SUE,
  ),
  must(
    "deadline of a record",
    "[[record documents-sent|send plan-copy]] within 5 days after a dispute else no sue",
    "dispute on 2026-02-20",
    "documents-sent on 2026-02-22",
    MAY_SUE,
  ),
  must("deadline after an event", "send plan-copy within 5 days after [[a dispute|a judgment]] else no sue", "dispute on 2026-02-20", SUE),
  must("deadline that forbids nothing", "send plan-copy within 5 days after a dispute[[| else no sue]]", "dispute on 2026-02-20", MAY_SUE),
  must("deadline that forbids several acts", "send plan-copy within 5 days after a dispute else no sell[[, sue|]]", "dispute on 2026-02-20", SUE),
  must(
    "deadline per person",
    "send plan-copy within 5 days after a dispute else no sue[[ per person| per debt]]",
    'debt "one" of 100 USD',
    'debt "two" of 100 USD',
    'dispute about "one" on 2026-02-20',
    `sue about "two" at 2026-03-08 is denied ${BY}`,
  ),
];

const NOTICE = "must send validation-notice by letter within 5 days after the first communication";
const owed = (title: string, ...example: readonly string[]): Row => law(title, [NOTICE], ["call on 2026-03-05 answered", ...example]);
const QUESTIONS: readonly Row[] = [
  owed("duty of a rule", "[[duty us.act.a|!letter]] at 2026-03-08 is pending"),
  owed("duty that is pending", "duty us.act.a at 2026-03-08 is [[pending|met]]"),
  owed("duty with its last day", "duty us.act.a at 2026-03-08 is pending until [[2026-03-10|2026-03-11]]"),
  owed("duty that was missed", "duty us.act.a at 2026-03-11 is [[missed|doomed]]"),
  owed("duty that was met", "letter on 2026-03-06 containing validation-notice", "duty us.act.a at 2026-03-08 is [[met|not owed]]"),
  law(
    "duty that nothing lawful can do",
    [NOTICE],
    ["call on 2026-03-05 answered", "duty us.act.a at 2026-03-08 is [[doomed|pending]]"],
    'rule us.act.b "B" {\n  cites act "2"\n  confidence text, checked 2026-11-22\n  never letter\n}',
  ),
  law("duty that isn't owed", [NOTICE], ["duty us.act.a at 2026-03-08 is [[not owed|pending]]"]),
  law(
    "duty to delete",
    ['delete "recordings" 1 year after suit-filed'],
    ["suit-filed on 2025-03-05", "duty us.act.a at 2026-03-08 is [[due|pending]]"],
  ),
];

const only = (title: string, sentence: string, ...example: readonly string[]): Row => law(title, [sentence], example);
const CONSENTS: readonly Row[] = [
  only("consent", "sms only with consent to [[channel|visits]]", "consent to sms on 2026-03-01", "sms at 2026-03-08 is allowed"),
  only(
    "consent in writing",
    "sms only with consent to channel [[in writing|orally]]",
    "consent to sms on 2026-03-01 in writing",
    "sms at 2026-03-08 is allowed",
  ),
  only(
    "consent orally",
    "sms only with consent to channel[[ orally| in writing]]",
    "consent to sms on 2026-03-01 orally",
    "sms at 2026-03-08 is allowed",
  ),
  only(
    "consent given in the last days",
    "sms only with consent to channel[[ given in the last 5 days|]]",
    "consent to sms on 2026-03-01",
    `sms at 2026-03-08 is denied ${BY}`,
  ),
  only("consent of several channels", "[[sms, email|sms]] only with consent to channel", `email at 2026-03-08 is denied ${BY}`),
  only("consent for a line", "call[[ to mobile|]] only with consent to channel", "call to landline at 2026-03-08 is allowed"),
  only(
    "consent for a way of dialling",
    "call[[ with prerecorded dialling|]] only with consent to channel",
    "call with manual dialling at 2026-03-08 is allowed",
  ),
];

const NIGHT = (day: string, until: string): string => `call at ${day} 07:30 is denied ${BY} until ${until}`;
const HOURS: readonly Row[] = [
  only("window", "contact only between [[08:00|07:00]] and 21:00", NIGHT("2026-03-09", "2026-03-09 08:00")),
  only("window closes", "contact only between 08:00 and [[20:00|21:00]]", `call at 2026-03-09 20:30 is denied ${BY} until 2026-03-10 08:00`),
  only("window of a channel", "[[call|sms]] only between 08:00 and 21:00", NIGHT("2026-03-09", "2026-03-09 08:00")),
  only("window at a place", "call[[ at work|]] only between 08:00 and 21:00", "call at home at 2026-03-09 07:30 is allowed"),
  only("window on business days", "contact only between 08:00 and 21:00 on [[business days|weekdays]]", `call at 2026-12-25 is denied ${BY}`),
  only("window on weekdays", "contact only between 08:00 and 21:00[[ on weekdays|]]", `call at 2026-03-08 is denied ${BY} until 2026-03-09 08:00`),
  ...each("weekday", (day, other) =>
    only(
      `window on ${day}`,
      `contact only between 08:00 and 21:00 on [[${day}|${other}]]`,
      `call at 2026-03-${String(9 + wordsOf("weekday").indexOf(day)).padStart(2, "0")} is allowed`,
    ),
  ),
  only("window on a run of days", "contact only between 08:00 and 21:00 on mon[[ to sat|]]", "call at 2026-03-11 is allowed"),
  only("window on several days", "contact only between 08:00 and 21:00 on mon[[, wed|]]", "call at 2026-03-11 is allowed"),
  only("windows of several hours", "contact only between 08:00 and 11:00[[, between 11:30 and 12:30|]]", "call at 2026-03-11 is allowed"),
  only("window closed on holidays", "contact only between 08:00 and 21:00[[ closed on holidays|]]", `call at 2026-12-25 is denied ${BY}`),
  only(
    "window in a time zone",
    'contact only between 08:00 and 21:00[[ in time zone "America/Los_Angeles"|]]',
    `call at 2026-03-09 10:00 is denied ${BY}`,
  ),
  only(
    "window in every time zone",
    "contact only between 08:00 and 21:00[[ in every time zone of the debtor|=]]",
    'debtor in US-OH in time zone "America/New_York", "America/Los_Angeles"',
    `call at 2026-03-09 10:00 is denied ${BY}`,
  ),
  only(
    "hours of holidays",
    "contact only between 08:00 and 20:00 on mon to fri, between 09:00 and 18:00 on [[holidays|sat]]",
    "call at 2026-12-25 17:59 is allowed",
    `call at 2026-12-25 18:30 is denied ${BY} until 2026-12-28 08:00`,
  ),
  only(
    "hours of weekdays and holidays",
    "contact only between 08:00 and 20:00 on mon to fri, between 09:00 and 18:00 on sat, sun[[ and on holidays|]]",
    `call at 2026-12-25 18:30 is denied ${BY} until 2026-12-26 09:00`,
    "call at 2026-12-25 17:59 is allowed",
  ),
  only(
    "window closed on a list of holidays",
    'contact only between 08:00 and 21:00 closed on holidays[[ of "US.5usc6103a"|]]',
    "debtor in US-OH",
    "call at 2023-01-02 is allowed",
  ),
  only(
    "window for persons",
    "contact[[ to household-member|]] only between 08:00 and 21:00",
    `call to household-member at 2026-03-09 07:30 is denied ${BY}`,
    "call at 2026-03-09 07:30 is allowed",
  ),
  only(
    "window for several persons",
    "contact to household-member[[, spouse|]] only between 08:00 and 21:00",
    `call to spouse at 2026-03-09 07:30 is denied ${BY}`,
  ),
  only("window except", "contact only between 08:00 and 21:00[[ except attorney|]]", "call to attorney at 2026-03-09 07:30 is allowed"),
  only(
    "window that ends with lateness",
    "contact only between 08:00 and 21:00[[ while at most 15 days late|]]",
    "debt of 100 USD due 2026-03-01",
    `call at 2026-03-16 22:00 is denied ${BY} until 2026-03-17 00:00`,
    "call at 2026-03-17 00:00 is allowed",
  ),
  only(
    "window unless consented in writing",
    "contact only between 08:00 and 21:00 unless the debtor consented[[ in writing|]] to any time",
    "consent to any-time on 2026-03-01 orally",
    `call at 2026-03-09 07:30 is denied ${BY}`,
  ),
  only(
    "window unless consented",
    "contact only between 08:00 and 21:00[[ unless the debtor consented to any time|]]",
    "consent to any-time on 2026-03-01",
    "call at 2026-03-09 07:30 is allowed",
  ),
];

const charge = (title: string, sentence: string, ...example: readonly string[]): Row => law(title, [`charge ${sentence}`], example);
const is = (sum: string, type = "late-fee"): string => `charge ${type} at 2026-03-08 is ${sum}`;
const DEBT = "debt of 1,000 USD due 2026-01-07";
const RATE =
  'series base "Base rate" {\n  cites act "table"\n  confidence text, checked 2026-11-22\n  verified to 2027-12-31\n  from 2020-01-01 [[2.00%|3.00%]]\n  from 2026-02-01 4.00%\n}';
const PLAIN_RATE = RATE.replace("[[2.00%|3.00%]]", "2.00%");
const interest = (title: string, sentence: string, sum: string, series = PLAIN_RATE, debt = DEBT): Row =>
  law(title, [`charge late-interest ${sentence}`], [debt, is(sum, "late-interest")], series);
const AMOUNTS: readonly Row[] = [
  charge("amount of a charge", "late-fee at most [[40|50]] USD", is("40 USD")),
  charge("an amount that is too high", "late-fee at most [[40|50]] USD", `charge late-fee of 41 USD at 2026-03-08 is denied ${BY}`),
  charge("amount of several charges", "late-fee[[, plan-fee|]] at most 40 USD", "charge plan-fee of 41 USD at 2026-03-08 is denied"),
  charge("amount only if agreed", "late-fee at most 40 USD[[ only if agreed|]]", `charge late-fee of 10 USD at 2026-03-08 is denied ${BY}`),
  charge(
    "amount in total",
    "late-fee at most 40 USD[[ in total|]]",
    "charge late-fee of 10 USD on 2026-03-01",
    "charge late-fee of 31 USD at 2026-03-08 is denied",
  ),
  charge(
    "amount in total over a month",
    "late-fee at most 40 USD in total[[ over 1 month|]]",
    "charge late-fee of 10 USD on 2026-02-01",
    "charge late-fee of 31 USD at 2026-03-08 is allowed",
  ),
  charge(
    "amount in total over months",
    "late-fee at most 40 USD in total over [[2 months|1 month]]",
    "charge late-fee of 10 USD on 2026-02-01",
    "charge late-fee of 31 USD at 2026-03-08 is denied",
  ),
  charge("amount unless agreed", "late-fee at most 40 USD[[ unless agreed|]]", "charge late-fee agreed of 50 USD at 2026-03-08 is allowed"),
  charge(
    "amount that nobody agreed on",
    "late-fee at most 40 USD unless agreed",
    `charge late-fee[[| agreed]] of 50 USD at 2026-03-08 is denied ${BY}`,
  ),
  charge("amount that was agreed", "late-fee at most 40 USD only if agreed", "charge late-fee[[ agreed|]] of 10 USD at 2026-03-08 is allowed"),
  charge(
    "amount once",
    "late-fee at most 40 USD[[ once|]]",
    "charge late-fee of 10 USD on 2026-03-01",
    `charge late-fee of 10 USD at 2026-03-08 is denied ${BY}`,
  ),
  charge(
    "amount at most times",
    "late-fee at most 40 USD at most [[1|2]] times",
    "charge late-fee of 10 USD on 2026-03-01",
    `charge late-fee of 10 USD at 2026-03-08 is denied ${BY}`,
  ),
  charge(
    "amount per person",
    "late-fee at most 40 USD once[[ per person| per debt]]",
    'debt "one" of 100 USD',
    'debt "two" of 100 USD',
    'charge late-fee of 10 USD about "one" on 2026-03-01',
    `charge late-fee of 10 USD about "two" at 2026-03-08 is denied ${BY}`,
  ),
  charge("a share of the debt", "late-fee at most [[15%|16%]] of the debt", DEBT, is("150 USD")),
  charge("a share, at least", "late-fee at most 1% of the debt[[ but at least 40 USD|]]", DEBT, is("40 USD")),
  charge("a share, at most", "late-fee at most 15% of the debt[[ but at most 60 USD|]]", DEBT, is("60 USD")),
  charge("a share, at least and at most", "late-fee at most 15% of the debt but at least 40 USD[[ and at most 60 USD|]]", DEBT, is("60 USD")),
  charge("bands", "late-fee by bands: up to 999.99 USD 40 USD[[, up to 9,999.99 USD 70 USD|]], above 100 USD", DEBT, is("70 USD")),
  charge("the band above", "late-fee by bands: up to 99.99 USD 40 USD, above [[100|90]] USD", DEBT, is("100 USD")),
  charge("a band's edge", "late-fee by [[bands: up to 1,000 USD 40 USD, above 100 USD|slices: up to 1,000 USD 40%, above 100%]]", DEBT, is("40 USD")),
  charge("slices", "late-fee by slices: up to 500 USD 10%[[, up to 800 USD 5%|]], above 1%", DEBT, is("67 USD")),
  charge("slices with bounds", "late-fee by slices: up to 500 USD 10%, above 1%[[ but at least 60 USD|]]", DEBT, is("60 USD")),
  interest("interest a year", "at most [[10%|11%]] a year", "16.16 USD"),
  interest("interest over a series", "at most 8% a year[[ over base|]]", "18.08 USD"),
  interest("interest over a series whose values change", "at most 8% a year over base", "18.08 USD", RATE),
  interest("interest frozen at lateness", "at most 8% a year over base[[ frozen at lateness|]]", "16.16 USD"),
  interest(
    "interest frozen at the half-year",
    "at most 8% a year over base[[ frozen at half-year| frozen at lateness]]",
    "7.67 USD",
    PLAIN_RATE,
    "debt of 1,000 USD due 2026-02-07",
  ),
  interest("interest by a count of days", "at most 10% a year[[ by 30/360|]]", "16.67 USD"),
];

export const DUTIES: readonly Row[] = [...NOTICES, ...DEADLINES, ...QUESTIONS, ...CONSENTS, ...HOURS, ...AMOUNTS];
