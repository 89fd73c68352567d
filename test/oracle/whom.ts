/** Whom a rule binds: by place, by date, by who collects what from whom. */
import { datesAt } from "./clock.ts";
import type { Deed, OracleBinding, OracleDebt, OracleRule, Story } from "./words.ts";

const standsIn = (place: string, debtorPlace: string): boolean => debtorPlace === place || debtorPlace.startsWith(`${place}-`);

const total = (story: Story, debt: OracleDebt): number =>
  story.debts
    .filter((other) => other.creditor === debt.creditor || other.creditor === undefined || debt.creditor === undefined)
    .reduce((sum, other) => sum + other.amount, 0);

const covers = (story: Story, binding: OracleBinding, debt: OracleDebt): boolean => {
  if (!binding.debts.includes(debt.kind)) return false;
  if (binding.debtTypes !== undefined && !binding.debtTypes.includes(debt.type)) return false;
  if (binding.incurredFrom !== undefined && debt.incurred < binding.incurredFrom) return false;
  if (binding.totalAtMost === undefined) return true;
  return debt.currency !== binding.totalAtMost.currency || total(story, debt) <= binding.totalAtMost.amount;
};

const bindsHere = (story: Story, binding: OracleBinding, deed: Deed): boolean => {
  const { collector, debtor } = story;
  if (!binding.roles.includes(collector.role)) return false;
  if (binding.debtors !== undefined && debtor.kind !== "unknown" && !binding.debtors.includes(debtor.kind)) return false;
  if ((binding.collectorFacts ?? []).some((fact) => !(collector.facts ?? []).includes(fact))) return false;
  if ((binding.exceptDebtorFacts ?? []).some((fact) => (debtor.facts ?? []).includes(fact))) return false;
  return deed.debts.some((debt) => covers(story, binding, debt));
};

/** Whether a rule has a say about a deed. The days on which it begins and ends are those of the debtor's first zone. */
export const bindsDeed = (story: Story, rule: OracleRule, deed: Deed): boolean => {
  const here = rule.place === "WORLD" || rule.place === "HOUSE" || story.debtor.places.some((place) => standsIn(rule.place, place));
  if (!here) return false;
  const today = datesAt(story, deed.entry.at)[0] ?? 0;
  if (today < (rule.from ?? today) || today > (rule.to ?? today)) return false;
  return rule.binds.length === 0 || rule.binds.some((binding) => bindsHere(story, binding, deed));
};
