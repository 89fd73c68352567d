/** A policy, the law and a proof, put into the document that a reviewer signs. Pure: the same inputs give the same document. */
import type { Outline } from "../../dsl/index.ts";
import type { CompiledPolicy } from "../../engine/index.ts";
import { courseBlocks } from "./course.ts";
import { clause, slug, type Block, type SampleLetter, type Section, type Summary } from "./document.ts";
import { approvalBlocks, handOffBlocks, houseBlocks, noticeBlocks } from "./duties.ts";
import { eventBlocks } from "./events.ts";
import { assumptionBlocks, lawBlocks, type Law, type Proved } from "./law.ts";
import { clockBlocks, moneyBlocks, scopeBlocks } from "./terms.ts";

export interface Summed {
  readonly policy: CompiledPolicy;
  readonly outline: Outline;
  readonly law: Law;
  readonly proved: Proved;
  readonly digests: Summary["digests"];
  readonly letters: readonly Omit<SampleLetter, "kind" | "number">[];
  /** Names of letters that no sample could be made of, each with the reason. */
  readonly unwritten: readonly string[];
}

const TERMS: readonly (readonly [string, string])[] = [
  ["account", "The invoices, credits and payments of one debtor with one creditor."],
  ["debtor", "Whoever owes: a person, a sole trader or a business."],
  ["guard", "The part of Collect that holds each contact against the law, the house rules and the record of contacts, just before it leaves."],
  ["stage", "A part of the course of an account, with steps of its own."],
  ["step", "One thing that is wished for on a day: a contact, or an act of the business."],
  ["business day", "A day that is no Saturday, no Sunday and no holiday of the debtor's place."],
  ["balance", "What is open of all invoices, less credits and payments; never the face amount."],
  ["days_overdue", "Days since the oldest unpaid invoice fell due."],
];

const glossary = ({ outline: { definitions, amounts } }: Summed): readonly Block[] => [
  ...[...amounts, ...definitions].map(({ name, text, file, line }) => clause(`15.${slug(name)}`, { text: `${name}: ${text}.`, at: { file, line } })),
  ...TERMS.map(([name, text]) => clause(`15.word.${slug(name)}`, { text: `${name}: ${text}` })),
];

const letterBlocks = ({ letters, unwritten }: Summed): readonly Block[] => [
  { kind: "words", text: "Each text with made-up data, as it would leave. Names, sums and dates are those of nobody." },
  ...letters.map((letter): Block => ({ kind: "letter", number: `11.${slug(letter.title)}`, ...letter })),
  ...unwritten.map((text): Block => ({ kind: "words", text })),
  ...(letters.length === 0 ? [{ kind: "words", text: "The policy has no texts." } as const] : []),
];

const claim = ({ policy, proved }: Summed): readonly Block[] => {
  const broken = proved.verdicts.filter(({ verdict }) => verdict === "broken").length;
  const open = proved.verdicts.filter(({ verdict }) => verdict === "incomplete").length;
  const found =
    broken > 0
      ? `${broken} rules would be broken: it can't run as it is.`
      : open > 0
        ? `of ${open} rules not all runs were looked at.`
        : "no run that was looked at breaks a rule.";
  return [
    clause("1.policy", {
      text: `This is the policy "${policy.name}", version ${policy.version === "" ? "unnamed" : policy.version}, in the words of its own text as Collect reads and runs it.`,
    }),
    clause("1.proof", { text: `It was held against the law book from ${proved.today} on, which counts until ${proved.until}: ${found}` }),
    clause("1.limits", {
      text: "What that rests on is listed under Assumptions. It doesn't say that a business complies with the law, and is no legal advice.",
    }),
    clause("1.numbers", { text: "Clauses are numbered by what they are about, so that a number means the same after other clauses came or went." }),
  ];
};

const rolesOf = ({ stages, onboarding = [] }: CompiledPolicy): readonly string[] => {
  const asked = [...stages.flatMap(({ steps, variants = [] }) => [...steps, ...variants.flatMap((one) => one.steps)]), ...onboarding];
  return [...new Set(["legal", "credit", ...asked.flatMap(({ approval }) => approval ?? [])])];
};

/** @returns the document, to be written by `markdownOf` or `htmlOf` */
export function summaryOf(summed: Summed): Summary {
  const { policy, outline, law, proved, digests } = summed;
  const section = (number: number, title: string, blocks: readonly Block[]): Section => ({ number, title, blocks });
  return {
    title: policy.name,
    version: policy.version,
    hash: policy.hash,
    date: proved.today,
    until: proved.until,
    digests,
    sections: [
      section(1, "What this is", claim(summed)),
      section(2, "Who it is for", scopeBlocks(policy, outline.lines)),
      section(3, "How time and payments are counted", clockBlocks(policy, outline.lines)),
      section(4, "What happens when", courseBlocks(policy)),
      section(5, "House rules", houseBlocks(policy)),
      section(6, "Notices", noticeBlocks(policy)),
      section(7, "Events and protections", eventBlocks(policy, law.book)),
      section(8, "Money", moneyBlocks(policy, outline.lines)),
      section(9, "Approvals", approvalBlocks(policy)),
      section(10, "Hand-off and legal steps", handOffBlocks(policy)),
      section(11, "Letters in full", letterBlocks(summed)),
      section(12, "The law, place by place", lawBlocks(proved, policy, law)),
      section(14, "Assumptions", assumptionBlocks(proved)),
      section(15, "Glossary", glossary(summed)),
      section(16, "Sign-off", [
        {
          kind: "words",
          text: "Whoever signs has read the policy of the digests below, and no other. A changed comma in the policy, a letter or the law makes other digests.",
        },
        { kind: "signatures", roles: rolesOf(policy) },
      ]),
    ],
    sources: outline.sources,
  };
}
