/** When a debt is late at all, and that nothing may be charged for lateness before. */
import type { Action, Debt } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { DueDateRule } from "../model/rule.ts";
import type { Days, Instant } from "../model/units.ts";
import { instant, localDay, type LocalDay } from "../model/units.ts";
import { binds } from "../scope.ts";
import { firstDateAt, lastDateAt, lastDayOf, dayBegunEverywhere } from "./dates.ts";
import { arrivalOf, gives } from "./earlier-notice.ts";
import { debtOf, debtsAsked, type ContactEntry } from "./history.ts";
import { standsAt } from "./in-force.ts";

/** Charges that only lateness brings. */
const FOR_LATENESS: readonly string[] = ["late-interest", "late-compensation", "collection-costs", "reminder-fee", "demand-fee", "late-fee"];

export const isForLateness = (action: Action): boolean => action.act === "charge" && FOR_LATENESS.includes(action.charge.type);

/**
 * The smallest `t' >= t` at which every debt asked about is late in every candidate zone; null when nobody knows from when it is:
 * no invoice is on file, or its arrival isn't known.
 */
export function earliestDueDate(rule: DueDateRule, context: Context, action: Action, t: Instant): Instant | null {
  if (!isForLateness(action)) return t;
  let at: number = t;
  for (const id of debtsAsked(context, action)) {
    const debt = debtOf(context, id);
    const late = debt === undefined ? Infinity : lateBy(rule, context, debt);
    if (late === Infinity) return null;
    at = Math.max(at, dayBegunEverywhere(context, localDay(late)));
  }
  return instant(at);
}

const INVOICE = { contents: ["invoice"] };

/**
 * The first day of lateness by one rule; infinity when nobody knows it.
 *
 * A day that the contract agreed on counts (`due-date-agreed`), but no later than the longest term of the law. Otherwise so many
 * days after the invoice, its receipt or the delivery, and never before the day by which the invoice itself asks to pay. The day
 * on which a debt arose stands for its delivery, and for the date of an invoice that the ledger doesn't hold.
 */
function lateBy(rule: DueDateRule, context: Context, debt: Debt): number {
  const { days, longest } = rule;
  const agreed = debt.facts?.includes("due-date-agreed") === true;
  if (agreed && longest === undefined) return debt.due + 1;
  const last = lastDayAfter(rule, agreed && longest !== undefined ? longest : days, context, debt);
  return agreed ? Math.min(debt.due, last) + 1 : Math.min(Math.max(debt.due, last), lastDayBeforeDemand(rule, context, debt)) + 1;
}

function lastDayAfter(rule: DueDateRule, days: Days, context: Context, debt: Debt): number {
  const begins = Math.max(
    ...beginningsOf(rule, context, debt).map(({ day, terms }) => terms.reduce((at, term) => lastDayOf(context, at, term), day)),
  );
  const last = lastDayOf(context, begins, days);
  // The first business day from the day before on is the last day itself, where that is one.
  return rule.toBusinessDay === true ? lastDayOf(context, last - 1, { n: 1, business: true }) : last;
}

interface Beginning {
  readonly day: number;
  readonly terms: readonly Days[];
}

/** Days from which a term runs, the latest of them; infinity where nobody knows. */
function beginningsOf({ after, containing }: DueDateRule, context: Context, debt: Debt): readonly Beginning[] {
  const on = (day: number, terms: readonly Days[] = []): Beginning => ({ day, terms });
  const invoice = invoiceOf(context, debt);
  if (containing !== undefined && invoice?.contact.contains?.some((id) => containing.includes(id)) !== true) return [on(Infinity)];
  if (after === "delivery" || (after === "delivery and receipt" && invoice === null)) return [on(debt.incurred)];
  if (after === "invoice") return [on(dayOfInvoice(context, debt))];
  const arrival = invoice === null ? null : arrivalOf(context, invoice, debt.id);
  const received = arrival === null ? on(Infinity) : on(lastDateAt(context, arrival.at), arrival.terms);
  if (after === "receipt") return [received];
  return [on(after === "due and receipt" ? debt.due : debt.incurred), received];
}

/** The day on which the first demand arrived that makes a debt late by itself: sent after the day by which to pay. */
function lastDayBeforeDemand({ orWith }: DueDateRule, context: Context, debt: Debt): number {
  let first = Infinity;
  if (orWith === undefined) return first;
  for (const [index, entry] of context.ledger.entries()) {
    if (!gives(context, entry, index, { contents: orWith }, debt.id) || firstDateAt(context, entry.at) <= debt.due) continue;
    const arrival = arrivalOf(context, entry, debt.id);
    if (arrival === null) continue;
    first = Math.min(
      first,
      arrival.terms.reduce((day: number, term) => lastDayOf(context, day, term), lastDateAt(context, arrival.at)),
    );
  }
  return first;
}

/** The date of the first invoice about a debt; the day on which it arose, where none is on file. */
export function dayOfInvoice(context: Context, debt: Debt): LocalDay {
  const invoice = invoiceOf(context, debt);
  return invoice === null ? debt.incurred : lastDateAt(context, invoice.at);
}

/** The first invoice about a debt: a copy sent later doesn't put it off. */
const invoiceOf = (context: Context, debt: Debt): ContactEntry | null =>
  context.ledger.find((entry, index): entry is ContactEntry => gives(context, entry, index, INVOICE, debt.id)) ?? null;

/**
 * The first day on which a debt is late, by every rule that stands at `t`, the latest of them; where the law is silent, by the first day of
 * arrears that is known as a fact, else by the day after the last for paying. Null when nobody knows it.
 */
export function latenessOf(context: Context, debt: Debt, t: Instant): LocalDay | null {
  let late = -Infinity;
  const about = { debts: [debt.id] };
  for (const rule of context.rules) {
    if (rule.body.kind !== "due-date" || !standsAt(rule, context, t) || !binds(rule, context, about)) continue;
    late = Math.max(late, lateBy(rule.body, context, debt));
  }
  if (late === Infinity) return null;
  return late === -Infinity ? (debt.default ?? localDay(debt.due + 1)) : localDay(late);
}

/** For a sentence: the day on which lateness of the debts asked about begins, the latest; null when nobody knows it. */
export function lateFrom(rule: DueDateRule, context: Context, action: Action): LocalDay | null {
  let late = -Infinity;
  for (const id of debtsAsked(context, action)) {
    const debt = debtOf(context, id);
    late = Math.max(late, debt === undefined ? Infinity : lateBy(rule, context, debt));
  }
  return Number.isFinite(late) ? localDay(late) : null;
}

/** Demands that would make debts late of which nobody knows from when they are; none where a day is known. */
export const demandsMissing = (rule: DueDateRule, context: Context, action: Action): readonly string[] =>
  lateFrom(rule, context, action) === null ? (rule.orWith ?? []) : [];
