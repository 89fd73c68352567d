/** The accounts that stand for all: one for each way in which a policy's own conditions can tell accounts apart. */
import type { Channel, DebtorKind } from "../model/facts.ts";
import type { CompiledPolicy, Expr, FactType, FactValue, Operand } from "../model/policy.ts";
import type { Account } from "../model/state.ts";
import type { Currency, LocalDay, Minor, Place, Zone } from "../model/units.ts";
import { localDay, minor } from "../model/units.ts";
import { CHANNELS } from "../model/facts.ts";
import { everyStep, idsByVariant } from "../variant.ts";

/** What an account differs in from the first one; null: nothing. */
export interface Draft {
  readonly differs: string | null;
  /** What the policy draws by: an account of each variant is looked at as closely as the first. */
  readonly id: string;
  readonly kind: DebtorKind;
  readonly amount: Minor;
  readonly facts: Readonly<Record<string, FactValue>>;
}

export interface Compared {
  readonly fact: string;
  readonly with: Operand | null;
}

/** Every comparison that the policy makes with a fact. */
export function comparisonsIn(policy: CompiledPolicy): readonly Compared[] {
  const steps = policy.stages.flatMap((stage) => everyStep(stage));
  const conditions = [
    policy.applies,
    ...policy.stages.flatMap((stage) => [stage.requires, ...stage.next.map(({ when }) => when)]),
    ...steps.map(({ when }) => when),
    ...policy.handlers.map(({ when }) => when),
  ];
  return conditions.flatMap((expr) => (expr === undefined ? [] : comparedIn(expr)));
}

function comparedIn(expr: Expr): readonly Compared[] {
  switch (expr.op) {
    case "and":
    case "or":
      return expr.of.flatMap(comparedIn);
    case "not":
      return comparedIn(expr.of);
    case "known":
    case "has":
      return [{ fact: expr.fact, with: null }];
    case "compare": {
      const { left, right } = expr;
      if (left.kind === "fact") return [{ fact: left.name, with: right }];
      return right.kind === "fact" ? [{ fact: right.name, with: left }] : [];
    }
  }
}

/** Sums just below, at and just above each one that the policy compares a balance with, ascending; a round sum where it compares none. */
function amountsOf(compared: readonly Compared[], currency: Currency): readonly Minor[] {
  const named = compared.flatMap(({ fact, with: other }) => (fact === "balance" && other?.kind === "money" ? (other.of[currency] ?? []) : []));
  const largest = Math.max(0, ...named);
  const around = named.flatMap((sum) => [sum - 1, sum, sum + 1]).filter((sum) => sum > 0);
  return [...new Set([...around, Math.max(ROUND, largest * 2)])].sort((a, b) => a - b).map((sum) => minor(sum));
}

const ROUND = 500_000;

/** Values of a fact on each side of everything that it is compared with, the first of them standing for all accounts at first. */
function valuesOf(type: FactType, name: string, compared: readonly Compared[], currency: Currency): readonly FactValue[] {
  const others = compared.flatMap(({ fact, with: other }) => (fact === name && other !== null ? [other] : []));
  const numbers = others.flatMap((other) => (other.kind === "number" ? [other.value] : other.kind === "money" ? (other.of[currency] ?? []) : []));
  const texts = others.flatMap((other) => (other.kind === "text" ? [other.value] : []));
  switch (type.type) {
    case "boolean":
      return [false, true];
    case "one of":
      return type.values;
    case "number":
    case "money":
    case "percent":
    case "days":
      return [...new Set([0, ...numbers.flatMap((n) => [n - 1, n, n + 1])])];
    case "date":
      return texts.length === 0 ? ["2020-01-01"] : texts;
    case "time":
      return texts.length === 0 ? ["09:00"] : texts;
    case "tags":
      return [[]];
    case "text":
    case "place":
    case "channel":
      return [...new Set([...texts, "other"])];
  }
}

const KINDS: Readonly<Record<CompiledPolicy["debt"], readonly [DebtorKind, ...DebtorKind[]]>> = {
  consumer: ["person"],
  commercial: ["business", "sole-trader"],
};

/** One thing in which an account may differ from the first: all that it may be instead. */
type Axis = readonly { readonly words: string; readonly of: (draft: Draft) => Draft }[];

const differing = (first: Draft, ...choices: readonly Axis[number][]): Draft => ({
  ...choices.reduce((draft, { of }) => of(draft), first),
  differs: choices.map(({ words }) => words).join(" and "),
});

/** Every other account that differs from the first one in one thing that the policy or the law asks about, then in two that the policy asks about. */
export function draftsOf(policy: CompiledPolicy, currency: Currency): readonly Draft[] {
  const compared = comparisonsIn(policy);
  const amounts = amountsOf(compared, currency);
  const types: Readonly<Record<string, FactType>> = { ...policy.facts, limitation: LIMITATION };
  const values = Object.entries(types).map(([name, type]) => [name, valuesOf(type, name, compared, currency)] as const);
  const facts = Object.fromEntries(values.map(([name, [first]]) => [name, first ?? ""]));
  const [[, id] = [null, "account"], ...variants] = idsByVariant(policy);
  const first: Draft = { differs: null, id, kind: KINDS[policy.debt][0], amount: amounts.at(-1) ?? minor(ROUND), facts };
  const kinds: Axis = KINDS[policy.debt].slice(1).map((kind) => ({ words: `the debtor is a ${kind}`, of: (draft) => ({ ...draft, kind }) }));
  const sums: Axis = amounts.slice(0, -1).map((amount) => ({ words: `${amount} ${currency} are owed`, of: (draft) => ({ ...draft, amount }) }));
  const told = values.map(([name, all]): readonly [string, Axis] => [
    name,
    all.slice(1).map((value) => ({
      words: `${name} is ${String(value)}`,
      of: (draft) => ({ ...draft, facts: { ...draft.facts, [name]: value } }),
    })),
  ]);
  const asked = new Set(compared.map(({ fact }) => fact));
  const together = [...(asked.has("debtor_kind") ? [kinds] : []), sums, ...told.flatMap(([name, axis]) => (asked.has(name) ? [axis] : []))];
  const single = [kinds, sums, ...told.map(([, axis]) => axis)].flat();
  const others = variants.map(([name, of]) => ({
    ...first,
    id: of,
    differs: name === null ? "it runs no variant" : `it runs the variant "${name}"`,
  }));
  return [first, ...others, ...single.map((one) => differing(first, one)), ...pairsOf(together).map((pair) => differing(first, ...pair))];
}

const LIMITATION: FactType = { type: "one of", values: ["running", "expired"] };

const pairsOf = (axes: readonly Axis[]): readonly (readonly Axis[number][])[] =>
  axes.flatMap((axis, i) => axis.flatMap((one) => axes.slice(i + 1).flatMap((other) => other.map((two) => [one, two]))));

/** The same account, so old that no claim of it can be enforced any more. */
export const agedBy = (draft: Draft, years: number): Draft => ({
  ...draft,
  differs: `it fell due ${years} years before`,
  facts: { ...draft.facts, limitation: "expired" },
});

export const accountOf = (
  draft: Draft,
  { place, zones, currency, issued, due }: { place: Place; zones: readonly Zone[]; currency: Currency; issued: LocalDay; due: LocalDay },
): Account => ({
  id: draft.id,
  debtor: { id: "debtor", kind: draft.kind, places: [place], timezones: zones },
  creditor: "creditor",
  currency,
  invoices: [{ id: "1", issued, due, amount: draft.amount }],
  facts: draft.facts,
  reach: Object.fromEntries(CHANNELS.map((channel) => [channel, `${channel}-1`])) as Record<Channel, string>,
});

/** Days from an invoice to its due date: as the policy's terms have it. */
export const termOf = ({ terms }: CompiledPolicy): number => terms.due?.n ?? 30;

/**
 * Due dates that stand for all from a day on: one for each weekday of a month, and some whose course runs over the turn of the year, the end of
 * February, and the nights in which clocks change.
 */
export const startsFrom = (day: LocalDay): readonly LocalDay[] =>
  [30, 31, 32, 33, 34, 35, 36, 75, 101, 135, 220, 320].map((after) => localDay(day + after));
