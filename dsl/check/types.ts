/** The type of every expression, and its words: for the checks, for errors, and for whoever points at an expression. */
import type { FactType } from "../../engine/index.ts";
import { CURRENCIES } from "../engine.ts";
import { anyOf } from "../messages/entry.ts";
import type { ExprNode, OperandNode } from "../tree/expression.ts";
import { BUILT_IN, type Scope } from "./names.ts";

export type ValueType =
  | FactType
  | { readonly type: "condition" }
  /** Reported already, or lost with a line that could not be read. */
  | { readonly type: "unknown" };

const TITLES: Readonly<Record<Exclude<ValueType["type"], "one of">, string>> = {
  money: "money",
  number: "a number",
  text: "a text",
  boolean: "true or false",
  days: "a span of days",
  percent: "a percentage",
  date: "a date",
  time: "a time of day",
  place: "a place",
  channel: "a channel",
  tags: "tags",
  condition: "a condition",
  unknown: "something unknown",
};

const quoted = (value: string): string => `"${value}"`;

/** A type in words: `money`, `a percentage`, `"standard" or "key"`. */
export const typeWords = (type: ValueType): string => (type.type === "one of" ? anyOf(type.values.map(quoted), 6) : TITLES[type.type]);

const UNKNOWN: ValueType = { type: "unknown" };
const CONDITION: ValueType = { type: "condition" };
const MONEY: ValueType = { type: "money" };

const unitType = (unit: string | null): ValueType => {
  if (unit === null) return { type: "number" };
  if (unit === "%") return { type: "percent" };
  if (unit === "days" || unit === "business days") return { type: "days" };
  return CURRENCIES.includes(unit) ? MONEY : UNKNOWN;
};

/** The declared or built-in fact of that name. */
export const factOf = (name: string, scope: Pick<Scope, "facts">): FactType | undefined => scope.facts.get(name) ?? BUILT_IN.get(name);

/** Type of a fact, an amount or a definition; null when nothing has that name. */
export const namedType = (name: string, scope: Scope): ValueType | null => {
  const fact = factOf(name, scope);
  if (fact !== undefined) return fact;
  if (scope.amounts.has(name)) return MONEY;
  if (scope.definitions.has(name)) return CONDITION;
  return scope.lost.has(name) || scope.incomplete ? UNKNOWN : null;
};

/** Type of one side of a comparison. A bare value (`running`, `US-CA`) has the type of the fact that it is compared with. */
export const operandType = (node: OperandNode, scope: Scope): ValueType => {
  switch (node.kind) {
    case "quantity":
      return unitType(node.unit?.text ?? null);
    case "word":
      return namedType(node.name.text, scope) ?? UNKNOWN;
    default:
      return { type: node.kind };
  }
};

/**
 * The type of an expression or of one side of it. A comparison, a test and what is joined out of them are conditions; a bare word is what it
 * names.
 */
export const typeOf = (node: ExprNode | OperandNode, scope: Scope): ValueType => {
  switch (node.kind) {
    case "and":
    case "or":
    case "not":
    case "compare":
    case "known":
    case "has":
      return CONDITION;
    case "bare":
      return operandType(node.operand, scope);
    default:
      return operandType(node, scope);
  }
};
