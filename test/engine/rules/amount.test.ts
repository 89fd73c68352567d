import { expect, it } from "vitest";
import { minor, permit, type Action, type AmountLimit, type AmountRule, type Context, type LedgerEntry, type Rule } from "../../../engine/index.ts";
import { NOW, amount, charge, given, owing, usd } from "./charging.ts";
import { contact, context, event, rule } from "./world.ts";

it("a fixed sum is given for each debt, or once for the person", () => {
  const fixed = amount({ by: "sum", sum: usd(4_000) });
  const debts = [owing(100, "d1"), owing(200, "d2"), owing(300, "d3")];
  const all = charge({}, ["d1", "d2", "d3"]);
  expect(given(fixed, charge())).toBe(4_000);
  expect(given(fixed, all, { debts })).toBe(12_000);
  expect(given({ ...fixed, key: "person" }, all, { debts })).toBe(4_000);
});

it("what is wanted passes up to the limit, and not a cent beyond it", () => {
  const fixed = amount({ by: "sum", sum: usd(4_000) });
  expect(given(fixed, charge({ amount: minor(4_000) }))).toBe(4_000);
  expect(given(fixed, charge({ amount: minor(4_001) }))).toBe("denied");
  const [reason] = denial(fixed, charge({ amount: minor(4_001) }));
  expect(reason).toMatchObject({ until: null, amount: usd(4_000) });
  expect(reason?.sentence).toBe('At most 40.00 USD may be charged as "late compensation", and 40.01 USD is wanted.');
  expect(given(amount({ by: "sum", sum: usd(0) }), charge())).toBe("denied");
  expect(given({ ...fixed, charges: ["reminder-fee"] }, charge({ amount: minor(9_999) }))).toBe(-1);
});

const denial = (one: AmountRule, action: Action, more: Partial<Omit<Context, "debtor">> = {}) => {
  const decision = permit(context({ debts: [owing(120_000)], ...more, rules: [rule(one)] }), action, NOW);
  return decision.allowed ? [] : decision.reasons;
};

it("bands go by what the debt is, their upper ends belonging to them", () => {
  const bands = amount({
    by: "bands",
    bands: [
      { upTo: usd(99_999), sum: usd(4_000) },
      { upTo: usd(999_999), sum: usd(7_000) },
      { upTo: null, sum: usd(10_000) },
    ],
  });
  for (const [cents, sum] of [
    [99_999, 4_000],
    [100_000, 7_000],
    [999_999, 7_000],
    [1_000_000, 10_000],
  ] as const)
    expect(given(bands, charge(), { debts: [owing(cents)] })).toBe(sum);
});

it("slices add up, each by its own share, between the least and the most", () => {
  const slices: AmountLimit = {
    by: "slices",
    slices: [
      { upTo: usd(250_000), percent: 15 },
      { upTo: usd(500_000), percent: 10 },
      { upTo: usd(1_000_000), percent: 5 },
      { upTo: usd(20_000_000), percent: 1 },
      { upTo: null, percent: 0.5 },
    ],
    atLeast: usd(4_000),
    atMost: usd(677_500),
  };
  for (const [cents, sum] of [
    [2_300_000, 100_500],
    [250_000, 37_500],
    [250_001, 37_500],
    [250_005, 37_501],
    [10_000, 4_000],
    [26_666, 4_000],
    [26_667, 4_000],
    [26_670, 4_001],
    [90_000_000, 627_500],
    [200_000_000, 677_500],
  ] as const)
    expect(given(amount(slices), charge(), { debts: [owing(cents)] })).toBe(sum);
});

it("a percentage is rounded once, half up, at the end: over all debts together", () => {
  const share = amount({ by: "percent of debt", percent: 2.5 });
  expect(given(share, charge(), { debts: [owing(20)] })).toBe(1);
  expect(given(share, charge(), { debts: [owing(19)] })).toBe("denied");
  const three = ["d1", "d2", "d3"].map((id) => owing(110, id));
  // 2.75 each: 8.25 together, and not three times 3.
  expect(given(share, charge({}, ["d1", "d2", "d3"]), { debts: three })).toBe(8);
  expect(given(amount({ by: "percent of debt", percent: 2.5, atMost: usd(2) }), charge({}, ["d1", "d2", "d3"]), { debts: three })).toBe(6);
});

it("only what the contract agreed on, and only so often", () => {
  const agreed = amount({ by: "sum", sum: usd(4_000) }, { onlyAgreed: true });
  expect(given(agreed, charge())).toBe("denied");
  expect(given(agreed, charge({ agreed: true }))).toBe(4_000);
  const once = amount({ by: "sum", sum: usd(4_000) }, { times: 1 });
  const booked = (more: object): LedgerEntry => event("2026-05-01T10:00:00-04:00", { event: "charge", amount: minor(4_000), ...more });
  expect(given(once, charge(), { ledger: [booked({ type: "late-compensation" })] })).toBe("denied");
  expect(given(once, charge(), { ledger: [booked({})] })).toBe("denied");
  expect(given(once, charge(), { ledger: [booked({ type: "plan-fee" })] })).toBe(4_000);
  expect(given(once, charge(), { ledger: [booked({ type: "late-compensation", debts: ["d2"] })] })).toBe(4_000);
  expect(given({ ...once, key: "person" }, charge(), { ledger: [booked({ type: "late-compensation", debts: ["d2"] })] })).toBe("denied");
  expect(given({ ...once, times: 2 }, charge(), { ledger: [booked({ type: "late-compensation" })] })).toBe(4_000);
});

it("another currency can't be compared, and denies", () => {
  const fixed = amount({ by: "sum", sum: usd(4_000) });
  const euros = { debts: [owing(100, "d1", { currency: "EUR" })] };
  expect(given(fixed, charge(), euros)).toBe("denied");
  // Bands of forty dollars on a debt in euros: the sum can be told, and no sum in euros held against it.
  const bands = amount({ by: "bands", bands: [{ upTo: null, sum: usd(4_000) }] });
  expect(given(bands, charge(), euros)).toBe(4_000);
  expect(given(bands, charge({ amount: minor(1) }), euros)).toBe("denied");
  expect(given(bands, charge(), { ...euros, rules: [rule(amount({ by: "percent of debt", percent: 50 }))] })).toBe("denied");
  expect(given(fixed, charge({}, ["d1", "nobody's"]))).toBe("denied");
  const mixed = [owing(100, "d1"), owing(100, "d2", { currency: "EUR" })];
  expect(given(amount({ by: "percent of debt", percent: 50 }), charge({}, ["d1", "d2"]), { debts: mixed })).toBe("denied");
});

it("of several rules the strictest gives the amount", () => {
  const rules = [rule(amount({ by: "sum", sum: usd(3_000) })), rule(amount({ by: "sum", sum: usd(2_000) }, { charges: ["plan-fee"] }))];
  expect(given(amount({ by: "sum", sum: usd(4_000) }), charge(), { rules })).toBe(3_000);
});

it("no more than the smallest sum that a notice names may be charged, in the currency of the debts that are charged", () => {
  const naming = (content: string): Rule =>
    rule({
      kind: "notice-before",
      acts: ["charge"],
      notices: [content],
      namingSum: true,
      atLeast: { n: 1, business: false },
      counts: { from: "sending" },
      key: "debt",
    });
  const named = (content: string, cents: number): LedgerEntry =>
    contact("2026-05-01T10:00:00-04:00", {
      channel: "letter",
      contains: [content],
      claims: [{ type: "late-compensation", amount: minor(cents) }],
    });
  const debts = [owing(120_000, "d1", { currency: "EUR" }), owing(120_000, "d2")];
  const [demand, claim] = [naming("payment-demand"), naming("letter-of-claim")];
  const most = (...sums: readonly [number, number]): unknown => {
    const ledger = [named("payment-demand", sums[0]), named("letter-of-claim", sums[1])];
    const decision = permit(context({ debts, ledger, rules: [demand, claim] }), charge({}, ["d2"]), NOW);
    return decision.allowed ? decision.amount : "denied";
  };
  expect([most(3_000, 4_000), most(4_000, 3_000)]).toEqual([usd(3_000), usd(3_000)]);
  // A charge that names no debt is about all there are.
  const all = context({ debts: debts.slice(1), ledger: [named("payment-demand", 2_000)], rules: [demand] });
  expect(permit(all, charge({}, []), NOW)).toMatchObject({ allowed: true, amount: usd(2_000) });
});
