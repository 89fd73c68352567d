import { expect, it } from "vitest";
import { capped, minor, type Action, type Rule } from "../../engine/index.ts";
import { NOW, amount, charge, owing, usd } from "./rules/charging.ts";
import { context, rule } from "./rules/world.ts";

const upTo = (cents: number): Rule => rule(amount({ by: "sum", sum: usd(cents) }));
/** What a charge becomes that wants so much; nothing where it names no amount. */
const cappedTo = (rules: readonly Rule[], action: Action): unknown => {
  const found = capped(context({ debts: [owing(120_000)], rules }), action, NOW);
  return found.act === "charge" ? found.charge.amount : found;
};
const wanting = (cents: number): Action => charge({ amount: minor(cents) });

it("a charge asks for what is wanted, but for no more than the law gives; for all of that where nothing is named", () => {
  expect(cappedTo([upTo(4_000)], wanting(3_999))).toBe(3_999);
  expect(cappedTo([upTo(4_000)], wanting(4_001))).toBe(4_000);
  expect(cappedTo([upTo(4_000)], charge())).toBe(4_000);
  expect(cappedTo([upTo(4_000), upTo(3_000)], charge())).toBe(3_000);
  expect(cappedTo([upTo(1)], wanting(2))).toBe(1);
});

it("what no law limits stays as it is, and so does what the law gives nothing for", () => {
  expect(cappedTo([], wanting(4_001))).toBe(4_001);
  expect(cappedTo([], charge())).toBeUndefined();
  expect(cappedTo([upTo(0)], wanting(4_001))).toBe(4_001);
  expect(cappedTo([upTo(0)], charge())).toBeUndefined();
  const suit: Action = { act: "sue", debts: ["d1"] };
  expect(cappedTo([upTo(4_000)], suit)).toBe(suit);
});
