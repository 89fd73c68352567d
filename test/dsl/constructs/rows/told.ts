/** What a test's event may say beside its name, seen by a rule of law that hangs on it. */
import { VOCABULARIES } from "../../../../dsl/tokens/vocabulary.ts";
import { row, type Row } from "../row.ts";
import { ACCOUNT, lines, reminder, ruleOf, test } from "../texts.ts";

const LETTER = reminder('day 0 email "reminder"', 'day 10 letter "paper"');
/** The letter of 13 March lapses by the rule, after this was told; not when it was told otherwise. */
const byLaw = (title: string, sentence: string, told: string): Row =>
  row(
    title,
    lines(
      LETTER,
      "on chargeback hold credit",
      test(ACCOUNT, `on 2026-03-05 ${told}`, 'expect letter "paper" lapsed by 2026-03-16 because of us.act.a'),
    ),
    { law: ruleOf(sentence) },
  );

const GROUNDS: readonly string[] = VOCABULARIES.ground.words;

export const TOLD: readonly Row[] = [
  byLaw("a consent-revoked in writing", "no contact after consent-revoked in writing", "consent-revoked [[in writing|orally]]"),
  byLaw("a consent-revoked orally", "no contact after consent-revoked orally", "consent-revoked [[orally|in writing]]"),
  ...GROUNDS.map((ground, i) =>
    row(
      `a dispute on ground ${ground}`,
      lines(
        LETTER,
        test(
          ACCOUNT,
          `on 2026-03-05 dispute on ground [[${ground}|${GROUNDS[(i + 1) % GROUNDS.length]}]]`,
          "on 2026-03-06 dispute-closed",
          'expect letter "paper" lapsed by 2026-03-20 because of us.act.a',
        ),
      ),
      { law: ruleOf(`no contact after a dispute on ground ${ground}`) },
    ),
  ),
  row(
    "an opt-out of a channel",
    lines(
      LETTER,
      test(ACCOUNT, "on 2026-03-05 opt-out of [[letter|email]]", 'expect letter "paper" lapsed by 2026-03-16 because of own.protection.opt-out'),
    ),
  ),
  row(
    "an opt-out of several channels",
    lines(
      LETTER,
      test(ACCOUNT, "on 2026-03-05 opt-out of email[[, letter|]]", 'expect letter "paper" lapsed by 2026-03-16 because of own.protection.opt-out'),
    ),
  ),
  row("a consent to a channel", lines(LETTER, test(ACCOUNT, "on 2026-03-05 consent[[ to letter| to sms]]", 'expect letter "paper" on 2026-03-13')), {
    law: ruleOf("letter only with consent to channel"),
  }),
  row(
    "a consent until a day",
    lines(
      LETTER,
      test(ACCOUNT, "on 2026-03-05 consent to letter[[ until 2026-03-10|]]", 'expect letter "paper" lapsed by 2026-03-16 because of us.act.a'),
    ),
    { law: ruleOf("letter only with consent to channel") },
  ),
];
