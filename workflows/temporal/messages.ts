/** What is said between clients, workflows and activities: names and shapes, with no package behind them. */
import type { AskedEffect } from "../../engine/action.ts";
import type { Effect, EffectResult, Movement, Program, State, StepEvent } from "../../engine/model/state.ts";
import type { Instant, Place, Zone } from "../../engine/model/units.ts";

export const WORKFLOW = "accountWorkflow";
export const TASK_QUEUE = "collect";
/** Longer than any channel may take: a provider that stalls is given up by its channel first, as unknown. */
export const DELIVERY_TIMEOUT = 240_000;
/** Signal: facts from outside, each with its event id. Any number of times, in any order. */
export const EVENTS_SIGNAL = "events";
/** Update: a fact that wants an answer. Refused by a validator, or taken in before it answers. */
export const RECORD_UPDATE = "record";
/** Query: how the account stands, in short. */
export const STATUS_QUERY = "status";
/** Query: the whole state, for the ledger's copy and for migrations. */
export const STATE_QUERY = "state";

/** An id without a name, an address or a number: ids are not encrypted. */
export const workflowIdOf = (account: string, tenant = "default"): string => `account/${tenant}/${account}`;

/** What a run begins with. It travels on through continue-as-new; a change of its shape needs a new `format`. */
export interface AccountInput {
  readonly format: 1;
  readonly account: string;
  /** Hash of the policy, kept until the account is moved on purpose. */
  readonly policy: string;
  /** Milliseconds that a demonstration clock is ahead of the server's; 0 in earnest. */
  readonly clockOffset: number;
  /** Milliseconds after which a delivery that says nothing is given up, and asked about again: its worker may be gone. */
  readonly deliveryTimeout: number;
  readonly state: State | null;
  readonly wakeAt: Instant | null;
}

export interface AccountStatus {
  readonly account: string;
  readonly policy: string;
  readonly status: "new" | "open" | "closed";
  readonly stage: string | null;
  readonly wakeAt: Instant | null;
  /** Something is being done or waits to be done at this moment. */
  readonly busy: boolean;
}

export interface StoredState {
  readonly state: State | null;
  readonly wakeAt: Instant | null;
}

/** Effects that nobody answers. */
export type Told = Exclude<Effect, { kind: "contact" | "business" }>;

/** One activity: what people are to be told, and at most one thing to do. */
export interface Delivery {
  readonly account: string;
  readonly policy: string;
  readonly episode: number;
  readonly movements: readonly Movement[];
  readonly told: readonly Told[];
  readonly ask: AskedEffect | null;
}

export interface AccountActivities {
  /** Policy and a calendar cut to these zones and places, and those that contain them. */
  loadProgram(of: { readonly policy: string; readonly timezones: readonly Zone[]; readonly places: readonly Place[] }): Promise<Program>;
  /** Null when nothing was asked. Done again, it answers what the guard knows and sends nothing twice. */
  deliver(delivery: Delivery): Promise<EffectResult | null>;
}

/** Why an event is no fact in any reading; null: take it in. The same in the client, before it is recorded, and in the validator. */
export const refusalOf = (event: StepEvent, now: number): string | null => {
  if (!("id" in event) || event.id === "") return "an event needs an id, so that it counts once";
  if ("at" in event && event.at > now + 86_400_000) return "it is said to happen more than a day from now";
  if (event.type === "moved" && event.amount <= 0) return "an amount must be above zero; whether money came or went says `as`";
  if (event.type === "happened" && event.event.event === "promise") {
    const { amount, due } = event.event;
    if (amount === undefined || amount <= 0) return "a promise needs an amount above zero";
    // A day is over everywhere twelve hours after its end at Greenwich.
    if (due === undefined || (due + 1.5) * 86_400_000 < event.at) return "a promise needs a day that is not over yet";
  }
  return null;
};
