/** Conditions as written; names are not resolved yet. */
import type { Span } from "../diagnostic.ts";
import type { Name, Node } from "./words.ts";

export type OperandNode =
  | { readonly kind: "word"; readonly name: Name; readonly span: Span }
  /** A number with its unit: a currency, `day(s)`, `business days`, `%`; none: a plain number. */
  | { readonly kind: "quantity"; readonly digits: string; readonly unit: Name | null; readonly span: Span }
  | { readonly kind: "text"; readonly text: string; readonly span: Span }
  | { readonly kind: "boolean"; readonly value: boolean; readonly span: Span };

export type CompareWord = ">=" | ">" | "<=" | "<" | "=" | "!=";

export interface CompareNode extends Node {
  readonly kind: "compare";
  readonly compare: CompareWord;
  readonly left: OperandNode;
  readonly right: OperandNode;
}

export type ExprNode =
  | { readonly kind: "and" | "or"; readonly of: readonly ExprNode[]; readonly span: Span }
  | { readonly kind: "not"; readonly of: ExprNode; readonly span: Span }
  | { readonly kind: "bare"; readonly operand: OperandNode; readonly span: Span }
  | CompareNode;
