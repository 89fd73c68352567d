/** What a new customer gets by policy: a credit limit, terms, a deposit, each by the first line of its kind whose condition holds. */
import { holds, unknownFacts, type FactSource } from "./conditions.ts";
import { currencyDigits, formatMoney } from "./money.ts";
import type { BusinessAction, CompiledPolicy, Deposit, OnboardingLine } from "./model/policy.ts";
import type { Currency, Minor } from "./model/units.ts";

export type OnboardingKind = OnboardingLine["action"]["name"];

/** What became of one line. Lines behind the first of a kind that is given or unknown are not looked at. */
export interface OnboardingVerdict {
  readonly line: OnboardingLine;
  readonly kind: OnboardingKind;
  /** `waits`: a fact that decides is unknown, so a person must find it out. */
  readonly verdict: "given" | "not given" | "waits";
  /** Names of the facts that it waits for. */
  readonly unknown: readonly string[];
  /** Why, in a sentence, without personal data. */
  readonly reason: string;
}

/** Decides about a new customer. Pure: the same facts give the same verdicts, in the order of the policy's lines. */
export function onboard(policy: Pick<CompiledPolicy, "onboarding">, facts: FactSource, currency: Currency): readonly OnboardingVerdict[] {
  const settled = new Set<OnboardingKind>();
  const verdicts: OnboardingVerdict[] = [];
  for (const line of policy.onboarding ?? []) {
    const kind = line.action.name;
    if (settled.has(kind)) continue;
    const one = verdictOn(line, facts, currency);
    if (one.verdict !== "not given") settled.add(kind);
    verdicts.push(one);
  }
  return verdicts;
}

function verdictOn(line: OnboardingLine, facts: FactSource, currency: Currency): OnboardingVerdict {
  const { action, when } = line;
  const words = grantWords(action, currency);
  const say = (verdict: OnboardingVerdict["verdict"], reason: string, unknown: readonly string[] = []): OnboardingVerdict => ({
    line,
    kind: action.name,
    verdict,
    unknown,
    reason,
  });
  if (when === undefined) return say("given", `${words}: every new customer who gets nothing else of the kind does`);
  const truth = holds(when, facts, currency);
  if (truth === "unknown") {
    const unknown = unknownFacts(when, facts, currency);
    return say("waits", `${words}: ${unknown.join(" and ")} must be known first`, unknown);
  }
  return truth ? say("given", `${words}: its condition holds`) : say("not given", `${words}: its condition doesn't hold`);
}

/** What is given, in words: `credit limit of 5000.00 USD`, `terms of 30 days`, `deposit of 20%`. */
export function grantWords(action: OnboardingLine["action"], currency: Currency): string {
  switch (action.name) {
    case "set credit limit":
      return `credit limit of ${sumWords(action.limit, currency)}`;
    case "set terms":
      if (action.due === "prepayment") return "terms of prepayment";
      return `terms of ${action.due.n} ${action.due.business ? "business " : ""}day${action.due.n === 1 ? "" : "s"}`;
    case "ask for deposit":
      return `deposit of ${depositWords(action.deposit, currency)}`;
  }
}

export const isGrant = (action: BusinessAction): action is OnboardingLine["action"] =>
  action.name === "set credit limit" || action.name === "set terms" || action.name === "ask for deposit";

const depositWords = (deposit: Deposit, currency: Currency): string =>
  "percent" in deposit ? `${deposit.percent}%` : sumWords(deposit.amount, currency);

function sumWords(sums: Readonly<Record<Currency, Minor>>, currency: Currency): string {
  const amount = sums[currency];
  return amount === undefined || currencyDigits(currency) === null
    ? `an amount that isn't named in ${currency}`
    : `${formatMoney(amount, currency)} ${currency}`;
}
