/**
 * The account's past, told anew from its facts each time: what was open when, which rests and promises there were, and
 * what handlers may react to. Nothing here depends on the order in which the facts were delivered.
 */
import { ofInvoices } from "../balance.ts";
import type { PastEvent } from "../model/facts.ts";
import type { CompiledPolicy } from "../model/policy.ts";
import type { Fact, Invoice, Movement, Rest } from "../model/state.ts";
import type { Instant, LocalDay, Minor } from "../model/units.ts";
import { instant, localDay } from "../model/units.ts";
import type { FullState } from "./full-state.ts";
import { allocated, isPaid, restOnCharges, takeCharge, waiveCharges } from "./charges.ts";
import { unpaidThen } from "./facts.ts";
import { closing, happen, type History } from "./happenings.ts";
import { dayAt, startOf, type Local } from "./local.ts";
import { checkPromises, takePromise } from "./promises.ts";
import { HANDLED } from "./protections.ts";
import { endRests, restUntilDue, takeParking } from "./rests.ts";

type Item = { readonly at: Instant; readonly id: string } & (
  | { readonly rank: 0; readonly invoice: Invoice }
  | { readonly rank: 1; readonly movement: Movement }
  | { readonly rank: 2; readonly fact: Fact }
);

/**
 * Walks all that happened until `now`, in the order of instants (invoices, then money, then events; then by id).
 * @param checkedTo until when promises are checked: the last wake, or `now` in a wake.
 */
export function historyOf(policy: CompiledPolicy, state: FullState, local: Local, now: Instant, checkedTo: Instant): History {
  const history: History = {
    policy,
    account: state.account,
    local,
    opened: state.opened,
    reachableSince: state.reachableSince,
    checkedTo,
    next: Infinity,
    invoices: [],
    movements: [],
    balance: 0,
    charges: [],
    everOpen: false,
    paidAt: null,
    paidAs: "paid",
    episode: 1,
    idle: [],
    idleOf: new Map(),
    paidOf: new Map(),
    rests: [],
    promises: [],
    broken: 0,
    contactClosed: null,
    closed: null,
    bounced: [],
    happenings: [],
  };
  for (const item of itemsOf(state, local)) {
    if (item.at > now) {
      history.next = item.at;
      break;
    }
    checkPromises(history, item.at);
    if (item.rank === 2) takeFact(history, item.fact);
    else takeMoney(history, item);
    if (history.charges.length > 0) restOnCharges(history, item.at, item.id, dayAt(local, item.at));
  }
  checkPromises(history, checkedTo);
  return history;
}

/** What an account brings with it was owed before it came to us, so that money paid before then was paid on something. */
function arrivalOf(invoice: Invoice, state: FullState, local: Local): Instant {
  const heard = state.arrived[invoice.id] ?? state.opened;
  return heard > state.opened ? heard : instant(Math.min(heard, startOf(local, invoice.issued)));
}

/** The due dates that an invoice had, in the order in which they were told; the last one is that of now. */
function versionsOf({ id, due }: Invoice, { dues, accountAs }: FullState): readonly { readonly due: LocalDay; readonly at: Instant }[] {
  const told = Object.entries(dues[id] ?? {});
  const [only] = told;
  if (told.length === 1 && only !== undefined && Number(only[0]) === due) return [{ due, at: only[1] }];
  const versions = told.map(([day, at]) => ({ due: localDay(Number(day)), at })).sort((a, b) => a.at - b.at || a.due - b.due);
  return versions.at(-1)?.due === due ? versions : [...versions, { due, at: accountAs.at }];
}

function itemsOf(state: FullState, local: Local): readonly Item[] {
  const items: Item[] = [];
  for (const invoice of state.account.invoices) {
    const at = arrivalOf(invoice, state, local);
    for (const [i, version] of versionsOf(invoice, state).entries()) {
      const since = i === 0 ? at : version.at;
      items.push({ at: since, id: invoice.id, rank: 0, invoice: { ...invoice, due: version.due } });
    }
  }
  for (const { toCharges: _, ...movement } of state.movements) {
    // What was written off follows from what was open then, and is told anew by the fact that it was.
    if (movement.as !== "write-off") items.push({ at: movement.at, id: movement.id, rank: 1, movement });
  }
  for (const fact of state.facts) items.push({ at: fact.at, id: fact.id, rank: 2, fact });
  return items.sort((a, b) => a.at - b.at || a.rank - b.rank || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function takeMoney(history: History, item: Extract<Item, { rank: 0 | 1 }>): void {
  const { policy, local } = history;
  const wasPaid = isPaid(history);
  const follows = keepsStage(history, item);
  const wasDue = follows ? oldestDue(history) : null;
  if (item.rank === 0) takeInvoice(history, item.invoice);
  else {
    const movement = allocated(history, item.movement);
    history.movements.push(movement);
    history.balance -= ofInvoices(movement);
    if (movement.as === "write-off" && movement.invoice === undefined) waiveCharges(history);
  }
  const paid = isPaid(history);
  if (!paid) reopen(history, item);
  else if (!wasPaid) history.paidAt = item.at;
  if (policy.clock.stageOf === "invoice") noteInvoices(history, dayAt(local, item.at));
  if (follows) restUntilDue(history.rests, item, dayAt(local, item.at), wasDue, oldestDue(history));
  if (item.rank === 1) happenMoney(history, item.movement, wasPaid, paid);
}

/** Something is owed (again). A new invoice after all was paid begins an episode; money taken back goes on with the old one. */
function reopen(history: History, item: Pick<Item, "at" | "rank">): void {
  // What was paid and owed anew before the account came to us is its past, and no episode of ours.
  if (history.everOpen && history.paidAt !== null && item.at > history.opened) {
    if (item.rank === 0) {
      history.episode++;
      // What was decided about the old debt was done with when that was paid.
      history.closed = null;
      waiveCharges(history);
      history.idle = [];
      history.idleOf.clear();
    } else history.idle.push([dayAt(history.local, history.paidAt) + 1, dayAt(history.local, item.at)]);
  }
  history.everOpen = true;
  history.paidAt = null;
}

/** Which invoices are paid since when: their own clocks stand still meanwhile. */
function noteInvoices(history: History, day: LocalDay): void {
  const unpaid = new Set(unpaidThen(history).map((one) => one.invoice.id));
  for (const { id } of history.invoices) {
    const since = history.paidOf.get(id);
    if (!unpaid.has(id)) {
      if (since === undefined) history.paidOf.set(id, day);
    } else if (since !== undefined) {
      history.paidOf.delete(id);
      history.idleOf.set(id, [...(history.idleOf.get(id) ?? []), [since + 1, day]]);
    }
  }
}

/**
 * Whether the stage follows the account's oldest invoice and stays when that changes: it then doesn't go on against invoices
 * that aren't due yet. With `return` it goes back instead, and an invoice with stages of its own has its own due date.
 */
const keepsStage = ({ policy, invoices, opened }: History, { at, rank }: Item): boolean =>
  policy.clock.stageOf === "account" && policy.clock.whenItMoves === "keep" && at > opened && (rank === 0 || invoices.length > 1);

/** A new invoice, or another due date of one that is known. */
function takeInvoice(history: History, invoice: Invoice): void {
  const i = history.invoices.findIndex((one) => one.id === invoice.id);
  if (i >= 0) {
    history.invoices[i] = invoice;
    return;
  }
  history.invoices.push(invoice);
  history.balance += invoice.amount;
}

const oldestDue = (history: History): LocalDay | null => unpaidThen(history)[0]?.invoice.due ?? null;

function happenMoney(history: History, movement: Movement, wasPaid: boolean, paid: boolean): void {
  const { id, at, amount, as = "payment" } = movement;
  const day = dayAt(history.local, at);
  if (as === "payment" && amount > 0) endRests(history.rests, at, day, { event: "payment" });
  if (as === "chargeback") happen(history, "chargeback", id, at);
  else if (amount > 0 && !wasPaid) {
    if (paid) endRests(history.rests, at, day, "paid");
    // What was given up isn't paid: no handler of a payment reacts.
    if (as === "write-off") history.paidAs = paid ? WRITTEN_OFF : history.paidAs;
    else if (paid) history.paidAs = happen(history, "payment in full", id, at).handlers.flatMap(closing)[0] ?? "paid";
    else if (as !== "credit") happen(history, "partial payment", id, at);
  }
}
const WRITTEN_OFF = "written-off";

function takeFact(history: History, fact: Fact): void {
  const { id, at, event } = fact;
  if (fact.closes !== undefined) history.closed ??= { at, as: fact.closes };
  if (fact.handled !== undefined) happen(history, fact.handled, id, at);
  if (fact.writesOff !== undefined) writeOff(history, fact, fact.writesOff);
  if (fact.parks !== undefined || fact.unparks !== undefined) takeParking(history.rests, fact, dayAt(history.local, at));
  if (event === undefined) return;
  endRests(history.rests, at, dayAt(history.local, at), event);
  if (event.event === "charge") charge(history, fact, event);
  const on = HANDLED[event.event];
  if (event.event === "undeliverable") {
    history.bounced.push({ at, event });
    if (bouncedChannel(event) === "email") happen(history, "bounced email", id, at, event);
  } else if (on === "promise") takePromise(history, fact, event);
  else if (on !== undefined) happen(history, on, id, at, event);
}

/** Gives up what is open by now: of the account, or of one of its invoices. */
function writeOff(history: History, { id, at }: Fact, what: string): void {
  const whole = what === ACCOUNT;
  const open = whole ? Math.max(history.balance, 0) : (unpaidThen(history).find((one) => one.invoice.id === what)?.open ?? 0);
  if (open === 0) return;
  const movement: Movement = { id, at, amount: open as Minor, as: "write-off", ...(whole ? {} : { invoice: what }) };
  takeMoney(history, { at, id, rank: 1, movement });
}
const ACCOUNT = "account";

function charge(history: History, fact: Fact, event: PastEvent): void {
  takeCharge(history, fact, event);
  if (!isPaid(history)) reopen(history, { at: fact.at, rank: 2 });
}

/** Movements as they are kept: with what charges took of each, and with what was written off. Those to come stay as they are. */
export function movementsNow({ movements: told, charges }: History, kept: readonly Movement[]): readonly Movement[] {
  const isPlain = ({ as, toCharges }: Movement): boolean => as !== "write-off" && toCharges === undefined;
  if (charges.length === 0 && told.every(isPlain) && kept.every(isPlain)) return kept;
  const known = new Set(told.map((one) => one.id));
  const toCome = kept.filter((one) => one.as !== "write-off" && !known.has(one.id));
  return [...told, ...toCome].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

export const bouncedChannel = (event: PastEvent) => event.medium ?? event.channels?.[0] ?? "email";

export const restList = (history: History): readonly Rest[] => history.rests.map(({ rest }) => rest);
