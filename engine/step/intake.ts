/** Taking in what happened: facts are put in order, and nothing is judged yet. */
import { reachOf } from "../action.ts";
import { signedAmount } from "../balance.ts";
import { CHANNELS, type PastEvent } from "../model/facts.ts";
import type { CompiledPolicy } from "../model/policy.ts";
import type { Account, Fact, Movement, StepEvent } from "../model/state.ts";
import type { Instant } from "../model/units.ts";
import { isOpened, type FullState } from "./full-state.ts";
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
export function takeIn(policy: CompiledPolicy, state: FullState, event: Told): Intake {
  if (isKnown(state, event.id)) return { state, taken: false, text: "known already" };
  const seen = withSeen(state, event.id);
  const next = taken(policy, { ...state, seen }, event);
  if (typeof next === "string") return { state: { ...state, seen }, taken: false, text: next };
  return { state: { ...next, stirred: true }, taken: true, text: told(event) };
}

/** Money and facts are known as long as the account lives, whatever else was forgotten: none of them may count twice. */
export const isKnown = (state: FullState, id: string): boolean =>
  state.seen.includes(id) || state.movements.some((one) => one.id === id) || state.facts.some((one) => one.id === id);

/** In the order of ids, so that the order of delivery leaves no trace. */
export const withSeen = (state: FullState, id: string): readonly string[] => [...state.seen, id].sort().slice(-SEEN_AT_MOST);

function taken(policy: CompiledPolicy, state: FullState, event: Told): FullState | string {
  switch (event.type) {
    case "opened":
    case "updated":
      return withAccount(state, event.account, event.at, event.id);
    case "moved":
      return withMovement(state, {
        id: event.id,
        at: event.at,
        amount: signedAmount(event),
        as: event.as,
        ...(event.invoice === undefined ? {} : { invoice: event.invoice }),
        ...(event.reason === undefined ? {} : { reason: event.reason }),
      });
    case "happened":
      return withEvent(policy, state, event.id, event.at, event.event);
  }
}

/** The newest version of the account holds; when an invoice was first heard of is remembered from all of them. */
function withAccount(state: FullState, account: Account, at: Instant, id: string): FullState {
  const arrived = firstHeard(
    state.arrived,
    account.invoices.map((invoice) => invoice.id),
    at,
  );
  const reachableSince = firstHeard(state.reachableSince, addressesOf(account), at);
  const opened = isOpened(state) ? (Math.min(state.opened, at) as Instant) : at;
  const older = isOpened(state) && (at < state.accountAs.at || (at === state.accountAs.at && id < state.accountAs.id));
  const dues = { ...state.dues };
  for (const { id: name, due } of account.invoices) dues[name] = firstHeard(dues[name] ?? {}, [String(due)], at);
  const since = { ...state, opened, arrived, dues, reachableSince };
  return older ? since : { ...since, account, accountAs: { at, id } };
}

function addressesOf({ reach }: Account): readonly string[] {
  return CHANNELS.flatMap((channel) => {
    const label = reachOf(reach, channel);
    return label === undefined ? [] : [`${channel}=${label}`];
  });
}

function firstHeard(known: Readonly<Record<string, Instant>>, names: readonly string[], at: Instant): Readonly<Record<string, Instant>> {
  const result = { ...known };
  for (const name of names) result[name] = Math.min(result[name] ?? at, at) as Instant;
  return result;
}

function withMovement(state: FullState, movement: Movement): FullState {
  return { ...state, movements: [...state.movements, movement].sort(byInstant) };
}

function withEvent(policy: CompiledPolicy, state: FullState, id: string, at: Instant, event: PastEvent): FullState | string {
  if (event.account !== undefined && isOpened(state) && event.account !== state.account.id) return `${event.event} concerns another account`;
  if (event.event === "payment") {
    const { amount } = event;
    return amount === undefined ? "a payment without an amount" : withMovement(state, { id, at, amount, as: "payment" });
  }
  if (!matters(event, policy)) return `${event.event} changes nothing here`;
  return { ...state, facts: insertFact(state.facts, { id, at, event }) };
}

export const insertFact = (facts: readonly Fact[], fact: Fact): readonly Fact[] => [...facts, fact].sort(byInstant);

const byInstant = (a: { at: number; id: string }, b: { at: number; id: string }): number => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function told(event: Told): string {
  if (event.type === "opened") return "the account is taken on";
  if (event.type === "updated") return "the account's data changed";
  return event.type === "moved" ? `${event.as} came in` : `${event.event.event} came in`;
}
