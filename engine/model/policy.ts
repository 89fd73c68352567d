/** A compiled policy: what `dsl/compile` makes of a `.collect` file, and what `step` reads. Plain JSON, named by its hash. */
import type { Channel, DebtKind, EventName, Purpose, Role } from "./facts.ts";
import type { Rule } from "./rule.ts";
import type { Currency, Days, LocalDay, Minor, Place } from "./units.ts";

/**
 * How a fact travels, by its type: money in minor units of the account's currency, a percentage and a span of days as plain numbers, a date
 * as `2026-03-02`, a time as `09:00` (both sort as texts), a place and a channel by their codes, tags as a list of texts.
 */
export type FactValue = string | number | boolean | readonly string[];
export type FactType = (
  | { readonly type: "number" | "boolean" | "text" | "money" | "percent" | "days" | "date" | "time" | "place" | "channel" | "tags" }
  | { readonly type: "one of"; readonly values: readonly string[] }
) & {
  /** It may be missing, and a condition must ask `is known` before it uses the value. */
  readonly optional?: true;
};

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
  /** `score is known`: never unknown itself. */
  | { readonly op: "known"; readonly fact: string }
  /** `labels has "vip"`. */
  | { readonly op: "has"; readonly fact: string; readonly tag: string }
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
  | { readonly kind: "business"; readonly name: "close"; readonly as: string }
  /** What a new customer gets (`on new customer`). */
  | { readonly kind: "business"; readonly name: "set credit limit"; readonly limit: Readonly<Record<Currency, Minor>> }
  | { readonly kind: "business"; readonly name: "set terms"; readonly due: Days | "prepayment" }
  | { readonly kind: "business"; readonly name: "ask for deposit"; readonly deposit: Deposit };

/** A deposit as a share of the credit limit, or as a sum. */
export type Deposit = { readonly percent: number } | { readonly amount: Readonly<Record<Currency, Minor>> };

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
  /** Steps that the accounts of a variant run here instead of `steps`. */
  readonly variants?: readonly { readonly name: string; readonly steps: readonly Step[] }[];
  readonly next: readonly Next[];
  readonly line: number;
}

/**
 * An experiment's group. An account draws once, by FNV-1a of its id modulo 10,000 (`engine/variant.ts`): shares are stacked in the order in
 * which the policy first names them, what is left over runs no variant. So one account has the same variant in every stage, for good.
 */
export interface Variant {
  readonly name: string;
  /** Over 0, in hundredths at the finest; all together at most 100. */
  readonly percent: number;
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
  | { readonly kind: "promised"; readonly plus: Days }
  /** That day included. */
  | { readonly kind: "day"; readonly day: LocalDay }
  /** Until one of these is told of the account. */
  | { readonly kind: "events"; readonly events: readonly EventName[] };

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
  /** What a newer version of the policy does to accounts that are under way. Absent: `keep`. */
  readonly whenPolicyChanges?: "keep" | "restart" | "park";
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
  /** What becomes of unpaid charges once the invoices themselves are paid. Absent: `waive`. */
  readonly unpaidCharges?: "waive" | "keep";
}

/** One line of `on new customer`. Of several lines of one kind the first whose condition holds wins; an unknown condition asks a person. */
export interface OnboardingLine {
  readonly action: Extract<BusinessAction, { readonly name: "set credit limit" | "set terms" | "ask for deposit" }>;
  readonly when?: Expr;
  readonly approval?: string;
  readonly line: number;
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
  /** In the order in which the policy first names them. Absent: none. */
  readonly variants?: readonly Variant[];
  /** Absent: new customers get nothing by policy. */
  readonly onboarding?: readonly OnboardingLine[];
  /** Only accounts for which this holds belong to the policy. Absent: every account. */
  readonly applies?: Expr;
  readonly file: string;
}
