/** How charges are asked about in tests: a debt that has been late since 1 April 2026, and one rule that limits them. */
import {
  minor,
  permit,
  type Action,
  type AmountLimit,
  type AmountRule,
  type Charge,
  type Context,
  type Debt,
  type Money,
} from "../../../engine/index.ts";
import { at, context, day, debt, rule } from "./world.ts";

export const usd = (amount: number): Money => ({ amount: minor(amount), currency: "USD" });
export const amount = (limit: AmountLimit, more: Partial<AmountRule> = {}): AmountRule => ({
  kind: "amount",
  charges: ["late-compensation", "late-interest", "collection-costs"],
  limit,
  onlyAgreed: false,
  key: "debt",
  ...more,
});
export const charge = (more: Partial<Charge> = {}, debts: readonly string[] = ["d1"]): Action => ({
  act: "charge",
  debts,
  charge: { type: "late-compensation", agreed: false, ...more },
});
export const NOW = at("2026-06-01T12:00:00-04:00");
export const owing = (cents: number, id = "d1", more: Partial<Debt> = {}): Debt =>
  debt(id, { amount: minor(cents), due: day("2026-03-31"), ...more });

/** What the law gives, or whether it refuses. */
export const given = (one: AmountRule, action: Action, more: Partial<Omit<Context, "debtor">> = {}, t = NOW): number | "denied" => {
  const decision = permit(context({ debts: [owing(120_000)], ...more, rules: [...(more.rules ?? []), rule(one)] }), action, t);
  return decision.allowed ? (decision.amount?.amount ?? -1) : "denied";
};
