/** Which rules concern an act: by place, by date, by who collects what from whom. */
import type { Action, Contact, Debt, EventName } from "./model/facts.ts";
import type { Context } from "./model/decision.ts";
import type { Binding, LawBook, Rule } from "./model/rule.ts";
import type { LocalDay, Money, Place } from "./model/units.ts";
import { consentOfNumber, consentsPerDebt } from "./rules/consent.ts";
import { concerns } from "./rules/history.ts";

/** A place and all that contain it, smallest first: `US-NY-NYC`, `US-NY`, `US`. */
export function containingPlaces(place: Place): Place[] {
  const places = [place];
  for (let cut = place.lastIndexOf("-"); cut > 0; cut = place.lastIndexOf("-", cut - 1)) places.push(place.slice(0, cut));
  return places;
}

const DASH = 45;

/** Whether `outer` is `inner` or contains it. */
const contains = (outer: Place, inner: Place): boolean =>
  inner.startsWith(outer) && (inner.length === outer.length || inner.charCodeAt(outer.length) === DASH);

/** Whether a rule's place reaches a debtor who may be in any of `places`. The world and the house reach everyone. */
export function reaches(rule: Rule, places: readonly Place[]): boolean {
  if (rule.place === "WORLD" || rule.place === "HOUSE") return true;
  for (const place of places) {
    if (contains(rule.place, place) && (rule.notIn === undefined || !rule.notIn.some((part) => contains(part, place)))) return true;
    if (rule.members !== undefined) for (const member of rule.members) if (contains(member, place)) return true;
  }
  return false;
}

/** Law of all candidate places, of the places around them, and of the world, in the order of the book. */
export function rulesFor(lawBook: LawBook, places: readonly Place[]): Rule[] {
  return lawBook.rules.filter((rule) => reaches(rule, places));
}

/** Whether a rule is in force on a local date. Its first and its last day count. */
export const inForce = (rule: Rule, day: LocalDay): boolean => (rule.from === null || rule.from <= day) && (rule.to === null || day <= rule.to);

/** Of an act: which debts it is about, and whom it reaches where it is a contact. */
type Asked = Pick<Action, "debts"> & { readonly contact?: Contact };

/**
 * Whether a rule binds an act, by place and by whom it binds; its dates are `inForce`'s. An act about several debts is bound
 * when one of them is. What is unknown (a debtor's kind, a debt that isn't on file) counts as fitting: the rule binds.
 */
export function binds(rule: Rule, context: Context, action: Asked): boolean {
  if (!reaches(rule, context.debtor.places)) return false;
  if (rule.binds.length === 0) return true;
  for (const binding of rule.binds) if (fits(binding, context, action)) return true;
  return false;
}

const has = (facts: readonly string[] | undefined, fact: string): boolean => facts?.includes(fact) === true;

/** A debt that was charged off has a day on which it was. */
const isTrueOf = (debt: Debt, fact: string): boolean => has(debt.facts, fact) || (fact === "charged-off" && debt.chargedOff !== undefined);

function fits(binding: Binding, context: Context, action: Asked): boolean {
  if (!fitsPeople(binding, context, action)) return false;
  const { contact } = action;
  if (action.debts.length === 0) return context.debts.length === 0 || context.debts.some((debt) => fitsDebt(binding, context, debt, contact));
  for (const id of action.debts) {
    const debt = context.debts.find((known) => known.id === id);
    if (debt === undefined || fitsDebt(binding, context, debt, contact)) return true;
  }
  return false;
}

/** Who collects, who owes, and whom a contact reaches. */
function fitsPeople(binding: Binding, context: Context, action: Asked): boolean {
  const { collector, debtor } = context;
  if (!binding.roles.includes(collector.role)) return false;
  if (binding.debtors !== undefined && debtor.kind !== "unknown" && !binding.debtors.includes(debtor.kind)) return false;
  if (binding.collectorFacts?.some((fact) => !has(collector.facts, fact)) === true) return false;
  if (binding.exceptCollectorFacts?.some((fact) => has(collector.facts, fact)) === true) return false;
  if (binding.debtorFacts?.some((fact) => !has(debtor.facts, fact)) === true) return false;
  if (binding.exceptDebtorFacts?.some((fact) => has(debtor.facts, fact)) === true) return false;
  return binding.persons === undefined || action.contact === undefined || binding.persons.includes(action.contact.person ?? "debtor");
}

function fitsDebt(binding: Binding, context: Context, debt: Debt, contact: Contact | undefined): boolean {
  if (!binding.debts.includes(debt.kind)) return false;
  if (binding.debtTypes !== undefined && !binding.debtTypes.includes(debt.type)) return false;
  if (binding.contracts !== undefined && debt.contract !== undefined && !binding.contracts.includes(debt.contract)) return false;
  if (binding.debtFacts?.some((fact) => !isTrueOf(debt, fact)) === true) return false;
  if (binding.exceptDebtFacts?.some((fact) => isTrueOf(debt, fact)) === true) return false;
  if (binding.incurredFrom !== undefined && debt.incurred < binding.incurredFrom) return false;
  if (binding.incurredUntil !== undefined && debt.incurred > binding.incurredUntil) return false;
  if (binding.onceEvents !== undefined && !happened(binding.onceEvents, context, debt, contact)) return false;
  if (binding.untilEvents !== undefined && happened(binding.untilEvents, context, debt, contact)) return false;
  return fitsAmounts(binding, context, debt);
}

/** Whether the debtor agreed to be reached so about a debt: by its channel, or by the number; machines by leave to recorded voices, too. */
function isAgreedTo(context: Context, debt: Debt, contact: Contact): boolean {
  const covers = isByMachine(contact) ? (["channel", "prerecorded"] as const) : (["channel"] as const);
  const [spans = []] = consentsPerDebt(context, covers, [debt.id], contact);
  return [...spans, ...consentOfNumber(context, debt.id, contact)].some(({ until }) => until === Infinity);
}

const isByMachine = ({ dialing }: Contact): boolean => dialing === "prerecorded" || dialing === "autodialled";

/** Whether one of some events stands in the ledger about a debt. A consent is one to the contact, and stands for good. */
function happened(events: readonly EventName[], context: Context, debt: Debt, contact: Contact | undefined): boolean {
  if (events.includes("consent") && contact !== undefined && isAgreedTo(context, debt, contact)) return true;
  for (const entry of context.ledger) {
    if ("event" in entry && entry.event.event !== "consent" && events.includes(entry.event.event) && concerns(entry.event, debt.id, context))
      return true;
  }
  return false;
}

/** What is owed in another currency than a limit's can't be compared, so that the rule binds. */
function fitsAmounts(binding: Binding, context: Context, debt: Debt): boolean {
  const { amountAtLeast: least, amountAtMost: most, totalAtLeast, totalAtMost } = binding;
  if (least !== undefined && debt.currency === least.currency && debt.amount < least.amount) return false;
  if (most !== undefined && debt.currency === most.currency && debt.amount > most.amount) return false;
  if (totalAtLeast !== undefined && (totalOf(totalAtLeast, context, debt) ?? Infinity) < totalAtLeast.amount) return false;
  return totalAtMost === undefined || (totalOf(totalAtMost, context, debt) ?? 0) <= totalAtMost.amount;
}

/** Debts to one creditor add up only in the limit's own currency; null: one of them is in another. */
function totalOf(limit: Money, context: Context, debt: Debt): number | null {
  let total = 0;
  for (const other of context.debts) {
    if (other.creditor !== debt.creditor && other.creditor !== undefined && debt.creditor !== undefined) continue;
    if (other.currency !== limit.currency) return null;
    total += other.amount;
  }
  return total;
}
