/**
 * Policies that keep the law, and what somebody might do to them on a bad day: each edit with the rule that must be named, and what must be said
 * of it. `broken`: nothing but another policy helps; `by-guard`: the guard would hold it up.
 */
import type { Certificate } from "../../../cli/proof/certificate.ts";

export interface Clean {
  readonly source: string;
  readonly letters: Readonly<Record<string, readonly string[]>>;
  /** First day of the runs, where the usual one won't do. */
  readonly today?: string;
}

export interface Edit {
  readonly title: string;
  /** The policy as it was; absent: one of those below. */
  readonly clean?: Clean;
  readonly written: Clean;
  readonly rule: string;
  readonly verdict: Certificate["verdicts"][number]["verdict"];
}

const clock = `clock {
    stage of       the account
    anchor         oldest unpaid invoice
    when it moves  keep the stage
    when behind    lapse
    tolerance      5`;

export const policy = (head: string, currency: string, body: string): string => `policy "Under test" {
  version    "1"
  ${head}
  currency   ${currency}

  ${body.replace("CLOCK", `${clock} ${currency}\n  }`)}

  on payment in full        close as paid
}
`;

const US_AGENCY: Clean = {
  source: policy(
    "collector  third-party\n  debt       consumer\n  places     US",
    "USD",
    `house rules {
    contact only between 09:00 and 17:00 on business days
    at most 1 contact in any 7 days
  }

  CLOCK

  stage notice from 1 day after due {
    day 0          letter "validation notice" within 5 days
    next           calls after 45 days
  }

  stage calls {
    day 0          call "first call" within 5 days
    day 14         call "second call" within 5 days
    day 28         letter "last letter" within 5 days
  }`,
  ),
  letters: {
    "validation notice": ["validation-notice", "state-initial-disclosure", "mini-miranda-initial", "license-number"],
    "first call": ["mini-miranda-initial", "mini-miranda-subsequent", "caller-identity", "license-number"],
    "second call": ["mini-miranda-initial", "mini-miranda-subsequent", "caller-identity"],
    "last letter": ["mini-miranda-initial", "mini-miranda-subsequent", "license-number"],
  },
};

const GB_CONSUMER: Clean = {
  source: policy(
    "collector  creditor\n  debt       consumer\n  places     GB",
    "GBP",
    `house rules {
    contact only between 09:00 and 17:00 on business days
    at most 1 contact in any 7 days
  }

  CLOCK

  stage remind from 1 day after due {
    day 0          letter "reminder" within 5 days
    next           claim after 30 days
  }

  stage claim {
    day 0          letter "letter of claim" within 5 days
    day 45         file small claim
  }`,
  ),
  letters: { reminder: ["creditor-identity"], "letter of claim": ["letter-of-claim", "information-sheet", "reply-form", "financial-statement-form"] },
};

/** Its fee hangs on the reminder: a debtor who forbids that owes it later only, which no policy can say. So it is edited here, and not clean itself. */
const DE_BUSINESS: Clean = {
  source: policy(
    "collector  creditor\n  debt       commercial\n  places     DE",
    "EUR",
    `house rules {
    contact only between 09:00 and 17:00 on business days
  }

  CLOCK

  terms {
    due            30 days after invoice
    late fee       statutory
  }

  stage remind from 1 day after due {
    day 0          email "reminder" within 5 days
    day 10         charge fee
  }`,
  ),
  letters: { reminder: ["reminder"] },
};

export const CLEAN: Readonly<Record<string, Clean>> = { US_AGENCY, GB_CONSUMER };

export const edited = (clean: Clean, from: string, to: string): Clean => {
  if (!clean.source.includes(from)) throw new Error(`nothing to edit: ${from}`);
  return { ...clean, source: clean.source.replace(from, to) };
};

export const lettersOf = (clean: Clean, letters: Clean["letters"]): Clean => ({ ...clean, letters: { ...clean.letters, ...letters } });

export const HOURS = "contact only between 09:00 and 17:00 on business days";

export const EDITS: readonly Edit[] = [
  {
    title: "calls until ten at night",
    written: edited(US_AGENCY, HOURS, "contact only between 09:00 and 22:00 on business days"),
    rule: "us.regf.time-window",
    verdict: "by-guard",
  },
  {
    title: "a call on the day after the first",
    written: edited(edited(US_AGENCY, "at most 1 contact in any 7 days", ""), "day 14         call", "day 1          call"),
    rule: "us.regf.call-after-conversation",
    verdict: "by-guard",
  },
  {
    title: "a call every day for nine days",
    written: edited(
      edited(edited(US_AGENCY, "at most 1 contact in any 7 days", ""), HOURS, "contact only between 09:00 and 17:00"),
      `day 14         call "second call" within 5 days`,
      `every 1 day, at most 9 times: call "second call"`,
    ),
    rule: "us.regf.call-frequency",
    verdict: "by-guard",
  },
  {
    title: "no word in the first letter that it collects a debt",
    written: lettersOf(US_AGENCY, { "validation notice": ["validation-notice", "license-number"] }),
    rule: "us.regf.mini-miranda-initial",
    verdict: "broken",
  },
  {
    title: "no word in the last letter that it comes from a debt collector",
    written: lettersOf(US_AGENCY, { "last letter": ["license-number"] }),
    rule: "us.regf.mini-miranda-subsequent.written",
    verdict: "broken",
  },
  {
    title: "a call without a name",
    written: lettersOf(US_AGENCY, { "first call": ["mini-miranda-initial", "mini-miranda-subsequent", "license-number"] }),
    rule: "us.regf.caller-identity",
    verdict: "broken",
  },
  {
    title: "no validation notice",
    written: lettersOf(US_AGENCY, { "validation notice": ["mini-miranda-initial", "license-number"] }),
    rule: "us.regf.validation-timing",
    verdict: "broken",
  },
  {
    title: "a postcard",
    written: edited(US_AGENCY, `letter "last letter"`, `postcard "last letter"`),
    rule: "us.regf.postcard-envelope",
    verdict: "broken",
  },
  {
    title: "an e-mail without a way out",
    written: edited(US_AGENCY, `letter "last letter"`, `email "last letter"`),
    rule: "us.regf.electronic-opt-out-notice",
    verdict: "broken",
  },
  {
    title: "an e-mail to New York City without consent",
    written: lettersOf(edited(US_AGENCY, `letter "last letter"`, `email "last letter"`), {
      "last letter": ["mini-miranda-initial", "mini-miranda-subsequent", "opt-out", "license-number"],
    }),
    rule: "us-ny-nyc.shield.electronic-consent",
    verdict: "by-guard",
  },
  {
    title: "no licence number for California",
    written: lettersOf(US_AGENCY, { "last letter": ["mini-miranda-initial", "mini-miranda-subsequent"] }),
    rule: "us-ca.1788.11.license-number",
    verdict: "broken",
  },
  {
    title: "a claim ten days after the letter of claim",
    written: edited(GB_CONSUMER, "day 45         file small claim", "day 10         file small claim"),
    rule: "gb.pap-debt.letter-of-claim",
    verdict: "by-guard",
  },
  {
    title: "a claim without a letter of claim",
    written: lettersOf(GB_CONSUMER, { "letter of claim": [] }),
    rule: "gb.pap-debt.letter-of-claim",
    verdict: "broken",
  },
  {
    title: "a claim though a reply form came",
    written: GB_CONSUMER,
    rule: "gb.pap-debt.reply-extends",
    verdict: "by-guard",
  },
  {
    title: "a fixed sum of a consumer",
    written: edited(DE_BUSINESS, "debt       commercial", "debt       consumer"),
    rule: "de.bgb.288-5.flat-sum.consumer",
    verdict: "broken",
  },
  {
    title: "interest of two percent a month",
    written: edited(
      edited(DE_BUSINESS, "late fee       statutory", "late fee       statutory\n    late interest  2% per month"),
      "day 10         charge fee",
      "day 10         charge interest",
    ),
    rule: "de.bgb.288.interest-b2b",
    verdict: "broken",
  },
  {
    title: "the fixed sum twice",
    written: edited(DE_BUSINESS, "day 10         charge fee", "day 10         charge fee\n    day 20         charge fee"),
    rule: "de.bgb.288-5.flat-sum",
    verdict: "broken",
  },
  {
    title: "the fixed sum before the debt is late",
    written: edited(edited(DE_BUSINESS, "from 1 day after due", "from 9 days before due"), "day 10         charge fee", "day 5          charge fee"),
    rule: "de.bgb.286-3.thirty-days",
    verdict: "broken",
  },
];
