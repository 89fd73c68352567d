/** What is open: derived from face amounts and movements, the same whatever order the movements came in. */
import type { Debt, DebtType } from "./model/facts.ts";
import type { CompiledPolicy } from "./model/policy.ts";
import type { Account, Invoice, Movement } from "./model/state.ts";
import type { Minor } from "./model/units.ts";

/** An invoice and what is still open on it, in minor units of the account's currency. Never negative. */
export interface OpenInvoice {
  readonly invoice: Invoice;
  readonly open: Minor;
}

type Allocation = CompiledPolicy["allocation"];

const byAge = (a: Invoice, b: Invoice): number => a.due - b.due || a.issued - b.issued || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * Every invoice of the account, oldest due date first, with its open amount.
 *
 * `oldest first` puts all money on the oldest invoice that is open. `as directed` puts what names an invoice there first and
 * the rest, and what is too much, on the oldest. `interest first` is `oldest first` here, by what charges left of each movement
 * (`toCharges`). A write-off of one invoice stays with it. Since only sums count, money that was taken back (refund, chargeback) opens what
 * was paid last. What was taken back beyond all that was paid lies on the newest invoice.
 */
export function openInvoices(account: Account, movements: readonly Movement[], allocation: Allocation): readonly OpenInvoice[] {
  const invoices = account.invoices.length < 2 ? account.invoices : account.invoices.toSorted(byAge);
  const directed = new Map<string, number>();
  let pool = 0;
  for (const movement of movements) {
    const amount = ofInvoices(movement);
    const { invoice: id, as } = movement;
    const isDirected = id !== undefined && (allocation === "as directed" || as === "write-off") && invoices.some((invoice) => invoice.id === id);
    if (isDirected) directed.set(id, (directed.get(id) ?? 0) + amount);
    else pool += amount;
  }
  const left = invoices.map((invoice) => {
    const paid = directed.get(invoice.id) ?? 0;
    const applied = Math.min(Math.max(paid, 0), invoice.amount);
    pool += paid - applied;
    return invoice.amount - applied;
  });
  const open = left.map((amount) => {
    const applied = Math.min(amount, Math.max(pool, 0));
    pool -= applied;
    return amount - applied;
  });
  const last = open.length - 1;
  if (pool < 0 && last >= 0) open[last] = (open[last] ?? 0) - pool;
  return invoices.map((invoice, i) => ({ invoice, open: (open[i] ?? 0) as Minor }));
}

/** What told money does to the balance, as a movement counts it: money that goes back raises it, whichever sign the teller gave it. */
export const signedAmount = ({ as, amount }: Required<Pick<Movement, "as" | "amount">>): Minor =>
  (as === "refund" || as === "chargeback" ? -Math.abs(amount) : amount) as Minor;

/** What of a movement is the invoices'. */
export const ofInvoices = ({ amount, toCharges = 0 as Minor }: Movement): number => amount - toCharges;

/** All that is open on the account's invoices, in minor units; charges are apart. Never negative: what was paid too much is not owed by us here. */
export function balanceOf(account: Account, movements: readonly Movement[]): Minor {
  let balance = 0;
  for (const invoice of account.invoices) balance += invoice.amount;
  for (const movement of movements) balance -= ofInvoices(movement);
  return Math.max(balance, 0) as Minor;
}

/** Whether so much counts as paid: nothing is open, or less than the policy's tolerance in the account's currency. */
export function countsAsPaid(open: number, account: Account, policy: CompiledPolicy): boolean {
  return open <= 0 || open < (policy.clock.tolerance[account.currency] ?? 0);
}

/**
 * Invoices that keep the clock running, oldest due date first: those whose open amount doesn't count as paid; when only the
 * crumbs together are too much to be forgotten, all that have something open; none when the account counts as paid.
 */
export function unpaidInvoices(open: readonly OpenInvoice[], account: Account, policy: CompiledPolicy): readonly OpenInvoice[] {
  let balance = 0;
  for (const one of open) balance += one.open;
  if (countsAsPaid(balance, account, policy)) return [];
  const real = open.filter((one) => !countsAsPaid(one.open, account, policy));
  return real.length > 0 ? real : open.filter((one) => one.open > 0);
}

const DEBT_TYPES: readonly string[] = [
  "credit",
  "goods",
  "services",
  "medical",
  "student-loan",
  "rent",
  "utility",
  "mortgage",
  "other",
] satisfies readonly DebtType[];

/**
 * The open invoices as the rules see them. Ids are `<account>/<invoice>`; the type of debt is the account's fact
 * `debt_type` if it has one, else `other`, which no rule exempts.
 *
 * @param paidToo with those that are paid, at nothing: what the law asks about a debt (an answer, papers) is not done by paying it.
 */
export function debtsOf(account: Account, movements: readonly Movement[], policy: CompiledPolicy, paidToo = false): readonly Debt[] {
  const said = account.facts["debt_type"];
  const type = typeof said === "string" && DEBT_TYPES.includes(said) ? (said as DebtType) : "other";
  return openInvoices(account, movements, policy.allocation)
    .filter((one) => paidToo || one.open > 0)
    .map(({ invoice, open }) => ({
      id: `${account.id}/${invoice.id}`,
      amount: open,
      currency: account.currency,
      kind: policy.debt,
      type,
      incurred: invoice.issued,
      due: invoice.due,
      creditor: account.creditor,
      account: account.id,
    }));
}
