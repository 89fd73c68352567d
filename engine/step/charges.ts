/** Charges in an account's past: booked, paid, waived. They are apart from its invoices, and from its balance. */
import { countsAsPaid, ofInvoices } from "../balance.ts";
import type { PastEvent } from "../model/facts.ts";
import type { CompiledPolicy } from "../model/policy.ts";
import type { Account, BookedCharge, Fact, Movement } from "../model/state.ts";
import type { Instant, LocalDay, Minor } from "../model/units.ts";
import type { History } from "./happenings.ts";
import { endRest, type OpenRest } from "./rests.ts";

/** The part of an account's past that money goes through. */
export type Books = Pick<History, "account" | "policy" | "movements" | "balance" | "charges">;

/** What is unpaid of all charges. */
export function openCharges({ charges }: Pick<History, "charges">): number {
  let sum = 0;
  for (const charge of charges) sum += charge.open;
  return sum;
}

const keepsCharges = ({ policy }: History): boolean => policy.terms.unpaidCharges === "keep";

/** Whether nothing is to be collected any more: the invoices are paid, and where the policy keeps charges, those too. */
export const isPaid = (history: History): boolean =>
  countsAsPaid(history.balance + (keepsCharges(history) ? openCharges(history) : 0), history.account, history.policy);

/** Books a charge that the ledger tells of. One without an amount, or in another currency, is no claim of this account. */
export function takeCharge(history: Books, { id, at }: Pick<Fact, "id" | "at">, { amount, type, currency }: PastEvent): void {
  if (amount === undefined || amount <= 0 || (currency !== undefined && currency !== history.account.currency)) return;
  history.charges.push({ id, at, type: type ?? "charge", amount, open: amount });
}

/**
 * The movement with the part of it that charges take, which they then have. Charges come first where the policy says `interest first`,
 * else they get what the invoices leave over. A credit note is always about invoices. What is taken back is the invoices' again, as far as
 * they had been paid.
 */
export function allocated(history: Books, movement: Movement): Movement {
  if (history.charges.length === 0) return movement;
  const toCharges = movement.amount > 0 ? paidOn(history, movement) : -takenFrom(history, movement);
  if (toCharges === 0) return movement;
  settle(history, toCharges);
  return { ...movement, toCharges: toCharges as Minor };
}

function paidOn(history: Books, { amount, as }: Movement): number {
  const isFirst = history.policy.allocation === "interest first" && as !== "credit" && as !== "write-off";
  return Math.min(isFirst ? amount : Math.max(amount - Math.max(history.balance, 0), 0), openCharges(history));
}

function takenFrom(history: Books, { amount }: Movement): number {
  let [ofInvoicesPaid, ofCharges] = [0, 0];
  for (const one of history.movements) {
    ofInvoicesPaid += ofInvoices(one);
    ofCharges += one.toCharges ?? 0;
  }
  return Math.min(Math.max(-amount - Math.max(ofInvoicesPaid, 0), 0), Math.max(ofCharges, 0));
}

/** Money for charges goes to the oldest first; what is taken back opens the newest first. */
function settle(history: Books, toCharges: number): void {
  let left = toCharges;
  const order = left > 0 ? history.charges.keys() : [...history.charges.keys()].reverse();
  for (const i of order) {
    const charge = history.charges[i];
    if (charge === undefined || left === 0) continue;
    const room = left > 0 ? charge.open : charge.open + (charge.waived ?? 0) - charge.amount;
    const part = left > 0 ? Math.min(left, room) : Math.max(left, room);
    history.charges[i] = { ...charge, open: (charge.open - part) as Minor };
    left -= part;
  }
}

/**
 * Movements of an account as its charges take part of them: for who knows the account from the ledger alone, and not its state.
 * @param charges in the order of time, as the ledger tells them.
 */
export function withCharges(
  account: Account,
  policy: CompiledPolicy,
  movements: readonly Movement[],
  charges: readonly { readonly id: string; readonly at: Instant; readonly event: PastEvent }[],
): readonly Movement[] {
  if (charges.length === 0) return movements;
  const books: Books = { account, policy, movements: [], charges: [], balance: account.invoices.reduce((sum, { amount }) => sum + amount, 0) };
  const waiting = [...charges];
  for (const movement of movements.toSorted((a, b) => a.at - b.at)) {
    // Of one instant money comes before charges, as in the walk through an account's past.
    for (let next = waiting[0]; next !== undefined && next.at < movement.at; next = waiting[0]) {
      takeCharge(books, next, next.event);
      waiting.shift();
    }
    const split = allocated(books, movement);
    books.movements.push(split);
    books.balance -= ofInvoices(split);
  }
  return books.movements;
}

/** Nobody asks for what is still open of the charges any more. */
export function waiveCharges(history: History): void {
  history.charges = history.charges.map(waived);
}

const waived = (charge: BookedCharge): BookedCharge =>
  charge.open === 0 ? charge : { ...charge, open: 0 as Minor, waived: ((charge.waived ?? 0) + charge.open) as Minor };

/** Charges as they stand at the end of the walk: those of an account that is paid are waived as long as it is. */
export const chargesNow = (history: History): readonly BookedCharge[] =>
  history.paidAt === null || !history.everOpen ? history.charges : history.charges.map(waived);

export const ONLY_CHARGES = "only charges are unpaid";

/** Nobody is pressed for charges alone: the account rests, and people are asked what to do (`askAboutCharges`). */
export function restOnCharges(history: History, at: Instant, id: string, day: LocalDay): void {
  const isOnly = countsAsPaid(history.balance, history.account, history.policy) && !isPaid(history);
  const running = history.rests.find(({ rest }) => rest.why === ONLY_CHARGES && rest.ended === undefined);
  if (!isOnly && running !== undefined) endRest(running, at, day);
  if (!isOnly || running !== undefined) return;
  const open: OpenRest = {
    rest: { kind: "pause", cause: id, why: ONLY_CHARGES, from: at, fromDay: day, untilDay: null, endedBy: [] },
    endsWhenPaid: true,
    debts: [],
  };
  history.rests.push(open);
}
