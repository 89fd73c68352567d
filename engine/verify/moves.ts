/** What may come between a policy and its debtor: events told, money moved, contacts that leave late. */
import type { PastEvent } from "../model/facts.ts";
import type { StepEvent } from "../model/state.ts";
import type { Instant, LocalDay, Minor } from "../model/units.ts";
import { localDay } from "../model/units.ts";

/**
 * One thing that the adversary does. `name` says it in a few words, the same for the same thing; `releases` are the events that it may end;
 * `dueIn` is the day, counted from its own, by which a promise is made, for all that is open.
 */
export type Move =
  | { readonly kind: "event"; readonly name: string; readonly event: PastEvent; readonly releases?: readonly string[]; readonly dueIn?: number }
  /** A share of what is open is paid, in percent. */
  | { readonly kind: "payment"; readonly name: string; readonly percent: number }
  /** What the last payment brought is taken back. */
  | { readonly kind: "chargeback"; readonly name: string }
  /** The channel fails, or nobody is there to send, until the end of the step's slot. */
  | { readonly kind: "delay"; readonly name: string; readonly to: Instant };

/** A move that was made, and when. */
export interface Made {
  readonly at: Instant;
  readonly move: Move;
}

/** How an account stands when a move is made: the debtor's own day, what is owed, and what was paid so far. */
export interface Standing {
  readonly today: LocalDay;
  readonly open: Minor;
  readonly paid: Minor;
}

/**
 * How a move is told to the account.
 * @param id of the event, unique within the life.
 */
export function toldOf(move: Move, at: Instant, id: string, { today, open, paid }: Standing): StepEvent | null {
  switch (move.kind) {
    case "event": {
      const { event, dueIn } = move;
      const promised = dueIn === undefined ? {} : { amount: open, due: localDay(today + dueIn) };
      return { type: "happened", id, at, event: { ...event, ...promised } };
    }
    case "payment": {
      const amount = Math.floor((open * move.percent) / 100) as Minor;
      return amount < 1 ? null : { type: "moved", id, at, amount, as: "payment" };
    }
    case "chargeback":
      return paid < 1 ? null : { type: "moved", id, at, amount: paid, as: "chargeback" };
    case "delay":
      return null;
  }
}
