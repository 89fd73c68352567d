/** Conditions over an account's facts: true, false, or unknown when a fact that decides is missing. */
import type { Compare, Expr, FactValue, Operand } from "./model/policy.ts";
import type { Currency, Place } from "./model/units.ts";
import { containingPlaces } from "./scope.ts";

/** The one fact that is compared by lying inside: `place is US` holds for a debtor in `US-NY`. Several places: apart by spaces. */
const PLACE = "place";

/** Looks a fact up; undefined means that it is unknown. Money in minor units of the account's currency. */
export type FactSource = (name: string) => FactValue | undefined;

export type Truth = boolean | "unknown";

/**
 * Whether a condition holds. Unknown spreads only as far as it matters: `false and unknown` is false, `true or unknown`
 * is true. Money that the policy doesn't name in the account's currency is unknown, never converted.
 */
export function holds(expr: Expr, facts: FactSource, currency: Currency): Truth {
  switch (expr.op) {
    case "and":
      return every(expr.of, false, facts, currency);
    case "or":
      return every(expr.of, true, facts, currency);
    case "not": {
      const inner = holds(expr.of, facts, currency);
      return inner === "unknown" ? inner : !inner;
    }
    case "compare":
      if (expr.left.kind === "fact" && expr.left.name === PLACE) return placed(expr, facts);
      return compared(expr.compare, valueOf(expr.left, facts, currency), valueOf(expr.right, facts, currency));
  }
}

/** `and` ends at the first false, `or` at the first true: the same walk with the other word. */
function every(of: readonly Expr[], decisive: boolean, facts: FactSource, currency: Currency): Truth {
  let result: Truth = !decisive;
  for (const expr of of) {
    const truth = holds(expr, facts, currency);
    if (truth === decisive) return decisive;
    if (truth === "unknown") result = truth;
  }
  return result;
}

function valueOf(operand: Operand, facts: FactSource, currency: Currency): FactValue | undefined {
  if (operand.kind === "fact") return facts(operand.name);
  return operand.kind === "money" ? operand.of[currency] : operand.value;
}

function compared(compare: Compare, left: FactValue | undefined, right: FactValue | undefined): Truth {
  if (left === undefined || right === undefined) return "unknown";
  if (compare === "=") return left === right;
  if (compare === "!=") return left !== right;
  if (typeof left !== "number" || typeof right !== "number") return "unknown";
  if (compare === ">=") return left >= right;
  if (compare === ">") return left > right;
  return compare === "<=" ? left <= right : left < right;
}

/** Whether a debtor is in a place. One who may be in several is there only when all of them are, and away only when none is. */
function placed({ compare, left, right }: Extract<Expr, { op: "compare" }>, facts: FactSource): Truth {
  const said = left.kind === "fact" ? facts(left.name) : undefined;
  if (typeof said !== "string" || right.kind !== "text") return "unknown";
  const inside = said.split(" ").map((place: Place) => containingPlaces(place).includes(right.value));
  if (new Set(inside).size !== 1) return "unknown";
  return inside[0] === (compare === "=");
}

/** Names of the facts that are unknown and keep the condition from being decided; empty when it is decided. */
export function unknownFacts(expr: Expr, facts: FactSource, currency: Currency): readonly string[] {
  if (holds(expr, facts, currency) !== "unknown") return [];
  if (expr.op === "compare") return [expr.left, expr.right].flatMap((side) => unknownOperand(side, facts, currency));
  const inner = expr.op === "not" ? [expr.of] : expr.of;
  return [...new Set(inner.flatMap((one) => unknownFacts(one, facts, currency)))];
}

function unknownOperand(operand: Operand, facts: FactSource, currency: Currency): readonly string[] {
  if (valueOf(operand, facts, currency) !== undefined) return [];
  return [operand.kind === "fact" ? operand.name : "currency"];
}

/** Numbers that a condition compares a fact with: the only values at which its answer can turn. */
export function turningPoints(expr: Expr, fact: string): readonly number[] {
  if (expr.op === "not") return turningPoints(expr.of, fact);
  if (expr.op !== "compare") return expr.of.flatMap((one) => turningPoints(one, fact));
  const { left, right } = expr;
  if (left.kind === "fact" && left.name === fact && right.kind === "number") return [right.value];
  return right.kind === "fact" && right.name === fact && left.kind === "number" ? [left.value] : [];
}
