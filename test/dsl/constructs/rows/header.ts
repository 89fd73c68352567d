/** Lines at the top of a policy, facts, names, and what files share. */
import { row, type Row } from "../row.ts";
import { ACCOUNT, clock, facts, lines, LOOKED, ruleOf, taskWhen, test } from "../texts.ts";

const LAPSED = 'expect email "reminder" lapsed by 2026-03-06 because of us.act.a';

const ROLES = ["creditor", "third-party", "debt-buyer"] as const;
const roles = ROLES.map((role, i) =>
  row(`collector ${role}`, lines(`collector [[${role}|${ROLES[(i + 1) % 3]}]]`, test(LAPSED)), {
    law: ruleOf(`binds ${role} collecting any debt`, "never email"),
  }),
);
const debts = (["consumer", "commercial"] as const).map((kind) =>
  row(`debt ${kind}`, lines(`debt [[${kind}|${kind === "consumer" ? "commercial" : "consumer"}]]`, test(LAPSED)), {
    law: ruleOf(`binds anyone collecting ${kind} debt`, "never email"),
  }),
);

const TWO_INVOICES = 'account in US-NY with invoice 100 USD due 2026-03-02 as "A", invoice 100 USD due 2026-04-01 as "B"';
const paidForB = (expected: string): string =>
  lines(taskWhen("days_overdue >= 5"), "on partial payment hold 1 day", test(TWO_INVOICES, 'on 2026-03-05 payment of 100 USD for "B"', expected));

const allocations = [
  row(
    "a payment settles the oldest first",
    lines("allocation [[oldest first|as directed]]", paidForB('expect no task "look" for "team" by 2026-03-09')),
  ),
  row("a payment goes where it was directed", lines("allocation [[as directed|oldest first]]", paidForB(LOOKED))),
  row(
    "a payment settles charges first",
    lines(
      "allocation [[interest first|oldest first]]",
      "terms {\n  late fee 40 USD\n}",
      'stage reminder {\n  day 0 email "reminder"\n  day 2 charge fee\n}',
      test("on 2026-03-07 payment of 1,000 USD", "expect open on 2026-03-10"),
    ),
  ),
];

/** A fact of each type, a value for it, and a question that it answers, but not in the twin. */
const TYPES: readonly (readonly [type: string, value: string, question: string])[] = [
  ["[[number|!text]]", "3", "f >= [[3|4]]"],
  ["[[boolean|!number]]", "true", "f is [[true|false]]"],
  ["[[boolean|!number]]", "false", "f is [[false|true]]"],
  ["[[boolean|!number]]", "true", "[[f|not f]]"],
  ["[[text|!number]]", '"x y"', 'f is [["x y"|"x"]]'],
  ["[[money|!number]]", "250 USD", "f > [[249.99 USD|250 USD]]"],
  ["[[percent|!number]]", "20%", "f < [[21%|20%]]"],
  ["[[percent|!number]]", "20%", "f < 21[[%|! days]]"],
  ["[[days|!number]]", "10 days", "f <= [[10 days|9 days]]"],
  ["[[days|!number]]", "10 days", "f >= 10 [[days|!USD]]"],
  ["[[days|!number]]", "10 days", "f >= 1 [[day|=days]]"],
  ["[[days|!number]]", "10 days", "f >= 10[[|! business]] days"],
  ["[[date|!number]]", "2026-03-02", "f < [[2026-03-03|2026-03-02]]"],
  ["[[time|!number]]", "09:30", "f >= [[09:30|09:31]]"],
  ["[[place|!number]]", "US-NY", "f is [[US|GB]]"],
  ["[[channel|!number]]", "email", "f is [[email|sms]]"],
  ["[[tags|!text]]", '"vip" [[and "new"|]]', 'f has [["new"|"old"]]'],
  ["[[tags|!text]]", '"vip"', 'f has [[no|]] "new"'],
  ['one of "a", [["b"|!"c"]]', '"b"', 'f is [["b"|"a"]]'],
  ["number optional", "3", "f is [[known|unknown]]"],
  ["number optional", "3", "f is known and [[f is 3|f is 4]]"],
];
const types = TYPES.map(([type, value, question]) =>
  row(`a fact f ${type} asked ${question}`, lines(facts(`f ${type}`), taskWhen(question), test(`${ACCOUNT}, f ${value}`, LOOKED))),
);

const CONDITIONS: readonly string[] = [
  "balance >= [[1,000 USD|1,000.01 USD]]",
  "balance > [[999.99 USD|1,000 USD]]",
  "days_overdue <= [[6|5]]",
  "days_overdue [[<=|<]] 6",
  "days_overdue [[>=|>]] 6",
  "unpaid_invoices is [[1|2]]",
  "unpaid_invoices is [[not |]]2",
  'debtor_kind not [["person"|"business"]]',
  'debtor_kind [[not|is]] "person"',
  "not [[not |]]days_overdue >= 6",
  "days_overdue >= 60 [[or|and]] unpaid_invoices is 1",
  "not (balance > 5 USD [[and|or]] days_overdue is 9)",
  "not [[(days_overdue is 9 and balance > 5 USD)|(days_overdue is 6 and balance > 5 USD)]]",
];

const built = (fact: string, question: string, ...story: readonly string[]): Row =>
  row(`the built-in fact ${fact}`, lines(taskWhen(question), test(...story, LOOKED)));

const builtIn = [
  built("balance", "balance is [[1,000 USD|900 USD]]"),
  built("days_overdue", "days_overdue is [[6|5]]"),
  built("unpaid_invoices", "unpaid_invoices is [[2|1]]", TWO_INVOICES),
  built("oldest_invoice_age", "oldest_invoice_age is [[35|34]]", `${ACCOUNT}, issued 2026-02-01`),
  built("broken_promises", "broken_promises is [[1|2]]", ACCOUNT, "on 2026-02-27 promise of 1,000 USD by 2026-02-28"),
  built("days_since_payment", "days_since_payment is known and days_since_payment is [[4|5]]", ACCOUNT, "on 2026-03-04 payment of 10 USD"),
  built("failed_payment", "failed_payment is [[unknown|known]]"),
  built("limitation", "limitation is [[running|expired]]", `${ACCOUNT}, limitation "running"`),
  built("customer_share", "customer_share >= [[50%|51%]]", TWO_INVOICES),
  built("debtor_kind", 'debtor_kind is [["business"|"person"]]'),
  row("the built-in fact place", lines("places US-NY, US-CA", taskWhen("place is [[US-NY|US-CA]]"), test(LOOKED))),
  row("an optional fact must be tested before use", lines(facts("f number[[|! optional]]"), taskWhen("f >= 3"), test(`${ACCOUNT}, f 3`, LOOKED))),
];

const SHARED = `shared "Group" {
  facts {
    vip  [[boolean|!number]]
  }

  amount large  is [[500 USD|5,000 USD]]

  define big    as balance >= large [[and vip|and not vip]]

  house rules {
    sms only between 09:00 and 17:00 on mon, tue, [[thu|wed, thu]], fri
  }

  plan [["short"|!"long"]] {
    up to 3 monthly installments
    first within 14 days
    default after 1 missed
  }
}
`;

/** A whole file, with its test beside the policy. */
const WHOLE = `policy "Whole" {
  version    "1"
  collector  creditor
  debt       commercial
  currency   USD
  places     US-NY

  ${clock()}

  stage reminder from [[3|4]] days before due {
    day 0  email "upcoming invoice"
  }

  on [[payment in full|chargeback]] write off
  on promise pause 3 days
  on dispute pause
  on hardship hold 30 days
}

${test('expect email "upcoming invoice" on 2026-02-27', "on 2026-03-05 payment of 1,000 USD", "expect write off by [[2026-03-05|2026-03-04]]")}
`;

export const HEADER: readonly Row[] = [
  row("version", 'version [["2"|"3"]]', { reads: { of: (policy) => ("version" in policy ? policy.version : null), as: "2" } }),
  ...roles,
  ...debts,
  row(
    "currency",
    lines(
      "currency USD, [[EUR|!GBP]]",
      "places [[US-NY, DE|!US-NY]]",
      test("account in DE with balance 90 EUR, due 2026-03-02", 'expect email "reminder" by 2026-03-04'),
    ),
  ),
  row(
    "applies",
    lines("applies to accounts when risk >= [[3|4]]", facts("risk number"), test(`${ACCOUNT}, risk 3`, 'expect email "reminder" on 2026-03-03')),
  ),
  ...allocations,
  ...types,
  ...CONDITIONS.map((condition) => row(`when ${condition}`, lines(taskWhen(condition), test(LOOKED)))),
  ...builtIn,
  row("amount", lines("currency USD, EUR", "amount large is [[1,000 USD|1,001 USD]], 90 EUR", taskWhen("balance >= large"), test(LOOKED))),
  row(
    "an amount has a value for each currency",
    lines(
      "currency USD, EUR",
      "places US-NY, DE",
      "amount large is 1,000 USD, [[90 EUR|91 EUR]]",
      taskWhen("balance >= large"),
      test("account in DE with balance 90 EUR, due 2026-03-02", LOOKED),
    ),
  ),
  row("define", lines("define late as days_overdue >= [[6|7]]", taskWhen("late"), test(LOOKED))),
  row("a policy and its test in one file", WHOLE),
  row(
    "house rules",
    lines("house rules {\n  at most [[1|2]] contact in any 7 days\n}", test('expect email "reminder" held on 2026-03-03 because of house.1')),
  ),
  row(
    "use",
    lines(
      '[[use "group.collect"|!]]',
      `policy "User" {\n  version "1"\n  collector creditor\n  debt commercial\n  currency USD\n  places US-NY\n  ${clock()}`,
      '  stage early from 3 days before due {\n    day 0 email "upcoming"\n    next reminder at 1 day after due\n  }',
      '  stage reminder {\n    day 0 email "reminder" offering plan "short"\n    day 1 sms "nudge"\n    day 5 task "look" for "team" when [[big|not big]]\n  }',
      "  on payment in full close as paid\n  on promise pause 3 days\n  on dispute pause\n  on hardship hold 30 days",
      `  ${test(`${ACCOUNT}, vip true, no email`, LOOKED, 'expect sms "nudge" on 2026-03-05')}`,
      "}",
    ),
    { files: { "group.collect": SHARED } },
  ),
];
