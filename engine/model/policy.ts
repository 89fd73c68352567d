/** A compiled policy: what `dsl/compile` makes of a `.collect` file, and what `step` reads. Plain JSON, named by its hash. */
import type { Channel, DebtKind, Purpose, Role } from "./facts.ts";
import type { Rule } from "./rule.ts";
import type { Currency, Days, Minor, Place } from "./units.ts";

export type FactValue = string | number | boolean;
export type FactType =
  | { readonly type: "number" }
  | { readonly type: "boolean" }
  | { readonly type: "text" }
  | { readonly type: "one of"; readonly values: readonly string[] };

/** A value in a condition. `money` has one amount for each currency of the policy; the account's own is used. */
export type Operand =
  | { readonly kind: "fact"; readonly name: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "money"; readonly of: Readonly<Record<Currency, Minor>> };

export type Compare = ">=" | ">" | "<=" | "<" | "=" | "!=";

/** A condition. It is true, false, or unknown when a fact it needs is; definitions are already written out in place. */
export type Expr =
  | { readonly op: "and" | "or"; readonly of: readonly Expr[] }
  | { readonly op: "not"; readonly of: Expr }
  | { readonly op: "compare"; readonly compare: Compare; readonly left: Operand; readonly right: Operand };

export interface ContactAction {
  readonly kind: "contact";
  readonly channel: Channel;
  /** The template (letter, mail, text) or the name of the call. */
  readonly template: string;
  readonly paymentLink: boolean;
  /** Plan that the message offers. */
  readonly offers?: string;
  readonly priority: "normal" | "high";
  /** `collect` unless a notice says otherwise. */
  readonly purpose: Purpose;
}

export type BusinessAction =
  | {
      readonly kind: "business";
      readonly name: "hold credit" | "release credit" | "write off" | "file small claim" | "report to bureau" | "refer to lawyer";
    }
  | { readonly kind: "business"; readonly name: "place with agency"; readonly agency: string }
  | { readonly kind: "business"; readonly name: "offer plan"; readonly plan: string }
  | { readonly kind: "business"; readonly name: "offer discount"; readonly percent: number }
  | { readonly kind: "business"; readonly name: "charge fee" | "charge interest" }
  | { readonly kind: "business"; readonly name: "webhook"; readonly hook: string }
  | { readonly kind: "business"; readonly name: "task"; readonly title: string; readonly team: string; readonly due: Days | null }
  | { readonly kind: "business"; readonly name: "close"; readonly as: string };

export type StepAction = ContactAction | BusinessAction;

/** What is done when its day has come. */
export interface Step {
  /** Stable within the policy: `reminder/day 5`; a second step of the same day gets `reminder/day 5 #2`. */
  readonly key: string;
  /** Days after the stage's start. */
  readonly day: Days;
  /** `every 7 days, at most 5 times`: counted from the first try; only contacts that left count. */
  readonly repeat?: { readonly every: Days; readonly times: number };
  readonly action: StepAction;
  readonly when?: Expr;
  /** Done instead when the condition is false. */
  readonly otherwise?: StepAction;
  /** Done when the step lapsed. */
  readonly else?: StepAction;
  /** How long after its day a lawful slot is looked for. Default 3 days. */
  readonly within: Days;
  /** Who must agree first. */
  readonly approval?: string;
  readonly line: number;
}

/** A day relative to an anchor: `7 days before due`, `1 day after due`. Negative `n` is before. */
export interface AnchoredDay {
  readonly anchor: "due" | "end of month";
  readonly offset: Days;
}

/** A way out of a stage. Of several, the first whose day has come and whose condition holds wins. */
export interface Next {
  readonly to: string;
  readonly at: { readonly kind: "after"; readonly days: Days } | { readonly kind: "anchored"; readonly day: AnchoredDay };
  readonly when?: Expr;
  readonly line: number;
}

export interface Stage {
  readonly name: string;
  /** Only the first stage has one: the day on which the policy begins. */
  readonly from?: AnchoredDay;
  /** Must hold to enter; else the account stays where it is and a task says why. */
  readonly requires?: Expr;
  readonly entry: readonly BusinessAction[];
  readonly exit: readonly BusinessAction[];
  readonly steps: readonly Step[];
  readonly next: readonly Next[];
  readonly line: number;
}

export type HandledEvent =
  | "payment in full"
  | "partial payment"
  | "promise"
  | "broken promise"
  | "dispute"
  | "dispute closed"
  | "hardship"
  | "bounced email"
  | "cease request"
  | "opt-out"
  | "attorney notice"
  | "bankruptcy"
  | "death"
  | "breathing space"
  | "plan agreed"
  | "plan broken"
  | "chargeback"
  | "end of series";

/** How long a rest lasts. `days` are whole days after the event's; `promised` is the promised day plus some; both days included. */
export type RestUntil =
  | { readonly kind: "open" }
  | { readonly kind: "days"; readonly days: Days }
  | { readonly kind: "promised"; readonly plus: Days };

export type Reaction =
  | { readonly do: "close"; readonly as: string }
  | { readonly do: "close contact" }
  | { readonly do: "pause" | "hold"; readonly until: RestUntil }
  | { readonly do: "go"; readonly stage: string }
  | { readonly do: "act"; readonly action: StepAction };

export interface Handler {
  readonly on: HandledEvent;
  /** Of a promise: only when it is for a day at most so many days ahead. */
  readonly within?: Days;
  readonly when?: Expr;
  readonly reactions: readonly Reaction[];
  readonly line: number;
}

export interface Clock {
  readonly stageOf: "account" | "invoice";
  readonly anchor: "oldest unpaid invoice";
  readonly whenItMoves: "keep" | "return";
  readonly whenBehind: "lapse" | "one stage at a time" | "straight" | "late";
  /** Open balances below this count as paid. Zero when the policy names none. */
  readonly tolerance: Readonly<Record<Currency, Minor>>;
}

export interface PaymentPlan {
  readonly name: string;
  readonly installments: number;
  readonly every: "month" | "week";
  readonly atLeast?: Readonly<Record<Currency, Minor>>;
  readonly first: Days;
  readonly defaultAfterMissed: number;
}

export interface Terms {
  readonly due?: Days;
  readonly discount?: { readonly percent: number; readonly within: Days };
  readonly lateInterest?: "statutory" | { readonly percent: number; readonly per: "month" | "year" };
  readonly lateFee?: "statutory" | { readonly amount: Readonly<Record<Currency, Minor>> };
}

/** A notice that the law wants: sent by itself `within` days of the first contact, or by a reaction. */
export interface Notice {
  readonly name: string;
  readonly channel: Channel;
  readonly template: string;
  readonly within?: Days;
  readonly line: number;
}

export interface CompiledPolicy {
  readonly format: 1;
  readonly hash: string;
  readonly name: string;
  readonly version: string;
  readonly collector: Role;
  readonly debt: DebtKind;
  readonly currencies: readonly Currency[];
  readonly places: readonly Place[];
  readonly facts: Readonly<Record<string, FactType>>;
  readonly house: readonly Rule[];
  readonly clock: Clock;
  readonly terms: Terms;
  readonly plans: readonly PaymentPlan[];
  readonly notices: readonly Notice[];
  readonly allocation: "oldest first" | "as directed" | "interest first";
  /** In source order; the first is where an account begins. */
  readonly stages: readonly Stage[];
  readonly handlers: readonly Handler[];
  readonly file: string;
}
