/** Whom a rule binds: by place, by date, by who collects what from whom. */
import { datesAt } from "./clock.ts";
import { concerns, hasConsent, numberStands } from "./history.ts";
import type { Deed, OracleBinding, OracleContact, OracleDebt, OracleEntry, OracleRule, OracleSum, Story } from "./words.ts";

const standsIn = (place: string, debtorPlace: string): boolean => debtorPlace === place || debtorPlace.startsWith(`${place}-`);

const total = (story: Story, debt: OracleDebt): number =>
  story.debts
    .filter((other) => other.creditor === debt.creditor || other.creditor === undefined || debt.creditor === undefined)
    .reduce((sum, other) => sum + other.amount, 0);

/** The one currency of the debts to a creditor; null where there are several, so that they can't be added. */
const currencyOfAll = (story: Story, debt: OracleDebt): string | null => {
  const all = story.debts.filter((other) => other.creditor === debt.creditor || other.creditor === undefined || debt.creditor === undefined);
  return all.every(({ currency }) => currency === debt.currency) ? debt.currency : null;
};

/** What is in another currency than a limit can't be held against it. */
const within = (amount: number, currency: string | null, least: OracleSum | undefined, most: OracleSum | undefined): boolean =>
  (least === undefined || currency !== least.currency || amount >= least.amount) &&
  (most === undefined || currency !== most.currency || amount <= most.amount);

/** Whether the debtor let a contact be made so, with no last day: a consent that reaches it, or the number given. */
const isWelcome = (story: Story, deed: Deed, contact: OracleContact, debt: OracleDebt): boolean => {
  const covers = ["prerecorded", "autodialled"].includes(contact.dialing ?? "manual") ? ["channel", "prerecorded"] : ["channel"];
  const lasting = deed.before.map((entry) => (entry.event?.event === "consent" && entry.event.until !== undefined ? NOTHING_SAID(entry) : entry));
  return hasConsent(story, { ...deed, before: lasting, debts: [debt] }, contact, covers, -1) || numberStands(story, deed, contact, debt);
};
const NOTHING_SAID = ({ at, id }: OracleEntry): OracleEntry => ({ at, id, event: { event: "nothing" } });

const hasHeardOf = (story: Story, events: readonly string[], debt: OracleDebt, deed: Deed): boolean =>
  (events.includes("consent") && deed.contact !== null && isWelcome(story, deed, deed.contact, debt)) ||
  deed.before.some(({ event }) => event !== undefined && event.event !== "consent" && events.includes(event.event) && concerns(story, event, debt));

const covers = (story: Story, binding: OracleBinding, debt: OracleDebt, deed: Deed): boolean => {
  if (!binding.debts.includes(debt.kind)) return false;
  if (binding.debtTypes !== undefined && !binding.debtTypes.includes(debt.type)) return false;
  const contract = debt.contract ?? "unknown";
  if (binding.contracts !== undefined && contract !== "unknown" && !binding.contracts.includes(contract)) return false;
  const facts = [...(debt.facts ?? []), ...(debt.chargedOff === undefined ? [] : ["charged-off"])];
  if (binding.debtFacts?.every((fact) => facts.includes(fact)) === false) return false;
  if (facts.some((fact) => binding.exceptDebtFacts?.includes(fact))) return false;
  if (debt.incurred < (binding.incurredFrom ?? -Infinity) || debt.incurred > (binding.incurredUntil ?? Infinity)) return false;
  if (binding.onceEvents !== undefined && !hasHeardOf(story, binding.onceEvents, debt, deed)) return false;
  if (binding.untilEvents !== undefined && hasHeardOf(story, binding.untilEvents, debt, deed)) return false;
  const own = within(debt.amount, debt.currency, binding.amountAtLeast, binding.amountAtMost);
  return own && within(total(story, debt), currencyOfAll(story, debt), binding.totalAtLeast, binding.totalAtMost);
};

const bindsHere = (story: Story, binding: OracleBinding, deed: Deed): boolean => {
  const { collector, debtor } = story;
  if (!binding.roles.includes(collector.role)) return false;
  if (binding.debtors !== undefined && debtor.kind !== "unknown" && !binding.debtors.includes(debtor.kind)) return false;
  if ((binding.collectorFacts ?? []).some((fact) => !(collector.facts ?? []).includes(fact))) return false;
  if ((binding.exceptDebtorFacts ?? []).some((fact) => (debtor.facts ?? []).includes(fact))) return false;
  if ((binding.exceptCollectorFacts ?? []).some((fact) => (collector.facts ?? []).includes(fact))) return false;
  if ((binding.debtorFacts ?? []).some((fact) => !(debtor.facts ?? []).includes(fact))) return false;
  if (binding.persons !== undefined && deed.contact !== null && !binding.persons.includes(deed.contact.person ?? "debtor")) return false;
  return deed.debts.some((debt) => covers(story, binding, debt, deed));
};

/** Whether a rule has a say about a deed. The days on which it begins and ends are those of the debtor's first zone. */
export const bindsDeed = (story: Story, rule: OracleRule, deed: Deed): boolean => {
  const here =
    rule.place === "WORLD" ||
    rule.place === "HOUSE" ||
    story.debtor.places.some(
      (place) =>
        (standsIn(rule.place, place) && !(rule.notIn ?? []).some((part) => standsIn(part, place))) ||
        (rule.members ?? []).some((around) => standsIn(around, place)),
    );
  if (!here) return false;
  const today = datesAt(story, deed.entry.at)[0] ?? 0;
  if (today < (rule.from ?? today) || today > (rule.to ?? today)) return false;
  return rule.binds.length === 0 || rule.binds.some((binding) => bindsHere(story, binding, deed));
};
