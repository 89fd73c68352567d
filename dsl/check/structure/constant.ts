/** Conditions that are true of every account, or of none. */
import type { Expr } from "../../../engine/index.ts";
import { problem, type Extra } from "../../catalogue.ts";
import { expressionOf } from "../../compile/expression.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import type { ExprNode } from "../../tree/expression.ts";
import { linesOf } from "../names.ts";
import type { World } from "../witness/solver.ts";
import { isInside } from "../witness/values.ts";
import { inWords } from "../witness/words.ts";
import type { StructureCheck, Subject } from "./subject.ts";

type Verdict = "never" | "always" | "open";

/** Pairs of parts that are looked at for the two that exclude each other. */
const MOST_PARTS = 8;

const partsOf = (node: ExprNode): readonly ExprNode[] => {
  if (node.kind === "and" || node.kind === "or") return node.of;
  return node.kind === "not" ? [node.of] : [];
};

/** A definition's name stands for what is looked at where it is defined. */
const isDefinition = (node: ExprNode, { scope }: Subject): boolean =>
  node.kind === "bare" && node.operand.kind === "word" && scope.definitions.has(node.operand.name.text);

/** Whether each fact is asked about once: parts that have nothing in common and are open each are open together. */
const partsAreApart = (expr: Expr, { solver }: Subject): boolean => {
  for (const use of solver.usesOf(expr).values()) if (use.times > 1 || use.peers.size > 0) return false;
  return true;
};

/** A comparison with a constant well inside of what the fact can be is open: most are, and need no search. */
const isPlainlyOpen = (node: ExprNode, { scope, world }: Subject): boolean => {
  if (node.kind !== "compare" || node.left.kind !== "word") return false;
  const type = world.typeOf(node.left.name.text);
  const { right } = node;
  if (type === null || type.optional === true) return false;
  if (type.type === "one of") return type.values.length > 1 && right.kind !== "word";
  if (right.kind === "quantity") return type.type !== "money" && isInside(node.left.name.text, Number(right.digits));
  if (right.kind !== "word" || type.type !== "money") return false;
  const amount = scope.amounts.get(right.name.text);
  return amount !== undefined && amount.sums.every(({ digits }) => Number(digits) > 1);
};

/** The same for parts that name one fact each, told without writing them out; definitions have to be. */
const namesApart = (node: ExprNode, seen: Set<string>, { typeOf }: Pick<World, "typeOf">): boolean => {
  if (node.kind === "and" || node.kind === "or") return node.of.every((part) => namesApart(part, seen, { typeOf }));
  if (node.kind === "not") return namesApart(node.of, seen, { typeOf });
  if (node.kind !== "compare" || node.left.kind !== "word") return false;
  const { left, right } = node;
  const { text } = left.name;
  if (seen.has(text) || typeOf(text) === null || (right.kind === "word" && typeOf(right.name.text) !== null)) return false;
  seen.add(text);
  return true;
};

const verdictOf = (key: string, expr: Expr, { solver }: Subject): Verdict => {
  if (solver.find(`all ${key}`, { all: [expr], none: [] }) === "none") return "never";
  return solver.find(`none ${key}`, { all: [], none: [expr] }) === "none" ? "always" : "open";
};

/** The two parts of a condition that can't go together. */
const clash = (node: ExprNode, verdict: Verdict, subject: Subject): string | null => {
  if (node.kind !== (verdict === "never" ? "and" : "or")) return null;
  const parts = node.of.slice(0, MOST_PARTS).map((part) => ({ key: subject.keyOf(part), expr: expressionOf(part, subject.scope) }));
  for (const [index, { key, expr }] of parts.entries()) {
    for (const other of parts.slice(index + 1)) {
      const question = verdict === "never" ? { all: [expr, other.expr], none: [] } : { all: [], none: [expr, other.expr] };
      if (subject.solver.find(`${verdict} ${key} & ${other.key}`, question) !== "none") continue;
      return verdict === "never" ? `\`${key}\` and \`${other.key}\` exclude each other` : `one of \`${key}\` and \`${other.key}\` always holds`;
    }
  }
  return null;
};

const report = (node: ExprNode, expr: Expr, verdict: Verdict, subject: Subject): Diagnostic => {
  const { solver, world } = subject;
  const key = subject.keyOf(node);
  const shown = solver.find(`any ${key}`, verdict === "never" ? { all: [], none: [expr] } : { all: [expr], none: [] });
  const outcome = verdict === "never" ? "false" : "true";
  const witness = typeof shown === "object" ? `for example ${inWords(shown, world)}: it is ${outcome}, as for every other` : undefined;
  const help = clash(node, verdict, subject) ?? (verdict === "never" ? "what hangs on it never happens" : "leave the condition out, or mend it");
  const extra: Extra = { help, ...(witness === undefined ? {} : { witness }) };
  return verdict === "never" ? problem("neverHolds", node.span, {}, extra) : problem("alwaysHolds", node.span, {}, extra);
};

interface Looking {
  readonly subject: Subject;
  readonly found: Diagnostic[];
  /** Conditions, by how they are written, that hold nothing constant. */
  readonly open: Set<string>;
}

/** Reports the innermost parts that are constant; true when there is one, or a definition that is. */
const look = (node: ExprNode, looking: Looking): boolean => {
  const { subject, found, open } = looking;
  const key = subject.keyOf(node);
  if (open.has(key)) return false;
  if (isDefinition(node, subject)) return looksConstant(node, looking);
  let inner = false;
  for (const part of partsOf(node)) inner = look(part, looking) || inner;
  if (inner) return true;
  if (isPlainlyOpen(node, subject) || (partsOf(node).length > 0 && namesApart(node, new Set(), subject.world))) {
    open.add(key);
    return false;
  }
  const expr = expressionOf(node, subject.scope);
  const verdict = partsOf(node).length > 0 && partsAreApart(expr, subject) ? "open" : verdictOf(key, expr, subject);
  if (verdict === "open") open.add(key);
  else found.push(report(node, expr, verdict, subject));
  return verdict !== "open";
};

/** Whether a definition is constant, without a word of it: it is reported where it is defined. */
const looksConstant = (node: ExprNode, { subject, open }: Looking): boolean => {
  const key = subject.keyOf(node);
  const constant = verdictOf(key, expressionOf(node, subject.scope), subject) !== "open";
  if (!constant) open.add(key);
  return constant;
};

/** Goes through every condition of the policy's own file. */
const eachCondition = ({ scope, onboarding, stages, handlers }: Subject, take: (condition: ExprNode | null) => void): void => {
  for (const node of scope.definitions.values()) if (node.as.span.file === scope.source.file) take(node.as);
  for (const { when } of linesOf(scope.policy, "applies")) take(when);
  for (const { node } of onboarding) take(node.when);
  for (const { node, courses, ways } of stages) {
    take(node.requires);
    for (const steps of courses) for (const step of steps) take(step.node.when);
    for (const way of ways) take(way.node.when);
  }
  for (const { node } of handlers) take(node.when);
};

export const constantConditions: StructureCheck = (subject) => {
  const looking: Looking = { subject, found: [], open: new Set() };
  eachCondition(subject, (condition) => {
    if (condition !== null) look(condition, looking);
  });
  return looking.found;
};
