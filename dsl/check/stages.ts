/** Stages: where they lead, what is never reached in them. */
import { problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { EdgeNode, NextNode, StageItem, StageNode, StepNode } from "../tree/policy.ts";
import type { AnchoredNode, NumberNode } from "../tree/words.ts";
import { checkAction, checkStageName } from "./actions.ts";
import { checkCondition } from "./conditions.ts";
import { inEach, together } from "./found.ts";
import { linesOf, meantName, type Scope } from "./names.ts";
import { checkVariant } from "./variants.ts";

interface Inside {
  readonly stage: StageNode;
  readonly scope: Scope;
  /** The earliest way out that asks nothing. */
  readonly left: Way | null;
}
interface Way {
  readonly day: number;
  readonly next: NextNode;
}
type Check<Node> = (node: Node, inside: Inside) => readonly Diagnostic[];

/** A count that must be whole and at least one. */
export const atLeastOne = (node: NumberNode, what: string): readonly Diagnostic[] => {
  if (!Number.isSafeInteger(node.value)) return [problem("notWhole", node.span, { what })];
  return node.value < 1 ? [problem("atLeastOne", node.span, { what })] : [];
};

const stepClauses: Check<StepNode> = (node) =>
  together(
    inEach(node.repeated, ({ what, span }) => [problem("clauseTwice", span, { what })]),
    node.otherwise !== null && node.when === null ? [problem("otherwiseAlone", node.otherwise.span, {})] : [],
  );

const repeatCounts: Check<StepNode> = ({ repeat }) => {
  if (repeat === null) return [];
  const { every, times } = repeat;
  return [
    ...(every.n < 1 ? [problem("atLeastOne", every.span, { what: "the gap of a series" })] : []),
    ...atLeastOne(times, "the length of a series"),
  ];
};

const stepDoes: Check<StepNode> = (node, { scope }) =>
  together(checkAction(node.action, scope), checkCondition(node.when, scope), checkAction(node.otherwise, scope), checkAction(node.else, scope));

const calendarOffset = (anchored: AnchoredNode | null): number | null => {
  if (anchored === null || anchored.anchor !== "due" || anchored.days?.business === true) return null;
  return (anchored.days?.n ?? 0) * (anchored.before ? -1 : 1);
};

/** Days after the stage's start, in calendar days, by which a way out has surely been open; null when that isn't known. */
const surelyBy = (next: NextNode, stage: StageNode): number | null => {
  if (next.at.kind === "after") return next.at.days.business ? null : next.at.days.n;
  const start = calendarOffset(stage.from);
  const end = calendarOffset(next.at.day);
  return start === null || end === null ? null : end - start;
};

const surelyLeft = (stage: StageNode): Way | null => {
  let least: Way | null = null;
  for (const next of stage.items) {
    if (next.kind !== "next") continue;
    const day = next.when === null ? surelyBy(next, stage) : null;
    if (day !== null && (least === null || day < least.day)) least = { day, next };
  }
  return least;
};

const outOf = ({ day, next }: Way): string => `\`${next.to.text}\` begins on day ${day}`;

/** At one instant a way out comes before the steps. A business day is never earlier than the calendar day of its number. */
const stepComes: Check<StepNode> = ({ day }, { stage, left }) => {
  if (left === null || day === null || day.n < left.day) return [];
  const related = [{ span: left.next.span, label: "the way out" }];
  return [problem("deadStep", day.span, { stage: stage.name.text, out: outOf(left) }, { related, help: `give it a day before ${left.day}` })];
};

const nextLeads: Check<NextNode> = (node, { stage, scope }) =>
  together(
    checkStageName(node.to, scope),
    node.to.text === stage.name.text ? [problem("nextToSelf", node.to.span, { stage: stage.name.text })] : [],
    checkCondition(node.when, scope),
  );

const nextComes: Check<NextNode> = (node, { stage, left }) => {
  const day = surelyBy(node, stage);
  if (left === null || day === null || node === left.next) return [];
  const later = node.span.start > left.next.span.start;
  if (day < left.day || (day === left.day && !later)) return [];
  return [problem("deadNext", node.span, { out: outOf(left) }, { related: [{ span: left.next.span, label: "the way out" }] })];
};

const edgeActs: Check<EdgeNode> = (node, { scope }) =>
  inEach(node.actions, (action) =>
    action.kind === "contact" ? [problem("noContactHere", action.span, { edge: node.kind })] : checkAction(action, scope),
  );

/** The checks, by kind of line. */
export const STAGE_CHECKS: {
  readonly step: readonly Check<StepNode>[];
  readonly next: readonly Check<NextNode>[];
  readonly edge: readonly Check<EdgeNode>[];
} = { step: [stepClauses, repeatCounts, stepDoes, stepComes], next: [nextLeads, nextComes], edge: [edgeActs] };

const checkItem = (item: StageItem, inside: Inside): readonly Diagnostic[] => {
  switch (item.kind) {
    case "step":
      return inEach(STAGE_CHECKS.step, (check) => check(item, inside));
    case "next":
      return inEach(STAGE_CHECKS.next, (check) => check(item, inside));
    case "entry":
    case "exit":
      return inEach(STAGE_CHECKS.edge, (check) => check(item, inside));
    case "variant":
      return together(
        checkVariant(item),
        inEach(item.steps, (step) => inEach(STAGE_CHECKS.step, (check) => check(step, inside))),
      );
  }
};

/** Problems of one stage on its own; `first`: it is the one where accounts begin. */
export const checkStage = (stage: StageNode, first: boolean, scope: Scope): readonly Diagnostic[] => {
  const start: Diagnostic[] = [];
  if (first && stage.from === null) {
    start.push(problem("firstNeedsFrom", stage.span, { stage: stage.name.text }, { help: "such as `from 7 days before due`" }));
  }
  if (!first && stage.from !== null) {
    const span = stage.from.span;
    start.push(problem("laterHasFrom", span, { stage: stage.name.text }, { help: "write the day at the `next` line that leads here" }));
  }
  const inside: Inside = { stage, scope, left: surelyLeft(stage) };
  return together(
    start,
    checkCondition(stage.requires, scope),
    inEach(stage.items, (item) => checkItem(item, inside)),
  );
};

/** Stages that no line leads to. Silent while lines that might lead there could not be read. */
export const checkReachable = (scope: Scope): readonly Diagnostic[] => {
  const stages = linesOf(scope.policy, "stage");
  if (["stage", "next", "go"].some((word) => scope.lost.has(word))) return [];
  const reached = new Set<string>();
  const wanted = stages.slice(0, 1).map(({ name }) => name.text);
  for (const handler of linesOf(scope.policy, "on")) {
    for (const reaction of handler.reactions) if (reaction.kind === "go") wanted.push(meantName(reaction.stage.text, scope.stages));
  }
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    const stage = scope.stages.get(name);
    for (const item of stage?.items ?? []) if (item.kind === "next") wanted.push(meantName(item.to.text, scope.stages));
  }
  return inEach(stages, (stage) => {
    const { text, span } = stage.name;
    if (reached.has(text) || scope.lost.has(text)) return [];
    return [problem("unreachable", span, { stage: text }, { help: `add a line \`next ${text} …\` or \`on … go to ${text}\`` })];
  });
};
