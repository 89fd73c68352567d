/** What a new customer gets: amounts in every currency, and lines that can be reached. */
import { problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { OnboardingNode } from "../tree/policy.ts";
import type { AmountsNode } from "../tree/words.ts";
import { checkCondition } from "./conditions.ts";
import { checkAmounts } from "./money.ts";
import type { Scope } from "./names.ts";

const TITLES: Readonly<Record<OnboardingNode["kind"], string>> = { "credit limit": "credit limit", "new terms": "terms", deposit: "deposit" };

/** The sums that a line names; null where it names none. */
export const amountOf = (line: OnboardingNode): AmountsNode | null => {
  if (line.kind === "credit limit") return line.limit;
  return line.kind === "deposit" && "kind" in line.deposit ? line.deposit : null;
};

const share = (line: OnboardingNode): readonly Diagnostic[] => {
  if (line.kind !== "deposit" || "kind" in line.deposit) return [];
  const { value, span } = line.deposit;
  return value > 0 && value <= 100 ? [] : [problem("badPercent", span, { percent: value })];
};

/** Of several lines of one kind the first that holds wins: none comes after one that holds for everyone. */
const reached = (lines: readonly OnboardingNode[]): readonly Diagnostic[] => {
  const closed = new Map<OnboardingNode["kind"], OnboardingNode>();
  return lines.flatMap((line) => {
    const above = closed.get(line.kind);
    if (line.when === null && above === undefined) closed.set(line.kind, line);
    if (above === undefined) return [];
    const related = [{ span: above.span, label: "holds for everyone" }];
    return [problem("neverGranted", line.span, { what: TITLES[line.kind] }, { related, help: "put it above, or give the other a `when`" })];
  });
};

export const checkOnboarding = (lines: readonly OnboardingNode[], scope: Scope): readonly Diagnostic[] => [
  ...lines.flatMap((line) => [...checkAmounts(amountOf(line), scope), ...share(line), ...checkCondition(line.when, scope)]),
  ...reached(lines),
];
