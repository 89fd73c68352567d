/** Hours of weekdays: `between 09:00 and 17:00 on mon to fri`. */
import type { Name, Node, TimeNode } from "./words.ts";

export type DaySetNode =
  | { readonly kind: "all" | "business" | "weekdays" }
  | { readonly kind: "named"; readonly parts: readonly { readonly first: Name; readonly last: Name | null }[] };

export interface SpellNode extends Node {
  readonly from: TimeNode;
  readonly to: TimeNode;
  readonly days: DaySetNode;
}

/** Hours of a rule: `between 08:00 and 18:00 on sat, sun and on holidays`. */
export interface HoursNode extends SpellNode {
  readonly holidays: "not told" | "too" | "only";
}
