/** What is shared: whole by itself, and good for the currencies of the policy that uses it. */
import { CURRENCIES, parseMoney } from "../engine.ts";
import { didYouMean, problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { suggest } from "../suggest.ts";
import type { AmountNode, PolicyItem } from "../tree/policy.ts";
import { namesIn } from "./definitions.ts";
import { checkItem } from "./items.ts";
import { linesOf, scopeOf, type Scope, type SharedPart } from "./names.ts";
import { again } from "./once.ts";
import { namesUsed } from "./unused.ts";

/** Any currency may stand in a shared amount: each policy takes its own. */
const checkSharedAmount = ({ sums }: AmountNode): readonly Diagnostic[] => {
  const seen = new Set<string>();
  return sums.flatMap((sum) => {
    const { text, span } = sum.currency;
    if (!CURRENCIES.includes(text)) return [problem("unknownCurrency", span, { name: text }, didYouMean(span, suggest(text, CURRENCIES)))];
    if (seen.has(text)) return [problem("currencyTwice", span, { currency: text })];
    seen.add(text);
    return parseMoney(sum.digits, text) === null ? [problem("badAmount", sum.span, { text: sum.digits, currency: text })] : [];
  });
};

const shareable = (item: PolicyItem, scope: Scope): readonly Diagnostic[] =>
  item.kind === "amount" ? checkSharedAmount(item) : checkItem(item, scope);

/** Problems of the lines that a file shares. */
export const checkShareable = (scope: Scope): readonly Diagnostic[] => {
  const { policy } = scope;
  return [
    ...again(linesOf(policy, "facts"), "facts"),
    ...again(linesOf(policy, "house"), "house rules"),
    ...policy.items.flatMap((item) => shareable(item, scope)),
  ];
};

/** Problems of one file that is used, with the currencies and places of the policy that uses it. */
export const checkPart = ({ node, source, lost, uses }: SharedPart, user: Scope): readonly Diagnostic[] =>
  checkShareable(
    scopeOf(node, source, lost, {
      lawBook: user.lawBook,
      shared: uses,
      currencies: user.currencies,
      places: user.places,
      incomplete: user.incomplete,
    }),
  );

/** Names that a policy uses, by itself or through what it uses. */
const usedNames = (scope: Scope): ReadonlySet<string> => {
  const used = new Set<string>();
  const plans = scope.shared.flatMap(({ node }) => namesUsed({ ...node, items: linesOf(node, "plan") }));
  const wanted = [...namesUsed(scope.policy), ...plans];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (used.has(name)) continue;
    used.add(name);
    const definition = scope.definitions.get(name);
    if (definition !== undefined) wanted.push(...namesIn(definition.as));
  }
  return used;
};

/** A shared amount needs a value in each currency of every policy that uses it. */
export const checkSharedCurrencies = (scope: Scope): readonly Diagnostic[] => {
  if (scope.shared.length === 0) return [];
  const used = usedNames(scope);
  const [line] = linesOf(scope.policy, "currency");
  return scope.shared.flatMap(({ node }) =>
    linesOf(node, "amount").flatMap(({ name, sums }) => {
      const missing = scope.currencies.filter((currency) => CURRENCIES.includes(currency) && !sums.some((sum) => sum.currency.text === currency));
      if (missing.length === 0 || !used.has(name.text)) return [];
      const related = line === undefined ? [] : [{ span: line.span, label: "the currencies of the policy" }];
      return [problem("currencyNotShared", name.span, { name: name.text, currencies: missing }, { related })];
    }),
  );
};
