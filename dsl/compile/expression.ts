/** Conditions to expressions: amounts and definitions written out in place. The tree must be free of errors. */
import { CURRENCIES, parseMoney } from "../engine.ts";
import type { Currency, Expr, Minor, Operand } from "../../engine/index.ts";
import { BUILT_IN, type Scope } from "../check/names.ts";
import type { ExprNode, OperandNode } from "../tree/expression.ts";
import type { AmountsNode, MoneyNode, TimeNode } from "../tree/words.ts";

/** Minor units by currency, in the policy's order. */
export const sumsOf = (sums: readonly MoneyNode[], scope: Scope): Readonly<Record<Currency, Minor>> => {
  const found: Record<Currency, Minor> = {};
  for (const currency of scope.currencies) {
    const sum = sums.find((one) => one.currency.text === currency);
    const amount = sum === undefined ? null : parseMoney(sum.digits, currency);
    if (amount !== null) found[currency] = amount;
  }
  return found;
};

export const amountsOf = (node: AmountsNode, scope: Scope): Readonly<Record<Currency, Minor>> =>
  sumsOf(node.kind === "listed" ? node.sums : (scope.amounts.get(node.name.text)?.sums ?? []), scope);

const isFact = (name: string, scope: Scope): boolean => scope.facts.has(name) || BUILT_IN.has(name);

const nameOf = (node: OperandNode): string => (node.kind === "word" ? node.name.text : "");

/** `9:00` as `09:00`: facts of time are compared as texts. */
export const clockTime = ({ text }: TimeNode): string => text.padStart(5, "0");

const operandOf = (node: OperandNode, scope: Scope): Operand => {
  switch (node.kind) {
    case "text":
      return { kind: "text", value: node.text };
    case "boolean":
      return { kind: "boolean", value: node.value };
    case "date":
      return { kind: "text", value: node.date.text };
    case "time":
      return { kind: "text", value: clockTime(node.time) };
    case "quantity":
      if (node.unit !== null && CURRENCIES.includes(node.unit.text))
        return { kind: "money", of: sumsOf([{ digits: node.digits, currency: node.unit, span: node.span }], scope) };
      return { kind: "number", value: Number(node.digits) };
    case "word": {
      const { text } = node.name;
      if (isFact(text, scope)) return { kind: "fact", name: text };
      const amount = scope.amounts.get(text);
      // What is neither fact nor amount is a value of the fact on the other side: `limitation is running`.
      return amount === undefined ? { kind: "text", value: text } : { kind: "money", of: sumsOf(amount.sums, scope) };
    }
  }
};

/** One condition, flat: `and` in `and` and `or` in `or` become one list. */
export const expressionOf = (node: ExprNode, scope: Scope): Expr => {
  switch (node.kind) {
    case "and":
    case "or": {
      const of: Expr[] = [];
      for (const part of node.of) {
        const expr = expressionOf(part, scope);
        if (expr.op === node.kind) of.push(...expr.of);
        else of.push(expr);
      }
      return { op: node.kind, of };
    }
    case "not":
      return { op: "not", of: expressionOf(node.of, scope) };
    case "known": {
      const known: Expr = { op: "known", fact: nameOf(node.of) };
      return node.known ? known : { op: "not", of: known };
    }
    case "has": {
      const has: Expr = { op: "has", fact: nameOf(node.of), tag: node.tag.text };
      return node.no ? { op: "not", of: has } : has;
    }
    case "compare":
      return { op: "compare", compare: node.compare, left: operandOf(node.left, scope), right: operandOf(node.right, scope) };
    case "bare": {
      const definition =
        node.operand.kind === "word" && !isFact(node.operand.name.text, scope) ? scope.definitions.get(node.operand.name.text) : undefined;
      if (definition !== undefined) return expressionOf(definition.as, scope);
      return { op: "compare", compare: "=", left: operandOf(node.operand, scope), right: { kind: "boolean", value: true } };
    }
  }
};
