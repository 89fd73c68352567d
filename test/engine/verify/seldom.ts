/** Policies that are written in few words: of one place, with all that any law wants in their letters, and nothing else than what a test says. */
import { CONTENT_IDS } from "../../../engine/index.ts";
import { HOURS, policy, type Clean, type Edit } from "./bad-edits.ts";

export interface Words {
  readonly collector?: "creditor" | "third-party" | "debt-buyer";
  readonly debt?: "consumer" | "commercial";
  /** The fact of an account that a test is about. */
  readonly facts?: string;
  readonly house?: string;
  readonly steps: string;
  readonly from?: string;
  readonly terms?: string;
  /** What becomes of an account that is older than its stages. */
  readonly behind?: string;
  /** First day of the runs, where the usual one won't do. */
  readonly today?: string;
  /** Lines at the end: notices, and what is done on events. */
  readonly also?: string;
  /** What the letters carry; absent: everything. */
  readonly letters?: Clean["letters"];
}

const FULL: Clean["letters"] = { first: CONTENT_IDS, second: CONTENT_IDS, third: CONTENT_IDS };

export function seldom(place: string, currency: string, words: Words): Clean {
  const {
    collector = "creditor",
    debt = "consumer",
    facts,
    house = HOURS,
    steps,
    from = "1 day after due",
    terms = "late fee       statutory",
  } = words;
  const body = `${facts === undefined ? "" : `facts {\n    ${facts}\n  }\n\n  `}house rules {
    ${house}
  }

  CLOCK

  terms {
    due            30 days after invoice
    ${terms}
  }

  stage remind from ${from} {
    ${steps}
  }

  ${words.also ?? ""}`;
  const head = `collector  ${collector}\n  debt       ${debt}\n  places     ${place}`;
  const source = policy(head, currency, body).replace("when behind    lapse", `when behind    ${words.behind ?? "lapse"}`);
  return { source, letters: { ...FULL, ...words.letters }, ...(words.today === undefined ? {} : { today: words.today }) };
}

/** What somebody changes in such a policy, and the rule that it then breaks. */
export const changed = (
  title: string,
  [place, currency]: readonly [place: string, currency: string],
  words: Words,
  change: Partial<Words>,
  [rule, verdict]: readonly [rule: string, verdict: Edit["verdict"]],
): Edit => ({ title, clean: seldom(place, currency, words), written: seldom(place, currency, { ...words, ...change }), rule, verdict });
