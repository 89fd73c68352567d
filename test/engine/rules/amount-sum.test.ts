import { expect, it } from "vitest";
import { minor, permit, type Action, type AmountLimit, type AmountRule, type Context, type LedgerEntry, type Money } from "../../../engine/index.ts";
import { NOW, amount, charge, given, owing, usd } from "./charging.ts";
import { at, context, day, event, rule } from "./world.ts";

const eur = (cents: number): Money => ({ ...usd(cents), currency: "EUR" });
const HALF: AmountLimit = { by: "percent of debt", percent: 50 };
type More = Partial<Omit<Context, "debtor">>;
const unknown = (one: AmountRule, action: Action, more: More = {}): string | undefined => {
  const decision = permit(
    context({ debts: [owing(120_000)], ...more, rules: [...(more.rules ?? []), rule(one, { id: "test.amount" })] }),
    action,
    NOW,
  );
  const sentence = decision.allowed ? undefined : decision.reasons.find((reason) => reason.rule === "test.amount")?.sentence;
  return sentence?.replace(/^How much "[a-z ]+" may be charged is unknown: /, "");
};
const booked = (when: string, more: object = {}): LedgerEntry =>
  event(`${when}T10:00:00-04:00`, { event: "charge", type: "late-compensation", amount: minor(1_000), ...more });

it.each<readonly [string, AmountLimit]>([
  ["a sum", { by: "sum", sum: eur(4_000) }],
  [
    "the end of a band",
    {
      by: "bands",
      bands: [
        { upTo: eur(100_000), sum: usd(4_000) },
        { upTo: null, sum: usd(7_000) },
      ],
    },
  ],
  [
    "the end of a slice",
    {
      by: "slices",
      slices: [
        { upTo: eur(100_000), percent: 15 },
        { upTo: null, percent: 1 },
      ],
    },
  ],
  ["the least of slices", { by: "slices", slices: [{ upTo: null, percent: 1 }], atLeast: eur(4_000) }],
  ["the most of slices", { by: "slices", slices: [{ upTo: null, percent: 1 }], atMost: eur(4_000) }],
  ["the least of a share", { ...HALF, atLeast: eur(4_000) }],
  ["the most of a share", { ...HALF, atMost: eur(4_000) }],
])("%s in another currency than the debts is no measure of them", (_, limit) => {
  expect(unknown(amount(limit), charge())).toBe("the limit is in EUR, the debt in USD.");
});

it("a refusal says what isn't known of the debts", () => {
  expect(unknown(amount(HALF), charge({}, ["d1", "nobody's"]))).toBe("a debt is not on file.");
  const mixed = { debts: [owing(100, "d1"), owing(100, "d2", { currency: "EUR" })] };
  expect(unknown(amount(HALF), charge({}, ["d1", "d2"]), mixed)).toBe("the debts are in several currencies.");
  const bands: AmountLimit = { by: "bands", bands: [{ upTo: null, sum: eur(4_000) }] };
  expect(unknown(amount(bands), charge({ amount: minor(1) }))).toBe("the limit is in EUR, what is wanted in USD.");
  const low: AmountLimit = { by: "bands", bands: [{ upTo: usd(100_000), sum: usd(4_000) }] };
  expect(unknown(amount(low), charge())).toBe("no band reaches so large a debt.");
});

it("a slice that ends before the one before it has nothing left to give", () => {
  const slices = [100, 50, null].map((end) => ({ upTo: end === null ? null : usd(end), percent: 10 }));
  expect(given(amount({ by: "slices", slices }), charge(), { debts: [owing(200)] })).toBe(20);
});

const total: AmountRule = amount({ by: "sum", sum: usd(4_000) }, { inTotal: { months: 12 } });

it("of a total so much less is left as was booked in the last months; what nobody noted the sum of leaves nobody knows how much", () => {
  const left = (ledger: readonly LedgerEntry[]): number | "denied" => given(total, charge(), { ledger });
  expect(left([booked("2026-05-01")])).toBe(3_000);
  expect(left([booked("2026-05-01"), booked("2026-05-02")])).toBe(2_000);
  expect(left([booked("2026-05-01", { amount: minor(4_000) })])).toBe("denied");
  // To the same date twelve months later.
  expect(left([booked("2025-06-01")])).toBe(3_000);
  expect(left([booked("2025-05-31")])).toBe(4_000);
  const { amount: _sum, ...unnoted } = { event: "charge", type: "late-compensation", amount: minor(1_000) } as const;
  expect(unknown(total, charge(), { ledger: [event("2026-05-01T10:00:00-04:00", unnoted)] })).toBe("nobody noted how much was charged before.");
  expect(given(total, charge(), { ledger: [event("2025-05-01T10:00:00-04:00", unnoted)] })).toBe(4_000);
});

it("a person's total counts what was booked for any debt that the rule binds, each with its share, and for no other", () => {
  const debts = [owing(10_000, "d1"), owing(30_000, "d2"), owing(90_000, "d3", { kind: "commercial" }), owing(50_000, "d4")];
  const bound = { binds: [{ roles: ["third-party"], debts: ["consumer"] }] } as const;
  const left = (ledger: readonly LedgerEntry[], others = debts): number | "denied" => {
    const one = rule({ ...total, limit: HALF, key: "person" }, bound);
    const decision = permit(context({ debts: others, ledger, rules: [one] }), charge(), NOW);
    return decision.allowed ? (decision.amount?.amount ?? -1) : "denied";
  };
  expect(left([])).toBe(5_000);
  expect(left([booked("2026-05-01", { debts: ["d1"] })])).toBe(4_000);
  expect(left([booked("2026-05-01", { debts: ["d2"] })])).toBe(19_000);
  expect(left([booked("2026-05-01", { debts: ["d3"] })])).toBe(5_000);
  const foreign = debts.map((one) => (one.id === "d2" ? { ...one, currency: "EUR" } : one));
  expect(left([booked("2026-05-01", { debts: ["d2"] })], foreign)).toBe("denied");
  expect(left([booked("2026-05-01", { debts: ["d1"] })], foreign)).toBe(4_000);
});

it("a person's total over debts of several currencies can't be told", () => {
  const debts = [owing(10_000, "d1"), owing(30_000, "d2", { currency: "EUR" })];
  const ledger = [booked("2026-05-01", { debts: ["d2"] })];
  expect(unknown({ ...total, limit: HALF, key: "person" }, charge(), { debts, ledger })).toBe("the debts are in several currencies.");
});

const rate: AmountRule = amount({ by: "yearly rate", percent: 10 }, { charges: ["late-interest"] });
const interest = (debts: readonly string[] = ["d1"]): Action => charge({ type: "late-interest" }, debts);

it("interest that was booked for the debts that are charged leaves less, also where the charge names none and means all", () => {
  const debts = [owing(100_000, "d1"), owing(100_000, "d2")];
  const before = (...about: readonly string[]): LedgerEntry => booked("2026-05-01", { type: "late-interest", debts: about });
  // 61 days at ten percent: 16.71 on each.
  expect(given(rate, interest(), { debts, ledger: [before("d2")] })).toBe(1_671);
  expect(given(rate, interest(), { debts, ledger: [before("d1")] })).toBe(671);
  expect(given(rate, interest([]), { debts, ledger: [] })).toBe(3_342);
  expect(given(rate, interest([]), { debts, ledger: [before("d1")] })).toBe(2_342);
});

it("a refusal says what isn't known of interest: lateness, what was charged before, the series, its values", () => {
  const never = rule({ kind: "due-date", days: { n: 30, business: false }, after: "receipt" });
  expect(unknown(rate, interest(), { rules: [never] })).toBe("nobody knows from when the debt is late.");
  const unnoted = event("2026-05-01T10:00:00-04:00", { event: "charge", type: "late-interest" });
  expect(unknown(rate, interest(), { ledger: [unnoted] })).toBe("nobody noted how much interest was charged before.");
  const over: AmountRule = { ...rate, limit: { by: "yearly rate", percent: 5, over: "base" } };
  expect(unknown(over, interest())).toBe("the series base is not at hand.");
  const base = { name: "base", title: "Base rate", cites: "the bank", confidence: "text", checked: null, file: "law.collect", line: 1 } as const;
  const series = [{ ...base, verifiedTo: day("2026-04-30"), values: [{ from: day("2026-01-01"), percent: 1 }] }];
  expect(unknown(over, interest(), { series })).toBe("the values of Base rate are not known for all of these days.");
});

it("what falls exactly between two cents is rounded up, also where the rate changed on the way", () => {
  const base = { name: "base", title: "Base rate", cites: "the bank", confidence: "text", checked: null, file: "law.collect", line: 1 } as const;
  const values = ["2026-01-01", "2026-05-11"].map((from) => ({ from: day(from), percent: 1 }));
  const over: AmountRule = { ...rate, limit: { by: "yearly rate", percent: 0, over: "base" } };
  const wanted = charge({ type: "late-interest", from: day("2026-05-10"), to: day("2026-07-22") });
  const series = [{ ...base, verifiedTo: day("2026-12-31"), values }];
  // A fifth of a year at one percent on 2.50.
  const decision = permit(context({ debts: [owing(250)], series, rules: [rule(over)] }), wanted, at("2026-08-01T12:00:00-04:00"));
  expect(decision).toMatchObject({ allowed: true, amount: usd(1) });
});
