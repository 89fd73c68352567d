/** Checks of what is done: plans and notices that exist, shares that make sense. */
import { didYouMean, problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { suggest } from "../suggest.ts";
import type { ActionNode, ReactionNode } from "../tree/policy.ts";
import type { Name, Quoted } from "../tree/words.ts";
import type { Scope } from "./names.ts";
import { didYouMeanText } from "./said.ts";

const checkPlan = (plan: Quoted | null, scope: Scope): readonly Diagnostic[] => {
  if (plan === null || scope.plans.has(plan.text) || scope.lost.has(plan.text) || scope.incomplete) return [];
  return [problem("unknownPlan", plan.span, { name: plan.text }, didYouMeanText(plan, scope.plans.keys(), 'declare it: `plan "…" { … }`'))];
};

/** A stage that is gone to. */
export const checkStageName = ({ text, span }: Name, scope: Scope): readonly Diagnostic[] => {
  if (scope.stages.has(text) || scope.lost.has(text)) return [];
  return [
    problem(
      "unknownStage",
      span,
      { name: text },
      didYouMean(span, suggest(text, scope.stages.keys()), `the stages are ${[...scope.stages.keys()].join(", ") || "none"}`),
    ),
  ];
};

export const checkNotice = (notice: Quoted, scope: Scope): readonly Diagnostic[] => {
  if (scope.notices.has(notice.text) || scope.lost.has(notice.text)) return [];
  const extra = didYouMeanText(notice, scope.notices.keys(), `declare it: \`notice "${notice.text}" by letter "…"\``);
  return [problem("unknownNotice", notice.span, { name: notice.text }, extra)];
};

export const checkAction = (node: ActionNode | null, scope: Scope): readonly Diagnostic[] => {
  if (node === null) return [];
  switch (node.kind) {
    case "contact":
      return checkPlan(node.offers, scope);
    case "offer plan":
      return checkPlan(node.plan, scope);
    case "offer discount":
      return node.percent.value > 0 && node.percent.value < 100 ? [] : [problem("badPercent", node.percent.span, { percent: node.percent.value })];
    default:
      return [];
  }
};

/** Events of the ledger that bring a rest or end the account: none ends a rest. */
const ENDS_NOTHING: ReadonlySet<string> = new Set([
  "death",
  "dispute",
  "cease-request",
  "writing-only",
  "opt-out",
  "attorney-notice",
  "bankruptcy-petition",
  "breathing-space",
  "hardship",
  "identity-theft-report",
  "military-orders",
  "undeliverable",
]);

/** The ledger's word for an event that a handler names in its own. */
const TOLD_AS: Readonly<Record<string, string>> = {
  promise: "promise",
  "plan agreed": "plan-agreed",
  "plan broken": "plan-broken",
  "dispute closed": "dispute-closed",
};

const checkRest = ({ until, span }: Extract<ReactionNode, { readonly kind: "rest" }>, event: string): readonly Diagnostic[] => {
  if (until.kind === "promised" && event !== "promise") return [problem("promisedDate", span, { event })];
  if (until.kind === "day") return until.date.day === null ? [problem("badDate", until.date.span, { text: until.date.text })] : [];
  if (until.kind !== "events") return [];
  const seen = new Set<string>();
  return until.events.flatMap((name) => {
    const twice = seen.has(name.text);
    seen.add(name.text);
    if (twice) return [problem("wordTwice", name.span, { word: name.text })];
    if (ENDS_NOTHING.has(name.text)) return [problem("endsNoRest", name.span, { event: name.text }, { help: REST_ENDS })];
    return TOLD_AS[event] === name.text ? [problem("restEndsItself", name.span, { event: name.text })] : [];
  });
};
const REST_ENDS = "such as `dispute-closed`, `documents-sent`, `breathing-space-ended`, `payment` or `plan-broken`";

/** Problems of one reaction to an event. */
export const checkReaction = (node: ReactionNode, event: string, scope: Scope): readonly Diagnostic[] => {
  switch (node.kind) {
    case "go":
      return checkStageName(node.stage, scope);
    case "send notice":
      return checkNotice(node.notice, scope);
    case "act":
      return checkAction(node.action, scope);
    case "rest":
      return checkRest(node, event);
    case "close contact":
      return [];
  }
};
