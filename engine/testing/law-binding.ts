/** Whether one rule of the law is in force and binds, whatever is done: what is asked of rules that refuse nothing by themselves. */
import { formatDay } from "../calendar.ts";
import type { Context } from "../model/decision.ts";
import type { LawBook, Rule } from "../model/rule.ts";
import type { Instant } from "../model/units.ts";
import { standsAt } from "../rules/in-force.ts";
import { binds, reaches } from "../scope.ts";
import type { Compared, Expected } from "./law-judge.ts";

interface Asked {
  readonly rule: string;
  readonly binding: boolean;
  readonly debts: readonly string[];
}

const inForceWords = ({ from, to }: Rule): string =>
  [...(from === null ? [] : [`from ${formatDay(from)}`]), ...(to === null ? [] : [`until ${formatDay(to)}`])].join(" ");

/** Why a rule doesn't bind; null: it does. */
const reprieve = (rule: Rule, context: Context, debts: readonly string[], now: Instant): string | null => {
  if (!reaches(rule, context.debtor.places)) return `it is law of ${rule.place}, and the debtor isn't there`;
  if (!standsAt(rule, context, now)) return `it is in force ${inForceWords(rule)}`;
  return binds(rule, context, { debts }) ? null : "it binds other collectors, debtors or debts";
};

/** Whether a rule is in force at an instant and binds an account about some debts, whatever is done; about none of them: about any. */
export const isBinding = (rule: Rule, context: Context, debts: readonly string[], now: Instant): boolean =>
  reprieve(rule, context, debts, now) === null;

/** What a rule that binds leaves to people. */
const leftToPeople = ({ id, body }: Rule): readonly string[] => (body.kind === "standard" ? [`${id}: people decide: ${body.text}`] : []);

/**
 * Asks and compares whether a rule binds about some debts. A rule that the book doesn't have binds nobody.
 * @param book also of other places than the debtor's: their rules don't bind there
 */
export const askWhetherBinding = (
  { rule: id, binding, debts }: Asked,
  book: LawBook,
  context: Context,
  now: Instant,
): Compared & { readonly expected: Expected } => {
  const rule = book.rules.find((one) => one.id === id);
  const why = rule === undefined ? "no such rule is in the book" : reprieve(rule, context, debts, now);
  const verdict = (so: boolean): "binding" | "not binding" => (so ? "binding" : "not binding");
  return {
    ok: binding === (why === null),
    expected: { verdict: verdict(binding), rules: [id] },
    got: {
      verdict: verdict(why === null),
      until: null,
      requires: [],
      rules: [id],
      sentences: why === null ? (rule === undefined ? [] : leftToPeople(rule)) : [`${id}: ${why}`],
    },
  };
};
