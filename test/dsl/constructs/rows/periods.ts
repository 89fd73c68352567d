/** When debts are late and barred, what becomes of records, and when post arrives. */
import type { LawBook, RuleBody } from "../../../../engine/index.ts";
import { ALLOWED, INTEREST, MAY_SUE, SUED } from "../answers.ts";
import { each } from "../lists.ts";
import type { Row } from "../row.ts";
import { law } from "./law.ts";

const late = (title: string, sentence: string, sum: string, ...example: readonly string[]): Row =>
  law(title, [`a debt is late ${sentence}`], [...example, `charge late-interest at 2026-03-08 is ${sum}`], INTEREST);
const LATE: readonly Row[] = [
  late(
    "late after invoice",
    "[[30|31]] days after [[invoice|receipt]]",
    "35 USD",
    "debt of 1,000 USD commercial incurred 2026-01-01",
    "letter containing invoice on 2026-01-01 received 2026-01-06",
  ),
  late(
    "late after receipt",
    "30 days after [[receipt|invoice]]",
    "30 USD",
    "debt of 1,000 USD commercial incurred 2026-01-01",
    "letter containing invoice on 2026-01-01 received 2026-01-06",
  ),
  late(
    "late after delivery",
    "30 days after [[delivery|receipt]]",
    "35 USD",
    "debt of 1,000 USD commercial incurred 2026-01-01",
    "letter containing invoice on 2026-01-01 received 2026-01-06",
  ),
  late(
    "late after due and receipt",
    "20 days after [[due and receipt|receipt]]",
    "30 USD",
    "debt of 1,000 USD commercial incurred 2026-01-01 due 2026-01-16",
    "letter containing invoice on 2026-01-01 received 2026-01-06",
  ),
  late(
    "late after delivery and receipt",
    "30 days after [[delivery and receipt|delivery]]",
    "30 USD",
    "debt of 1,000 USD commercial incurred 2026-01-01",
    "letter containing invoice on 2026-01-01 received 2026-01-06",
  ),
  late(
    "late after an invoice that warns",
    "10 days after receipt[[ of an invoice containing default-warning|]] or with a reminder",
    "35 USD",
    "debt of 1,000 USD commercial incurred 2026-01-01 due 2026-01-20",
    "letter containing invoice on 2026-01-01 received 2026-01-06",
    "letter containing reminder on 2026-01-27 received 2026-01-31",
  ),
  late(
    "late on a business day",
    "23 days after invoice[[ moved to a business day|]]",
    "40 USD",
    "debt of 1,000 USD commercial incurred 2026-01-01 due 2026-01-20",
    "letter containing invoice on 2026-01-01",
  ),
  late(
    "late with a demand",
    "50 days after invoice[[ or with a reminder|]]",
    "35 USD",
    "debt of 1,000 USD commercial incurred 2026-01-01 due 2026-01-20",
    "letter containing reminder on 2026-01-27 received 2026-01-31",
  ),
  late(
    "late with one of several demands",
    "50 days after invoice or with a payment-demand[[ or reminder|]]",
    "35 USD",
    "debt of 1,000 USD commercial incurred 2026-01-01 due 2026-01-20",
    "letter containing reminder on 2026-01-27 received 2026-01-31",
  ),
  late(
    "late at most so long if agreed",
    "10 days after invoice[[ and at most 30 days if agreed|]]",
    "35 USD",
    "debt of 1,000 USD commercial incurred 2026-01-01 due 2026-03-03 with due-date-agreed",
  ),
];

const bars = (title: string, sentence: string, debt: string, ...example: readonly string[]): Row =>
  law(title, [`limitation ${sentence}`], [debt, ...example]);
const OLD = "debt of 500 USD incurred 2019-12-01 due 2020-01-10";
const YEARS = 'rule us.act.b "B" {\n  cites act "2"\n  confidence text, checked 2026-11-22\n  limitation 6 years from due bars sue\n}';
/** Rules about debts that are barred, and contacts for some purposes. */
const OLD_AND_NEW = ['debt "old" of 500 USD incurred 2019-12-01 due 2020-01-10', 'debt "new" of 500 USD incurred 2025-12-01 due 2026-01-10'];
const barred = (title: string, sentence: string, question: string, ...history: readonly string[]): Row =>
  law(title, [sentence], [...OLD_AND_NEW, ...history, question], YEARS);
const NARROWED: readonly Row[] = [
  barred("no act while the debt is barred", "no call[[ while the debt is barred|]]", 'call about "new" at 2026-03-08 is allowed'),
  barred(
    "no act while the debt is barred, unless it was spoken of before",
    "no call while the debt is barred[[ unless contacted before|]]",
    'call about "old" at 2026-03-08 is allowed',
    'letter about "old" on 2022-03-08',
  ),
  barred(
    "contents while the debt is barred",
    "every email must contain opt-out[[ while the debt is barred|]]",
    'email about "new" containing invoice at 2026-03-08 is allowed',
  ),
  barred(
    "contents since the debt was barred",
    "the first email must contain opt-out [[since the debt was|while the debt is]] barred",
    'email about "old" at 2026-03-08 is allowed requiring opt-out',
    'email about "old" on 2025-03-08',
  ),
  barred(
    "contents while the debt is barred, and before",
    "the first email must contain opt-out [[while the debt is|since the debt was]] barred",
    'email about "old" containing invoice at 2026-03-08 is allowed',
    'email about "old" on 2025-03-08',
  ),
  barred(
    "a notice while the debt is barred",
    "before sell a reminder must be at least 5 days old from sending[[ while the debt is barred|]]",
    'sell about "new" at 2026-03-08 is allowed',
  ),
  barred(
    "a charge while the debt is barred",
    "charge plan-fee at most 5 USD[[ while the debt is barred|]]",
    'charge plan-fee of 50 USD about "new" at 2026-03-08 is allowed',
  ),
  barred("no contact for a purpose", "no call[[ for locate|]]", "call at 2026-03-08 is allowed"),
  barred(
    "contents of contacts for a purpose",
    "every email[[ for locate|]] must contain opt-out",
    "email containing invoice at 2026-03-08 is allowed",
  ),
  barred(
    "a notice before contacts for a purpose",
    "before call[[ for locate|]] a reminder by letter must be at least 5 days old from sending",
    "call at 2026-03-08 is allowed",
  ),
];

const LIMITATIONS: readonly Row[] = [
  bars("limitation", "[[6|7]] years from due bars sue", OLD, SUED),
  bars(
    "limitation of years and months",
    "5 years[[ and 9 months|]] from due bars sue",
    "debt of 500 USD incurred 2020-06-01 due 2020-07-10",
    MAY_SUE,
  ),
  bars("limitation of a year", "1 [[year|=years]] and 1 [[month|=months]] from due bars sue", OLD, SUED),
  bars(
    "limitation that begins some days later",
    "1 year from[[ 30 days after|]] due bars sue",
    "debt of 500 USD incurred 2025-01-01 due 2025-03-01",
    MAY_SUE,
  ),
  bars("limitation of one more month", "1 year[[ and 1 month|]] from due bars sue", "debt of 500 USD incurred 2025-01-01 due 2025-03-01", MAY_SUE),
  bars("limitation that bars something else", "6 years from due bars [[sue|sell]]", OLD, SUED),
  bars("limitation that bars several", "6 years from due bars sell[[, sue|]]", OLD, SUED),
  ...each("debtType", (type, other) =>
    bars(
      `limitation for ${type}`,
      `6 years for [[${type}|${other}]] from due bars sue`,
      `debt of 500 USD for ${type} incurred 2019-12-01 due 2020-01-10`,
      SUED,
    ),
  ),
  bars(
    "limitation for several types",
    "6 years for rent[[, goods|]] from due bars sue",
    "debt of 500 USD for goods incurred 2019-12-01 due 2020-01-10",
    SUED,
  ),
  ...each("contract", (form, other) =>
    bars(
      `limitation for ${form} contracts`,
      `6 years for [[${form}|${other}]] contracts from due bars sue`,
      `debt of 500 USD by ${form} contract incurred 2019-12-01 due 2020-01-10`,
      SUED,
    ),
  ),
  bars(
    "limitation for several contracts",
    "6 years for oral[[, written|]] contracts from due bars sue",
    "debt of 500 USD by written contract incurred 2019-12-01 due 2020-01-10",
    SUED,
  ),
  bars("limitation from due", "6 years from [[due|default]] bars sue", `${OLD} default 2021-01-10`, SUED),
  bars("limitation from default", "6 years from [[default|due]] bars sue", `${OLD} default 2021-01-10`, MAY_SUE),
  bars("limitation from incurred", "6 years from [[incurred|default]] bars sue", `${OLD} default 2021-01-10`, SUED),
  bars("limitation from charged-off", "6 years from [[charged-off|due]] bars sue", `${OLD} default 2020-01-11 charged-off 2021-01-10`, MAY_SUE),
  bars("limitation from last-payment", "6 years from [[last-payment|due]] bars sue", OLD, "payment of 5 USD on 2021-02-01", MAY_SUE),
  bars("limitation from judgment", "6 years from [[judgment|due]] bars sue", OLD, "judgment on 2021-02-01", MAY_SUE),
  bars("limitation to the end of the year", "6 years from due[[ to the end of the year|]] bars sue", OLD, MAY_SUE),
  bars("limitation restarted", "6 years from due[[ restarted by payment|]] bars sue", OLD, "payment of 5 USD on 2021-02-01", MAY_SUE),
  bars(
    "limitation restarted by one of several",
    "6 years from due restarted by payment[[, acknowledgement|]] bars sue",
    OLD,
    "acknowledgement on 2021-02-01 in writing",
    MAY_SUE,
  ),
  bars(
    "limitation that what revives it begins again even when over",
    "3 years from due [[revived|restarted]] by payment bars sue",
    OLD,
    "payment of 5 USD on 2024-02-01",
    MAY_SUE,
  ),
  bars(
    "limitation revived by one of several",
    "3 years from due revived by acknowledgement[[, payment|]] bars sue",
    OLD,
    "payment of 5 USD on 2024-02-01",
    MAY_SUE,
  ),
  bars(
    "limitation that ends the debt bars every act",
    "3 years from due [[ends the debt|bars sue]]",
    OLD,
    "sell at 2026-03-08 is denied by us.act.a",
  ),
  ...each("event", (event, other) =>
    law(
      `limitation stands still during ${event}`,
      [`limitation stands still during [[${event}|${other}]]`],
      ["debt of 500 USD incurred 2019-12-01 due 2020-01-10", `${event} on 2025-12-01`, MAY_SUE],
      YEARS,
    ),
  ),
  law(
    "limitation stands still until something ends it",
    ["limitation stands still during dispute[[ until dispute-closed|]]"],
    [OLD, "dispute on 2025-12-01", "dispute-closed on 2025-12-09", "sue at 2026-03-08 is denied by us.act.b"],
    YEARS,
  ),
  bars("limitation as fixed by counsel", "[[as fixed by counsel|6 years from due]] bars sue", OLD, MAY_SUE),
];

const bodyOf = (book: unknown): RuleBody | undefined => (book as LawBook).rules.find(({ id }) => id === "us.act.a")?.body;
const said = (title: string, sentence: string, as: unknown): Row => ({ ...law(title, [sentence], [ALLOWED]), reads: { of: bodyOf, as } });
const ENDINGS = ["dispute", "payment"];
const OTHER = 'rule us.act.b "B" {\n  cites act "2"\n  confidence text, checked 2026-11-22\n  never visit\n}';
const MODIFIES = { kind: "modifier", touches: ["us.act.a", "us.act.b"], text: "What is counted" };
const SCOPE = { kind: "scope", touches: ["us.act.b"] };
const RECORDS: readonly Row[] = [
  said("keep", '[[keep "calls" for|delete "calls"]] 3 years after last-contact', {
    kind: "retention",
    what: "keep",
    records: "calls",
    years: 3,
    after: "last-contact",
  }),
  said("delete", '[[delete "calls"|keep "calls" for]] 1 year after closing', {
    kind: "retention",
    what: "delete",
    records: "calls",
    years: 1,
    after: "closing",
  }),
  said("for says nothing", 'keep "calls"[[ for|=]] 3 [[years|=year]] after last-contact', {
    kind: "retention",
    what: "keep",
    records: "calls",
    years: 3,
    after: "last-contact",
  }),
  said("keep after last-contact", 'keep "calls" for [[3|4]] years after [[last-contact|closing]]', {
    kind: "retention",
    what: "keep",
    records: "calls",
    years: 3,
    after: "last-contact",
  }),
  said("keep after closing", 'keep "calls" for 3 years after [[closing|last-contact]]', {
    kind: "retention",
    what: "keep",
    records: "calls",
    years: 3,
    after: "closing",
  }),
  said("keep after an event", `keep "calls" for 1 [[year|=years]] after [[${ENDINGS[0]}|${ENDINGS[1]}]]`, {
    kind: "retention",
    what: "keep",
    records: "calls",
    years: 1,
    after: "dispute",
  }),
  said("people decide", 'people decide "[[No harassment|Nothing]]"', { kind: "standard", text: "No harassment" }),
  { ...law("modifies", ['modifies us.act.a[[, us.act.b|]][[ "What is counted"|]]'], [ALLOWED], OTHER), reads: { of: bodyOf, as: MODIFIES } },
  { ...law("decides whom", ["decides whom [[us.act.b|us.act.a]] bind"], [ALLOWED], OTHER), reads: { of: bodyOf, as: SCOPE } },
  said("the law is silent", 'the law is silent "[[No hours|Nothing]]"', { kind: "none", text: "No hours" }),
];
const POST: Readonly<Record<string, string>> = {
  letters: "letter",
  "registered-letters": "registered-letter",
  postcards: "postcard",
  emails: "email",
};
const RECEIVED =
  'rule us.act.b "B" {\n  cites act "2"\n  confidence text, checked 2026-11-22\n  before sue a letter-of-claim must be at least 5 days old from receipt\n}';
const RECEIPTS: readonly Row[] = [
  ...each(
    "post",
    (post, other) =>
      law(
        `${post} count as received`,
        [`[[${post}|${other}]] count as received 2 days after sending`],
        [`${POST[post]} on 2026-02-01 containing letter-of-claim`, MAY_SUE],
        RECEIVED,
      ),
    ["emails"],
  ),
  // An e-mail arrives at once, unless the law presumes a later day.
  law(
    "emails count as received",
    ["[[emails|letters]] count as received 60 days after sending"],
    ["email on 2026-02-01 containing letter-of-claim", "sue at 2026-03-08 is denied by us.act.b"],
    RECEIVED,
  ),
  law(
    "several kinds of post",
    ["letters[[, postcards|]] count as received 2 days after sending"],
    ["postcard on 2026-02-01 containing letter-of-claim", MAY_SUE],
    RECEIVED,
  ),
  law(
    "received so many days later",
    ["letters count as received [[2|20]] days after sending"],
    ["letter on 2026-02-20 containing letter-of-claim", MAY_SUE],
    RECEIVED,
  ),
];

export const PERIODS: readonly Row[] = [...LATE, ...LIMITATIONS, ...NARROWED, ...RECORDS, ...RECEIPTS];
