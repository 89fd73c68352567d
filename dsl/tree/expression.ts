/** Conditions as written; names are not resolved yet. */
import type { Span } from "../diagnostic.ts";
import type { DateNode, Name, Node, Quoted, TimeNode } from "./words.ts";

export type OperandNode =
  | { readonly kind: "word"; readonly name: Name; readonly span: Span }
  /** A number with its unit: a currency, `day(s)`, `business days`, `%`; none: a plain number. */
  | { readonly kind: "quantity"; readonly digits: string; readonly unit: Name | null; readonly span: Span }
  | { readonly kind: "text"; readonly text: string; readonly span: Span }
  | { readonly kind: "date"; readonly date: DateNode; readonly span: Span }
  | { readonly kind: "time"; readonly time: TimeNode; readonly span: Span }
  | { readonly kind: "boolean"; readonly value: boolean; readonly span: Span };

export type CompareWord = ">=" | ">" | "<=" | "<" | "=" | "!=";

export interface CompareNode extends Node {
  readonly kind: "compare";
  readonly compare: CompareWord;
  readonly left: OperandNode;
  readonly right: OperandNode;
}

/** `score is known`, `score is unknown`. */
export interface KnownNode extends Node {
  readonly kind: "known";
  readonly of: OperandNode;
  readonly known: boolean;
}

/** `labels has "vip"`, `labels has no "vip"`. */
export interface HasNode extends Node {
  readonly kind: "has";
  readonly of: OperandNode;
  readonly tag: Quoted;
  readonly no: boolean;
}

export type ExprNode =
  | { readonly kind: "and" | "or"; readonly of: readonly ExprNode[]; readonly span: Span }
  | { readonly kind: "not"; readonly of: ExprNode; readonly span: Span }
  | { readonly kind: "bare"; readonly operand: OperandNode; readonly span: Span }
  | KnownNode
  | HasNode
  | CompareNode;
