/** Everything a policy names, collected once, and names that are given twice. */
import type { FactType, LawBook } from "../../engine/index.ts";
import { problem } from "../catalogue.ts";
import type { Diagnostic, Span } from "../diagnostic.ts";
import { CURRENCIES } from "../engine.ts";
import { suggest } from "../suggest.ts";
import type { AmountNode, DefineNode, NoticeNode, PolicyBlock, PolicyItem, PolicyNode, SharedNode, StageNode, VariantNode } from "../tree/policy.ts";
import type { Source } from "../syntax/source.ts";

export type PlanBlock = Extract<PolicyBlock, { readonly kind: "plan" }>;

/** Facts that every account has, without being declared. `place` is an ISO 3166 code. */
export const BUILT_IN: ReadonlyMap<string, FactType> = new Map<string, FactType>([
  ["balance", { type: "money" }],
  ["days_overdue", { type: "number" }],
  ["unpaid_invoices", { type: "number" }],
  // Days since the oldest unpaid invoice was issued.
  ["oldest_invoice_age", { type: "number" }],
  // How much of the balance is overdue.
  ["customer_share", { type: "percent" }],
  ["broken_promises", { type: "number" }],
  // Why the last payment failed; unknown while none did.
  ["failed_payment", { type: "text", optional: true }],
  ["days_since_payment", { type: "number", optional: true }],
  ["limitation", { type: "one of", values: ["running", "expired"] }],
  ["debtor_kind", { type: "one of", values: ["person", "sole-trader", "business"] }],
  ["place", { type: "place" }],
]);

/** What another file shares, by way of `use`. */
export interface SharedPart {
  readonly source: Source;
  readonly node: SharedNode;
  readonly lost: ReadonlySet<string>;
  /** What it uses itself, directly or not; used before using. */
  readonly uses: readonly SharedPart[];
}

export interface Scope {
  readonly source: Source;
  /** The policy, with its own lines alone. Of a file that shares: what it shares. */
  readonly policy: PolicyNode | SharedNode;
  /** Every file that it uses, directly or not; used before using. */
  readonly shared: readonly SharedPart[];
  readonly lawBook: Pick<LawBook, "places"> | null;
  /** Words of lines that could not be read. */
  readonly lost: ReadonlySet<string>;
  /** A file that it uses could not be had: names that seem to be missing may be there. */
  readonly incomplete: boolean;
  readonly currencies: readonly string[];
  readonly places: readonly string[];
  readonly facts: ReadonlyMap<string, FactType>;
  readonly amounts: ReadonlyMap<string, AmountNode>;
  readonly definitions: ReadonlyMap<string, DefineNode>;
  readonly stages: ReadonlyMap<string, StageNode>;
  readonly plans: ReadonlyMap<string, PlanBlock>;
  readonly notices: ReadonlyMap<string, NoticeNode>;
  /** Experiments, by the first place that names them. */
  readonly variants: ReadonlyMap<string, VariantNode>;
}

type Lines = Pick<PolicyNode, "items">;

/** Lines of one kind, in source order. */
export const linesOf = <Kind extends PolicyItem["kind"]>(policy: Lines, kind: Kind): readonly Extract<PolicyItem, { readonly kind: Kind }>[] =>
  policy.items.filter((item): item is Extract<PolicyItem, { readonly kind: Kind }> => item.kind === kind);

/** The same with what is shared; shared lines come first. */
export const linesIn = <Kind extends PolicyItem["kind"]>(
  { policy, shared }: Pick<Scope, "policy" | "shared">,
  kind: Kind,
): readonly Extract<PolicyItem, { readonly kind: Kind }>[] =>
  shared.length === 0 ? linesOf(policy, kind) : [...shared.flatMap(({ node }) => linesOf(node, kind)), ...linesOf(policy, kind)];

const firstOf = <Value>(entries: readonly (readonly [string, Value])[]): ReadonlyMap<string, Value> => {
  const map = new Map<string, Value>();
  for (const [name, value] of entries) if (!map.has(name)) map.set(name, value);
  return map;
};

const factLines = (policy: Lines) => linesOf(policy, "facts").flatMap((block) => block.lines);

/** A misspelt currency is reported once, at the header, and read as the one it resembles everywhere else. */
const meantCurrency = (text: string): string => (CURRENCIES.includes(text) ? text : (suggest(text, CURRENCIES) ?? text));

/** A name as it was meant: itself, or the known one that it resembles. For checks that would tell one slip twice. */
export const meantName = (text: string, known: ReadonlySet<string> | ReadonlyMap<string, unknown>): string =>
  known.has(text) ? text : (suggest(text, known.keys()) ?? text);

/** What a scope has beside the lines of its own file. */
export interface Around {
  readonly lawBook?: Pick<LawBook, "places"> | null;
  readonly shared?: readonly SharedPart[];
  /** Of the policy that uses what is looked at here. */
  readonly currencies?: readonly string[];
  readonly places?: readonly string[];
  readonly incomplete?: boolean;
}

const allLost = (lost: ReadonlySet<string>, shared: readonly SharedPart[]): ReadonlySet<string> =>
  shared.every((part) => part.lost.size === 0) ? lost : new Set([...lost, ...shared.flatMap((part) => [...part.lost])]);

/** Collects what a policy, or a file that shares, names. */
export const scopeOf = (policy: PolicyNode | SharedNode, source: Source, lost: ReadonlySet<string>, around: Around = {}): Scope => {
  const shared = around.shared ?? [];
  const inside = { policy, shared };
  const stages = linesOf(policy, "stage");
  return {
    source,
    policy,
    shared,
    lawBook: around.lawBook ?? null,
    lost: allLost(lost, shared),
    incomplete: around.incomplete ?? false,
    currencies: around.currencies ?? linesOf(policy, "currency").flatMap(({ currencies }) => currencies.map(({ text }) => meantCurrency(text))),
    places: around.places ?? linesOf(policy, "places").flatMap(({ places }) => places.map(({ text }) => text)),
    facts: firstOf(linesIn(inside, "facts").flatMap((block) => block.lines.map((fact) => [fact.name.text, fact.type] as const))),
    amounts: firstOf(linesIn(inside, "amount").map((amount) => [amount.name.text, amount])),
    definitions: firstOf(linesIn(inside, "define").map((define) => [define.name.text, define])),
    stages: firstOf(stages.map((stage) => [stage.name.text, stage])),
    plans: firstOf(linesIn(inside, "plan").map((plan) => [plan.name.text, plan])),
    notices: firstOf(linesOf(policy, "notice").map((notice) => [notice.name.text, notice])),
    variants: firstOf(stages.flatMap(({ items }) => items.flatMap((item) => (item.kind === "variant" ? [[item.name.text, item] as const] : [])))),
  };
};

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

/** Facts, amounts and definitions share one space of names, across files: a condition may use any of them. */
const words = (node: Lines): readonly Given[] =>
  [...factLines(node), ...linesOf(node, "amount"), ...linesOf(node, "define")]
    .map(({ name }) => name)
    .toSorted((a, b) => a.span.start - b.span.start);

const valuesOnce = (node: Lines): readonly Diagnostic[] =>
  factLines(node).flatMap(({ values }) => {
    const seen = new Set<string>();
    return values.flatMap(({ text, span }) => {
      const again = seen.has(text);
      seen.add(text);
      return again ? [problem("valueTwice", span, { value: text })] : [];
    });
  });

/** Names that are given twice, here or in what is used, and names that can't be given. */
export const checkNames = (scope: Scope): readonly Diagnostic[] => {
  const { policy, shared } = scope;
  const nodes: readonly Lines[] = [...shared.map(({ node }) => node), policy];
  const all = nodes.flatMap(words);
  const named = (kind: "stage" | "plan" | "notice"): readonly Given[] => linesIn(scope, kind).map(({ name }) => name);
  return [
    ...twice("facts, amounts or definitions", all),
    // Compiled facts are read by name from plain objects, which know these names already.
    ...all.flatMap((name) => (name.text in Object.prototype ? [problem("reservedName", name.span, { name: name.text })] : [])),
    ...all.flatMap((name) => (BUILT_IN.has(name.text) ? [problem("builtInName", name.span, { name: name.text })] : [])),
    ...twice("stages", named("stage")),
    ...twice("plans", named("plan")),
    ...twice("notices", named("notice")),
    ...twice(
      "currencies",
      linesOf(policy, "currency").flatMap(({ currencies }) => currencies),
    ),
    ...twice(
      "places",
      linesOf(policy, "places").flatMap(({ places }) => places),
    ),
    ...nodes.flatMap(valuesOnce),
  ];
};
