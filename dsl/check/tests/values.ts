/** Dates, sums and values of facts in a test. */
import { CURRENCIES, parseMoney } from "../../engine.ts";
import { didYouMean, problem } from "../../catalogue.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { suggest } from "../../suggest.ts";
import type { OperandNode } from "../../tree/expression.ts";
import type { TestAccountNode, ValueNode } from "../../tree/test.ts";
import type { DateNode, MoneyNode, Name, TimeNode } from "../../tree/words.ts";
import { checkValue } from "../conditions.ts";
import { checkCurrency } from "../money.ts";
import { BUILT_IN, type Scope } from "../names.ts";
import { factOf, operandType, typeWords } from "../types.ts";
import type { Performed } from "./performed.ts";

/** What the lines of one test are held against. `invoices` grows as the story goes on. */
export interface Inside {
  readonly scope: Scope;
  readonly performed: Performed;
  readonly account: TestAccountNode | null;
  readonly invoices: Set<string>;
  /** The account's, by the first sum that is written. */
  currency: string | null;
}

const isDate = (value: object): value is DateNode => "day" in value && "text" in value;
const isTime = (value: object): value is TimeNode => "minute" in value && "text" in value;

/** Every date and time of a line: there must be such a day, and such a time. */
export const datesAndTimes = (value: unknown): readonly Diagnostic[] => {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(datesAndTimes);
  if (isDate(value)) return value.day === null ? [problem("badDate", value.span, { text: value.text })] : [];
  if (isTime(value))
    return value.minute === null ? [problem("badTime", value.span, { text: value.text }, { help: "times run from 00:00 to 24:00" })] : [];
  return Object.values(value).flatMap(datesAndTimes);
};

/** A sum of the one currency that the account is in. */
export const checkTestSum = (sum: MoneyNode, inside: Inside): readonly Diagnostic[] => {
  const found = checkCurrency(sum.currency, inside.scope);
  if (found.length > 0) return found;
  const { text, span } = sum.currency;
  inside.currency ??= text;
  if (inside.currency !== text) return [problem("anotherCurrency", span, { currency: text, first: inside.currency })];
  return parseMoney(sum.digits, text) === null ? [problem("badAmount", sum.span, { text: sum.digits, currency: text })] : [];
};

/** Built-in facts that nothing tells but the account itself. */
export const GIVEN_FACTS: readonly string[] = ["limitation", "failed_payment"];

/** Words of an account line that a misspelt one may stand for. */
const ITEMS = ["balance", "due", "issued", "invoice", "variant"];

const wordsOf = (node: OperandNode, scope: Scope): string => {
  const type = operandType(node, scope);
  return type.type === "unknown" ? (node.kind === "word" ? `\`${node.name.text}\`` : "that") : typeWords(type);
};

/** A fact that the policy declares, with a value of its type. */
export const checkFactValue = (name: Name, value: ValueNode, inside: Inside): readonly Diagnostic[] => {
  const { scope } = inside;
  const type = factOf(name.text, scope);
  if (type === undefined) {
    if (scope.lost.has(name.text) || scope.incomplete) return [];
    const known = [...scope.facts.keys(), ...GIVEN_FACTS, ...ITEMS];
    return [problem("unknownFact", name.span, { name: name.text }, didYouMean(name.span, suggest(name.text, known), "declare it in `facts { … }`"))];
  }
  if (BUILT_IN.has(name.text) && !GIVEN_FACTS.includes(name.text)) return [problem("notYourFact", name.span, { name: name.text })];
  const { first, more } = value;
  const wrong = (): Diagnostic => problem("wrongValue", value.span, { name: name.text, type: typeWords(type), value: wordsOf(first, scope) });
  if (type.type === "tags") return first.kind === "text" ? [] : [wrong()];
  if (more.length > 0) return [problem("wrongValue", value.span, { name: name.text, type: typeWords(type), value: "several texts" })];
  switch (type.type) {
    case "one of":
    case "place":
    case "channel":
      if (first.kind === "word") return checkValue(name.text, first, first.name.text, type, scope);
      return first.kind === "text" ? checkValue(name.text, first, first.text, type, scope) : [wrong()];
    case "money":
      if (first.kind !== "quantity" || first.unit === null || !CURRENCIES.includes(first.unit.text)) return [wrong()];
      return checkTestSum({ digits: first.digits, currency: first.unit, span: first.span }, inside);
    default:
      return first.kind !== "word" && operandType(first, scope).type === type.type ? [] : [wrong()];
  }
};
