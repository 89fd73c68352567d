/** Stages that lines lead to, and yet no account can enter. */
import { problem } from "../../catalogue.ts";
import type { Diagnostic, Span } from "../../diagnostic.ts";
import type { ExprNode } from "../../tree/expression.ts";
import type { Expr } from "../../../engine/index.ts";
import { inWords } from "../witness/words.ts";
import { conditionOf, type StageView, type StructureCheck, type Subject } from "./subject.ts";

interface Edge {
  readonly to: string;
  readonly span: Span;
  readonly when: ExprNode | null;
  readonly expr: Expr | undefined;
}

const waysOf = (stage: StageView): readonly Edge[] =>
  stage.ways.map(({ node, next }) => ({ to: next.to, span: node.span, when: node.when, expr: next.when }));

const jumps = ({ handlers }: Subject): readonly Edge[] =>
  handlers.flatMap(({ node, handler }) =>
    handler.reactions.flatMap((one) => (one.do === "go" ? [{ to: one.stage, span: node.span, when: node.when, expr: handler.when }] : [])),
  );

/** An account that a way turns away, though it would take it. */
const turnedAway = ({ to, when, expr }: Edge, subject: Subject): string | undefined => {
  const target = subject.stageNamed.get(to);
  const way = conditionOf(subject, when, expr);
  const entry = conditionOf(subject, target?.node.requires ?? null, target?.stage.requires);
  const ask = (all: readonly Expr[], none: readonly Expr[]) => subject.solver.find(`turned ${all.length} ${way.key} & ${entry.key}`, { all, none });
  const [wayIn, wanted] = [way.expr ?? [], entry.expr ?? []].flat();
  if (wayIn === undefined) return undefined;
  const willing = wanted === undefined ? "none" : ask([wayIn], [wanted]);
  const shown = typeof willing === "object" ? willing : ask([], [wayIn]);
  return typeof shown === "object" ? `for example ${inWords(shown, subject.world)} is kept out, as every other is` : undefined;
};

/** Whether some account may go this way: its condition and what the stage requires can hold together. */
const isOpen = ({ to, when, expr }: Edge, subject: Subject): boolean => {
  const target = subject.stageNamed.get(to);
  const way = conditionOf(subject, when, expr);
  const entry = conditionOf(subject, target?.node.requires ?? null, target?.stage.requires);
  const all = [way.expr, entry.expr].flatMap((one) => one ?? []);
  // One condition alone that never holds is seen as often as it is asked; most ask nothing.
  return all.length === 0 || subject.solver.find(`enter ${way.key} & ${entry.key}`, { all, none: [] }) !== "none";
};

export const neverEntered: StructureCheck = (subject) => {
  const [first] = subject.stages;
  if (first === undefined) return [];
  const begin: Edge = { to: first.stage.name, span: first.node.span, when: null, expr: undefined };
  const reached = new Set<string>();
  const closed = new Map<string, Edge[]>();
  const wanted: Edge[] = [begin, ...jumps(subject)];
  for (let edge = wanted.pop(); edge !== undefined; edge = wanted.pop()) {
    const stage = subject.stageNamed.get(edge.to);
    if (stage === undefined || reached.has(edge.to)) continue;
    if (isOpen(edge, subject)) {
      reached.add(edge.to);
      wanted.push(...waysOf(stage));
    } else closed.set(edge.to, [...(closed.get(edge.to) ?? []), edge]);
  }
  return [...closed].flatMap(([name, edges]): readonly Diagnostic[] => {
    const stage = subject.stageNamed.get(name);
    if (stage === undefined || reached.has(name)) return [];
    const related = edges.filter(({ span }) => span !== first.node.span).map(({ span }) => ({ span, label: "leads there, but never holds" }));
    const help =
      stage.node.requires === null ? "mend the conditions that lead there" : "what the stage requires and what leads to it exclude each other";
    const witness = edges.map((edge) => turnedAway(edge, subject)).find((one) => one !== undefined);
    return [problem("cantEnter", stage.node.name.span, { stage: name }, { help, related, ...(witness === undefined ? {} : { witness }) })];
  });
};
