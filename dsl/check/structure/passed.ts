/** Stages and steps that are passed by: left before they come, or skipped when an account is behind. */
import type { StepAction } from "../../../engine/index.ts";
import { problem } from "../../catalogue.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import type { ClockLine } from "../../tree/policy.ts";
import { linesOf } from "../names.ts";
import { plainCourse, type Leg } from "./course.ts";
import { related, type StructureCheck, type Subject, type WayView } from "./subject.ts";

/** Steps of a stage that is left on a day of the calendar before they come. What waits from the first day is told by the stage itself. */
const passedSteps = ({ view, begins, left }: Leg, isFirst: boolean): readonly Diagnostic[] => {
  if (isFirst || left === null || left.way.next.at.kind !== "anchored") return [];
  const stays = left.day - begins;
  return view.courses.flatMap((steps) =>
    steps.flatMap(({ node, step }) => {
      if (step.day.n < stays) return [];
      return [
        problem(
          "passedBy",
          node.day?.span ?? node.span,
          { stage: view.stage.name, begins, left: left.day },
          {
            related: related(left.way.node.span, "the way out"),
            witness: `for example an account on which nothing is paid: day ${step.day.n} of the stage would be ${begins + step.day.n} days after it was due`,
            help: "count the way out from the stage's start: `after … days`",
          },
        ),
      ];
    }),
  );
};

export const passedBy: StructureCheck = (subject) => plainCourse(subject).flatMap((leg, index) => passedSteps(leg, index === 0));

/** The line of the clock that promises to skip no stage; null where none does. */
const promise = ({ policy, scope }: Subject): ClockLine | null => {
  const { whenItMoves, whenBehind } = policy.clock;
  const lines = linesOf(scope.policy, "clock").flatMap((block) => block.lines);
  const kept = whenItMoves === "return" ? "when it moves" : whenBehind === "one stage at a time" ? "when behind" : null;
  return lines.find(({ kind }) => kind === kept) ?? null;
};

/** Days after which an account has surely come late for a way out; null for one that waits from the stage's own start, or opens before the due date. */
const lateFor = ({ next }: WayView): number | null => {
  if (next.when !== undefined || next.at.kind !== "anchored" || next.at.day.anchor !== "due") return null;
  const { n, business } = next.at.day.offset;
  return n <= 1 ? null : business ? n * 2 + 10 : n;
};

/**
 * A stage that begins today because the account came late, or because its anchor moved back, is left today as well when its way out stands
 * on a day that has passed: the clock's promise to skip none is kept in name alone.
 */
export const leftAtOnce: StructureCheck = (subject) => {
  const line = promise(subject);
  if (line === null) return [];
  const passed = subject.stages.slice(1).flatMap((view) => {
    const way = view.courses.some((steps) => steps.length > 0) ? view.ways.find((one) => lateFor(one) !== null) : undefined;
    return way === undefined ? [] : [{ view, way, days: lateFor(way) ?? 0 }];
  });
  const [first] = passed;
  if (first === undefined) return [];
  const { name } = first.view.stage;
  return [
    problem(
      "leftAtOnce",
      line.span,
      { stages: passed.map(({ view }) => view.stage.name) },
      {
        related: passed.map(({ way }) => ({ span: way.node.span, label: "open at once for who comes late" })),
        witness: `for example an account whose oldest unpaid invoice is ${first.days} days overdue when it enters stage "${name}"`,
        help: "let such stages be left `after … days` from their own start",
      },
    ),
  ];
};

const WEIGHTY: ReadonlySet<string> = new Set(["place with agency", "refer to lawyer", "file small claim", "report to bureau"]);

const isWeighty = (action: StepAction): boolean => action.kind === "business" && WEIGHTY.has(action.name);
const isLetter = (action: StepAction): boolean =>
  action.kind === "contact" && (action.channel === "letter" || action.channel === "registered-letter");

const actsIn = ({ view }: Leg, is: (action: StepAction) => boolean): boolean =>
  view.courses.some((steps) => steps.some(({ step }) => is(step.action) || (step.otherwise !== undefined && is(step.otherwise))));

/** The last leg before which letters go out, and that does what those letters speak of. */
const weightyLeg = (legs: readonly Leg[]): number => legs.findIndex((leg, index) => index > 0 && actsIn(leg, isWeighty));

/** Under `straight to the stage that fits` an old account begins where it would stand by now: letters before it are never sent. */
export const skippable: StructureCheck = (subject) => {
  const line = linesOf(subject.scope.policy, "clock").flatMap(({ lines }) => lines.filter(({ kind }) => kind === "when behind"))[0];
  if (line === undefined || subject.policy.clock.whenBehind !== "straight") return [];
  const legs = plainCourse(subject);
  const at = weightyLeg(legs);
  const target = legs[at];
  const skipped = legs.slice(0, Math.max(0, at)).filter((leg) => actsIn(leg, isLetter));
  if (target === undefined || skipped.length === 0) return [];
  const { name } = target.view.stage;
  const days = Math.max(0, target.begins);
  return [
    problem(
      "skippable",
      line.span,
      { stages: skipped.map(({ view }) => view.stage.name), before: name },
      {
        related: skipped.map(({ view }) => ({ span: view.node.span, label: "skipped" })),
        witness: `for example an account that is opened with an invoice ${days} days overdue begins in stage "${name}"`,
        help: "with `when behind one stage at a time` each stage is gone through, one a day at the earliest",
      },
    ),
  ];
};
