/** A compiled `test` block: one account's story in virtual time, and what must come of it. Plain JSON. */
import type { Account } from "./state.ts";
import type { BusinessAction, Deposit } from "./policy.ts";
import type { Channel, PastEvent } from "./facts.ts";
import type { Currency, Days, LocalDay, Minor, Minute } from "./units.ts";

/** A day in the debtor's first zone. Without a time: its start, before the day's contacts; an approval comes at noon, after the day's questions. */
export interface TestTime {
  readonly day: LocalDay;
  readonly minute?: Minute;
}

/** What happens in the story. Instants are the debtor's local time; same instants keep their order. */
export type TestEvent = { readonly at: TestTime; readonly line: number } & (
  | { readonly kind: "happened"; readonly event: PastEvent }
  | { readonly kind: "moved"; readonly as: "payment" | "credit" | "refund" | "chargeback"; readonly amount: Minor; readonly invoice?: string }
  | { readonly kind: "invoice"; readonly id: string; readonly amount: Minor; readonly due: LocalDay; readonly issued?: LocalDay }
  /** An invoice's due date is put off (or forward). */
  | { readonly kind: "due date"; readonly invoice?: string; readonly due: LocalDay }
  | { readonly kind: "fact"; readonly name: string; readonly value: Account["facts"][string] }
  | { readonly kind: "approval"; readonly of: string; readonly granted: boolean }
  /** From here on contacts by this channel fail (`fails`) or go out again (`works`). */
  | { readonly kind: "channel"; readonly channel: Channel; readonly works: boolean }
);

/** Days of an expectation, both ends included. `on D` is from D to D; `by D` is from the start to D. */
export interface TestSpan {
  readonly from: LocalDay | null;
  readonly to: LocalDay;
  /** As written, for the report: `by 2026-03-22`. */
  readonly words: string;
}

/** What a contact is looked up by; absent fields fit everything. */
export interface ContactPattern {
  readonly channel?: Channel;
  readonly template?: string;
}

export type TestExpectation = { readonly line: number; /** As written, for the report. */ readonly text: string } & (
  | {
      readonly kind: "contact";
      readonly pattern: ContactPattern;
      readonly span: TestSpan;
      readonly count: { readonly atLeast: number; readonly atMost: number | null };
    }
  /** The step was given up, by these rules if any are named. */
  | { readonly kind: "lapsed"; readonly pattern: ContactPattern; readonly span: TestSpan; readonly rules: readonly string[] }
  /** A try was refused for now, by these rules if any are named. */
  | { readonly kind: "held"; readonly pattern: ContactPattern; readonly span: TestSpan; readonly rules: readonly string[] }
  /** In this stage at the end of the span's last day (`by`), or on every day of it (`on`, `from … to …`). */
  | { readonly kind: "stage"; readonly stage: string; readonly span: TestSpan; readonly reached: "by" | "throughout" }
  | { readonly kind: "closed"; readonly as: string | null; readonly span: TestSpan }
  | { readonly kind: "open"; readonly span: TestSpan }
  | { readonly kind: "act"; readonly action: BusinessAction; readonly none: boolean; readonly span: TestSpan }
  | { readonly kind: "approval asked"; readonly of: string; readonly span: TestSpan }
  | { readonly kind: "credit limit"; readonly limit: Readonly<Record<Currency, Minor>> | null }
  | { readonly kind: "terms"; readonly due: Days | "prepayment" | null }
  | { readonly kind: "deposit"; readonly deposit: Deposit | null }
);

/** Account ids are `test`; a test needs no names, addresses or numbers. */
export interface PolicyTest {
  readonly title: string;
  readonly line: number;
  /** Debtor and zones included. Without invoices: a new customer. */
  readonly account: Account;
  /** The variant that the account is taken to have drawn; absent: by its id, null: none. */
  readonly variant?: string | null;
  /** First day of the story; absent: a week before the first day that the policy knows the account. */
  readonly from: LocalDay | null;
  readonly events: readonly TestEvent[];
  readonly expectations: readonly TestExpectation[];
}
