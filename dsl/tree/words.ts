/** The small pieces of the tree. Every node has the exact span of its own text. */
import type { LocalDay } from "../../engine/model/units.ts";
import type { Span } from "../diagnostic.ts";

export interface Node {
  readonly span: Span;
}

/** A word that names something, or one of a closed list. */
export interface Name extends Node {
  readonly text: string;
}

/** A text in quotes; `text` is what it says. */
export interface Quoted extends Node {
  readonly text: string;
}

export interface NumberNode extends Node {
  readonly value: number;
}

export interface DaysNode extends Node {
  readonly n: number;
  readonly business: boolean;
  /** The list whose business days they are; absent: those of the debtor's place. */
  readonly of?: Quoted;
}

export interface MoneyNode extends Node {
  /** As written, without thousands separators. */
  readonly digits: string;
  readonly currency: Name;
}

/** A named amount, or one sum for each currency. */
export type AmountsNode =
  | { readonly kind: "named"; readonly name: Name; readonly span: Span }
  | { readonly kind: "listed"; readonly sums: readonly MoneyNode[]; readonly span: Span };

/** Null when the calendar has no such day. */
export interface DateNode extends Node {
  readonly text: string;
  readonly day: LocalDay | null;
}

/** Minutes since midnight; null when the clock has no such time. */
export interface TimeNode extends Node {
  readonly text: string;
  readonly minute: number | null;
}

/** `7 days before due`: negative is before. */
export interface AnchoredNode extends Node {
  readonly anchor: "due" | "end of month";
  readonly days: DaysNode | null;
  readonly before: boolean;
}
