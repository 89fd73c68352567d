/** Amounts and definitions that a policy declares and doesn't use. */
import { problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { ExprNode } from "../tree/expression.ts";
import type { StageItem } from "../tree/policy.ts";
import type { AmountsNode } from "../tree/words.ts";
import { conditionNames } from "./conditions.ts";
import { namesIn } from "./definitions.ts";
import { linesOf, meantName, type Scope } from "./names.ts";
import { amountOf } from "./onboarding.ts";

/** Every place where an amount may be named outside conditions. */
const amountNodes = (policy: Scope["policy"]): readonly (AmountsNode | null)[] => [
  ...linesOf(policy, "clock").flatMap(({ lines }) => lines.map((line) => (line.kind === "tolerance" ? line.amounts : null))),
  ...linesOf(policy, "terms").flatMap(({ lines }) => lines.map((line) => (line.kind === "late fee" ? line.amounts : null))),
  ...linesOf(policy, "plan").flatMap(({ lines }) => lines.map((line) => (line.kind === "up to" ? line.atLeast : null))),
  ...linesOf(policy, "on new customer").flatMap(({ lines }) => lines.map(amountOf)),
];

const whensOf = (item: StageItem): readonly (ExprNode | null)[] =>
  item.kind === "variant" ? item.steps.map(({ when }) => when) : "when" in item ? [item.when] : [];

/** Every condition of a policy's own lines. */
const conditionsOf = (policy: Scope["policy"]): readonly (ExprNode | null)[] => [
  ...linesOf(policy, "define").map((node) => node.as),
  ...linesOf(policy, "on").map((node) => node.when),
  ...linesOf(policy, "applies").map((node) => node.when),
  ...linesOf(policy, "on new customer").flatMap(({ lines }) => lines.map((line) => line.when)),
  ...linesOf(policy, "stage").flatMap((stage) => [stage.requires, ...stage.items.flatMap(whensOf)]),
];

/** Names of facts, amounts and definitions that a policy's own lines use, as written. */
export const namesUsed = (policy: Scope["policy"]): readonly string[] => [
  ...conditionsOf(policy).flatMap(namesIn),
  ...amountNodes(policy).flatMap((node) => (node?.kind === "named" ? [node.name.text] : [])),
];

/** Amounts and definitions that nothing uses. Silent while lines that might use them could not be read. */
export const checkUnused = (scope: Scope): readonly Diagnostic[] => {
  const { policy } = scope;
  if (scope.lost.size > 0) return [];
  const known = new Set(conditionNames(scope));
  const used = new Set(namesUsed(policy).map((name) => meantName(name, known)));
  return [
    ...linesOf(policy, "amount").flatMap(({ name }) =>
      used.has(name.text) ? [] : [problem("neverUsed", name.span, { what: "amount", name: name.text })],
    ),
    ...linesOf(policy, "define").flatMap(({ name }) =>
      used.has(name.text) ? [] : [problem("neverUsed", name.span, { what: "definition", name: name.text })],
    ),
  ];
};
