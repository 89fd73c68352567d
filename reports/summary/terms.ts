/** Whom a policy is for, how it counts time, and what it says of money. */
import type { Outline } from "../../dsl/index.ts";
import type { CompiledPolicy, OnboardingLine, PaymentPlan } from "../../engine/index.ts";
import { actionWords } from "./actions.ts";
import { clause, numbering, slug, type Block, type Clause, type Sentence } from "./document.ts";
import { conditionWords, daysWords, ifWords, list, moneyWords } from "./words.ts";

type Lines = Outline["lines"];

/** A sentence with the line that says it, where one does. */
const said = (lines: Lines, name: string, text: string): Sentence => {
  const at = lines[name];
  return at === undefined ? { text } : { text, at };
};

const COLLECTORS: Readonly<Record<CompiledPolicy["collector"], string>> = {
  creditor: "the creditor itself",
  "third-party": "a third party, for the creditor",
  "debt-buyer": "whoever bought the debts",
};

/** Section 2. */
export function scopeBlocks(policy: CompiledPolicy, lines: Lines): readonly Block[] {
  const { collector, debt, currencies, places, applies, facts } = policy;
  const needed = Object.entries(facts).map(([name, type]) => {
    const values =
      type.type === "one of"
        ? `one of ${list(
            type.values.map((value) => `"${value}"`),
            "or",
          )}`
        : `a ${type.type}`;
    return clause(
      `2.fact.${slug(name)}`,
      said(lines, `fact ${name}`, `Needs to know of each account: ${name}, ${values}${type.optional === true ? "; it may be missing" : ""}.`),
    );
  });
  return [
    clause("2.collector", said(lines, "collector", `The debts are collected by ${COLLECTORS[collector] ?? collector} (${collector}).`)),
    clause("2.debt", said(lines, "debt", `They are ${debt} debts.`)),
    clause("2.currency", said(lines, "currency", `Accounts are kept in ${list(currencies, "or")}.`)),
    clause("2.places", said(lines, "places", `Debtors live in ${list(places, "or")} (ISO 3166). The policy runs nowhere else.`)),
    clause(
      "2.applies",
      said(
        lines,
        "applies",
        applies === undefined ? "It is for every such account." : `It is only for accounts of which this holds: ${conditionWords(applies)}.`,
      ),
    ),
    ...needed,
  ];
}

const BEHIND: Readonly<Record<CompiledPolicy["clock"]["whenBehind"], string>> = {
  lapse: "steps whose time has passed are left out",
  "one stage at a time": "the account takes one stage at a time, and skips none",
  straight: "the account goes straight to the stage that fits",
  late: "steps are done late, and later dates are kept",
};

/** Section 3. */
export function clockBlocks({ clock, allocation }: CompiledPolicy, lines: Lines): readonly Block[] {
  const { stageOf, anchor, whenItMoves, whenBehind, tolerance, whenPolicyChanges } = clock;
  const changes = { keep: "go on where they are", restart: "begin again", park: "wait for a person" } as const;
  return [
    clause(
      "3.stage-of",
      said(lines, "clock stage of", stageOf === "account" ? "Each account as a whole is in one stage." : "Each invoice is in a stage of its own."),
    ),
    clause("3.anchor", said(lines, "clock anchor", `Time is counted from the due date of the ${anchor}.`)),
    clause(
      "3.moves",
      said(
        lines,
        "clock when it moves",
        whenItMoves === "keep"
          ? "When that date moves, an account keeps its stage."
          : "When that date moves, an account returns to the stage that fits.",
      ),
    ),
    clause("3.behind", said(lines, "clock when behind", `When an account is behind, ${BEHIND[whenBehind]}.`)),
    clause("3.tolerance", said(lines, "clock tolerance", `A balance of less than ${moneyWords(tolerance)} counts as paid.`)),
    clause(
      "3.change",
      said(
        lines,
        "clock when policy changes",
        `When the policy changes, accounts under way ${changes[whenPolicyChanges ?? "keep"]}${whenPolicyChanges === undefined ? ", since it doesn't say otherwise" : ""}.`,
      ),
    ),
    clause("3.allocation", said(lines, "allocation", `Payments are set against what is owed ${allocation}.`)),
  ];
}

const planWords = ({ name, installments, every, atLeast, first, defaultAfterMissed }: PaymentPlan): string =>
  `Payment plan "${name}": up to ${installments} ${every}ly instalment${installments === 1 ? "" : "s"}${
    atLeast === undefined ? "" : `, each at least ${moneyWords(atLeast)}`
  }; the first within ${daysWords(first)}; broken after ${defaultAfterMissed} missed.`;

function termClauses({ terms }: CompiledPolicy, lines: Lines): readonly Clause[] {
  const { due, discount, lateInterest, lateFee, unpaidCharges } = terms;
  const interest =
    lateInterest === undefined
      ? "No late interest is agreed on."
      : lateInterest === "statutory"
        ? "Late interest: what the law gives, and no more."
        : `Late interest: ${lateInterest.percent}% per ${lateInterest.per}, and never more than the law allows.`;
  const fee =
    lateFee === undefined
      ? "No late fee is agreed on."
      : lateFee === "statutory"
        ? "Late fee: what the law gives, and no more."
        : `Late fee: ${moneyWords(lateFee.amount)}, and never more than the law allows.`;
  return [
    clause(
      "8.due",
      said(lines, "terms due", due === undefined ? "Invoices fall due when they say." : `Invoices fall due ${daysWords(due)} after their date.`),
    ),
    clause(
      "8.discount",
      said(
        lines,
        "terms discount",
        discount === undefined
          ? "No discount for early payment."
          : `Discount: ${discount.percent}% when paid within ${daysWords(discount.within)} of the invoice.`,
      ),
    ),
    clause("8.late-interest", said(lines, "terms late interest", interest)),
    clause("8.late-fee", said(lines, "terms late fee", fee)),
    clause(
      "8.unpaid-charges",
      said(
        lines,
        "terms unpaid charges",
        `Charges that are unpaid once the invoices are paid are ${unpaidCharges === "keep" ? "kept" : "waived"}${unpaidCharges === undefined ? ", since the policy doesn't say" : ""}.`,
      ),
    ),
  ];
}

const grantWords = ({ action, when, approval }: OnboardingLine): string =>
  `A new customer: ${actionWords(action)}${ifWords(when)}.${approval === undefined ? "" : ` "${approval}" must agree first.`}`;

/** Section 8. */
export function moneyBlocks(policy: CompiledPolicy, lines: Lines): readonly Block[] {
  const number = numbering();
  const { plans, onboarding = [], file } = policy;
  return [
    ...termClauses(policy, lines),
    ...plans.map((plan) => clause(number(`8.plan.${slug(plan.name)}`), said(lines, `plan ${plan.name}`, planWords(plan)))),
    ...(plans.length === 0 ? [clause("8.plans", { text: "No payment plan is offered." })] : []),
    ...onboarding.map((line) =>
      clause(number(`8.new-customer.${slug(line.action.name)}`), { text: grantWords(line), at: { file, line: line.line } }),
    ),
  ];
}
