/** Amounts and definitions that a policy declares and doesn't use. */
import { problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { ExprNode } from "../tree/expression.ts";
import type { StageItem } from "../tree/policy.ts";
import type { AmountsNode } from "../tree/words.ts";
import { conditionNames } from "./conditions.ts";
import { collectNames } from "./definitions.ts";
import { linesOf, meantName, type Scope } from "./names.ts";
import { amountOf } from "./onboarding.ts";

/** Every place where an amount may be named outside conditions. */
const amountNodes = (policy: Scope["policy"]): readonly (AmountsNode | null)[] => [
  ...linesOf(policy, "clock").flatMap(({ lines }) => lines.map((line) => (line.kind === "tolerance" ? line.amounts : null))),
  ...linesOf(policy, "terms").flatMap(({ lines }) => lines.map((line) => (line.kind === "late fee" ? line.amounts : null))),
  ...linesOf(policy, "plan").flatMap(({ lines }) => lines.map((line) => (line.kind === "up to" ? line.atLeast : null))),
  ...linesOf(policy, "on new customer").flatMap(({ lines }) => lines.map(amountOf)),
];

type Take = (condition: ExprNode | null) => void;

const stageConditions = (item: StageItem, take: Take): void => {
  if (item.kind === "variant") for (const { when } of item.steps) take(when);
  else if ("when" in item) take(item.when);
};

/** Goes through every condition of a policy's own lines. */
const eachCondition = ({ items }: Scope["policy"], take: Take): void => {
  for (const item of items) {
    if (item.kind === "define") take(item.as);
    else if (item.kind === "on" || item.kind === "applies") take(item.when);
    else if (item.kind === "on new customer") for (const { when } of item.lines) take(when);
    else if (item.kind === "stage") {
      take(item.requires);
      for (const line of item.items) stageConditions(line, take);
    }
  }
};

/** Names of facts, amounts and definitions that a policy's own lines use, as written. */
export const namesUsed = (policy: Scope["policy"]): readonly string[] => {
  const names: string[] = [];
  eachCondition(policy, (condition) => {
    if (condition !== null) collectNames(condition, names);
  });
  for (const node of amountNodes(policy)) if (node?.kind === "named") names.push(node.name.text);
  return names;
};

/** Amounts and definitions that nothing uses. Silent while lines that might use them could not be read. */
export const checkUnused = (scope: Scope): readonly Diagnostic[] => {
  const { policy } = scope;
  if (scope.lost.size > 0) return [];
  const names = namesUsed(policy);
  const exactly = new Set(names);
  const unused = [
    ...linesOf(policy, "amount").map(({ name }) => ({ what: "amount", name })),
    ...linesOf(policy, "define").map(({ name }) => ({ what: "definition", name })),
  ].filter(({ name }) => !exactly.has(name.text));
  // Most policies use all of theirs, and then nobody asks which names may be misspelt.
  if (unused.length === 0) return [];
  const known = new Set(conditionNames(scope));
  const meant = new Set(names.map((name) => meantName(name, known)));
  return unused.flatMap(({ what, name }) => (meant.has(name.text) ? [] : [problem("neverUsed", name.span, { what, name: name.text })]));
};
