/** How the account stands at one instant, as far as facts decide it. */
import { openInvoices, unpaidInvoices, type OpenInvoice } from "../balance.ts";
import { reachOf } from "../action.ts";
import type { Channel } from "../model/facts.ts";
import type { Program, PromiseToPay, Rest } from "../model/state.ts";
import type { Instant, LocalDay } from "../model/units.ts";
import { isPaid } from "./charges.ts";
import type { FullState } from "./full-state.ts";
import type { Happening, History } from "./happenings.ts";
import { bouncedChannel, historyOf, restList } from "./history.ts";
import { isKept } from "./promises.ts";
import { dayAt, localOf, type Local, type Standstill } from "./local.ts";
import { isResting, pausedDays } from "./rests.ts";

export interface View {
  readonly local: Local;
  readonly now: Instant;
  readonly today: LocalDay;
  readonly history: History;
  /** Invoices that keep a clock running, oldest first. */
  readonly unpaid: readonly OpenInvoice[];
  readonly paid: boolean;
  readonly episode: number;
  readonly rests: readonly Rest[];
  /** The rest in force; a pause before a hold. */
  readonly resting: Rest | null;
  /** All rests in force. */
  readonly inForce: readonly Rest[];
  readonly promises: readonly PromiseToPay[];
  readonly contactClosed: boolean;
  /** Closed by a decision, not by payment. */
  readonly closed: { readonly at: Instant; readonly as: string } | null;
  readonly happenings: readonly Happening[];
  /** Days on which the clock of the account's one track stands still. */
  readonly still: Standstill;
}

/** All of a state that its view is made of. */
const TOLD = [
  "account",
  "opened",
  "movements",
  "facts",
  "arrived",
  "dues",
  "accountAs",
  "reachableSince",
] as const satisfies readonly (keyof FullState)[];

interface Recent {
  readonly program: Program;
  readonly state: FullState;
  readonly now: Instant;
  readonly checkedTo: Instant;
  readonly view: View;
}

/** An account is asked several times in a row, most often with nothing told in between. */
let recent: Recent | null = null;

/** @param checkedTo until when promises are checked; see `historyOf`. */
export function viewOf(program: Program, state: FullState, now: Instant, checkedTo: Instant): View {
  const last = recent;
  const isTold = last !== null && last.program === program && TOLD.every((field) => last.state[field] === state[field]);
  if (isTold && last.now === now && last.checkedTo === checkedTo) return last.view;
  const past = isTold && isStillSo(last, now) ? last.view : pastOf(program, state, now, checkedTo);
  const view = standing(past, now);
  recent = { program, state, now, checkedTo, view };
  return view;
}

/** Whether nothing has come to be since an account was asked: nothing was known then to come, and no promise waits to be judged. */
const isStillSo = ({ now: before, view: { history } }: Recent, now: Instant): boolean =>
  before <= now && now < history.next && history.promises.length === 0;

/** What follows from what has come to be, whatever day it is. */
type Past = Omit<View, "now" | "today" | "inForce" | "resting" | "promises">;

function pastOf({ policy, calendar }: Program, state: FullState, now: Instant, checkedTo: Instant): Past {
  const local = localOf(state.account, calendar);
  const history = historyOf(policy, state, local, now, checkedTo);
  const open = openInvoices({ ...state.account, invoices: history.invoices }, history.movements, policy.allocation);
  const rests = restList(history);
  return {
    local,
    history,
    rests,
    unpaid: unpaidInvoices(open, state.account, policy),
    paid: isPaid(history),
    episode: history.episode,
    contactClosed: history.contactClosed !== null,
    closed: history.closed,
    happenings: history.happenings,
    still: pausedDays(rests, history.idle),
  };
}

function standing(past: Past, now: Instant): View {
  const { local, history, rests } = past;
  const inForce = rests.filter((rest) => isResting(rest, local, now));
  return {
    ...past,
    now,
    today: dayAt(local, now),
    inForce,
    resting: inForce.find((rest) => rest.kind === "pause") ?? inForce[0] ?? null,
    promises: history.promises.map((one) => (one.status === "open" && isKept(history, one, now) ? { ...one, status: "kept" as const } : one)),
  };
}

/** Days on which a track's clock stands still: the account's, and for an invoice's own track those on which it was paid. */
export function stillOf(view: View, track: string): Standstill {
  const own = view.history.idleOf.get(track);
  return own === undefined ? view.still : pausedDays(view.rests, [...view.history.idle, ...own]);
}

/** Whether a channel has an address that didn't come back. A bounce that names none is about the one known by then. */
export function isReachable(view: View, channel: Channel): boolean {
  const label = reachOf(view.history.account.reach, channel);
  if (label === undefined) return false;
  const since = view.history.reachableSince[`${channel}=${label}`] ?? -Infinity;
  return !view.history.bounced.some(
    ({ at, event }) => bouncedChannel(event) === channel && (event.address === undefined ? since <= at : event.address === label),
  );
}
