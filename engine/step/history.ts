/**
 * The account's past, told anew from its facts each time: what was open when, which rests and promises there were, and
 * what handlers may react to. Nothing here depends on the order in which the facts were delivered.
 */
import { countsAsPaid, openInvoices, unpaidInvoices } from "../balance.ts";
import { holds, type FactSource } from "../conditions.ts";
import type { PastEvent } from "../model/facts.ts";
import type { CompiledPolicy, HandledEvent, Handler } from "../model/policy.ts";
import type { Account, Fact, Invoice, Movement, PromiseToPay, Rest } from "../model/state.ts";
import type { Instant, LocalDay, Minor } from "../model/units.ts";
import { instant, localDay } from "../model/units.ts";
import type { FullState } from "./full-state.ts";
import { dayAt, plus, startOf, type Local } from "./local.ts";
import { HANDLED, PROTECTIONS } from "./protections.ts";
import { endRests, restsOf, type OpenRest } from "./rests.ts";

/** Something that handlers may react to, once. */
export interface Happening {
  /** `<fact id>:<handled event>`. */
  readonly key: string;
  readonly cause: string;
  readonly on: HandledEvent;
  readonly at: Instant;
  readonly day: LocalDay;
  /** Handlers that apply, by the facts of that time, in source order. */
  readonly handlers: readonly Handler[];
  readonly event?: PastEvent;
}

export interface History {
  readonly policy: CompiledPolicy;
  readonly account: Account;
  readonly local: Local;
  readonly reachableSince: FullState["reachableSince"];
  /** Checks of promises that came due until then are made. */
  readonly checkedTo: Instant;
  invoices: Invoice[];
  movements: Movement[];
  balance: number;
  everOpen: boolean;
  paidAt: Instant | null;
  paidAs: string;
  episode: number;
  /** Days on which nothing was owed, since the episode began. */
  idle: (readonly [number, number])[];
  idleOf: Map<string, (readonly [number, number])[]>;
  paidOf: Map<string, LocalDay>;
  rests: OpenRest[];
  promises: PromiseToPay[];
  broken: number;
  contactClosed: Instant | null;
  closed: { at: Instant; as: string } | null;
  bounced: { readonly at: Instant; readonly event: PastEvent }[];
  happenings: Happening[];
}

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
    policy, account: state.account, local, reachableSince: state.reachableSince, checkedTo,
    invoices: [], movements: [], balance: 0, everOpen: false, paidAt: null, paidAs: "paid", episode: 1,
    idle: [], idleOf: new Map(), paidOf: new Map(),
    rests: [], promises: [], broken: 0, contactClosed: null, closed: null, bounced: [], happenings: [],
  };
  for (const item of itemsOf(state, local, now)) {
    checkPromises(history, item.at);
    if (item.rank === 2) takeFact(history, item.fact);
    else takeMoney(history, item);
  }
  checkPromises(history, checkedTo);
  return history;
}

/** What an account brings with it was owed before it came to us, so that money paid before then was paid on something. */
function arrivalOf(invoice: Invoice, state: FullState, local: Local): Instant {
  const heard = state.arrived[invoice.id] ?? state.opened;
  return heard > state.opened ? heard : instant(Math.min(heard, startOf(local, invoice.issued)));
}

function itemsOf(state: FullState, local: Local, now: Instant): readonly Item[] {
  const items: Item[] = [];
  for (const invoice of state.account.invoices) {
    const at = arrivalOf(invoice, state, local);
    if (at <= now) items.push({ at, id: invoice.id, rank: 0, invoice });
  }
  for (const movement of state.movements) if (movement.at <= now) items.push({ at: movement.at, id: movement.id, rank: 1, movement });
  for (const fact of state.facts) if (fact.at <= now) items.push({ at: fact.at, id: fact.id, rank: 2, fact });
  return items.sort((a, b) => a.at - b.at || a.rank - b.rank || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Facts of the account as they stood at this point of the walk. */
export function factsThen(history: History, at: Instant): FactSource {
  return (name) => {
    switch (name) {
      case "balance":
        return Math.max(history.balance, 0);
      case "broken_promises":
        return history.broken;
      case "unpaid_invoices":
        return unpaidThen(history).length;
      case "days_overdue": {
        const due = unpaidThen(history)[0]?.invoice.due;
        return due === undefined ? 0 : Math.max(dayAt(history.local, at) - due, 0);
      }
      case "debtor_kind":
        return history.account.debtor.kind === "unknown" ? undefined : history.account.debtor.kind;
      case "place":
        return history.account.debtor.places.length === 0 ? undefined : history.account.debtor.places.join(" ");
      default:
        // The policy's own facts, and `limitation`: whether a claim is barred is never guessed, the account must say it.
        return history.account.facts[name];
    }
  };
}

const unpaidThen = ({ account, policy, invoices, movements }: History) =>
  unpaidInvoices(openInvoices({ ...account, invoices }, movements, policy.allocation), account, policy);

function takeMoney(history: History, item: Extract<Item, { rank: 0 | 1 }>): void {
  const { account, policy, local } = history;
  const wasPaid = countsAsPaid(history.balance, account, policy);
  if (item.rank === 0) history.invoices.push(item.invoice);
  else history.movements.push(item.movement);
  history.balance += item.rank === 0 ? item.invoice.amount : -item.movement.amount;
  const isPaid = countsAsPaid(history.balance, account, policy);
  if (!isPaid) reopen(history, item);
  else if (!wasPaid) history.paidAt = item.at;
  if (policy.clock.stageOf === "invoice") noteInvoices(history, dayAt(local, item.at));
  if (item.rank === 1) happenMoney(history, item.movement, wasPaid, isPaid);
}

/** Something is owed (again). A new invoice after all was paid begins an episode; money taken back goes on with the old one. */
function reopen(history: History, item: Extract<Item, { rank: 0 | 1 }>): void {
  if (history.everOpen && history.paidAt !== null) {
    if (item.rank === 0) {
      history.episode++;
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

function happenMoney(history: History, movement: Movement, wasPaid: boolean, isPaid: boolean): void {
  const { id, at, amount, as } = movement;
  if (as === "chargeback") happen(history, "chargeback", id, at);
  else if (amount > 0 && !wasPaid) {
    if (isPaid) {
      endRests(history.rests, at, dayAt(history.local, at), "paid");
      history.paidAs = happen(history, "payment in full", id, at).handlers.flatMap(closing)[0] ?? "paid";
    } else if (as !== "credit") happen(history, "partial payment", id, at);
  }
}

const closing = (handler: Handler): readonly string[] => handler.reactions.flatMap((reaction) => (reaction.do === "close" ? [reaction.as] : []));

function takeFact(history: History, fact: Fact): void {
  const { id, at, event } = fact;
  if (fact.closes !== undefined) history.closed ??= { at, as: fact.closes };
  if (fact.handled !== undefined) happen(history, fact.handled, id, at);
  if (event === undefined) return;
  endRests(history.rests, at, dayAt(history.local, at), event.event);
  const on = HANDLED[event.event];
  if (event.event === "undeliverable") {
    history.bounced.push({ at, event });
    if (bouncedChannel(event) === "email") happen(history, "bounced email", id, at, event);
  } else if (on === "promise") promise(history, fact, event);
  else if (on !== undefined) happen(history, on, id, at, event);
}

export const bouncedChannel = (event: PastEvent) => event.medium ?? event.channels?.[0] ?? "email";

/** Notes that something happened, with the handlers that apply and the rests that it brings. */
function happen(history: History, on: HandledEvent, cause: string, at: Instant, event?: PastEvent): Happening {
  const day = dayAt(history.local, at);
  const handlers = history.policy.handlers.filter((handler) => handler.on === on && applies(history, handler, at, day, event));
  const happening: Happening = { key: `${cause}:${on}`, cause, on, at, day, handlers, ...(event === undefined ? {} : { event }) };
  history.happenings.push(happening);
  history.rests.push(...restsOf(happening, history.local));
  if (PROTECTIONS[on]?.closesContact === true || handlers.some((one) => one.reactions.some((reaction) => reaction.do === "close contact"))) {
    history.contactClosed ??= at;
  }
  if (on !== "payment in full") {
    const as = handlers.flatMap(closing)[0];
    if (as !== undefined) history.closed ??= { at, as };
  }
  return happening;
}

function applies(history: History, handler: Handler, at: Instant, day: LocalDay, event?: PastEvent): boolean {
  if (handler.within !== undefined && (event?.due === undefined || event.due > plus(history.local, day, handler.within))) return false;
  return handler.when === undefined || holds(handler.when, factsThen(history, at), history.account.currency) === true;
}

/** A promise without a day can't be kept or broken; it is heard, and no more. */
function promise(history: History, { id, at }: Fact, event: PastEvent): void {
  if (event.due === undefined) return;
  happen(history, "promise", id, at, event);
  let last: number = event.due;
  for (const { rest } of history.rests) if (rest.cause === id && rest.untilDay !== null) last = Math.max(last, rest.untilDay);
  const amount = event.amount ?? (Math.max(history.balance, 0) as Minor);
  history.promises.push({ id, at, amount, due: event.due, checkOn: localDay(last + 1), status: "open" });
}

/** Judges the promises whose day of checking has come by `to`, in the order of those days. */
function checkPromises(history: History, to: Instant): void {
  if (history.promises.length === 0) return;
  const limit = Math.min(to, history.checkedTo);
  const due = history.promises
    .map((one, index) => ({ one, index, at: startOf(history.local, one.checkOn) }))
    .filter(({ one, at }) => one.status !== "broken" && at <= limit)
    .sort((a, b) => a.at - b.at || a.index - b.index);
  for (const { one, index, at } of due) {
    if (one.status === "kept" || isKept(history, one, at)) history.promises[index] = { ...one, status: "kept" };
    else {
      history.promises[index] = { ...one, status: "broken" };
      history.broken++;
      happen(history, "broken promise", one.id, at);
    }
  }
}

/** What came in from the promise on, until `end`, reaches what was promised; or nothing is owed any more. */
export function isKept(history: History, promised: PromiseToPay, end: Instant): boolean {
  if (history.paidAt !== null) return true;
  let sum = 0;
  for (const { at, amount } of history.movements) if (at >= promised.at && at < end) sum += amount;
  return sum >= promised.amount;
}

export const restList = (history: History): readonly Rest[] => history.rests.map(({ rest }) => rest);
