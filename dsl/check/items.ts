/** Checks of a policy's lines and small blocks, each on its own. */
import { containingPlaces, isPlace } from "../engine.ts";
import { didYouMean, problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { HandlerNode, PlanLine, PolicyBlock, PolicyItem, TermsLine } from "../tree/policy.ts";
import type { ExcludingNode, SentenceNode } from "../tree/rule.ts";
import type { Name, NumberNode } from "../tree/words.ts";
import { checkReaction } from "./actions.ts";
import { checkCondition } from "./conditions.ts";
import { suggestPlace } from "./places.ts";
import { checkAmounts, checkSums } from "./money.ts";
import type { Scope } from "./names.ts";
import { again } from "./once.ts";
import { checkOnboarding } from "./onboarding.ts";
import { checkExcluding, checkSentence, currencyExists } from "./sentence.ts";
import { atLeastOne } from "./stages.ts";

type Kind = PolicyItem["kind"];

const placeKnown = ({ text, span }: Name, scope: Scope): readonly Diagnostic[] => {
  const law = scope.lawBook?.places ?? [];
  if (!isPlace(text)) return [problem("unknownPlace", span, { name: text }, didYouMean(span, suggestPlace(text, law), "ISO 3166 such as `US-NY`"))];
  if (scope.lawBook === null || containingPlaces(text).some((place) => law.includes(place))) return [];
  return [problem("noLaw", span, { place: text, have: law }, didYouMean(span, suggestPlace(text, law)))];
};

const house = (block: Extract<PolicyBlock, { readonly kind: "house" }>): readonly Diagnostic[] => {
  let sentence: SentenceNode | null = null;
  let before: ExcludingNode | null = null;
  return block.lines.flatMap((line) => {
    const found: readonly Diagnostic[] = line.kind === "excluding" ? checkExcluding(line, sentence, before) : checkSentence(line);
    if (line.kind !== "excluding") sentence = line;
    before = line.kind === "excluding" ? line : null;
    return found;
  });
};

const rate = (percent: NumberNode): readonly Diagnostic[] =>
  percent.value > 0 && percent.value <= 100 ? [] : [problem("badPercent", percent.span, { percent: percent.value })];

const terms = (line: TermsLine, scope: Scope): readonly Diagnostic[] => {
  if (line.kind === "discount") return rate(line.percent);
  if (line.kind === "late interest") return line.rate === null ? [] : rate(line.rate.percent);
  return line.kind === "late fee" ? checkAmounts(line.amounts, scope, ["statutory"]) : [];
};

const planLine = (line: PlanLine, scope: Scope): readonly Diagnostic[] => {
  if (line.kind === "up to") return [...atLeastOne(line.n, "the number of instalments"), ...checkAmounts(line.atLeast, scope)];
  return line.kind === "default after" ? atLeastOne(line.missed, "the number of missed instalments") : [];
};

const plan = (block: Extract<PolicyBlock, { readonly kind: "plan" }>, scope: Scope): readonly Diagnostic[] => [
  ...(["up to", "first within", "default after"] as const).flatMap((kind) => {
    const lines = block.lines.filter((line) => line.kind === kind);
    const [word = ""] = kind.split(" ");
    return lines.length === 0 && !scope.lost.has(word) ? [problem("planSilent", block.name.span, { line: kind })] : again(lines, kind);
  }),
  ...block.lines.flatMap((line) => planLine(line, scope)),
];

const handler = (node: HandlerNode, scope: Scope): readonly Diagnostic[] => [
  ...(node.within !== null && node.event !== "promise" ? [problem("withinPromise", node.eventSpan, { event: node.event })] : []),
  ...checkCondition(node.when, scope),
  ...node.reactions.flatMap((reaction) => checkReaction(reaction, node.event, scope)),
];

/** The checks of one line, by its kind. */
export const ITEM_CHECKS: { readonly [K in Kind]?: (item: Extract<PolicyItem, { readonly kind: K }>, scope: Scope) => readonly Diagnostic[] } = {
  currency: ({ currencies }) => currencies.flatMap((currency) => currencyExists({ digits: "0", currency, span: currency.span })),
  places: ({ places }, scope) => places.flatMap((place) => placeKnown(place, scope)),
  amount: ({ sums, name }, scope) => checkSums(sums, name.span, scope, "give one value for each currency of the policy"),
  define: (node, scope) => checkCondition(node.as, scope),
  house: (block) => house(block),
  clock: (block, scope) => block.lines.flatMap((line) => (line.kind === "tolerance" ? checkAmounts(line.amounts, scope) : [])),
  terms: (block, scope) =>
    (["due", "discount", "late interest", "late fee", "unpaid charges"] as const)
      .flatMap((kind) =>
        again(
          block.lines.filter((line) => line.kind === kind),
          kind,
        ),
      )
      .concat(block.lines.flatMap((line) => terms(line, scope))),
  plan: (block, scope) => plan(block, scope),
  on: (node, scope) => handler(node, scope),
  applies: ({ when }, scope) => checkCondition(when, scope),
  "on new customer": ({ lines }, scope) => checkOnboarding(lines, scope),
};

/** Problems of one line or block on its own. */
export const checkItem = <K extends Kind>(item: Extract<PolicyItem, { readonly kind: K }>, scope: Scope): readonly Diagnostic[] => {
  const check = ITEM_CHECKS[item.kind] as ((item: PolicyItem, scope: Scope) => readonly Diagnostic[]) | undefined;
  return check?.(item, scope) ?? [];
};
