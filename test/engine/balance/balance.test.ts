import fc from "fast-check";
import { expect, it } from "vitest";
import { balanceOf, debtsOf, minor, openInvoices, unpaidInvoices, type CompiledPolicy, type Movement } from "../../../engine/index.ts";
import { account, at, invoice } from "../fixtures/machine.ts";
import { CLOCK, policy, tour } from "../fixtures/policy.ts";

const three = account([invoice("new", "2026-05-01", 30_000), invoice("old", "2026-03-02", 120_000), invoice("mid", "2026-03-20", 40_000)]);
const move = (amount: number, of?: string): Movement => ({
  id: `${amount}`,
  at: at("2026-03-10"),
  amount: minor(amount),
  ...(of === undefined ? {} : { invoice: of }),
});
const open = (movements: readonly Movement[], allocation: CompiledPolicy["allocation"]) =>
  openInvoices(three, movements, allocation).map(({ invoice: { id }, open }) => `${id} ${open}`);

it("puts money on the oldest invoice first", () => {
  expect(open([move(130_000)], "oldest first")).toEqual(["old 0", "mid 30000", "new 30000"]);
});

it("as directed: what names an invoice goes there first, the rest and what is too much to the oldest", () => {
  expect(open([move(35_000, "new"), move(10_000)], "as directed")).toEqual(["old 105000", "mid 40000", "new 0"]);
});

it("oldest first knows no directions", () => {
  expect(open([move(35_000, "new")], "oldest first")).toEqual(["old 85000", "mid 40000", "new 30000"]);
});

it("money that is taken back opens what was paid last", () => {
  expect(open([move(160_000), move(-10_000)], "oldest first")).toEqual(["old 0", "mid 10000", "new 30000"]);
});

it("a direction to an invoice that isn't there counts as none", () => {
  expect(open([move(5_000, "lost")], "as directed")).toEqual(["old 115000", "mid 40000", "new 30000"]);
});

it("what is open adds up to the balance, is never negative, and doesn't depend on the order of movements", () => {
  const movement = fc
    .tuple(fc.integer({ min: -90_000, max: 120_000 }), fc.constantFrom("old", "mid", "new", "lost", undefined))
    .map(([amount, of]) => move(amount, of));
  fc.assert(
    fc.property(fc.array(movement, { maxLength: 8 }), fc.constantFrom("oldest first" as const, "as directed" as const), (movements, allocation) => {
      const lines = openInvoices(three, movements, allocation);
      expect(lines.reduce((sum, one) => sum + one.open, 0)).toBe(balanceOf(three, movements));
      expect(lines.every((one) => one.open >= 0)).toBe(true);
      expect(openInvoices(three, movements.toReversed(), allocation)).toEqual(lines);
    }),
  );
});

it("crumbs below the tolerance don't keep a clock running, unless together they are too much", () => {
  const tolerant = tour({ tolerance: { USD: minor(10_000) } });
  const ids = (paid: readonly Movement[]) => unpaidInvoices(openInvoices(three, paid, "oldest first"), three, tolerant).map((one) => one.invoice.id);
  expect(ids([move(115_000)])).toEqual(["mid", "new"]);
  expect(ids([move(180_001)])).toEqual([]);
  const crumbs = account([invoice("a", "2026-03-02", 6_000), invoice("b", "2026-03-03", 6_000)]);
  expect(unpaidInvoices(openInvoices(crumbs, [], "oldest first"), crumbs, tolerant).map((one) => one.invoice.id)).toEqual(["a", "b"]);
});

it("debts are the open invoices with their open amounts, labelled for limits per account and creditor", () => {
  const debts = debtsOf(three, [move(130_000)], policy({ stages: [], clock: CLOCK, debt: "consumer" }));
  expect(debts).toMatchObject([
    { id: "A-1/mid", amount: 30_000, currency: "USD", kind: "consumer", type: "other", account: "A-1", creditor: "C-1" },
    { id: "A-1/new", amount: 30_000 },
  ]);
});

it("takes the type of debt from the account's facts, and only a type that there is", () => {
  const typed = (debt_type: string) => debtsOf({ ...three, facts: { debt_type } }, [], tour())[0]?.type;
  expect([typed("medical"), typed("yacht")]).toEqual(["medical", "other"]);
});
