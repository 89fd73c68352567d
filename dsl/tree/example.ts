/** An `example` block of a jurisdiction as written: facts, what happened, and questions with the answer of the law. */
import type { SpellNode } from "./spell.ts";
import type { DateNode, MoneyNode, Name, Node, NumberNode, Quoted, TimeNode } from "./words.ts";

/** `2026-03-08 14:30`; without a time, noon, or where a denial ends any time of that day. */
export interface InstantNode extends Node {
  readonly date: DateNode;
  readonly time: TimeNode | null;
}

/** `2026-03-03 twice`, `2026-03-04 14:30 3 times`. */
export interface OccasionNode extends Node {
  readonly at: InstantNode;
  readonly times: NumberNode | null;
}

/** What a line says beside its head and its day, in any order; each at most once. */
export type DetailNode = Node &
  (
    | { readonly says: "outcome"; readonly outcome: string }
    | { readonly says: "address"; readonly to: readonly Name[] }
    /** The number or address that it goes by. */
    | { readonly says: "label"; readonly label: Quoted }
    | { readonly says: "dialling"; readonly dialing: Name }
    | { readonly says: "place"; readonly place: Name }
    | { readonly says: "purpose"; readonly purpose: Name }
    | { readonly says: "contents"; readonly contents: readonly Name[] }
    | { readonly says: "disputable"; readonly until: DateNode }
    | { readonly says: "received"; readonly received: InstantNode }
    | { readonly says: "inbound"; readonly from: "debtor" | "attorney" }
    | { readonly says: "reply" }
    | { readonly says: "debts"; readonly debts: readonly Quoted[] }
    | { readonly says: "form"; readonly form: "oral" | "written" }
    /** How an event was told. */
    | { readonly says: "medium"; readonly medium: Name }
    | { readonly says: "ground"; readonly ground: Name }
    | { readonly says: "request"; readonly request: Name }
    | { readonly says: "relief"; readonly relief: Name }
    | { readonly says: "chapter"; readonly chapter: NumberNode }
    | { readonly says: "channels"; readonly channels: readonly Name[] }
    | { readonly says: "sum"; readonly sum: MoneyNode }
    | { readonly says: "by"; readonly by: DateNode }
    | { readonly says: "teller"; readonly teller: Name }
    | { readonly says: "until"; readonly until: DateNode }
    | { readonly says: "blocked"; readonly spell: SpellNode }
    | { readonly says: "agreed" }
    | { readonly says: "claims"; readonly charge: Name; readonly sum: MoneyNode | null }
    | { readonly says: "span"; readonly from: DateNode; readonly to: DateNode }
  );

export type AnswerNode = Node &
  (
    | { readonly is: "denied"; readonly rules: readonly Name[]; readonly until: InstantNode | "for ever" | null; readonly missing: readonly Name[] }
    | { readonly is: "allowed"; readonly requires: readonly Name[] }
    | { readonly is: "amount"; readonly amount: MoneyNode }
    /** Of a duty; `status` of null: it isn't owed. */
    | { readonly is: "owed"; readonly status: Name | null; readonly until: DateNode | null }
    /** Of a rule of the law. */
    | { readonly is: "binding"; readonly binding: boolean }
  );

export interface CollectorLine extends Node {
  readonly kind: "collector";
  readonly role: Name;
  readonly facts: readonly Name[];
}

export interface DebtorLine extends Node {
  readonly kind: "debtor";
  readonly debtor: Name | null;
  readonly places: readonly Name[];
  readonly zones: readonly Quoted[];
  readonly facts: readonly Name[];
}

export interface DebtLine extends Node {
  readonly kind: "debt";
  readonly name: Quoted | null;
  readonly sum: MoneyNode;
  readonly debt: Name | null;
  readonly type: Name | null;
  readonly contract: Name | null;
  /** `due`, `incurred`, `default`, `charged-off` and the last day before `limitation`, with their days. */
  readonly days: readonly { readonly what: Name; readonly day: DateNode }[];
  readonly facts: readonly Name[];
}

/**
 * What a line is about. An act, a duty or whether a rule binds is only asked about, and an event only told; checks say so. `what` of a duty is its rule, and of
 * `law` the rule itself.
 */
export interface Head {
  readonly of: "contact" | "event" | "charge" | "act" | "duty" | "law";
  readonly what: Name;
}

/** `calls on 2026-03-02, 2026-03-03 twice without answer`, `dispute on 2026-03-04 in writing`, `charge late-fee of 40 EUR on 2026-03-02`. */
export interface HistoryLine extends Node, Head {
  readonly kind: "history";
  readonly occasions: readonly OccasionNode[];
  readonly details: readonly DetailNode[];
}

/** `call at 2026-03-08 12:00 is denied by us.regf.call-frequency until 2026-03-09`. */
export interface QuestionLine extends Node, Head {
  readonly kind: "question";
  readonly at: InstantNode;
  readonly details: readonly DetailNode[];
  readonly answer: AnswerNode;
}

export type ExampleLine = CollectorLine | DebtorLine | DebtLine | HistoryLine | QuestionLine;

export interface ExampleNode extends Node {
  readonly kind: "example";
  readonly title: Quoted;
  readonly lines: readonly ExampleLine[];
}
