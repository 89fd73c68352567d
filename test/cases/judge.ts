/** What the engine and the law book answer to a case, in the words of the case. */
import { formatInstant, inForce, plan, permit, rulesFor, startOfDay, type Context, type LawBook, type Rule } from "../../engine/index.ts";
import { buildCalendar } from "../../policies/calendar/build.ts";
import { dayOf, daysOf, questionOf, type LegalCase } from "./legal-case.ts";

export interface Judgement {
  readonly verdict: "allowed" | "denied";
  /** First lawful instant, with the offset of the debtor's first zone; null: waiting alone never helps. */
  readonly until: string | null;
  readonly requires: readonly string[];
  /** Rules that refuse at the instant asked about. */
  readonly rules: readonly string[];
  readonly sentences: readonly string[];
}

/**
 * Law of the places as it stood on the day that the case names; without one, dates decide as always. Cases tell what the law
 * answers, so Collect's own protections, which go further (an oral dispute rests too), are left out.
 */
const lawOf = (legal: LegalCase, book: LawBook): readonly Rule[] => {
  const rules = rulesFor(book, legal.places).filter((rule) => rule.place !== "WORLD");
  const { asOf } = legal;
  if (asOf === undefined) return rules;
  return rules.filter((rule) => inForce(rule, dayOf(asOf))).map((rule) => ({ ...rule, from: null, to: null }));
};

export const judge = (legal: LegalCase, book: LawBook): Judgement => {
  const { debtor, debts, ledger, action, at } = questionOf(legal);
  const { from, to } = daysOf(legal);
  const calendar = buildCalendar({ zones: debtor.timezones, places: legal.places, from, to });
  const context: Context = { calendar, rules: lawOf(legal, book), collector: legal.collector, debtor, debts, ledger };
  const [zone = "UTC"] = debtor.timezones;
  const decision = permit(context, action, at);
  if (decision.allowed)
    return { verdict: "allowed", until: formatInstant(calendar, zone, at), requires: decision.requires, rules: [], sentences: [] };
  const found = plan(context, action, at, startOfDay(calendar, zone, to));
  return {
    verdict: "denied",
    until: found.kind === "at" ? formatInstant(calendar, zone, found.at) : null,
    requires: decision.requires,
    rules: decision.reasons.map((reason) => reason.rule),
    sentences: decision.reasons.map((reason) => reason.sentence),
  };
};
