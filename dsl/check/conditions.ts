/** Types of conditions: what is compared must be of one kind, and what has no order can't be more or less. */
import { CHANNELS, CURRENCIES, isPlace } from "../engine.ts";
import { didYouMean, problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { suggest } from "../suggest.ts";
import type { CompareNode, ExprNode, HasNode, KnownNode, OperandNode } from "../tree/expression.ts";
import { inEach, together } from "./found.ts";
import { asksNotKnown, checkKnown } from "./known.ts";
import { suggestPlace } from "./places.ts";
import { checkSums } from "./money.ts";
import { BUILT_IN, type Scope } from "./names.ts";
import { didYouMeanText } from "./said.ts";
import { factOf, namedType, operandType, typeWords, type ValueType } from "./types.ts";

interface Typed {
  readonly type: ValueType;
  readonly fixed: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

const quantityProblems = ({ unit, digits, span }: Extract<OperandNode, { readonly kind: "quantity" }>, scope: Scope): readonly Diagnostic[] => {
  if (unit === null || unit.text === "%" || unit.text === "days" || unit.text === "business days") return [];
  if (CURRENCIES.includes(unit.text))
    return checkSums([{ digits, currency: unit, span }], span, scope, "name an amount with one value for each currency: `amount … is …`");
  const suggestion = suggest(unit.text, [...scope.currencies, "days", "day"]);
  const extra = didYouMean(unit.span, suggestion, "a number has a currency, `days`, `%` or nothing after it");
  return [problem("unknownUnit", unit.span, { unit: unit.text }, extra)];
};

/** Names that a condition may use. */
export const conditionNames = (scope: Scope): readonly string[] => [
  ...scope.facts.keys(),
  ...scope.amounts.keys(),
  ...scope.definitions.keys(),
  ...BUILT_IN.keys(),
];

const unknownName = (node: Extract<OperandNode, { readonly kind: "word" }>, scope: Scope): readonly Diagnostic[] => {
  const { text, span } = node.name;
  if (namedType(text, scope) !== null) return [];
  const extra = didYouMean(span, suggest(text, conditionNames(scope)), "declare it in `facts { … }`");
  return [problem("unknownFact", span, { name: text }, extra)];
};

const ownProblems = (node: OperandNode, scope: Scope): readonly Diagnostic[] => {
  switch (node.kind) {
    case "quantity":
      return quantityProblems(node, scope);
    case "date":
      return node.date.day === null ? [problem("badDate", node.span, { text: node.date.text })] : [];
    case "time":
      return node.time.minute === null ? [problem("badTime", node.span, { text: node.time.text }, { help: "times run from 00:00 to 24:00" })] : [];
    case "word":
      return unknownName(node, scope);
    default:
      return [];
  }
};

const operand = (node: OperandNode, scope: Scope): Typed => ({
  type: operandType(node, scope),
  fixed: node.kind !== "word" || (scope.amounts.has(node.name.text) && factOf(node.name.text, scope) === undefined),
  diagnostics: ownProblems(node, scope),
});

const BARE: ReadonlySet<ValueType["type"]> = new Set(["one of", "place", "channel"]);

/** The word on the other side of a fact that knows its values: `limitation is running`, `place is US-CA`, `reached_by is email`. */
const bareValue = (node: OperandNode, other: ValueType, scope: Scope): string | null =>
  node.kind === "word" && BARE.has(other.type) && namedType(node.name.text, scope) === null ? node.name.text : null;

const oneOf = (fact: string, value: OperandNode, text: string, values: readonly string[]): readonly Diagnostic[] => {
  if (values.includes(text)) return [];
  const extra = value.kind === "text" ? didYouMeanText(value, values) : didYouMean(value.span, suggest(text, values));
  return [problem("noSuchValue", value.span, { fact, value: text, values }, extra)];
};

/** A fixed value of a fact: one that the fact can have. */
export const checkValue = (fact: string, value: OperandNode, text: string, type: ValueType, scope: Scope): readonly Diagnostic[] => {
  if (type.type === "one of") return oneOf(fact, value, text, type.values);
  if (type.type === "channel") return oneOf(fact, value, text, CHANNELS);
  if (type.type !== "place") return [];
  if (!isPlace(text))
    return [
      problem("unknownPlace", value.span, { name: text }, didYouMean(value.span, suggestPlace(text, scope.places), "ISO 3166 such as `US-CA`")),
    ];
  // Another fact of a place, such as where a customer was founded, may lie anywhere.
  if (fact !== "place" || scope.places.length === 0) return [];
  const overlaps = scope.places.some((place) => place === text || place.startsWith(`${text}-`) || text.startsWith(`${place}-`));
  if (overlaps) return [];
  return [problem("elsewhere", value.span, { place: text, places: scope.places }, didYouMean(value.span, suggestPlace(text, scope.places)))];
};

const textOf = (node: OperandNode): string | null => (node.kind === "text" ? node.text : node.kind === "word" ? node.name.text : null);
const nameOf = (node: OperandNode): string => (node.kind === "word" ? node.name.text : "this");

const isText = (type: ValueType["type"]): boolean => type === "text" || BARE.has(type);
const comparable = (left: ValueType, right: ValueType): boolean => left.type === right.type || (isText(left.type) && isText(right.type));

const UNITS: Readonly<Partial<Record<ValueType["type"], { readonly what: string; readonly help: string }>>> = {
  money: { what: "money", help: "write it with a currency, or name an amount: `amount … is …`" },
  days: { what: "time", help: "write `days` after it" },
  percent: { what: "a share", help: "write `%` after it" },
};

const mismatchHelp = (left: ValueType["type"], right: ValueType["type"]): string | null => {
  const both = new Set([left, right]);
  if (both.has("days") && both.has("number")) return "a fact such as `days_overdue` is a plain number: leave out `days`";
  if (both.has("percent") && both.has("number")) return "leave out `%`: the fact is a plain number";
  if (both.has("text") && (both.has("date") || both.has("time"))) return "dates and times are written without quotes: 2026-03-02, 09:00";
  return null;
};

const mismatch = (node: CompareNode, left: Typed, right: Typed): Diagnostic => {
  const [number, other] = left.type.type === "number" && left.fixed ? [node.left, right] : [node.right, left];
  const unit = number.kind === "quantity" && number.unit === null ? UNITS[other.type.type] : undefined;
  if (number.kind === "quantity" && unit !== undefined)
    return problem("bareNumber", number.span, { number: number.digits, what: unit.what }, { help: unit.help });
  const words = { left: typeWords(left.type), right: typeWords(right.type) };
  return problem("typesDiffer", node.span, words, { help: mismatchHelp(left.type.type, right.type.type) });
};

const ORDERED: ReadonlySet<ValueType["type"]> = new Set(["money", "number", "percent", "days", "date", "time"]);

const isOrder = ({ compare }: CompareNode): boolean => compare !== "=" && compare !== "!=";

/** `score is not known` is written `score is unknown`. */
const notKnown = (node: CompareNode, scope: Scope): Diagnostic | null => {
  if (node.right.kind !== "word" || !asksNotKnown(node, scope)) return null;
  const { text } = node.right.name;
  const meant = `${nameOf(node.left)} is ${text === "known" ? "unknown" : "known"}`;
  const fixes = [{ title: `write \`${meant}\``, applicability: "safe" as const, edits: [{ span: node.span, text: meant }] }];
  return problem("notKnownWords", node.span, { text }, { help: `write \`${meant}\``, fixes });
};

/** Of two sides that are known and of one kind. */
const sides = (node: CompareNode, left: Typed, right: Typed, scope: Scope): readonly Diagnostic[] => {
  if (left.type.type === "condition" || right.type.type === "condition") {
    const side = left.type.type === "condition" ? node.left : node.right;
    const words = { left: typeWords(left.type), right: typeWords(right.type) };
    return [problem("typesDiffer", node.span, words, { help: `\`${nameOf(side)}\` is true or false by itself` })];
  }
  if (left.type.type === "tags" || right.type.type === "tags") {
    const tags = nameOf(left.type.type === "tags" ? node.left : node.right);
    return [problem("tagsCompared", node.span, { name: tags }, { help: `ask \`${tags} has "…"\` or \`${tags} has no "…"\`` })];
  }
  if (!comparable(left.type, right.type)) return [mismatch(node, left, right)];
  if (left.fixed && right.fixed) return [problem("noComparison", node.span, {})];
  if (isOrder(node) && !ORDERED.has(left.type.type)) return [problem("noOrder", node.span, { what: typeWords(left.type) })];
  const business = [node.left, node.right].find((side) => side.kind === "quantity" && side.unit?.text === "business days");
  if (business !== undefined) return [problem("businessDaysHere", business.span, {}, { help: "write `days`" })];
  const text = textOf(node.right);
  return text === null || right.type.type !== "text" ? [] : checkValue(nameOf(node.left), node.right, text, left.type, scope);
};

/** `score is knwon`. */
const misspeltKnown = ({ compare, right }: CompareNode, scope: Scope): Diagnostic | null => {
  if (compare !== "=" || right.kind !== "word" || namedType(right.name.text, scope) !== null) return null;
  const { text, span } = right.name;
  const meant = suggest(text, ["known", "unknown"]);
  return meant === null ? null : problem("unknownFact", span, { name: text }, didYouMean(span, meant));
};

const comparison = (node: CompareNode, scope: Scope): readonly Diagnostic[] => {
  const turned = notKnown(node, scope);
  if (turned !== null) return [turned];
  const left = operand(node.left, scope);
  const value = bareValue(node.right, left.type, scope);
  if (value !== null) {
    const what = `\`${nameOf(node.left)}\``;
    return together(
      left.diagnostics,
      checkValue(nameOf(node.left), node.right, value, left.type, scope),
      isOrder(node) ? [problem("noOrder", node.span, { what })] : [],
    );
  }
  const asked = left.type.type === "unknown" ? null : misspeltKnown(node, scope);
  if (asked !== null) return [asked];
  const right = operand(node.right, scope);
  // The value of a misspelt fact isn't unknown as well: `limitaton is running`.
  const valueOfUnknown = left.diagnostics.length > 0 && left.type.type === "unknown" && node.right.kind === "word";
  const own = valueOfUnknown ? left.diagnostics : together(left.diagnostics, right.diagnostics);
  if (left.type.type === "unknown" || right.type.type === "unknown") return own;
  return together(own, sides(node, left, right, scope));
};

const asksKnown = (node: KnownNode, scope: Scope): readonly Diagnostic[] => {
  const { type, diagnostics } = operand(node.of, scope);
  if (diagnostics.length > 0 || type.type === "unknown") return diagnostics;
  const fact = node.of.kind === "word" ? factOf(node.of.name.text, scope) : undefined;
  return fact === undefined ? [problem("onlyFacts", node.of.span, {})] : [];
};

const asksTag = (node: HasNode, scope: Scope): readonly Diagnostic[] => {
  const { type, diagnostics } = operand(node.of, scope);
  if (diagnostics.length > 0 || type.type === "unknown" || type.type === "tags") return diagnostics;
  return [problem("notTags", node.of.span, { name: nameOf(node.of), type: typeWords(type) }, { help: "compare it with `is` or `>=`" })];
};

const typesOf = (node: ExprNode, scope: Scope): readonly Diagnostic[] => {
  switch (node.kind) {
    case "and":
    case "or":
      return inEach(node.of, (part) => typesOf(part, scope));
    case "not":
      return typesOf(node.of, scope);
    case "compare":
      return comparison(node, scope);
    case "known":
      return asksKnown(node, scope);
    case "has":
      return asksTag(node, scope);
    case "bare": {
      const { type, diagnostics } = operand(node.operand, scope);
      const holds = type.type === "boolean" || type.type === "condition" || type.type === "unknown";
      if (holds) return diagnostics;
      return [...diagnostics, problem("noCondition", node.span, { what: typeWords(type) }, { help: "compare it with something" })];
    }
  }
};

/** Every problem of a condition. Iterates over chains; depth is bounded by the parser. */
export const checkCondition = (node: ExprNode | null, scope: Scope): readonly Diagnostic[] => {
  if (node === null) return [];
  return together(typesOf(node, scope), checkKnown(node, scope));
};
