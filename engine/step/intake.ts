/** Taking in what happened: facts are put in order, and nothing is judged yet. */
import { reachOf } from "../action.ts";
import type { PastEvent } from "../model/facts.ts";
import type { Account, Fact, Movement, StepEvent } from "../model/state.ts";
import type { Instant, Minor } from "../model/units.ts";
import { isOpened, type FullState } from "./full-state.ts";
import { bouncedChannel } from "./history.ts";
import { matters } from "./protections.ts";

const SEEN_AT_MOST = 500;

/** Outside events: those that bring facts. */
export type Told = Extract<StepEvent, { type: "opened" | "happened" | "moved" | "updated" }>;

export interface Intake {
  readonly state: FullState;
  /** What was made of it, in a sentence. */
  readonly text: string;
  /** Null: nothing changed. */
  readonly taken: boolean;
}

/** Takes in an outside event. The same id twice, or what is of no concern, changes nothing but says so. */
export function takeIn(state: FullState, event: Told): Intake {
  if (state.seen.includes(event.id)) return { state, taken: false, text: "known already" };
  const seen = [...state.seen, event.id].slice(-SEEN_AT_MOST);
  const next = taken({ ...state, seen }, event);
  if (typeof next === "string") return { state: { ...state, seen }, taken: false, text: next };
  return { state: { ...next, stirred: true }, taken: true, text: told(event) };
}

function taken(state: FullState, event: Told): FullState | string {
  switch (event.type) {
    case "opened":
    case "updated":
      return withAccount(state, event.account, event.at, event.id);
    case "moved":
      return withMovement(state, { id: event.id, at: event.at, amount: signed(event), as: event.as, ...(event.invoice === undefined ? {} : { invoice: event.invoice }) });
    case "happened":
      return withEvent(state, event.id, event.at, event.event);
  }
}

/** The newest version of the account holds; when an invoice was first heard of is remembered from all of them. */
function withAccount(state: FullState, account: Account, at: Instant, id: string): FullState {
  const arrived = { ...state.arrived };
  for (const invoice of account.invoices) arrived[invoice.id] = Math.min(arrived[invoice.id] ?? at, at) as Instant;
  const opened = isOpened(state) ? (Math.min(state.opened, at) as Instant) : at;
  const older = isOpened(state) && (at < state.accountAs.at || (at === state.accountAs.at && id < state.accountAs.id));
  if (older) return { ...state, opened, arrived };
  return { ...state, account, opened, arrived, accountAs: { at, id } };
}

/** Money that comes back raises the balance, whichever sign the caller gave it. */
const signed = ({ as, amount }: Extract<Told, { type: "moved" }>): Minor =>
  (as === "refund" || as === "chargeback" ? -Math.abs(amount) : amount) as Minor;

function withMovement(state: FullState, movement: Movement): FullState {
  return { ...state, movements: [...state.movements, movement].sort(byInstant) };
}

function withEvent(state: FullState, id: string, at: Instant, event: PastEvent): FullState | string {
  if (event.account !== undefined && isOpened(state) && event.account !== state.account.id) return `${event.event} concerns another account`;
  if (event.event === "payment") {
    const { amount } = event;
    return amount === undefined ? "a payment without an amount" : withMovement(state, { id, at, amount, as: "payment" });
  }
  if (!matters(event.event)) return `${event.event} changes nothing here`;
  return { ...state, facts: insertFact(state.facts, { id, at, event: event.event === "undeliverable" ? labelled(state, event) : event }) };
}

/** A bounce is about the address of that time: a new one is good again. */
function labelled(state: FullState, event: PastEvent): PastEvent {
  const address = event.address ?? reachOf(state.account.reach, bouncedChannel(event));
  return address === undefined ? event : { ...event, address };
}

export const insertFact = (facts: readonly Fact[], fact: Fact): readonly Fact[] => [...facts, fact].sort(byInstant);

const byInstant = (a: { at: number; id: string }, b: { at: number; id: string }): number =>
  a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function told(event: Told): string {
  if (event.type === "opened") return "the account is taken on";
  if (event.type === "updated") return "the account's data changed";
  return event.type === "moved" ? `${event.as} came in` : `${event.event.event} came in`;
}
