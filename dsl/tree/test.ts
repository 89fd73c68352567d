/** A `test` block as written; names are not resolved yet. */
import type { Span } from "../diagnostic.ts";
import type { OperandNode } from "./expression.ts";
import type { ActionNode } from "./policy.ts";
import type { AmountsNode, DateNode, DaysNode, MoneyNode, Name, Node, NumberNode, Quoted, TimeNode } from "./words.ts";

/** `2026-03-09 14:30`; the time is optional. */
export interface MomentNode extends Node {
  readonly date: DateNode;
  readonly time: TimeNode | null;
}

/** A fact's value; tags are several texts: `labels "vip" and "key"`. */
export interface ValueNode extends Node {
  readonly first: OperandNode;
  /** Further tags. */
  readonly more: readonly Quoted[];
}

export type AccountItem =
  | { readonly kind: "balance"; readonly sum: MoneyNode; readonly span: Span }
  | { readonly kind: "due"; readonly due: DateNode; readonly span: Span }
  | { readonly kind: "issued"; readonly issued: DateNode; readonly span: Span }
  | {
      readonly kind: "invoice";
      readonly id: Quoted | null;
      readonly sum: MoneyNode;
      readonly due: DateNode;
      readonly issued: DateNode | null;
      readonly span: Span;
    }
  | { readonly kind: "fact"; readonly name: Name; readonly value: ValueNode; readonly span: Span }
  /** `no email`: the account has no address for the channel. */
  | { readonly kind: "unreachable"; readonly channel: Name; readonly span: Span }
  /** Null: `no variant`. */
  | { readonly kind: "variant"; readonly name: Quoted | null; readonly span: Span };

/** `account in US-NY with …` and `new customer in US-NY with …`. */
export interface TestAccountNode extends Node {
  readonly kind: "account";
  readonly newCustomer: boolean;
  readonly places: readonly Name[];
  readonly debtorKind: Name | null;
  readonly zones: readonly Quoted[];
  readonly items: readonly AccountItem[];
}

export type HappeningNode =
  | { readonly kind: "money"; readonly as: "payment" | "credit" | "refund" | "chargeback"; readonly sum: MoneyNode; readonly invoice: Quoted | null }
  | { readonly kind: "promise"; readonly sum: MoneyNode; readonly by: DateNode }
  | {
      readonly kind: "event";
      readonly event: Name;
      readonly channels: readonly Name[];
      readonly form: "oral" | "written" | null;
      readonly ground: Name | null;
      readonly until: DateNode | null;
    }
  | { readonly kind: "invoice"; readonly id: Quoted | null; readonly sum: MoneyNode; readonly due: DateNode }
  | { readonly kind: "due date"; readonly due: DateNode; readonly invoice: Quoted | null }
  | { readonly kind: "fact"; readonly name: Name; readonly value: ValueNode }
  | { readonly kind: "approval"; readonly of: Quoted; readonly granted: boolean }
  | { readonly kind: "channel"; readonly channel: Name; readonly works: boolean };

export interface TestEventNode extends Node {
  readonly kind: "event";
  readonly at: MomentNode;
  readonly happening: HappeningNode;
}

export type SpanNode =
  | { readonly kind: "on"; readonly day: DateNode; readonly span: Span }
  | { readonly kind: "by"; readonly day: DateNode; readonly span: Span }
  | { readonly kind: "from"; readonly from: DateNode; readonly to: DateNode; readonly span: Span };

export interface ContactPatternNode extends Node {
  /** In the singular, whatever was written; null: `contact`, any channel. */
  readonly channel: Name | null;
  readonly template: Quoted | null;
}

export type ExpectNode = Node & { readonly kind: "expect" } & (
    | {
        readonly what: "contact";
        readonly count: "no" | "some" | { readonly n: NumberNode; readonly bound: "exactly" | "at most" | "at least" };
        readonly pattern: ContactPatternNode;
        readonly when: SpanNode;
      }
    | { readonly what: "lapsed" | "held"; readonly pattern: ContactPatternNode; readonly when: SpanNode; readonly rules: readonly Name[] }
    | { readonly what: "stage"; readonly stage: Name; readonly when: SpanNode }
    | { readonly what: "closed"; readonly as: Name | null; readonly when: SpanNode }
    | { readonly what: "open"; readonly when: SpanNode }
    | { readonly what: "act"; readonly none: boolean; readonly action: ActionNode; readonly when: SpanNode }
    | { readonly what: "approval asked"; readonly of: Quoted; readonly when: SpanNode }
    | { readonly what: "credit limit"; readonly limit: AmountsNode | null }
    | { readonly what: "terms"; readonly due: DaysNode | "prepayment" | null }
    | { readonly what: "deposit"; readonly deposit: NumberNode | AmountsNode | null }
  );

export type TestLine = TestAccountNode | TestEventNode | ExpectNode | { readonly kind: "starts"; readonly on: DateNode; readonly span: Span };

export interface TestNode extends Node {
  readonly kind: "test";
  readonly title: Quoted;
  readonly lines: readonly TestLine[];
}
