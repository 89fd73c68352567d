/** Definitions are written out in place: none may come back to itself, none may explode. */
import { problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { ExprNode, OperandNode } from "../tree/expression.ts";
import type { Scope } from "./names.ts";

/** Comparisons that one condition may hold once everything is written out. */
const LONGEST = 2000;

const take = (operand: OperandNode, names: string[]): void => {
  if (operand.kind === "word") names.push(operand.name.text);
};

/** Adds the names that a condition uses, each as often as it is written. */
export const collectNames = (node: ExprNode, names: string[]): void => {
  switch (node.kind) {
    case "and":
    case "or":
      for (const part of node.of) collectNames(part, names);
      return;
    case "not":
      collectNames(node.of, names);
      return;
    case "known":
    case "has":
      take(node.of, names);
      return;
    case "bare":
      take(node.operand, names);
      return;
    case "compare":
      take(node.left, names);
      take(node.right, names);
  }
};

/** The same as a list; of no condition, none. */
export const namesIn = (node: ExprNode | null): readonly string[] => {
  const names: string[] = [];
  if (node !== null) collectNames(node, names);
  return names;
};

/** Comparisons in each definition once written out; infinite for those that lead to themselves. */
const sizes = (scope: Scope): { readonly size: ReadonlyMap<string, number>; readonly cycles: readonly (readonly string[])[] } => {
  const size = new Map<string, number>();
  const cycles: string[][] = [];
  const uses = new Map([...scope.definitions].map(([name, node]) => [name, namesIn(node.as)]));
  const path: string[] = [];
  const visit = (name: string): number => {
    const done = size.get(name);
    if (done !== undefined) return done;
    const used = uses.get(name);
    if (used === undefined) return 1;
    const at = path.indexOf(name);
    if (at >= 0) {
      cycles.push(path.slice(at));
      return Number.POSITIVE_INFINITY;
    }
    // A chain longer than this is refused as too long before it can exhaust the stack.
    if (path.length > LONGEST) return LONGEST + 1;
    path.push(name);
    let total = 0;
    for (const inner of used) total = Math.min(LONGEST + 1, total + visit(inner));
    path.pop();
    size.set(name, Math.max(1, total));
    return Math.max(1, total);
  };
  for (const name of scope.definitions.keys()) visit(name);
  return { size, cycles };
};

/** Definitions that lead to themselves, and those that grow too long. */
export const checkDefinitions = (scope: Scope): readonly Diagnostic[] => {
  const { size, cycles } = sizes(scope);
  const told = new Set<string>();
  const circular = cycles.flatMap((cycle) => {
    const [name] = cycle.toSorted((a, b) => (scope.definitions.get(a)?.span.start ?? 0) - (scope.definitions.get(b)?.span.start ?? 0));
    const node = name === undefined ? undefined : scope.definitions.get(name);
    if (name === undefined || node === undefined || cycle.some((one) => told.has(one))) return [];
    for (const one of cycle) told.add(one);
    const at = cycle.indexOf(name);
    const through = [...cycle.slice(at + 1), ...cycle.slice(0, at)];
    return [problem("definesItself", node.name.span, { name, through })];
  });
  if (circular.length > 0) return circular;
  const long = [...scope.definitions].find(([name]) => (size.get(name) ?? 0) > LONGEST);
  return long === undefined ? [] : [problem("tooLong", long[1].name.span, { name: long[0] })];
};
