/** Facts of an account that follow from its past: what conditions may ask about besides the policy's own facts. */
import { openInvoices, unpaidInvoices, type OpenInvoice } from "../balance.ts";
import { typedFacts, type FactSource } from "../conditions.ts";
import type { FactValue } from "../model/policy.ts";
import type { Movement } from "../model/state.ts";
import type { Instant, LocalDay } from "../model/units.ts";
import type { History } from "./happenings.ts";
import { dayAt } from "./local.ts";

/**
 * Facts of the account as they stood at this point of the walk. `balance` is what is open on invoices: charges are apart. What follows from
 * unpaid invoices is zero when there are none.
 */
export const factsThen = (history: History, at: Instant): FactSource =>
  typedFacts((name) => factThen(history, dayAt(history.local, at), name), history.policy.facts);

function factThen(history: History, today: LocalDay, name: string): FactValue | undefined {
  const { account } = history;
  switch (name) {
    case "balance":
      return Math.max(history.balance, 0);
    case "broken_promises":
      return history.broken;
    case "unpaid_invoices":
      return unpaidThen(history).length;
    case "days_overdue": {
      const due = unpaidThen(history)[0]?.invoice.due;
      return due === undefined ? 0 : Math.max(today - due, 0);
    }
    case "oldest_invoice_age": {
      const issued = firstIssued(unpaidThen(history));
      return issued === null ? 0 : Math.max(today - issued, 0);
    }
    case "customer_share":
      return shareOverdue(openThen(history), today);
    case "days_since_payment": {
      const last = lastPayment(history.movements);
      return last === null ? undefined : Math.max(today - dayAt(history.local, last.at), 0);
    }
    case "failed_payment":
      return whyFailed(history.movements) ?? account.facts[name];
    case "debtor_kind":
      return account.debtor.kind === "unknown" ? undefined : account.debtor.kind;
    case "place":
      return account.debtor.places.length === 0 ? undefined : account.debtor.places.join(" ");
    default:
      // The policy's own facts, and `limitation`: whether a claim is barred is never guessed, the account must say it.
      return account.facts[name];
  }
}

/** Invoices that are unpaid at this point of the walk, oldest first. */
export const unpaidThen = (history: History): readonly OpenInvoice[] => unpaidInvoices(openThen(history), history.account, history.policy);

const openThen = ({ account, policy, invoices, movements }: History): readonly OpenInvoice[] =>
  openInvoices({ ...account, invoices }, movements, policy.allocation);

/** The day on which the first of some invoices was issued; null when there are none. */
export function firstIssued(open: readonly OpenInvoice[]): LocalDay | null {
  let first: LocalDay | null = null;
  for (const { invoice } of open) if (first === null || invoice.issued < first) first = invoice.issued;
  return first;
}

/** Percentage of what is open that is overdue; zero when nothing is open. */
export function shareOverdue(open: readonly OpenInvoice[], today: LocalDay): number {
  let [whole, overdue] = [0, 0];
  for (const { invoice, open: amount } of open) {
    whole += amount;
    if (invoice.due < today) overdue += amount;
  }
  return whole === 0 ? 0 : (overdue * 100) / whole;
}

const isPayment = ({ amount, as = "payment" }: Movement): boolean => as === "payment" && amount > 0;

/** The last money that the debtor paid; null: none so far. */
export const lastPayment = (movements: readonly Movement[]): Movement | null => movements.findLast(isPayment) ?? null;

/** Why the last payment came back; undefined when none did, money came in since, or nobody told why. */
function whyFailed(movements: readonly Movement[]): string | undefined {
  const last = movements.findLast((one) => one.as === "chargeback" || isPayment(one));
  return last?.as === "chargeback" ? last.reason : undefined;
}
