/** Lists of days that rules name: holidays that close hours, and days that count as business days. */
import { didYouMean, problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { suggest } from "../suggest.ts";
import type { ExcludingNode, RuleLine } from "../tree/rule.ts";
import type { DaysNode, Quoted } from "../tree/words.ts";

type Line = RuleLine | ExcludingNode;

const ofDays = (...days: readonly (DaysNode | null)[]): readonly Quoted[] => days.flatMap((one) => one?.of ?? []);

const listsIn = (line: Line): readonly Quoted[] => {
  switch (line.kind) {
    case "window":
      return line.holidaySet === null ? [] : [line.holidaySet];
    case "notice-before":
      return ofDays(line.atLeast, line.atMost, line.counts.after);
    case "deadline":
      return ofDays(line.within);
    case "receipt":
      return ofDays(line.after);
    case "due-date":
      return ofDays(line.days, line.longest);
    default:
      return [];
  }
};

/**
 * A list of days that a rule names must be in the calendar, or the rule would refuse all it is asked.
 * @param known names of all lists; null where nobody told, and nothing is complained of
 */
export const checkDayLists = (lines: readonly Line[], known: readonly string[] | null): readonly Diagnostic[] =>
  known === null
    ? []
    : lines
        .flatMap(listsIn)
        .flatMap(({ text, span }) =>
          known.includes(text) ? [] : [problem("unknownDayList", span, { name: text }, didYouMean(span, quoted(suggest(text, known))))],
        );

const quoted = (name: string | null): string | null => (name === null ? null : `"${name}"`);
