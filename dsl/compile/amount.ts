/** Sentences about money and years, to their bodies. */
import type {
  AmountLimit,
  AmountRule,
  DebtType,
  DueDateRule,
  EventName,
  LimitationRule,
  Money,
  RetentionRule,
  TollingRule,
} from "../../engine/index.ts";
import type { AmountRuleNode, BoundsNode, DueDateNode, LimitationNode, LimitNode, RetentionNode, TollingNode } from "../tree/rule.ts";
import type { MoneyNode } from "../tree/words.ts";
import { ACTS } from "../tokens/vocabulary.ts";
import { moneyOf } from "./money.ts";
import { actsIn, daysOf, optional, someOf, wordsOf } from "./words.ts";

const sumOrNone = (node: MoneyNode | null): Money | null => (node === null ? null : moneyOf(node));

const boundsOf = ({ atLeast, atMost }: BoundsNode): { readonly atLeast?: Money; readonly atMost?: Money } => ({
  ...optional("atLeast", sumOrNone(atLeast)),
  ...optional("atMost", sumOrNone(atMost)),
});

type YearlyRate = Extract<AmountLimit, { readonly by: "yearly rate" }>;

/** A rate over a series floats with it unless it is frozen; a fixed rate has nothing to freeze. */
const rateOf = (node: Extract<LimitNode, { readonly by: "yearly rate" }>): YearlyRate => {
  const frozen: NonNullable<YearlyRate["frozen"]> = node.frozen === null ? "never" : `at ${node.frozen}`;
  return {
    by: "yearly rate",
    percent: node.percent.value,
    ...(node.over === null ? {} : { over: node.over.text, frozen }),
    ...optional("dayCount", node.dayCount?.text as YearlyRate["dayCount"]),
  };
};

const limitOf = (limit: LimitNode): AmountLimit => {
  switch (limit.by) {
    case "sum":
      return { by: "sum", sum: moneyOf(limit.sum) };
    case "percent of debt":
      return { by: "percent of debt", percent: limit.percent.value, ...boundsOf(limit) };
    case "yearly rate":
      return rateOf(limit);
    case "bands":
      return { by: "bands", bands: limit.bands.map(({ upTo, value }) => ({ upTo: sumOrNone(upTo), sum: moneyOf(value) })) };
    case "slices":
      return { by: "slices", slices: limit.slices.map(({ upTo, value }) => ({ upTo: sumOrNone(upTo), percent: value.value })), ...boundsOf(limit) };
  }
};

export const amountBody = (node: AmountRuleNode): AmountRule => ({
  kind: "amount",
  charges: wordsOf<string>(node.charges),
  limit: limitOf(node.limit),
  onlyAgreed: node.onlyAgreed,
  ...(node.unlessAgreed ? { unlessAgreed: true } : {}),
  ...optional("times", node.times?.value),
  ...optional("inTotal", node.inTotal === null ? null : { ...optional("months", node.inTotal.months?.value) }),
  ...optional("barred", node.barred),
  key: node.key?.text === "person" ? "person" : "debt",
});

export const dueDateBody = (node: DueDateNode): DueDateRule => ({
  kind: "due-date",
  days: daysOf(node.days),
  after: node.after,
  ...optional("containing", someOf<string>(node.containing)),
  ...(node.toBusinessDay ? { toBusinessDay: true } : {}),
  ...optional("orWith", someOf<string>(node.orWith)),
  ...optional("longest", node.longest === null ? null : daysOf(node.longest)),
});

export const limitationBody = (node: LimitationNode): LimitationRule => ({
  kind: "limitation",
  ...(node.years === null ? { asFixed: true } : { years: node.years.value }),
  ...optional("months", node.months?.value),
  ...optional("debtTypes", someOf<DebtType>(node.types)),
  ...optional("contracts", someOf<NonNullable<LimitationRule["contracts"]>[number]>(node.contracts)),
  from: (node.from?.text ?? "default") as LimitationRule["from"],
  ...optional("afterDays", node.afterDays?.n),
  toYearEnd: node.toYearEnd,
  restartedBy: wordsOf<EventName>(node.restartedBy),
  revivedBy: wordsOf<EventName>(node.revivedBy),
  extinguishes: node.extinguishes,
  bars: node.extinguishes ? ACTS : actsIn(node.bars),
});

export const tollingBody = (node: TollingNode): TollingRule => ({
  kind: "tolling",
  during: node.during.text as EventName,
  until: wordsOf<EventName>(node.until),
});

export const retentionBody = (node: RetentionNode): RetentionRule => ({
  kind: "retention",
  what: node.what,
  records: node.records.text,
  years: node.years.value,
  after: node.after.text as RetentionRule["after"],
});
