/** Policies to run: the tour's, and variations that press harder on the law and the house rules. */
import { readFileSync } from "node:fs";
import type { CompiledPolicy, LawBook } from "../../engine/index.ts";
import { compilePolicy } from "../../dsl/index.ts";

interface Variation {
  readonly collector: string;
  readonly debt: string;
  readonly house: readonly string[];
  readonly moves: string;
  readonly behind: string;
  readonly stages: string;
}

const PLACES = "US, US-CA, US-MA, US-NY-NYC, GB, DE, NL";

const source = ({ collector, debt, house, moves, behind, stages }: Variation): string => `
policy "Variation" {
  version    "1"
  collector  ${collector}
  debt       ${debt}
  currency   USD
  places     ${PLACES}

  house rules {
    ${house.join("\n    ")}
  }

  clock {
    stage of       the account
    anchor         oldest unpaid invoice
    when it moves  ${moves}
    when behind    ${behind}
    tolerance      1 USD
  }
${stages}
  on payment in full        close as paid
  on partial payment        pause 3 days
  on promise within 14 days pause until promised date + 2 days
  on broken promise         go to last
  on dispute                pause, task "resolve dispute" for "AR team" due in 5 business days
  on hardship               pause 10 days
}
`;

const TOUR = `
  stage courtesy from 7 days before due {
    day 0          email "upcoming invoice" with payment link
    next           reminder at 1 day after due
  }
  stage reminder {
    day 0          email "reminder"
    day 5          call "courtesy call"
    day 10         email "second reminder" within 5 days
    next           last after 14 days
  }
  stage last {
    day 0          letter "formal demand"
    day 3          call "demand call" priority high
    day 30         file small claim
  }
`;

/** As much as a policy can ask for, so that every limit has something to hold back. */
const EAGER = `
  stage first from 1 day before due {
    day 0          email "one"
    day 0          sms "two"
    day 0          call "three"
    day 1          call "four" within 2 days
    day 2          email "six" within 6 days
    every 1 day, at most 9 times: call "seven"
    next           last after 9 days
  }
  stage last {
    every 2 days, at most 8 times: sms "eight"
    day 1          letter "nine"
    day 1          voicemail "ten"
    day 2          visit "eleven" within 10 days
    day 5          report to bureau
    day 8          file small claim
  }
`;

const HOUSES: readonly (readonly string[])[] = [
  ["contact only between 09:00 and 17:00 on business days", "at most 2 contacts in any 7 days", "at most 1 call in any 7 days", "never sms"],
  [
    "contact only between 08:00 and 20:00 on mon to sat in every time zone of the debtor",
    "at most 1 contact in any 3 days per account",
    "after a contact no call for 2 days",
  ],
  [
    "contact only between 10:00 and 10:30, between 23:00 and 24:00 on sun",
    "at most 1 email in any 2 days per debt",
    "at most 4 contacts in any 10 days per creditor",
    "never letter after opt-out",
  ],
  ['people decide "Be kind"'],
];

const VARIATIONS: readonly Variation[] = [
  { collector: "creditor", debt: "commercial", house: HOUSES[0] ?? [], moves: "keep the stage", behind: "lapse", stages: TOUR },
  { collector: "third-party", debt: "consumer", house: HOUSES[3] ?? [], moves: "keep the stage", behind: "late, keep later dates", stages: EAGER },
  {
    collector: "creditor",
    debt: "consumer",
    house: HOUSES[1] ?? [],
    moves: "return to the stage that fits",
    behind: "straight to the stage that fits",
    stages: EAGER,
  },
  { collector: "creditor", debt: "consumer", house: HOUSES[3] ?? [], moves: "keep the stage", behind: "one stage at a time", stages: TOUR },
  {
    collector: "debt-buyer",
    debt: "commercial",
    house: HOUSES[2] ?? [],
    moves: "return to the stage that fits",
    behind: "one stage at a time",
    stages: EAGER,
  },
];

const tour = (): string => readFileSync(new URL("../../examples/b2b-standard/policy.collect", import.meta.url), "utf8");

/** The policy of the example and the variations. */
export const policiesUnder = (lawBook: LawBook): readonly CompiledPolicy[] =>
  [tour(), ...VARIATIONS.map(source)].map((text, index) => {
    const { policy, diagnostics } = compilePolicy(text, `policy-${index}.collect`, { lawBook });
    if (policy === null) throw new Error(diagnostics.map(({ code, message, span }) => `${span.line}:${span.column} ${code} ${message}`).join("\n"));
    return policy;
  });
