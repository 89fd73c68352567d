/** What permit, plan and the guard answer. */
import type { Action, Collector, Debt, Debtor, LedgerEntry } from "./facts.ts";
import type { Calendar } from "./calendar.ts";
import type { Confidence, Rule, RuleBody } from "./rule.ts";
import type { Instant } from "./units.ts";

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
  /** Content ids that are missing. */
  readonly requires?: readonly string[];
}

export type Decision =
  | { readonly allowed: true; readonly requires: readonly string[] }
  | { readonly allowed: false; readonly reasons: readonly Reason[]; readonly requires: readonly string[] };

/** A stretch of time in which one rule refused, on the way to the first lawful instant. */
export interface Refusal {
  readonly from: Instant;
  readonly until: Instant | null;
  readonly reason: Reason;
}

export type Plan =
  | { readonly kind: "at"; readonly at: Instant; readonly requires: readonly string[]; readonly refused: readonly Refusal[] }
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
}
