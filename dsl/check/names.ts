/** Everything a policy names, collected once, and names that are given twice. */
import type { FactType, LawBook } from "../../engine/index.ts";
import { problem } from "../catalogue.ts";
import type { Diagnostic, Span } from "../diagnostic.ts";
import { CURRENCIES } from "../engine.ts";
import { suggest } from "../suggest.ts";
import type { AmountNode, DefineNode, NoticeNode, PolicyBlock, PolicyItem, PolicyNode, StageNode } from "../tree/policy.ts";
import type { Source } from "../syntax/source.ts";

export type PlanBlock = Extract<PolicyBlock, { readonly kind: "plan" }>;

/** Facts that every account has. `place` is an ISO 3166 code. */
export const BUILT_IN: ReadonlyMap<string, FactType | { readonly type: "money" } | { readonly type: "place" }> = new Map([
  ["balance", { type: "money" }],
  ["days_overdue", { type: "number" }],
  ["unpaid_invoices", { type: "number" }],
  ["broken_promises", { type: "number" }],
  ["limitation", { type: "one of", values: ["running", "expired"] }],
  ["debtor_kind", { type: "one of", values: ["person", "sole-trader", "business"] }],
  ["place", { type: "place" }],
]);

export interface Scope {
  readonly source: Source;
  readonly policy: PolicyNode;
  readonly lawBook: Pick<LawBook, "places"> | null;
  /** Words of lines that could not be read. */
  readonly lost: ReadonlySet<string>;
  readonly currencies: readonly string[];
  readonly places: readonly string[];
  readonly facts: ReadonlyMap<string, FactType>;
  readonly amounts: ReadonlyMap<string, AmountNode>;
  readonly definitions: ReadonlyMap<string, DefineNode>;
  readonly stages: ReadonlyMap<string, StageNode>;
  readonly plans: ReadonlyMap<string, PlanBlock>;
  readonly notices: ReadonlyMap<string, NoticeNode>;
}

/** Lines of one kind, in source order. */
export const linesOf = <Kind extends PolicyItem["kind"]>(policy: PolicyNode, kind: Kind): readonly Extract<PolicyItem, { readonly kind: Kind }>[] =>
  policy.items.filter((item): item is Extract<PolicyItem, { readonly kind: Kind }> => item.kind === kind);

const firstOf = <Value>(entries: readonly (readonly [string, Value])[]): ReadonlyMap<string, Value> => {
  const map = new Map<string, Value>();
  for (const [name, value] of entries) if (!map.has(name)) map.set(name, value);
  return map;
};

const factLines = (policy: PolicyNode) => linesOf(policy, "facts").flatMap((block) => block.lines);

/** A misspelt currency is reported once, at the header, and read as the one it resembles everywhere else. */
const meantCurrency = (text: string): string => (CURRENCIES.includes(text) ? text : (suggest(text, CURRENCIES) ?? text));

/** A name as it was meant: itself, or the known one that it resembles. For checks that would tell one slip twice. */
export const meantName = (text: string, known: ReadonlySet<string> | ReadonlyMap<string, unknown>): string =>
  known.has(text) ? text : (suggest(text, known.keys()) ?? text);

export const scopeOf = (policy: PolicyNode, source: Source, lost: ReadonlySet<string>, lawBook: Pick<LawBook, "places"> | null): Scope => ({
  source,
  policy,
  lawBook,
  lost,
  currencies: linesOf(policy, "currency").flatMap(({ currencies }) => currencies.map(({ text }) => meantCurrency(text))),
  places: linesOf(policy, "places").flatMap(({ places }) => places.map(({ text }) => text)),
  facts: firstOf(factLines(policy).map((fact) => [fact.name.text, fact.type])),
  amounts: firstOf(linesOf(policy, "amount").map((amount) => [amount.name.text, amount])),
  definitions: firstOf(linesOf(policy, "define").map((define) => [define.name.text, define])),
  stages: firstOf(linesOf(policy, "stage").map((stage) => [stage.name.text, stage])),
  plans: firstOf(linesOf(policy, "plan").map((plan) => [plan.name.text, plan])),
  notices: firstOf(linesOf(policy, "notice").map((notice) => [notice.name.text, notice])),
});

interface Given {
  readonly text: string;
  readonly span: Span;
}

const twice = (what: string, names: readonly Given[]): readonly Diagnostic[] => {
  const first = new Map<string, Given>();
  return names.flatMap((name) => {
    const other = first.get(name.text);
    if (other === undefined) first.set(name.text, name);
    return other === undefined
      ? []
      : [problem("declaredTwice", name.span, { what, name: name.text }, { related: [{ span: other.span, label: "the first one" }] })];
  });
};

/** Facts, amounts and definitions share one space of names: a condition may use any of them. */
export const checkNames = ({ policy }: Scope): readonly Diagnostic[] => {
  const words = [...factLines(policy), ...linesOf(policy, "amount"), ...linesOf(policy, "define")].map(({ name }) => name);
  return [
    ...twice(
      "facts, amounts or definitions",
      words.toSorted((a, b) => a.span.start - b.span.start),
    ),
    // Compiled facts are read by name from plain objects, which know these names already.
    ...words.flatMap((name) => (name.text in Object.prototype ? [problem("reservedName", name.span, { name: name.text })] : [])),
    ...words.flatMap((name) => (BUILT_IN.has(name.text) ? [problem("builtInName", name.span, { name: name.text })] : [])),
    ...twice(
      "stages",
      linesOf(policy, "stage").map(({ name }) => name),
    ),
    ...twice(
      "plans",
      linesOf(policy, "plan").map(({ name }) => name),
    ),
    ...twice(
      "notices",
      linesOf(policy, "notice").map(({ name }) => name),
    ),
    ...twice(
      "currencies",
      linesOf(policy, "currency").flatMap(({ currencies }) => currencies),
    ),
    ...twice(
      "places",
      linesOf(policy, "places").flatMap(({ places }) => places),
    ),
    ...factLines(policy).flatMap(({ values }) => {
      const seen = new Set<string>();
      return values.flatMap(({ text, span }) => {
        const again = seen.has(text);
        seen.add(text);
        return again ? [problem("valueTwice", span, { value: text })] : [];
      });
    }),
  ];
};
