/** Lines of which the first that holds wins: those that an earlier one always comes before. */
import type { Expr } from "../../../engine/index.ts";
import { problem } from "../../catalogue.ts";
import type { Diagnostic, Span } from "../../diagnostic.ts";
import type { ExprNode } from "../../tree/expression.ts";
import { inWords } from "../witness/words.ts";
import { inEach, together } from "../found.ts";
import { comesBy } from "./order.ts";
import { conditionOf, type Condition, type StageView, type StructureCheck, type Subject } from "./subject.ts";

/** Lines of one kind that are held against each other. */
const MOST_LINES = 8;

interface Line {
  readonly span: Span;
  readonly what: string;
  readonly condition: Condition;
}

const sharesFacts = (expr: Expr, others: readonly Expr[], { solver }: Subject): boolean => {
  const uses = solver.usesOf(expr);
  return others.some((other) => [...solver.usesOf(other).keys()].some((name) => uses.has(name)));
};

/** The problem of a line that is never chosen because of those before it; null where it may be. */
const hidden = (line: Line, before: readonly Line[], subject: Subject): Diagnostic | null => {
  const { solver, world } = subject;
  const first = before.filter(({ condition }) => condition.expr !== null);
  const none = first.flatMap(({ condition }) => condition.expr ?? []);
  const { expr } = line.condition;
  if (none.length === 0 || (expr === null ? none.length < 2 : !sharesFacts(expr, none, subject))) return null;
  const all = expr === null ? [] : [expr];
  const key = `chosen ${line.condition.key} after ${first.map(({ condition }) => condition.key).join(" | ")}`;
  if (solver.find(key, { all, none, gaps: true }) !== "none") return null;
  const shown = solver.find(`${key} shown`, { all, none: [], gaps: true });
  // A condition that never holds is told where it stands.
  if (typeof shown !== "object") return null;
  return problem(
    "neverChosen",
    line.span,
    { what: line.what },
    {
      related: first.map(({ span }) => ({ span, label: "chosen before it" })),
      witness: `for example ${inWords(shown, world)}`,
      help: "move the narrower line up, or mend its condition",
    },
  );
};

const lineOf = (subject: Subject, node: { readonly when: ExprNode | null; readonly span: Span }, expr: Expr | undefined, what: string): Line => ({
  span: node.span,
  what,
  condition: conditionOf(subject, node.when, expr),
});

/** A way to a stage that asks for something may be closed: then the next one is taken. */
const isSureToOpen = (to: string, subject: Subject): boolean => subject.stageNamed.get(to)?.stage.requires === undefined;

const waysOf = (stage: StageView, subject: Subject): readonly Diagnostic[] => {
  const ways = stage.ways.slice(0, MOST_LINES);
  return inEach(ways, ({ node, next }, index) => {
    const before = ways.slice(0, index).filter((way) => comesBy(way.next.at, next.at) && isSureToOpen(way.next.to, subject));
    const found = hidden(
      lineOf(subject, node, next.when, `this way to \`${next.to}\``),
      before.map((way) => lineOf(subject, way.node, way.next.when, "")),
      subject,
    );
    return found === null ? [] : [found];
  });
};

const onboarding = (subject: Subject): readonly Diagnostic[] => {
  const kinds = Map.groupBy(subject.onboarding, ({ line }) => line.action.name);
  return [...kinds.values()].flatMap((all) => {
    const lines = all.slice(0, MOST_LINES).map(({ node, line }) => lineOf(subject, node, line.when, "this line"));
    return lines.flatMap((line, index) => {
      const before = lines.slice(0, index);
      const open = before.find(({ condition }) => condition.expr === null);
      const extra = { related: open === undefined ? [] : [{ span: open.span, label: "chosen before it: it asks nothing" }], witness: "any account" };
      const found = open === undefined ? hidden(line, before, subject) : problem("neverChosen", line.span, { what: line.what }, extra);
      return found === null ? [] : [found];
    });
  });
};

export const neverChosen: StructureCheck = (subject) =>
  together(
    inEach(subject.stages, (stage) => (stage.ways.length < 2 ? [] : waysOf(stage, subject))),
    onboarding(subject),
  );
