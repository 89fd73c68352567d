/** Types of conditions: what is compared must be of one kind, and what has no order can't be more or less. */
import type { FactType } from "../../engine/index.ts";
import { CURRENCIES } from "../engine.ts";
import { didYouMean, problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { suggest } from "../suggest.ts";
import type { CompareNode, ExprNode, OperandNode } from "../tree/expression.ts";
import { isPlace } from "../engine.ts";
import { suggestPlace } from "./law.ts";
import { checkSums } from "./money.ts";
import { BUILT_IN, type Scope } from "./names.ts";

export type ValueType =
  | { readonly type: Exclude<FactType["type"], "one of"> | "condition" }
  | { readonly type: "one of"; readonly values: readonly string[] }
  /** Reported already, or lost with a line that could not be read. */
  | { readonly type: "unknown" };

interface Typed {
  readonly type: ValueType;
  readonly fixed: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

const TITLES: Readonly<Record<ValueType["type"], string>> = {
  money: "money",
  number: "a number",
  text: "a text",
  boolean: "true or false",
  days: "a span of time",
  percent: "a percentage",
  condition: "a condition",
  place: "a place",
  date: "a date",
  time: "a time of day",
  channel: "a channel",
  tags: "tags",
  "one of": "one of several texts",
  unknown: "something unknown",
};

const known = (type: ValueType, fixed: boolean, diagnostics: readonly Diagnostic[] = []): Typed => ({ type, fixed, diagnostics });

const quantity = (node: Extract<OperandNode, { readonly kind: "quantity" }>, scope: Scope): Typed => {
  const { unit, digits, span } = node;
  if (unit === null) return known({ type: "number" }, true);
  if (unit.text === "%") return known({ type: "percent" }, true);
  if (unit.text === "days" || unit.text === "business days") return known({ type: "days" }, true);
  if (CURRENCIES.includes(unit.text)) {
    return known(
      { type: "money" },
      true,
      checkSums([{ digits, currency: unit, span }], span, scope, "name an amount with one value for each currency: `amount … is …`"),
    );
  }
  const suggestion = suggest(unit.text, [...scope.currencies, "days", "day"]);
  return known({ type: "unknown" }, true, [
    problem(
      "unknownUnit",
      unit.span,
      { unit: unit.text },
      didYouMean(unit.span, suggestion, "a number has a currency, `days`, `%` or nothing after it"),
    ),
  ]);
};

/** Names that a condition may use. */
export const conditionNames = (scope: Scope): readonly string[] => [
  ...scope.facts.keys(),
  ...scope.amounts.keys(),
  ...scope.definitions.keys(),
  ...BUILT_IN.keys(),
];

const named = (name: string, scope: Scope): Typed | null => {
  const fact = scope.facts.get(name) ?? BUILT_IN.get(name);
  if (fact !== undefined) return known(fact, false);
  if (scope.amounts.has(name)) return known({ type: "money" }, true);
  if (scope.definitions.has(name)) return known({ type: "condition" }, false);
  return scope.lost.has(name) ? known({ type: "unknown" }, false) : null;
};

const operand = (node: OperandNode, scope: Scope): Typed => {
  switch (node.kind) {
    case "quantity":
      return quantity(node, scope);
    case "text":
      return known({ type: "text" }, true);
    case "boolean":
      return known({ type: "boolean" }, true);
    case "word": {
      const { text, span } = node.name;
      const unknown = problem(
        "unknownFact",
        span,
        { name: text },
        didYouMean(span, suggest(text, conditionNames(scope)), "declare it in `facts { … }`"),
      );
      return named(text, scope) ?? known({ type: "unknown" }, false, [unknown]);
    }
  }
};

/** The word on the other side of a fact that knows its values: `limitation is running`, `place is US-CA`. */
const bareValue = (node: OperandNode, other: ValueType, scope: Scope): string | null =>
  node.kind === "word" && (other.type === "one of" || other.type === "place") && named(node.name.text, scope) === null ? node.name.text : null;

const checkValue = (fact: string, value: OperandNode, text: string, type: ValueType, scope: Scope): readonly Diagnostic[] => {
  if (type.type === "one of" && !type.values.includes(text)) {
    const suggestion = suggest(text, type.values);
    const extra = didYouMean(value.span, suggestion === null ? null : value.kind === "text" ? `"${suggestion}"` : suggestion);
    return [problem("noSuchValue", value.span, { fact, value: text, values: type.values }, extra)];
  }
  if (type.type !== "place") return [];
  if (!isPlace(text))
    return [
      problem("unknownPlace", value.span, { name: text }, didYouMean(value.span, suggestPlace(text, scope.places), "ISO 3166 such as `US-CA`")),
    ];
  const overlaps = scope.places.some((place) => place === text || place.startsWith(`${text}-`) || text.startsWith(`${place}-`));
  if (overlaps || scope.places.length === 0) return [];
  return [problem("elsewhere", value.span, { place: text, places: scope.places }, didYouMean(value.span, suggestPlace(text, scope.places)))];
};

const textOf = (node: OperandNode): string | null => (node.kind === "text" ? node.text : node.kind === "word" ? node.name.text : null);
const nameOf = (node: OperandNode): string => (node.kind === "word" ? node.name.text : "this");

const isText = (type: ValueType["type"]): boolean => type === "text" || type === "one of" || type === "place";
const comparable = (left: ValueType, right: ValueType): boolean => left.type === right.type || (isText(left.type) && isText(right.type));

const mismatch = (node: CompareNode, left: Typed, right: Typed): Diagnostic => {
  const [number, other] = left.type.type === "number" && left.fixed ? [node.left, right] : [node.right, left];
  const bare = number.kind === "quantity" && number.unit === null;
  const needsUnit = other.type.type === "money" || other.type.type === "days";
  if (bare && needsUnit) {
    const help = other.type.type === "money" ? "write it with a currency, or name an amount: `amount … is …`" : "write `days` after it";
    return problem("bareNumber", number.span, { number: number.digits, what: other.type.type === "money" ? "money" : "time" }, { help });
  }
  const days = (left.type.type === "days" && right.type.type === "number") || (left.type.type === "number" && right.type.type === "days");
  const help = days ? "a fact such as `days_overdue` is a plain number: leave out `days`" : null;
  return problem("typesDiffer", node.span, { left: TITLES[left.type.type], right: TITLES[right.type.type] }, { help });
};

const comparison = (node: CompareNode, scope: Scope): readonly Diagnostic[] => {
  const left = operand(node.left, scope);
  const right = operand(node.right, scope);
  const value = bareValue(node.right, left.type, scope);
  if (value !== null) {
    const order = node.compare !== "=" && node.compare !== "!=";
    const what = `\`${nameOf(node.left)}\``;
    return [
      ...left.diagnostics,
      ...checkValue(nameOf(node.left), node.right, value, left.type, scope),
      ...(order ? [problem("noOrder", node.span, { what })] : []),
    ];
  }
  // The value of a misspelt fact isn't unknown as well: `limitaton is running`.
  const valueOfUnknown = left.diagnostics.length > 0 && left.type.type === "unknown" && node.right.kind === "word";
  const own = valueOfUnknown ? left.diagnostics : [...left.diagnostics, ...right.diagnostics];
  if (left.type.type === "unknown" || right.type.type === "unknown") return own;
  for (const [side, typed] of [
    [node.left, left],
    [node.right, right],
  ] as const) {
    if (typed.type.type === "condition")
      return [
        ...own,
        problem(
          "typesDiffer",
          node.span,
          { left: TITLES[left.type.type], right: TITLES[right.type.type] },
          { help: `\`${nameOf(side)}\` is true or false by itself` },
        ),
      ];
  }
  if (!comparable(left.type, right.type)) return [...own, mismatch(node, left, right)];
  if (left.fixed && right.fixed) return [...own, problem("noComparison", node.span, {})];
  const ordered = left.type.type === "money" || left.type.type === "number";
  if (!ordered && node.compare !== "=" && node.compare !== "!=") return [...own, problem("noOrder", node.span, { what: TITLES[left.type.type] })];
  const text = textOf(node.right);
  return text === null || right.type.type !== "text" ? own : [...own, ...checkValue(nameOf(node.left), node.right, text, left.type, scope)];
};

/** Every problem of a condition. Iterates over chains; depth is bounded by the parser. */
export const checkCondition = (node: ExprNode | null, scope: Scope): readonly Diagnostic[] => {
  if (node === null) return [];
  switch (node.kind) {
    case "and":
    case "or":
      return node.of.flatMap((part) => checkCondition(part, scope));
    case "not":
      return checkCondition(node.of, scope);
    case "compare":
      return comparison(node, scope);
    case "bare": {
      const { type, diagnostics } = operand(node.operand, scope);
      const holds = type.type === "boolean" || type.type === "condition" || type.type === "unknown";
      return holds
        ? diagnostics
        : [...diagnostics, problem("noCondition", node.span, { what: TITLES[type.type] }, { help: "compare it with something" })];
    }
  }
};
