/** Fees and interest: how much is charged, reckoned from what was open on which day. Pure; the law may allow less. */
import { openInvoices } from "./balance.ts";
import type { CompiledPolicy, Terms } from "./model/policy.ts";
import type { Account, Invoice, Movement } from "./model/state.ts";
import type { LocalDay, Minor } from "./model/units.ts";

/** What interest is reckoned from: invoices that were there, and money by the days on which it moved. */
export interface Ground {
  readonly account: Account;
  readonly policy: CompiledPolicy;
  readonly invoices: readonly Invoice[];
  readonly movements: readonly { readonly day: LocalDay; readonly movement: Movement }[];
  /** Last day up to which interest was charged; null: none was. */
  readonly chargedTo: LocalDay | null;
  readonly today: LocalDay;
}

/** A fee as the policy's terms name it in the account's currency. Undefined where they leave it to the law, or name none. */
export function feeOf({ lateFee }: Terms, currency: string): Minor | undefined {
  return lateFee === undefined || lateFee === "statutory" ? undefined : lateFee.amount[currency];
}

/**
 * Interest since it was last charged, by the policy's own rate: simple, on what was open at the end of each day after an invoice's due date,
 * today included. A month is a twelfth of a year, and a year 365 days. Rounded once, to the nearest minor unit, half up.
 * Undefined where the terms leave it to the law, or name none.
 */
export function interestOf(ground: Ground): Minor | undefined {
  const rate = ground.policy.terms.lateInterest;
  if (rate === undefined || rate === "statutory") return undefined;
  const perYear = rate.per === "month" ? rate.percent * 12 : rate.percent;
  return Math.round((overdueDays(ground) * perYear) / 36_500) as Minor;
}

/** Minor units overdue, times days: walked from one day on which anything changed to the next. */
function overdueDays({ account, policy, invoices, movements, chargedTo, today }: Ground): number {
  const from = (chargedTo ?? -Infinity) + 1;
  const turns = [...invoices.map(({ due }) => due + 1), ...movements.map(({ day }) => day), from]
    .filter((day) => Number.isFinite(day) && day >= from && day <= today)
    .sort((a, b) => a - b);
  let sum = 0;
  for (const [i, day] of turns.entries()) {
    const length = (turns[i + 1] ?? today + 1) - day;
    if (length === 0) continue;
    const moved = movements.filter((one) => one.day <= day).map(({ movement }) => movement);
    for (const { invoice, open } of openInvoices({ ...account, invoices }, moved, policy.allocation)) if (invoice.due < day) sum += open * length;
  }
  return sum;
}
