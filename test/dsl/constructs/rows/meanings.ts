/** What the lines of a policy mean together: what no single line of the grammar says. */
import { variantOf } from "../../../../engine/index.ts";
import { row, type Row } from "../row.ts";
import { ACCOUNT, facts, lines, LOOKED, reminder, taskWhen, test } from "../texts.ts";

const SOFTER = 'stage reminder {\n  day 0 email "reminder"\n  variant [[20%|30%]] "softer" {\n    day 2 email "softer"\n  }\n}';
const IDS = Array.from({ length: 5_000 }, (_, i) => `account-${i}`);
const WEEKLY = 'day 10 task "look" for "team"';

export const MEANINGS: readonly Row[] = [
  row("a variant gets its share of the accounts", lines(SOFTER, test('expect email "upcoming invoice" by 2026-02-27')), {
    reads: {
      of: (policy) => "stages" in policy && Math.round(IDS.filter((id) => variantOf(policy, id) === "softer").length / 250),
      as: 4,
    },
  }),
  row(
    "the same account has the same variant in every stage",
    lines(
      'stage early from 3 days before due {\n  day 0 email "upcoming invoice"\n  variant 20% "softer" {\n    day 0 email "soft"\n  }\n  next reminder at 1 day after due\n}',
      'stage reminder {\n  day 0 email "reminder"\n  variant 20% [["softer"|"harder"]] {\n    day 2 email "softer"\n  }\n}',
      test(`${ACCOUNT}, variant "softer"`, 'expect email "soft" on 2026-02-27', 'expect email "softer" on [[2026-03-05|2026-03-06]]'),
    ),
  ),
  row(
    "paid ends an episode, and a new debt begins at the first stage",
    lines(
      test(
        "on 2026-03-05 payment of 1,000 USD",
        "on 2026-03-20 [[invoice 300 USD due 2026-04-08|refund of 1,000 USD]]",
        'expect email "upcoming invoice" on 2026-04-05',
      ),
    ),
  ),
  row(
    "what comes after the money is not sent",
    lines(taskWhen("balance > 0 USD"), test("on 2026-03-07 payment of [[1,000 USD|999 USD]]", 'expect no task "look" for "team" by 2026-04-30')),
  ),
  row(
    "events come before the steps of their instant",
    lines(taskWhen("balance > 0 USD"), test("on 2026-03-08 [[00:00|00:11]] payment of 1,000 USD", 'expect no task "look" for "team" by 2026-04-30')),
  ),
  row(
    "conditions are judged on the day of the step",
    lines(facts("risk number"), taskWhen("risk >= 3"), test(`${ACCOUNT}, risk 0`, "on [[2026-03-07|2026-03-09]] risk becomes 3", LOOKED)),
  ),
  row(
    "pauses that overlap count once",
    lines(
      reminder('day 0 email "reminder"', WEEKLY),
      "on partial payment pause 4 days",
      "on chargeback pause [[4|6]] days",
      test("on 2026-03-05 payment of 10 USD", "on 2026-03-07 chargeback of 10 USD", 'expect task "look" for "team" on 2026-03-19'),
    ),
  ),
  row(
    "of several rests the strongest wins: a pause stops the clock of a hold",
    lines(
      reminder('day 0 email "reminder"', WEEKLY),
      "on partial payment hold 30 days",
      "on chargeback [[pause|hold]] 4 days",
      test("on 2026-03-05 payment of 10 USD", "on 2026-03-07 chargeback of 10 USD", 'expect task "look" for "team" on 2026-03-17'),
    ),
  ),
  row(
    "only contacts that left count as tries of a series",
    lines(
      reminder('day 0 email "reminder"', 'every 7 days, at most [[2|1]] times: letter "nudge" within 1 day'),
      test("on 2026-03-09 letter fails", "on 2026-03-14 letter works", 'expect 2 letters "nudge" from 2026-03-03 to 2026-05-30'),
    ),
  ),
  row(
    "a line about a dispute adds to its protection and never shortens it",
    lines(
      reminder('day 0 email "reminder"', 'day 5 call "talk" within 30 days'),
      "on dispute hold 1 day",
      test("on 2026-03-05 dispute", "[[on 2026-03-06 hardship|on 2026-03-06 dispute-closed]]", "expect no call by 2026-03-20"),
    ),
  ),
  row(
    "an account to which the policy doesn't apply is left alone",
    lines("applies to accounts when risk >= 3", facts("risk number"), test(`${ACCOUNT}, [[risk 2|risk 3]]`, "expect no contact by 2026-04-30")),
  ),
];
