import { expect, it } from "vitest";
import { minor, openInvoices, withCharges, type Movement } from "../../../engine/index.ts";
import { account, at, invoice } from "../fixtures/machine.ts";
import { policy } from "../fixtures/policy.ts";

const one = account([invoice("1", "2026-03-02", 100_000)]);
const interestFirst = policy({ stages: [], allocation: "interest first" });
const charge = (text: string, amount: number) => ({
  id: text,
  at: at(text),
  event: { event: "charge", type: "late-fee", amount: minor(amount) } as const,
});
const paid = (text: string, amount: number): Movement => ({ id: text, at: at(text), amount: minor(amount) });

it("from the ledger alone: what was booked before money came takes its part of it, what came after does not", () => {
  const movements = withCharges(
    one,
    interestFirst,
    [paid("2026-03-08", 5_000), paid("2026-03-05", 10_000)],
    [charge("2026-03-06", 2_500), charge("2026-03-09", 1_000)],
  );
  expect(movements.map(({ amount, toCharges }) => [amount, toCharges])).toEqual([
    [10_000, undefined],
    [5_000, 2_500],
  ]);
  expect(openInvoices(one, movements, "interest first").map(({ open }) => open)).toEqual([87_500]);
});

it("a charge in another currency, or without an amount, takes nothing", () => {
  const foreign = { id: "x", at: at("2026-03-01"), event: { event: "charge", type: "late-fee", amount: minor(5), currency: "EUR" } as const };
  const blank = { id: "y", at: at("2026-03-01"), event: { event: "charge", type: "late-fee" } as const };
  expect(withCharges(one, interestFirst, [paid("2026-03-08", 5_000)], [foreign, blank])).toEqual([paid("2026-03-08", 5_000)]);
});
