/** What happened to the account so far, while its past is being told, and the handlers that each thing calls for. */
import { openInvoices, unpaidInvoices } from "../balance.ts";
import { holds, type FactSource } from "../conditions.ts";
import type { PastEvent } from "../model/facts.ts";
import type { CompiledPolicy, HandledEvent, Handler } from "../model/policy.ts";
import type { Account, Invoice, Movement, PromiseToPay } from "../model/state.ts";
import type { Instant, LocalDay } from "../model/units.ts";
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

/** Invoices that are unpaid at this point of the walk, oldest first. */
export const unpaidThen = ({ account, policy, invoices, movements }: History) =>
  unpaidInvoices(openInvoices({ ...account, invoices }, movements, policy.allocation), account, policy);

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
