/** What one token means, by the innermost node that has something to say of it. */
import type { Scope } from "../check/names.ts";
import { typeOf, typeWords } from "../check/types.ts";
import type { Span } from "../diagnostic.ts";
import type { ExprNode, OperandNode } from "../tree/expression.ts";
import type { AmountsNode, AnchoredNode, DaysNode, MoneyNode, Name } from "../tree/words.ts";
import { constructOf, EVENT_WORDS } from "./constructs.ts";
import { listMeaning, namedMeaning, noticeMeaning, planMeaning, stageMeaning, type Meaning } from "./names.ts";
import { kindOf, type Placed } from "./nodes.ts";
import { anchoredInWords, dateInWords, daysInWords, moneyInWords } from "./values.ts";

export interface Description {
  /** What it is about; the asked place lies in it. */
  readonly span: Span;
  /** As written, or the form of the line. */
  readonly title: string;
  /** In words: `money`, `a stage`, `a condition`. Null where nothing is of a type. */
  readonly type: string | null;
  /** One plain sentence. */
  readonly text: string;
}

export interface Asking {
  readonly scope: Scope;
  /** Sources, series and rules of the file's law, by `source regf`, `series boe-base`, `rule us.regf.hours`. */
  readonly law: ReadonlyMap<string, Meaning>;
  readonly textOf: (span: Span) => string;
}

const CONDITIONS: ReadonlySet<string> = new Set(["and", "or", "not", "compare", "known", "has", "bare"]);
const OPERANDS: ReadonlySet<string> = new Set(["word", "quantity", "text", "date", "time", "boolean"]);

const JOINED: Readonly<Record<string, string>> = {
  and: "holds when all of its parts hold",
  or: "holds when one of its parts holds",
  not: "holds when its part doesn't; what is unknown stays unknown",
  compare: "a comparison: true, false, or unknown while a fact is",
  known: "whether the fact is known: never unknown itself",
  has: "whether the tag is among them",
  bare: "a condition by its name",
};

const asExpr = ({ node }: Placed): ExprNode => node as unknown as ExprNode;
const asOperand = ({ node }: Placed): OperandNode => node as unknown as OperandNode;

/** The other side of a comparison. */
const otherSide = ({ node, parent }: Placed): OperandNode | null => {
  if (parent === null || kindOf(parent) !== "compare") return null;
  const compare = asExpr(parent) as Extract<ExprNode, { kind: "compare" }>;
  return (compare.left as unknown) === node ? compare.right : compare.left;
};

const VALUED: ReadonlySet<string> = new Set(["one of", "text", "place", "channel"]);

/** A bare value, such as `running`, has the type of the fact that it is compared with. */
const bareValue = (placed: Placed, scope: Scope): Meaning | null => {
  const other = otherSide(placed);
  if (other?.kind !== "word") return null;
  const type = typeOf(other, scope);
  return !VALUED.has(type.type) ? null : { type: typeWords(type), text: `a value of \`${other.name.text}\`` };
};

const quantity = (node: Extract<OperandNode, { kind: "quantity" }>): string => {
  const { unit, digits } = node;
  if (unit === null) return "a plain number";
  if (unit.text === "%") return `${digits} in a hundred`;
  if (unit.text === "days" || unit.text === "business days") return daysInWords({ n: Number(digits), business: unit.text === "business days" });
  return moneyInWords({ digits, currency: unit });
};

const operand = (placed: Placed, { scope, textOf }: Asking): Meaning => {
  const node = asOperand(placed);
  const type = typeWords(typeOf(node, scope));
  switch (node.kind) {
    case "word": {
      const named = namedMeaning(node.name.text, scope, textOf) ?? bareValue(placed, scope);
      return named ?? listMeaning(node.name.text, placed.role) ?? { type, text: "a name that nothing declares" };
    }
    case "quantity":
      return { type, text: quantity(node) };
    case "text":
      return bareValue(placed, scope) ?? { type, text: "a text" };
    case "date":
      return { type: "a date", text: dateInWords(node.date.text) ?? "no day of the calendar" };
    case "time":
      return { type: "a time of day", text: `${node.time.text}, by the clock of the debtor` };
    case "boolean":
      return { type, text: node.value ? "it is so" : "it is not so" };
  }
};

const expression = (placed: Placed, { scope }: Asking): Meaning => {
  return { type: typeWords(typeOf(asExpr(placed), scope)), text: JOINED[kindOf(placed)] ?? "a condition" };
};

/** Names by the line that they stand in and their role there. */
const NAMED: Readonly<Record<string, (text: string, scope: Scope) => Meaning>> = {
  "next.to": stageMeaning,
  "go.stage": stageMeaning,
  "expect.stage": stageMeaning,
  "stage.name": stageMeaning,
  "contact.offers": planMeaning,
  "offer plan.plan": planMeaning,
  "plan.name": planMeaning,
  "send notice.notice": noticeMeaning,
  "notice.name": noticeMeaning,
};

const TEXTS: Readonly<Record<string, Meaning>> = {
  template: { type: "a template", text: "the letter, mail or text that is sent, or the name of the call" },
  approval: { type: "a team", text: "who must agree first" },
  team: { type: "a team", text: "who gets the task" },
  agency: { type: "an agency", text: "who gets the account" },
  hook: { type: "a name", text: "which system is told" },
  zone: { type: "a time zone", text: "by its IANA name" },
  zones: { type: "a time zone", text: "by its IANA name" },
  tag: { type: "a tag", text: "one of the account's labels" },
  values: { type: "a text", text: "one of the values that the fact can have" },
  version: { type: "a text", text: "the edition of the policy" },
  path: { type: "a file", text: "its path, relative to this file" },
  reference: { type: "a text", text: "where in the source it is written" },
  summary: { type: "a text", text: "the rule in one line, for explanations" },
  title: { type: "a text", text: "a title, for people" },
  source: { type: "a source", text: "one of the file's sources" },
  rules: { type: "a rule", text: "by its id" },
  id: { type: "a rule", text: "by its id" },
  level: { type: "a confidence", text: "how far the rule was held against its source" },
  as: { type: "a word", text: "how the account counts as closed" },
};

/** What the law of the file declares, by the roles in which it is named. */
const LAW_ROLES: Readonly<Record<string, string>> = { source: "source", over: "series", rules: "rule", id: "rule" };

const nameMeaning = (placed: Placed, { scope, textOf, law }: Asking): Meaning | null => {
  const { text } = placed.node as unknown as Name;
  const known = law.get(`${LAW_ROLES[placed.role] ?? (placed.parent === null ? "" : kindOf(placed.parent))} ${text}`);
  if (known !== undefined) return known;
  const kind = placed.parent === null ? "" : kindOf(placed.parent);
  const own = NAMED[`${kind}.${placed.role}`];
  if (own !== undefined) return own(text, scope);
  if (TEXTS[placed.role] !== undefined) return TEXTS[placed.role] ?? null;
  if (placed.role === "name" && ["fact", "amount", "define", "named"].includes(kind)) {
    const meaning = namedMeaning(text, scope, textOf);
    if (meaning !== null) return meaning;
  }
  return placed.role === "name" ? null : listMeaning(text, placed.role);
};

const amounts = (node: AmountsNode, { scope, textOf }: Asking): Meaning => {
  if (node.kind === "listed") return { type: "money", text: node.sums.map(moneyInWords).join(", ") };
  return namedMeaning(node.name.text, scope, textOf) ?? { type: "money", text: "an amount" };
};

/** The day of a step speaks of the stage's clock, and stands for the step as a whole. */
const stepDay = ({ n, business }: DaysNode): Meaning => {
  const day =
    n === 0 ? "the day on which the stage begins" : `${n} ${business ? "business" : "calendar"} ${n === 1 ? "day" : "days"} after the stage begins`;
  return { type: "a day", text: `${day}; ${constructOf("stage", "step")?.text ?? ""}` };
};

/** What has no kind of its own is known by its shape. */
const shaped = (placed: Placed, asking: Asking): Meaning | null => {
  const { node, role, parent } = placed;
  if ("n" in node && "business" in node && role === "day" && parent !== null && kindOf(parent) === "step")
    return stepDay(node as unknown as DaysNode);
  if ("n" in node && "business" in node) return { type: "a span of days", text: daysInWords(node as unknown as DaysNode) };
  if ("digits" in node && "currency" in node) return { type: "money", text: moneyInWords(node as unknown as MoneyNode) };
  if ("anchor" in node && "before" in node) return { type: "a day", text: anchoredInWords(node as unknown as AnchoredNode) };
  if ("day" in node && typeof node["text"] === "string") return { type: "a date", text: dateInWords(node["text"]) ?? "no day of the calendar" };
  if ("minute" in node && typeof node["text"] === "string") return { type: "a time of day", text: `${node["text"]} on the clock` };
  if ("date" in node && "time" in node) return { type: "a moment", text: "a day and its time; noon where none is given" };
  if (typeof node["value"] === "number")
    return { type: role === "percent" ? "a percentage" : "a number", text: role === "percent" ? `${node["value"]} in a hundred` : "a plain number" };
  if (typeof node["exclusion"] === "string") return { type: null, text: "what the limit above doesn't count" };
  return typeof node["text"] === "string" ? nameMeaning(placed, asking) : null;
};

const meaningOf = (placed: Placed, asking: Asking): Meaning | null => {
  const kind = kindOf(placed);
  if (CONDITIONS.has(kind)) return expression(placed, asking);
  // A rule's sentence may be of a kind that an operand is of, too: those have a value or a text of their own.
  if (OPERANDS.has(kind) && !("lines" in placed.node)) return operand(placed, asking);
  if (kind === "named" || kind === "listed") return amounts(placed.node as unknown as AmountsNode, asking);
  return kind === "" ? shaped(placed, asking) : null;
};

const within = (span: Span, start: number, end: number): boolean => span.start <= start && end <= span.end;

/** An event of a handler has a meaning of its own, apart from the line's. */
const eventAt = (placed: Placed, token: Span): Description | null => {
  const { eventSpan, event } = placed.node as unknown as { readonly eventSpan?: Span; readonly event?: unknown };
  if (eventSpan === undefined || typeof event !== "string" || !within(eventSpan, token.start, token.end)) return null;
  return { span: eventSpan, title: event, type: "an event", text: EVENT_WORDS[event] ?? "something that happens to an account" };
};

const constructAt = (placed: Placed, token: Span): Description | null => {
  const construct = constructOf(placed.block, kindOf(placed));
  return construct === null ? null : { span: token, title: construct.form, type: null, text: construct.text };
};

/** A word and the word that holds it are one: what is asked of the inner one is answered for the outer one. */
const lifted = (placed: Placed): Placed => {
  const { parent } = placed;
  return parent !== null &&
    (OPERANDS.has(kindOf(parent)) || kindOf(parent) === "named") &&
    within(parent.node.span, placed.node.span.start, placed.node.span.end)
    ? parent
    : placed;
};

/** From the innermost node outwards, the first that has something to say. */
export const describe = (innermost: Placed, token: Span, asking: Asking): Description | null => {
  for (let placed: Placed | null = lifted(innermost); placed !== null; placed = placed.parent) {
    const { span } = placed.node;
    if (!within(span, token.start, token.end)) return null;
    const event = eventAt(placed, token);
    if (event !== null) return event;
    const meaning = meaningOf(placed, asking);
    if (meaning !== null) return { span, title: asking.textOf(span), ...meaning };
    const construct = constructAt(placed, token);
    if (construct !== null) return construct;
  }
  return null;
};
