/** What structure checks look at: the checked policy in its compiled form, each line with the node that it was written as. */
import type { Calendar, CompiledPolicy, Expr, Handler, Next, OnboardingLine, Stage, Step } from "../../../engine/index.ts";
import type { Diagnostic, Span } from "../../diagnostic.ts";
import type { ExprNode } from "../../tree/expression.ts";
import type { HandlerNode, NextNode, OnboardingNode, StageNode, StepNode } from "../../tree/policy.ts";
import { BUILT_IN, linesOf, type Scope } from "../names.ts";
import { solverOf, type Solver, type World } from "../witness/solver.ts";

export interface StepView {
  readonly node: StepNode;
  readonly step: Step;
}
export interface WayView {
  readonly node: NextNode;
  readonly next: Next;
}
export interface StageView {
  readonly node: StageNode;
  readonly stage: Stage;
  /** The stage's own steps. */
  readonly steps: readonly StepView[];
  /** Its own steps and, apart, those of each variant: an account runs one of these lists. */
  readonly courses: readonly (readonly StepView[])[];
  readonly ways: readonly WayView[];
}
export interface HandlerView {
  readonly node: HandlerNode;
  readonly handler: Handler;
}
export interface OnboardingView {
  readonly node: OnboardingNode;
  readonly line: OnboardingLine;
}

export interface Subject {
  readonly scope: Scope;
  readonly policy: CompiledPolicy;
  readonly stages: readonly StageView[];
  readonly stageNamed: ReadonlyMap<string, StageView>;
  readonly handlers: readonly HandlerView[];
  readonly onboarding: readonly OnboardingView[];
  readonly world: World;
  readonly solver: Solver;
  /** Holidays, where they are known. */
  readonly calendar: Pick<Calendar, "from" | "to" | "holidays"> | null;
  /** Names a condition: those that are written alike mean the same. */
  readonly keyOf: (node: ExprNode) => string;
}

export type StructureCheck = (subject: Subject) => readonly Diagnostic[];

const paired = <Node, Compiled, View>(
  nodes: readonly Node[],
  compiled: readonly Compiled[],
  view: (node: Node, one: Compiled) => View,
): readonly View[] => {
  const views: View[] = [];
  for (const one of compiled) {
    const node = nodes[views.length];
    if (node !== undefined) views.push(view(node, one));
  }
  return views;
};

const stepViews = (nodes: readonly StepNode[], steps: readonly Step[]): readonly StepView[] => paired(nodes, steps, (node, step) => ({ node, step }));

const stageView = (node: StageNode, stage: Stage): StageView => {
  const steps = stepViews(
    node.items.filter((item) => item.kind === "step"),
    stage.steps,
  );
  const variants = paired(
    node.items.filter((item) => item.kind === "variant"),
    stage.variants ?? [],
    (variant, compiled) => stepViews(variant.steps, compiled.steps),
  );
  const ways = paired(
    node.items.filter((item) => item.kind === "next"),
    stage.next,
    (way, next) => ({ node: way, next }),
  );
  return { node, stage, steps, courses: [steps, ...variants], ways };
};

const worldOf = (scope: Scope, policy: CompiledPolicy): World => ({
  currencies: policy.currencies,
  places: policy.places,
  types: policy.facts,
  typeOf: (name) => scope.facts.get(name) ?? BUILT_IN.get(name) ?? null,
});

export const subjectOf = (scope: Scope, policy: CompiledPolicy, calendar: Subject["calendar"]): Subject => {
  const stages = paired(linesOf(scope.policy, "stage"), policy.stages, stageView);
  const { text, file } = scope.source;
  const world = worldOf(scope, policy);
  return {
    scope,
    policy,
    calendar,
    stages,
    world,
    solver: solverOf(world),
    stageNamed: new Map(stages.map((stage) => [stage.stage.name, stage])),
    handlers: paired(linesOf(scope.policy, "on"), policy.handlers, (node, handler) => ({ node, handler })),
    onboarding: paired(
      linesOf(scope.policy, "on new customer").flatMap(({ lines }) => lines),
      policy.onboarding ?? [],
      (node, line) => ({ node, line }),
    ),
    keyOf: ({ span }) => (span.file === file ? text.slice(span.start, span.end) : `${span.file}:${span.start}-${span.end}`),
  };
};

/** A condition with its name; one that isn't written always holds. */
export interface Condition {
  readonly key: string;
  readonly expr: Expr | null;
}

export const conditionOf = (subject: Subject, node: ExprNode | null, expr: Expr | undefined): Condition =>
  node === null || expr === undefined ? { key: "", expr: null } : { key: subject.keyOf(node), expr };

export const related = (span: Span, label: string): NonNullable<Diagnostic["related"]> => [{ span, label }];
