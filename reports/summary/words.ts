/** Conditions, sums and spans of a compiled policy in plain English. Two that differ never read alike. */
import { formatMoney, type Compare, type Currency, type Days, type Expr, type Minor, type Operand } from "../../engine/index.ts";

export const list = (words: readonly string[], last: "and" | "or" = "and"): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1) ?? ""}`;

export const daysWords = ({ n, business }: Days): string => `${n} ${business ? "business day" : "day"}${n === 1 ? "" : "s"}`;

const grouped = (decimal: string): string => {
  const [whole = "", part] = decimal.split(".");
  const thousands = whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, ",");
  return part === undefined ? thousands : `${thousands}.${part}`;
};

export const moneyWords = (of: Readonly<Record<Currency, Minor>>): string =>
  list(
    Object.entries(of).map(([currency, sum]) => `${grouped(formatMoney(sum, currency))} ${currency}`),
    "or",
  );

const COMPARED: Readonly<Record<Compare, string>> = {
  ">=": "is at least",
  ">": "is more than",
  "<=": "is at most",
  "<": "is less than",
  "=": "is",
  "!=": "is not",
};

const operandWords = (operand: Operand): string => {
  switch (operand.kind) {
    case "fact":
      return operand.name;
    case "number":
    case "boolean":
      return String(operand.value);
    case "text":
      return `"${operand.value}"`;
    case "money":
      return moneyWords(operand.of);
  }
};

const within = (expr: Expr): string => (expr.op === "and" || expr.op === "or" ? `(${conditionWords(expr)})` : conditionWords(expr));

/** A condition, with brackets where one stands inside of another. */
export function conditionWords(expr: Expr): string {
  switch (expr.op) {
    case "and":
    case "or":
      return expr.of.map(within).join(` ${expr.op} `);
    case "not":
      return `it is not so that ${within(expr.of)}`;
    case "known":
      return `${expr.fact} is known`;
    case "has":
      return `${expr.fact} has "${expr.tag}"`;
    case "compare":
      return `${operandWords(expr.left)} ${COMPARED[expr.compare]} ${operandWords(expr.right)}`;
  }
}

/** ` if …`, or nothing. */
export const ifWords = (expr: Expr | undefined): string => (expr === undefined ? "" : ` if ${conditionWords(expr)}`);
