/** Checks of sentences about money and years. */
import { problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { parseMoney } from "../engine.ts";
import type { AmountRuleNode, BoundsNode, DueDateNode, LimitationNode, LimitNode, RetentionNode, StepNode } from "../tree/rule.ts";
import type { MoneyNode, NumberNode } from "../tree/words.ts";
import { calendarDays, countingNumber, debtOrPerson, eachOnce, someDays, sumExists } from "./pieces.ts";

const minorOf = ({ digits, currency }: MoneyNode): number | null => parseMoney(digits, currency.text);

const percentExists = ({ value, span }: NumberNode): readonly Diagnostic[] =>
  value >= 0 && value <= 1000 ? [] : [problem("badPercent", span, { percent: value })];

const more = (one: MoneyNode, other: MoneyNode): boolean => {
  const [a, b] = [minorOf(one), minorOf(other)];
  return a !== null && b !== null && one.currency.text === other.currency.text && a > b;
};

const bounds = ({ atLeast, atMost }: BoundsNode): readonly Diagnostic[] => [
  ...sumExists(atLeast),
  ...sumExists(atMost),
  ...(atLeast !== null && atMost !== null && more(atLeast, atMost) ? [problem("boundsCross", atMost.span, {})] : []),
];

/** Bands and slices go up, and the last has no end. */
const steps = <Value>(list: readonly StepNode<Value>[], what: string): readonly Diagnostic[] =>
  list.flatMap((step, index) => {
    const isLast = index === list.length - 1;
    if ((step.upTo === null) !== isLast) return [problem("stepsEnd", step.span, { what })];
    const before = list[index - 1]?.upTo ?? null;
    const low = step.upTo !== null && before !== null && !more(step.upTo, before) && step.upTo.currency.text === before.currency.text;
    return [...sumExists(step.upTo), ...(low && step.upTo !== null ? [problem("stepsOrder", step.upTo.span, { what })] : [])];
  });

/** Every sum of a limit, in the order written. */
const sumsOf = (limit: LimitNode): readonly MoneyNode[] => {
  const given = (...sums: readonly (MoneyNode | null)[]): readonly MoneyNode[] => sums.filter((sum) => sum !== null);
  switch (limit.by) {
    case "sum":
      return [limit.sum];
    case "percent of debt":
      return given(limit.atLeast, limit.atMost);
    case "yearly rate":
      return [];
    case "bands":
      return limit.bands.flatMap(({ upTo, value }) => given(upTo, value));
    case "slices":
      return given(...limit.slices.map(({ upTo }) => upTo), limit.atLeast, limit.atMost);
  }
};

/** Bands may sort debts of one currency and give sums of another: all ends are of one, and so are all sums. */
const oneCurrency = (limit: LimitNode): readonly Diagnostic[] =>
  limit.by === "bands"
    ? [inOneCurrency(limit.bands.flatMap(({ upTo }) => (upTo === null ? [] : [upTo]))), inOneCurrency(limit.bands.map(({ value }) => value))].flat()
    : inOneCurrency(sumsOf(limit));

const inOneCurrency = ([first, ...others]: readonly MoneyNode[]): readonly Diagnostic[] => {
  const other = others.find(({ currency }) => currency.text !== first?.currency.text);
  if (first === undefined || other === undefined) return [];
  return [problem("twoCurrencies", other.currency.span, { first: first.currency.text, other: other.currency.text })];
};

const limitProblems = (limit: LimitNode): readonly Diagnostic[] => {
  switch (limit.by) {
    case "sum":
      return sumExists(limit.sum);
    case "percent of debt":
      return [...percentExists(limit.percent), ...bounds(limit)];
    case "yearly rate": {
      const alone = limit.frozen !== null && limit.over === null;
      return [...percentExists(limit.percent), ...(alone ? [problem("frozenAlone", limit.percent.span, {})] : [])];
    }
    case "bands":
      return [...steps(limit.bands, "bands"), ...limit.bands.flatMap(({ value }) => sumExists(value))];
    case "slices":
      return [...steps(limit.slices, "slices"), ...limit.slices.flatMap(({ value }) => percentExists(value)), ...bounds(limit)];
  }
};

/** Interest takes off what was booked by itself. */
const totalProblems = ({ inTotal, limit }: AmountRuleNode): readonly Diagnostic[] => {
  if (inTotal === null) return [];
  if (limit.by === "yearly rate") return [problem("cantNarrow", inTotal.span, { what: "interest", by: "a total" })];
  return inTotal.months === null ? [] : countingNumber(inTotal.months, "a number of months");
};

export const amountProblems = (node: AmountRuleNode): readonly Diagnostic[] => [
  ...eachOnce(node.charges),
  ...limitProblems(node.limit),
  ...oneCurrency(node.limit),
  ...(node.times === null ? [] : countingNumber(node.times, "how often a charge is made")),
  ...totalProblems(node),
  ...debtOrPerson(node.key, "a charge"),
];

export const dueDateProblems = ({ days, longest, containing, orWith }: DueDateNode): readonly Diagnostic[] => {
  const short = longest !== null && longest.business === days.business && longest.n < days.n;
  return [
    ...someDays(days, "a term"),
    ...eachOnce(containing),
    ...eachOnce(orWith),
    ...(longest === null ? [] : someDays(longest, "a term")),
    ...(short ? [problem("longestShort", longest.span, { longest: longest.n })] : []),
  ];
};

export const limitationProblems = (node: LimitationNode): readonly Diagnostic[] => {
  const { years, months } = node;
  if (years === null) return eachOnce(node.bars);
  const whole = Number.isSafeInteger(years.value) && (months === null || Number.isSafeInteger(months.value));
  if (!whole) return [problem("notWhole", (Number.isSafeInteger(years.value) ? months : years)?.span ?? years.span, { what: "a period" })];
  const empty = years.value + (months?.value ?? 0) === 0 || (months !== null && (months.value < 1 || months.value > 11));
  return [
    ...(empty ? [problem("emptyPeriod", (months ?? years).span, {})] : []),
    ...(node.afterDays === null ? [] : calendarDays(node.afterDays, "the days before a period")),
    ...eachOnce(node.types),
    ...eachOnce(node.contracts),
    ...eachOnce(node.restartedBy),
    ...eachOnce(node.revivedBy),
    ...eachOnce(node.bars),
  ];
};

export const retentionProblems = ({ years }: RetentionNode): readonly Diagnostic[] => countingNumber(years, "how long records are kept, in years,");
