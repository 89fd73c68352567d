/** Sums as written to minor units. */
import type { Money } from "../../engine/index.ts";
import { parseMoney } from "../engine.ts";
import type { MoneyNode } from "../tree/words.ts";

/** Sum of a node that was checked. */
export const moneyOf = (node: MoneyNode): Money => {
  const amount = parseMoney(node.digits, node.currency.text);
  if (amount === null) throw new RangeError("an amount that was not checked");
  return { amount, currency: node.currency.text };
};
