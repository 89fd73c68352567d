/** What happened to the account so far, while its past is being told, and the handlers that each thing calls for. */
import { holds } from "../conditions.ts";
import type { PastEvent } from "../model/facts.ts";
import type { CompiledPolicy, HandledEvent, Handler } from "../model/policy.ts";
import type { Account, BookedCharge, Invoice, Movement, PromiseToPay } from "../model/state.ts";
import type { Instant, LocalDay } from "../model/units.ts";
import { factsThen, unpaidThen } from "./facts.ts";
import type { FullState } from "./full-state.ts";
import { dayAt, plus, type Local } from "./local.ts";
import { PROTECTIONS } from "./protections.ts";
import { restsOf, type OpenRest } from "./rests.ts";

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
  readonly opened: Instant;
  readonly reachableSince: FullState["reachableSince"];
  /** Checks of promises that came due until then are made. */
  readonly checkedTo: Instant;
  /** When the next thing that is known already comes to be; Infinity: nothing more is known. */
  next: number;
  invoices: Invoice[];
  movements: Movement[];
  /** What invoices are worth less all that moved on them: below zero when too much was paid. */
  balance: number;
  charges: BookedCharge[];
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

export const closing = (handler: Handler): readonly string[] =>
  handler.reactions.flatMap((reaction) => (reaction.do === "close" ? [reaction.as] : []));

/** Notes that something happened, with the handlers that apply and the rests that it brings. */
export function happen(history: History, on: HandledEvent, cause: string, at: Instant, event?: PastEvent): Happening {
  const day = dayAt(history.local, at);
  const handlers = history.policy.handlers.filter((handler) => handler.on === on && applies(history, handler, at, day, event));
  const happening: Happening = { key: `${cause}:${on}`, cause, on, at, day, handlers, ...(event === undefined ? {} : { event }) };
  history.happenings.push(happening);
  const owed = PROTECTIONS[on]?.pause === undefined ? [] : unpaidThen(history).map((one) => `${history.account.id}/${one.invoice.id}`);
  history.rests.push(...restsOf(happening, history.local, owed));
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
