/** Accounts that a stage has nothing for: no way out for ever, or no step at all. */
import type { BusinessAction, Expr, StepAction } from "../../../engine/index.ts";
import { problem } from "../../catalogue.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { inWords } from "../witness/words.ts";
import type { StageView, StructureCheck, Subject } from "./subject.ts";

/** Ways and steps of one stage that are asked about together. */
const MOST_LINES = 10;

/** What ends the matter, or hands it to people. */
const ENDS: ReadonlySet<BusinessAction["name"]> = new Set<BusinessAction["name"]>([
  "close",
  "write off",
  "place with agency",
  "refer to lawyer",
  "file small claim",
  "task",
]);

const ends = (action: StepAction | undefined): boolean => action?.kind === "business" && ENDS.has(action.name);

/** An account that none of the conditions ever holds for, however long it waits. */
const nobodyFor = (conditions: readonly Expr[], key: string, { solver, world }: Subject): string | null => {
  if (conditions.length === 0 || conditions.length > MOST_LINES) return null;
  const found = solver.find(key, { all: [], none: conditions, always: true });
  return typeof found === "object" ? `for example ${inWords(found, world)}` : null;
};

const leavesOtherwise = ({ stage, steps }: StageView, { policy }: Subject): boolean => {
  const series = steps.some(({ step }) => step.repeat !== undefined);
  const goes = policy.handlers.some(
    ({ on, reactions }) => on === "end of series" && reactions.some((one) => one.do === "go" && one.stage !== stage.name),
  );
  return (series && goes) || stage.entry.some(ends) || steps.some(({ step }) => ends(step.otherwise) || ends(step.else));
};

const stuck = (view: StageView, subject: Subject): Diagnostic | null => {
  const { node, stage, steps, ways } = view;
  if (ways.length === 0 || ways.some(({ next }) => next.when === undefined) || leavesOtherwise(view, subject)) return null;
  const ending = steps.filter(({ step }) => ends(step.action));
  if (ending.some(({ step }) => step.when === undefined)) return null;
  const conditions = [...ways.flatMap(({ next }) => next.when ?? []), ...ending.flatMap(({ step }) => step.when ?? [])];
  const keys = [...ways, ...ending].map((one) => (one.node.when === null ? "" : subject.keyOf(one.node.when)));
  const witness = nobodyFor(conditions, `stuck ${keys.join(" | ")}`, subject);
  if (witness === null) return null;
  return problem(
    "stuck",
    node.name.span,
    { stage: stage.name },
    {
      witness,
      help: "add a `next` line without a condition, or a step that ends the matter",
      related: ways.map((way) => ({ span: way.node.span, label: "open to some only" })),
    },
  );
};

const idle = ({ node, stage, steps }: StageView, subject: Subject): Diagnostic | null => {
  if (steps.length === 0 || stage.entry.length > 0 || stage.exit.length > 0) return null;
  if (steps.some(({ step }) => step.when === undefined || step.otherwise !== undefined)) return null;
  const keys = steps.map((one) => (one.node.when === null ? "" : subject.keyOf(one.node.when)));
  const witness = nobodyFor(
    steps.flatMap(({ step }) => step.when ?? []),
    `idle ${keys.join(" | ")}`,
    subject,
  );
  if (witness === null) return null;
  return problem("nothingToDo", node.name.span, { stage: stage.name }, { witness, help: "add an `otherwise`, or lead such accounts past the stage" });
};

/** Where the variants of a stage take in every account, nobody runs the stage's own steps. */
const everyoneVaries = ({ courses }: StageView, { policy }: Subject): boolean =>
  courses.length > 1 && (policy.variants ?? []).reduce((total, { percent }) => total + percent, 0) >= 100;

export const leftOut: StructureCheck = (subject) =>
  subject.stages.flatMap((stage) => {
    if (everyoneVaries(stage, subject)) return [];
    const found = stuck(stage, subject) ?? idle(stage, subject);
    return found === null ? [] : [found];
  });
