/**
 * Optional facts may be missing: a condition asks `is known` before it uses one. What is known follows the reading of a condition: on the
 * right of `and` all holds that stands on its left, on the right of `or` all of it is false.
 */
import { problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { CompareNode, ExprNode, OperandNode } from "../tree/expression.ts";
import type { Scope } from "./names.ts";
import { factOf, namedType } from "./types.ts";

type Facts = ReadonlySet<string>;
/** Facts that are known once an expression is true, and once it is false. */
interface Tells {
  readonly whenTrue: Facts;
  readonly whenFalse: Facts;
}

const NONE: Facts = new Set();
const NOTHING: Tells = { whenTrue: NONE, whenFalse: NONE };

interface Walk {
  readonly scope: Scope;
  readonly told: Map<string, Tells>;
  readonly diagnostics: Diagnostic[];
  /** Inside of a definition that a condition names: its own problems are told where it stands. */
  quiet: boolean;
  depth: number;
}

/** Definitions that name definitions deeper than this tell nothing: a hostile file must not exhaust the stack. */
const DEEPEST = 100;

const optionalName = (node: OperandNode, scope: Scope): string | null =>
  node.kind === "word" && factOf(node.name.text, scope)?.optional === true ? node.name.text : null;

const used = (node: OperandNode, whole: ExprNode, known: Facts, turned: boolean, walk: Walk): void => {
  const name = optionalName(node, walk.scope);
  if (name === null || known.has(name) || walk.quiet) return;
  const at = { ...whole.span, end: whole.span.start, endLine: whole.span.line, endColumn: whole.span.column };
  const fixes = turned
    ? []
    : [{ title: `ask first whether \`${name}\` is known`, applicability: "likely" as const, edits: [{ span: at, text: `${name} is known and ` }] }];
  walk.diagnostics.push(problem("notTested", node.span, { name }, { help: `ask first: \`${name} is known and …\``, fixes }));
};

/** `and` and `or` alike: `grows` is what each part adds for the parts after it, `ends` what holds if a part decides. */
const chain = (node: Extract<ExprNode, { readonly kind: "and" | "or" }>, known: Facts, turned: boolean, walk: Walk): Tells => {
  const grown = new Set(known);
  const added = new Set<string>();
  let ends: Set<string> | null = null;
  for (const part of node.of) {
    const tells = tellsOf(part, grown, turned, walk);
    const [grows, decides] = node.kind === "and" ? [tells.whenTrue, tells.whenFalse] : [tells.whenFalse, tells.whenTrue];
    if (ends === null) ends = new Set(decides);
    else for (const name of ends) if (!decides.has(name) && !added.has(name)) ends.delete(name);
    for (const name of grows) {
      grown.add(name);
      added.add(name);
    }
  }
  return node.kind === "and" ? { whenTrue: added, whenFalse: ends ?? NONE } : { whenTrue: ends ?? NONE, whenFalse: added };
};

/** What a definition tells wherever it is named. One that leads to itself tells nothing. */
const definitionTells = (name: string, walk: Walk): Tells => {
  const done = walk.told.get(name);
  if (done !== undefined) return done;
  const definition = walk.scope.definitions.get(name);
  if (definition === undefined || walk.depth > DEEPEST || factOf(name, walk.scope) !== undefined) return NOTHING;
  walk.told.set(name, NOTHING);
  const quiet = walk.quiet;
  walk.quiet = true;
  walk.depth += 1;
  const tells = tellsOf(definition.as, NONE, false, walk);
  walk.depth -= 1;
  walk.quiet = quiet;
  walk.told.set(name, tells);
  return tells;
};

/** `score is not known`. */
export const asksNotKnown = ({ compare, right }: CompareNode, scope: Scope): boolean =>
  compare === "!=" &&
  right.kind === "word" &&
  (right.name.text === "known" || right.name.text === "unknown") &&
  namedType(right.name.text, scope) === null;

const tellsOf = (node: ExprNode, known: Facts, turned: boolean, walk: Walk): Tells => {
  switch (node.kind) {
    case "and":
    case "or":
      return chain(node, known, turned, walk);
    case "not": {
      const { whenTrue, whenFalse } = tellsOf(node.of, known, true, walk);
      return { whenTrue: whenFalse, whenFalse: whenTrue };
    }
    case "known": {
      const name = optionalName(node.of, walk.scope);
      if (name === null) return NOTHING;
      const itself = new Set([name]);
      return node.known ? { whenTrue: itself, whenFalse: NONE } : { whenTrue: NONE, whenFalse: itself };
    }
    case "has":
      used(node.of, node, known, turned, walk);
      return NOTHING;
    case "compare":
      // Told elsewhere, with the words that are meant: `is unknown`.
      if (asksNotKnown(node, walk.scope)) return NOTHING;
      used(node.left, node, known, turned, walk);
      used(node.right, node, known, turned, walk);
      return NOTHING;
    case "bare":
      used(node.operand, node, known, turned, walk);
      return node.operand.kind === "word" ? definitionTells(node.operand.name.text, walk) : NOTHING;
  }
};

/** What definitions tell, found once for each scope: a condition may name many, and many conditions the same. */
const toldOf = new WeakMap<Scope, Map<string, Tells>>();

/** Optional facts that a condition uses without having asked whether they are known. */
export const checkKnown = (node: ExprNode, scope: Scope): readonly Diagnostic[] => {
  const told = toldOf.get(scope) ?? new Map<string, Tells>();
  toldOf.set(scope, told);
  const walk: Walk = { scope, told, diagnostics: [], quiet: false, depth: 0 };
  tellsOf(node, NONE, false, walk);
  return walk.diagnostics;
};
