/** Conditions over an account's facts: true, false, or unknown when a fact that decides is missing. */
import type { Compare, Expr, FactType, FactValue, Operand } from "./model/policy.ts";
import type { Currency, Place } from "./model/units.ts";
import { containingPlaces } from "./scope.ts";

/** Where the debtor is. Several places, apart by spaces, when sources conflict. */
const PLACE = "place";

/** Looks a fact up; undefined means that it is unknown. Money in minor units of the account's currency. */
export interface FactSource {
  (name: string): FactValue | undefined;
  /** Types of the policy's own facts, by name: places among them are compared by lying inside. Absent: none is a place. */
  readonly types?: Readonly<Record<string, FactType>>;
}

/** A source that knows the types of the policy's own facts. */
export const typedFacts = (look: (name: string) => FactValue | undefined, types: Readonly<Record<string, FactType>>): FactSource =>
  Object.assign((name: string) => look(name), { types });

export type Truth = boolean | "unknown";

/**
 * Whether a condition holds. Unknown spreads only as far as it matters: `false and unknown` is false, `true or unknown`
 * is true, and whether a fact is known is always decided. Money that the policy doesn't name in the account's currency is unknown, never
 * converted.
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
    case "known":
      return facts(expr.fact) !== undefined;
    case "has": {
      const tags = facts(expr.fact);
      return Array.isArray(tags) ? tags.includes(expr.tag) : "unknown";
    }
    case "compare": {
      const [left, right] = [valueOf(expr.left, facts, currency), valueOf(expr.right, facts, currency)];
      if (isPlace(expr.left, facts)) return placed(expr.compare, left, right);
      // `US is place` asks the same as `place is US`.
      return isPlace(expr.right, facts) ? placed(expr.compare, right, left) : compared(expr.compare, left, right);
    }
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

/** Dates and times are written so that they sort as texts. What has no order between its kinds is unknown. */
function compared(compare: Compare, left: FactValue | undefined, right: FactValue | undefined): Truth {
  if (left === undefined || right === undefined || typeof left === "object" || typeof right === "object") return "unknown";
  if (compare === "=") return left === right;
  if (compare === "!=") return left !== right;
  if (typeof left !== typeof right || typeof left === "boolean") return "unknown";
  if (compare === ">=") return left >= right;
  if (compare === ">") return left > right;
  return compare === "<=" ? left <= right : left < right;
}

const isPlace = (operand: Operand, { types }: FactSource): boolean =>
  operand.kind === "fact" && (operand.name === PLACE || types?.[operand.name]?.type === "place");

/**
 * Whether a place lies in another: `place is US` holds for a debtor in `US-NY`. One who may be in several is there only when all of them are,
 * and away only when none is.
 */
function placed(compare: Compare, inner: FactValue | undefined, outer: FactValue | undefined): Truth {
  if (typeof inner !== "string" || typeof outer !== "string" || (compare !== "=" && compare !== "!=")) return "unknown";
  const inside = inner.split(" ").flatMap((one: Place) => outer.split(" ").map((other: Place) => containingPlaces(one).includes(other)));
  if (new Set(inside).size !== 1) return "unknown";
  return inside[0] === (compare === "=");
}

/** Names of the facts that are unknown and keep the condition from being decided; empty when it is decided. */
export function unknownFacts(expr: Expr, facts: FactSource, currency: Currency): readonly string[] {
  if (holds(expr, facts, currency) !== "unknown") return [];
  switch (expr.op) {
    case "known":
      return [];
    case "has":
      return [expr.fact];
    case "compare":
      return [expr.left, expr.right].flatMap((side) => unknownOperand(side, facts, currency));
    case "not":
      return unknownFacts(expr.of, facts, currency);
    default:
      return [...new Set(expr.of.flatMap((one) => unknownFacts(one, facts, currency)))];
  }
}

function unknownOperand(operand: Operand, facts: FactSource, currency: Currency): readonly string[] {
  if (valueOf(operand, facts, currency) !== undefined) return [];
  return [operand.kind === "fact" ? operand.name : "currency"];
}

/** Whether a condition looks at a fact anywhere. */
export function mentions(expr: Expr, fact: string): boolean {
  switch (expr.op) {
    case "known":
    case "has":
      return expr.fact === fact;
    case "not":
      return mentions(expr.of, fact);
    case "compare":
      return [expr.left, expr.right].some((side) => side.kind === "fact" && side.name === fact);
    default:
      return expr.of.some((one) => mentions(one, fact));
  }
}

/**
 * Numbers that a condition compares a fact with: the only values at which its answer can turn.
 * @param facts for what the fact is compared with when that is another fact; absent: such comparisons are left out.
 */
export function turningPoints(expr: Expr, fact: string, facts?: FactSource): readonly number[] {
  if (expr.op === "known" || expr.op === "has") return [];
  if (expr.op === "not") return turningPoints(expr.of, fact, facts);
  if (expr.op !== "compare") return expr.of.flatMap((one) => turningPoints(one, fact, facts));
  const { left, right } = expr;
  if (left.kind === "fact" && left.name === fact) return numberIn(right, facts);
  return right.kind === "fact" && right.name === fact ? numberIn(left, facts) : [];
}

function numberIn(operand: Operand, facts: FactSource | undefined): readonly number[] {
  const value = operand.kind === "fact" ? facts?.(operand.name) : operand.kind === "number" ? operand.value : undefined;
  return typeof value === "number" ? [value] : [];
}
