/** An account under a policy: the state that `step` carries from event to event, and what goes in and comes out. */
import type { Channel, Debtor, PastEvent } from "./facts.ts";
import type { Calendar } from "./calendar.ts";
import type { Reason } from "./decision.ts";
import type { BusinessAction, CompiledPolicy, ContactAction, FactValue, HandledEvent, StepAction } from "./policy.ts";
import type { Currency, Instant, LocalDay, Minor } from "./units.ts";

/** What `step` decides by. It doesn't change while a version of the policy runs. */
export interface Program {
  readonly policy: CompiledPolicy;
  readonly calendar: Calendar;
}

export interface Invoice {
  readonly id: string;
  readonly issued: LocalDay;
  readonly due: LocalDay;
  /** Face amount; what is open follows from the movements. */
  readonly amount: Minor;
}

/** One debtor's account with one creditor, in one currency. No names, addresses or numbers. */
export interface Account {
  readonly id: string;
  readonly debtor: Debtor;
  readonly creditor: string;
  readonly currency: Currency;
  readonly invoices: readonly Invoice[];
  /** The policy's own facts; one that is absent is unknown. */
  readonly facts: Readonly<Record<string, FactValue>>;
  /** Label of the address for each channel that has one. A channel without one can't be used. */
  readonly reach: Readonly<Partial<Record<Channel, string>>>;
}

/** Something that changes what is open. Positive amounts lower the balance, negative ones (refund, chargeback) raise it. */
export interface Movement {
  readonly id: string;
  readonly at: Instant;
  readonly amount: Minor;
  /** Invoice it was directed to; absent: by the policy's allocation. */
  readonly invoice?: string;
  /**
   * What it was called when it came in; absent: a payment if positive, else a refund. A `write-off` never comes in: it is what the policy gave
   * up, derived anew each time from what was open then.
   */
  readonly as?: "payment" | "credit" | "refund" | "chargeback" | "write-off";
  /** Why a payment came back, as the bank told it. */
  readonly reason?: string;
  /** The part of it that went to charges, as derived; the rest is the invoices'. Absent: none of it. */
  readonly toCharges?: Minor;
}

/** A fee, interest or cost that was put on the account, besides its invoices. */
export interface BookedCharge {
  readonly id: string;
  readonly at: Instant;
  /** `late-fee`, `late-interest`, or as the ledger's `charge` event calls it. */
  readonly type: string;
  readonly amount: Minor;
  /** What is still unpaid of it. */
  readonly open: Minor;
  /** What nobody asks for any more: all was paid but charges, or the debt was written off. Absent: nothing. */
  readonly waived?: Minor;
}

/** Something that happened to the account, as `step` keeps it: all else that depends on it is derived anew each time. */
export interface Fact {
  readonly id: string;
  readonly at: Instant;
  readonly event?: PastEvent;
  /** Of what the machine itself found out, such as the end of a series. */
  readonly handled?: HandledEvent;
  /** A step closed the account as this. */
  readonly closes?: string;
  /** A step wrote off what was open then: `account`, or an invoice's id. */
  readonly writesOff?: string;
  /** A newer policy parked the account: it rests until a person lets it go on, which `unparks` says with this fact's id. */
  readonly parks?: string;
  readonly unparks?: string;
}

/** A stretch without contact. A pause also stops the stage's clock, from the day after `fromDay` to `untilDay`, both counted. */
export interface Rest {
  readonly kind: "pause" | "hold";
  /** Id of the event that brought it. */
  readonly cause: string;
  readonly why: string;
  readonly from: Instant;
  readonly fromDay: LocalDay;
  /** Last day of it; null: until an event ends it. */
  readonly untilDay: LocalDay | null;
  /** Ledger events that end it. */
  readonly endedBy: readonly PastEvent["event"][];
  /** Instant at which such an event ended it (`untilDay` is then that day); absent: it runs its time. */
  readonly ended?: Instant;
}

export type StepStatus = "waiting" | "asked" | "sent" | "done" | "lapsed" | "skipped" | "awaiting approval" | "refused approval";

/** How one step of the running stage stands. */
export interface StepRecord {
  readonly status: StepStatus;
  /** Which of its actions is being done. */
  readonly branch: "main" | "otherwise" | "else";
  /** Of a repeated step: contacts that left. */
  readonly tries: number;
  /** Set after a denial: when to ask again. */
  readonly retryAt: Instant | null;
  readonly reasons: readonly Reason[];
  /** When it was sent, done or lapsed. */
  readonly at: Instant | null;
  /** First day of the slot, when it isn't the step's nominal day: a late try, a repetition, an `else`, an approval. */
  readonly slotDay?: LocalDay;
  /** Which try is running, from 1; a failed or repeated one asks under a new name. Absent: 1. */
  readonly attempt?: number;
  /** Of a repeated step: which occurrence it is, from 1, whether those before it left or lapsed. Absent: 1. */
  readonly occurrence?: number;
  /** Somebody agreed (steps that need approval). */
  readonly approved?: boolean;
  /** Of a charge that is asked for: how much. Absent: nothing is charged, or the law says how much. */
  readonly amount?: Minor;
}

/** One run through the stages: of the account, or of one invoice where the policy says `stage of each invoice`. */
export interface Track {
  /** `account`, or the invoice's id. */
  readonly id: string;
  /** Null before the first stage begins, and after the end. */
  readonly stage: string | null;
  /** Stage's nominal start: the clock counts from this day. */
  readonly startDay: LocalDay;
  readonly entered: Instant;
  /** The due date that the stage was reckoned from. */
  readonly anchor: LocalDay | null;
  readonly steps: Readonly<Record<string, StepRecord>>;
  /** How often each stage was entered, and on which day last: a stage entered twice asks anew, but not twice in a day. */
  readonly entries?: Readonly<Record<string, { readonly times: number; readonly day: LocalDay }>>;
  /** Stages that it couldn't enter for want of what they require, since the running one began: each gives one task. */
  readonly refused?: readonly string[];
  /** Nothing is owed on it for now: the stage was left by its exit, and goes on where it stood if money is taken back. */
  readonly suspended?: boolean;
}

export interface PromiseToPay {
  readonly id: string;
  readonly at: Instant;
  readonly amount: Minor;
  readonly due: LocalDay;
  /** Paid before the promise was made; what came later counts towards it. */
  readonly checkOn: LocalDay;
  readonly status: "open" | "kept" | "broken";
}

/** Versioned: an older one is lifted by `engine/state/upgrade`. Under 50 KB for a year of a busy account. */
export interface State {
  readonly format: 1;
  readonly policy: string;
  readonly account: Account;
  readonly opened: Instant;
  readonly movements: readonly Movement[];
  readonly status: "open" | "closed";
  readonly closedAs: string | null;
  /** Rises by one each time that a new debt starts an account that was closed as paid. */
  readonly episode: number;
  readonly tracks: readonly Track[];
  readonly rests: readonly Rest[];
  readonly promises: readonly PromiseToPay[];
  /** Contact is closed for good (cease request, death): only notices by reactions still leave. */
  readonly contactClosed: boolean;
  /** Effects outside the stages that wait for an answer: notices, reactions that contact. */
  readonly loose: Readonly<Record<string, LooseRecord>>;
  /** Ids of events already taken in, sorted, at most 500. Those of `movements` and `facts` are known for good. */
  readonly seen: readonly string[];
  readonly brokenPromises: number;
  /** What happened, by instant and id. */
  readonly facts?: readonly Fact[];
  /** `<fact id>:<handled event>` of all that was reacted to. */
  readonly handled?: readonly string[];
  /** Instant and id of the event that `account` comes from; an older one doesn't replace it. */
  readonly accountAs?: { readonly at: Instant; readonly id: string };
  /** When each invoice was first heard of. */
  readonly arrived?: Readonly<Record<string, Instant>>;
  /** When each due date of an invoice was first heard of, by invoice and day: one that was put off isn't overdue any more. */
  readonly dues?: Readonly<Record<string, Readonly<Record<string, Instant>>>>;
  /** When each address, as `<channel>=<label>`, was first heard of: a bounce from before that was another's. */
  readonly reachableSince?: Readonly<Record<string, Instant>>;
  /** The last wake: what came due until then was looked at. */
  readonly wokenAt?: Instant | null;
  /** Facts came in since the last wake. */
  readonly stirred?: boolean;
  /** First contact of this episode that left. */
  readonly firstContact?: Instant | null;
  /** The last contacts that left and acts that were done, in the order of answers: what a fact that is told late missed. */
  readonly done?: readonly { readonly at: Instant; readonly what: string }[];
  /** Charges of this episode and earlier ones, as they stand. */
  readonly charges?: readonly BookedCharge[];
}

export interface LooseRecord extends StepRecord {
  readonly stage: string | null;
  /** What it is, for people: `on cease request`, `notice "validation"`, `entry`. */
  readonly step: string;
  readonly action: StepAction;
  readonly windowEnd: Instant;
  /** When it was ordered: a rest that began later holds it back, one that was there already was known to whoever ordered it. */
  readonly ordered?: Instant;
  /** Who must agree first. */
  readonly approval?: string;
  /** Its stage was left while it was being asked: its answer still counts, but nobody asks again. */
  readonly left?: boolean;
}

/** How a contact or act went, as the runtime tells `step`. */
export type EffectResult =
  /** `amount`: of a charge whose amount the policy leaves to the law, what was booked. */
  | { readonly kind: "sent"; readonly at: Instant; readonly amount?: Minor }
  | { readonly kind: "denied"; readonly at: Instant; readonly until: Instant | null; readonly reasons: readonly Reason[] }
  | { readonly kind: "failed"; readonly at: Instant; readonly reason: string; readonly retryable: boolean }
  /** It may have left: it counts as sent, and nobody tries again. */
  | { readonly kind: "unknown"; readonly at: Instant; readonly reason: string };

/** What `step` reads. Everything from outside has an id; the same id twice changes nothing. */
export type StepEvent =
  | { readonly type: "opened"; readonly id: string; readonly at: Instant; readonly account: Account }
  | { readonly type: "wake" }
  /** From the ledger, in its words; `at` may lie in the past (backdated). */
  | { readonly type: "happened"; readonly id: string; readonly at: Instant; readonly event: PastEvent }
  /** Money moved. `invoice` as in `Movement`. Also refunds, credits and chargebacks. */
  | {
      readonly type: "moved";
      readonly id: string;
      readonly at: Instant;
      readonly amount: Minor;
      readonly invoice?: string;
      readonly as: "payment" | "credit" | "refund" | "chargeback";
      readonly reason?: string;
    }
  /** New invoices, changed facts or reach: the account as it is now. */
  | { readonly type: "updated"; readonly id: string; readonly at: Instant; readonly account: Account }
  | { readonly type: "result"; readonly key: string; readonly result: EffectResult }
  | { readonly type: "approval"; readonly id: string; readonly key: string; readonly granted: boolean };

/** Something to be done in the world. `key` names it within the account, and with the attempt is the guard's request id. */
export type Effect =
  | {
      readonly kind: "contact";
      readonly key: string;
      readonly stage: string | null;
      readonly step: string;
      readonly action: ContactAction;
      /** The slot that the policy gives; the guard refuses after `until`. */
      readonly from: Instant;
      readonly until: Instant;
    }
  | {
      readonly kind: "business";
      readonly key: string;
      readonly stage: string | null;
      readonly step: string;
      readonly action: BusinessAction;
      readonly until: Instant | null;
      /** Of a charge: how much. Absent: the law says how much. */
      readonly amount?: Minor;
    }
  | {
      readonly kind: "ask approval";
      readonly key: string;
      readonly step: string;
      readonly of: string;
      readonly action: BusinessAction | ContactAction;
    }
  | {
      readonly kind: "lapsed";
      readonly key: string;
      readonly stage: string | null;
      readonly step: string;
      readonly reasons: readonly Reason[];
      readonly action?: StepAction;
    }
  | { readonly kind: "entered"; readonly stage: string; readonly track: string }
  /** `waived`: unpaid charges that nobody asks for any more. */
  | { readonly kind: "closed"; readonly as: string; readonly waived?: Minor };

/** What happened inside `step`, one plain sentence each, for `explain` and `simulate`. */
export interface TraceLine {
  readonly at: Instant;
  readonly what: "event" | "stage" | "step" | "rest" | "close" | "ignored";
  readonly text: string;
  readonly line?: number;
  readonly handled?: HandledEvent;
}

/**
 * A branch of the policy that was taken, by the line that it stands on: for coverage.
 * `main`, `otherwise`, `else`: what a step did · `true`, `false`: a condition that was asked (of a step, a `next`, a handler, `requires`) ·
 * `taken`: a `next`, a handler, a line for new customers · `granted`, `refused`: an approval.
 */
export interface Branch {
  readonly line: number;
  readonly took: "main" | "otherwise" | "else" | "true" | "false" | "taken" | "granted" | "refused";
}

export interface StepOutput {
  readonly state: State;
  readonly effects: readonly Effect[];
  /** When to send the next `wake`; null: nothing is due until something happens. */
  readonly wakeAt: Instant | null;
  readonly trace: readonly TraceLine[];
  /** Branches of the policy that were taken, some perhaps twice. Absent: none. */
  readonly branches?: readonly Branch[];
}
