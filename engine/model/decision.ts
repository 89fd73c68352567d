/** What permit, plan and the guard answer. */
import type { Action, Collector, Debt, Debtor, LedgerEntry } from "./facts.ts";
import type { Calendar } from "./calendar.ts";
import type { Confidence, Rule, RuleBody, Series } from "./rule.ts";
import type { Instant, Minor, Money } from "./units.ts";

/** Everything that a decision about one debtor may look at. Rules that don't bind are left out by `permit` itself. */
export interface Context {
  readonly calendar: Calendar;
  /** Law of the book and house rules of the policy, together. */
  readonly rules: readonly Rule[];
  readonly collector: Collector;
  readonly debtor: Debtor;
  /** Every debt of the debtor that is known, not only those asked about. */
  readonly debts: readonly Debt[];
  readonly ledger: readonly LedgerEntry[];
  /** Dated rates of the law book, for rules that name one. Absent: none are known, and a rule that needs one denies. */
  readonly series?: readonly Series[];
}

/** Why an act is refused: enough for a person to understand it, and for a script to act on it. */
export interface Reason {
  /** Rule id, or `unknown.<fact>` when a missing fact denies. */
  readonly rule: string;
  readonly place: string;
  readonly kind: RuleBody["kind"] | "unknown" | "policy";
  readonly summary: string;
  readonly cites: string;
  readonly confidence: Confidence;
  /** One plain sentence with the numbers of this case. No personal data. */
  readonly sentence: string;
  /** First instant at which this rule alone no longer refuses; null: waiting alone never helps. */
  readonly until: Instant | null;
  /** Content ids that are missing, in the text or as an earlier notice. */
  readonly requires?: readonly string[];
  /** Of a charge: the most that the rule allows at that instant. */
  readonly amount?: Money;
}

/** `amount`, of a permitted charge: all that the law gives. Absent where no rule limits it. */
export type Decision =
  | { readonly allowed: true; readonly requires: readonly string[]; readonly amount?: Money }
  | { readonly allowed: false; readonly reasons: readonly Reason[]; readonly requires: readonly string[] };

/** A stretch of time in which one rule refused, on the way to the first lawful instant. */
export interface Refusal {
  readonly from: Instant;
  readonly until: Instant | null;
  readonly reason: Reason;
}

export type Plan =
  | { readonly kind: "at"; readonly at: Instant; readonly requires: readonly string[]; readonly amount?: Money; readonly refused: readonly Refusal[] }
  | { readonly kind: "lapse"; readonly reasons: readonly Reason[]; readonly refused: readonly Refusal[] };

/** One question to the core: may this be done to this debtor. */
export interface Question {
  readonly context: Context;
  readonly action: Action;
}

declare const permitted: unique symbol;
/**
 * Leave to make one contact or act: single use, made by the guard alone (`ledger/guard`), and the only thing that a
 * channel accepts.
 */
export interface Permit {
  readonly [permitted]: true;
  /** The idempotency key handed to the provider. */
  readonly id: string;
  readonly requestId: string;
  readonly account: string;
  readonly step: string;
  readonly channel: string;
  readonly templateHash: string;
  readonly grantedAt: Instant;
  readonly expiresAt: Instant;
  /** Content ids that the text must carry. */
  readonly requires: readonly string[];
  /** Of a charge: what may be booked, no more than the law gives. Absent: neither the policy nor the law names it. */
  readonly amount?: Minor;
}
