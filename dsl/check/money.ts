/** Sums of money: known currencies, all of the policy's, amounts that the currency has. */
import { CURRENCIES, parseMoney } from "../engine.ts";
import { didYouMean, problem } from "../catalogue.ts";
import type { Diagnostic, Span } from "../diagnostic.ts";
import { suggest } from "../suggest.ts";
import type { AmountsNode, MoneyNode, Name } from "../tree/words.ts";
import type { Scope } from "./names.ts";

/** A currency that the policy uses. Nothing to say when the policy's own currencies could not be read. */
export const checkCurrency = ({ text, span }: Name, scope: Scope): readonly Diagnostic[] => {
  if (scope.currencies.includes(text)) return [];
  if (CURRENCIES.includes(text)) {
    if (scope.currencies.length === 0) return [];
    return [problem("foreignCurrency", span, { name: text }, { help: `the policy's currencies are ${scope.currencies.join(", ")}` })];
  }
  return [problem("unknownCurrency", span, { name: text }, didYouMean(span, suggest(text, scope.currencies) ?? suggest(text, CURRENCIES)))];
};

const checkSum = (sum: MoneyNode, scope: Scope): readonly Diagnostic[] => {
  const found = checkCurrency(sum.currency, scope);
  if (found.length > 0 || parseMoney(sum.digits, sum.currency.text) !== null) return found;
  return [problem("badAmount", sum.span, { text: sum.digits, currency: sum.currency.text })];
};

/** One value for each currency of the policy, neither fewer nor more. */
export const checkSums = (sums: readonly MoneyNode[], span: Span, scope: Scope, help: string | null = null): readonly Diagnostic[] => {
  const own = sums.flatMap((sum) => checkSum(sum, scope));
  const seen = new Set<string>();
  const again = sums.flatMap(({ currency }) => {
    const known = seen.has(currency.text);
    seen.add(currency.text);
    return known ? [problem("currencyTwice", currency.span, { currency: currency.text })] : [];
  });
  const missing = scope.currencies.filter((currency) => CURRENCIES.includes(currency) && !seen.has(currency));
  // A currency that was misspelt is most likely the one that seems to be missing.
  const incomplete = missing.length > own.length ? [problem("missingCurrency", span, { currencies: missing }, { help })] : [];
  return [...own, ...again, ...incomplete];
};

/** `words`: what else may stand where the amount is named. */
export const checkAmounts = (node: AmountsNode | null, scope: Scope, words: readonly string[] = []): readonly Diagnostic[] => {
  if (node === null) return [];
  if (node.kind === "listed") return checkSums(node.sums, node.span, scope, "give one value for each currency of the policy");
  const { text, span } = node.name;
  if (scope.amounts.has(text) || scope.lost.has(text) || scope.incomplete) return [];
  return [
    problem(
      "unknownAmount",
      span,
      { name: text },
      didYouMean(span, suggest(text, [...words, ...scope.amounts.keys()]), "declare it: `amount … is …`"),
    ),
  ];
};
