/** Checks of the small pieces that rule sentences share: days, dates, money, lists, triggers. */
import { didYouMean, problem } from "../catalogue.ts";
import { countedBy } from "../compile/sentence.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { CURRENCIES, parseMoney } from "../engine.ts";
import { suggest } from "../suggest.ts";
import type { TriggerNode } from "../tree/rule.ts";
import type { DateNode, DaysNode, MoneyNode, Name, NumberNode, TimeNode } from "../tree/words.ts";

/** A span of days in a rule: whole calendar days, at least one. */
export const calendarDays = (days: DaysNode, what: string): readonly Diagnostic[] => {
  if (days.business) return [problem("businessSpan", days.span, { what })];
  if (!Number.isSafeInteger(days.n)) return [problem("notWhole", days.span, { what })];
  return days.n < 1 ? [problem("emptySpan", days.span, { what })] : [];
};

export const timeExists = (time: TimeNode): readonly Diagnostic[] =>
  time.minute === null ? [problem("badTime", time.span, { text: time.text }, { help: "times run from 00:00 to 24:00" })] : [];

export const dateExists = (date: DateNode | null): readonly Diagnostic[] =>
  date === null || date.day !== null ? [] : [problem("badDate", date.span, { text: date.text })];

export const currencyExists = (money: MoneyNode, known: readonly string[] = CURRENCIES): readonly Diagnostic[] => {
  const { text, span } = money.currency;
  if (CURRENCIES.includes(text)) return [];
  return [problem("unknownCurrency", span, { name: text }, didYouMean(span, suggest(text, known) ?? suggest(text, CURRENCIES)))];
};

export const eachOnce = (names: readonly Name[]): readonly Diagnostic[] => {
  const seen = new Set<string>();
  return names.flatMap(({ text, span }) => {
    if (seen.has(text)) return [problem("wordTwice", span, { word: text })];
    seen.add(text);
    return [];
  });
};

export const targets = (names: readonly Name[]): readonly Diagnostic[] => {
  const other = names.find(({ text }) => text !== "contact");
  const covered = names.some(({ text }) => text === "contact") && other !== undefined && countedBy(other.text).channels !== undefined;
  return [...eachOnce(names), ...(covered ? [problem("contactTwice", other.span, { word: other.text })] : [])];
};

/** Days of either kind, whole and at least one. */
export const someDays = (days: DaysNode, what: string): readonly Diagnostic[] => {
  if (!Number.isSafeInteger(days.n)) return [problem("notWhole", days.span, { what })];
  return days.n < 1 ? [problem("emptySpan", days.span, { what })] : [];
};

/** A number that is whole and at least one. */
export const countingNumber = ({ value, span }: NumberNode, what: string): readonly Diagnostic[] => {
  if (!Number.isSafeInteger(value)) return [problem("notWhole", span, { what })];
  return value < 1 ? [problem("atLeastOne", span, { what })] : [];
};

/** A sum in a currency that there is. */
export const sumExists = (money: MoneyNode | null): readonly Diagnostic[] => {
  if (money === null) return [];
  const unknown = currencyExists(money);
  if (unknown.length > 0 || parseMoney(money.digits, money.currency.text) !== null) return unknown;
  return [problem("badAmount", money.span, { text: money.digits, currency: money.currency.text })];
};

/** What blocks, notices and duties can count per. */
export const debtOrPerson = (key: Name | null, what: string): readonly Diagnostic[] =>
  key === null || key.text === "debt" || key.text === "person" ? [] : [problem("wrongKey", key.span, { what, key: key.text })];

export const triggerProblems = (node: TriggerNode | null): readonly Diagnostic[] =>
  node === null
    ? []
    : [
        ...eachOnce(node.until),
        ...eachOnce(node.media),
        ...eachOnce(node.by),
        ...(node.forDays === null ? [] : calendarDays(node.forDays, "how long a block lasts")),
        ...(node.afterNotice === null
          ? []
          : [...eachOnce(node.afterNotice.contents), ...calendarDays(node.afterNotice.days, "the time after a notice")]),
        ...(node.inFull !== null && node.event.text !== "payment"
          ? [problem("cantNarrow", node.inFull.span, { what: `\`${node.event.text}\``, by: "`in full`" })]
          : []),
      ];
