import { expect, it } from "vitest";
import { earliestDueDate, latenessOf, permit, type Action, type DueDateRule, type Instant, type LedgerEntry } from "../../../engine/index.ts";
import { at, contact, context, day, debt, rule } from "./world.ts";

const thirty: DueDateRule = { kind: "due-date", days: { n: 30, business: false }, after: "receipt" };
const charge = (type = "late-compensation"): Action => ({ act: "charge", debts: ["d1"], charge: { type, agreed: false } });
const invoice = (text: string, more = {}): LedgerEntry => contact(text, { channel: "letter", contains: ["invoice"], ...more });
const sent = invoice("2026-03-03T10:00:00-05:00", { received: at("2026-03-05T12:00:00-05:00") });
const from = (
  one: DueDateRule,
  text: string,
  ledger: readonly LedgerEntry[],
  facts: Parameters<typeof debt>[1] = { due: day("2026-03-10"), incurred: day("2026-03-01") },
  action: Action = charge(),
  more: Parameters<typeof context>[0] = {},
): Instant | null => earliestDueDate(one, context({ ledger, debts: [debt("d1", facts)], ...more }), action, at(text));
const NOW = "2026-03-20T10:00:00-04:00";

it("lets nothing be charged for lateness before the day after the last of the days", () => {
  expect(from(thirty, NOW, [sent])).toBe(at("2026-04-05T00:00:00-04:00"));
  expect(from(thirty, "2026-04-05T00:00:00-04:00", [sent])).toBe(at("2026-04-05T00:00:00-04:00"));
  expect(from(thirty, NOW, [sent], undefined, charge("plan-fee"))).toBe(at(NOW));
  expect(from(thirty, NOW, [sent], undefined, { act: "sue", debts: ["d1"] })).toBe(at(NOW));
});

it("never before the day by which the invoice itself asks to pay", () => {
  expect(from(thirty, NOW, [sent], { due: day("2026-04-20"), incurred: day("2026-03-01") })).toBe(at("2026-04-21T00:00:00-04:00"));
});

it("a day that the contract agreed on counts, up to the longest that the law lets it", () => {
  const agreed = (due: string) => ({ due: day(due), incurred: day("2026-03-01"), facts: ["due-date-agreed"] });
  expect(from(thirty, NOW, [sent], agreed("2026-03-10"))).toBe(at(NOW));
  expect(from(thirty, NOW, [], agreed("2026-06-30"))).toBe(at("2026-07-01T00:00:00-04:00"));
  const capped: DueDateRule = { ...thirty, longest: { n: 60, business: false } };
  expect(from(capped, NOW, [sent], agreed("2026-06-30"))).toBe(at("2026-05-05T00:00:00-04:00"));
  expect(from(capped, NOW, [sent], agreed("2026-04-30"))).toBe(at("2026-05-01T00:00:00-04:00"));
});

it("counts from the first invoice, its receipt, or the day of delivery", () => {
  const copy = invoice("2026-03-15T10:00:00-04:00", { received: at("2026-03-16T12:00:00-04:00") });
  expect(from(thirty, NOW, [sent, copy])).toBe(at("2026-04-05T00:00:00-04:00"));
  expect(from({ ...thirty, after: "invoice" }, NOW, [sent, copy])).toBe(at("2026-04-03T00:00:00-04:00"));
  expect(from({ ...thirty, after: "invoice" }, NOW, [])).toBe(at("2026-04-01T00:00:00-04:00"));
  expect(from({ ...thirty, after: "delivery" }, NOW, [sent])).toBe(at("2026-04-01T00:00:00-04:00"));
});

it("unknown denies: no invoice, an arrival that nobody noted, a debt that isn't on file", () => {
  expect(from(thirty, NOW, [])).toBeNull();
  expect(from(thirty, NOW, [invoice("2026-03-03T10:00:00-05:00")])).toBeNull();
  expect(
    from(thirty, NOW, [invoice("2026-03-03T10:00:00-05:00")], undefined, undefined, {
      rules: [rule({ kind: "receipt", channels: ["letter"], after: { n: 3, business: false } })],
    }),
  ).toBe(at("2026-04-06T00:00:00-04:00"));
  expect(from(thirty, NOW, [sent], undefined, { ...charge(), debts: ["nobody's"] })).toBeNull();
});

it("counts business days by the holidays of the debtor's place, and must know them", () => {
  const three: DueDateRule = { kind: "due-date", days: { n: 3, business: true }, after: "delivery" };
  expect(from(three, "2026-11-24T10:00:00-05:00", [], { due: day("2026-11-24"), incurred: day("2026-11-24") })).toBe(at("2026-12-01T00:00:00-05:00"));
  const decision = permit(context({ places: ["FR"], rules: [rule(three)] }), charge(), at(NOW));
  expect(decision.allowed ? [] : decision.reasons.map((reason) => reason.rule)).toEqual(["unknown.holidays"]);
});

it("lateness is the latest day of all rules, else the first day of arrears, else the day after the last for paying", () => {
  const one = debt("d1", { due: day("2026-03-10"), incurred: day("2026-03-01") });
  const late = (rules: readonly DueDateRule[], more = {}) =>
    latenessOf(context({ debts: [one], ledger: [sent], rules: rules.map((body) => rule(body)) }), { ...one, ...more }, at(NOW));
  expect(late([])).toBe(day("2026-03-11"));
  expect(late([], { default: day("2026-03-20") })).toBe(day("2026-03-20"));
  expect(late([thirty, { ...thirty, after: "delivery" }])).toBe(day("2026-04-05"));
  expect(latenessOf(context({ debts: [one], rules: [rule(thirty)] }), one, at(NOW))).toBeNull();
  expect(latenessOf(context({ debts: [one], rules: [rule(thirty, { from: day("2026-03-21") })] }), one, at(NOW))).toBe(day("2026-03-11"));
});

it("must be late in every zone", () => {
  expect(from(thirty, NOW, [sent], undefined, undefined, { zones: ["America/Los_Angeles", "Europe/London"] })).toBe(at("2026-04-05T00:00:00-07:00"));
});

it.each(["late-interest", "late-compensation", "collection-costs", "reminder-fee", "demand-fee", "late-fee"])(
  "%s is a charge for lateness, and waits for it",
  (type) => {
    expect(from(thirty, NOW, [sent], undefined, charge(type))).toBe(at("2026-04-05T00:00:00-04:00"));
  },
);

it("where receipt alone counts, neither delivery nor the day by which to pay puts the days off; else the latest of both that count", () => {
  const facts = { due: day("2026-03-25"), incurred: day("2026-03-20") };
  const after = (what: DueDateRule["after"], more = {}) => from({ ...thirty, after: what }, NOW, [sent], { ...facts, ...more });
  expect(after("receipt")).toBe(at("2026-04-05T00:00:00-04:00"));
  expect(after("delivery and receipt")).toBe(at("2026-04-20T00:00:00-04:00"));
  expect(after("delivery and receipt", { incurred: day("2026-03-01") })).toBe(at("2026-04-05T00:00:00-04:00"));
  expect(after("due and receipt")).toBe(at("2026-04-25T00:00:00-04:00"));
});

it("a refusal says from when the debts are late, the last of them; or that nobody knows, and which demand would tell", () => {
  const debts = [
    debt("d1", { due: day("2026-03-10"), incurred: day("2026-03-01") }),
    debt("d2", { due: day("2026-03-10"), incurred: day("2026-03-18") }),
  ];
  const told = (one: DueDateRule, ids: readonly string[], when = NOW): unknown => {
    const decision = permit(context({ debts, rules: [rule(one)] }), { ...charge(), debts: ids }, at(when));
    return decision.allowed ? [] : [decision.reasons[0]?.sentence, decision.requires];
  };
  const delivered: DueDateRule = { ...thirty, after: "delivery", orWith: ["payment-demand"] };
  const late = (words: string): string => `The debt is late from ${words}, and nothing may be charged for lateness before.`;
  expect(told(delivered, ["d1"])).toEqual([late("1 April"), []]);
  expect(told(delivered, ["d1", "d2"])).toEqual([late("18 April"), []]);
  expect(told(delivered, ["d2", "d1"])).toEqual([late("18 April"), []]);
  const nobody = "Nobody knows from when the debt is late, 30 days after its receipt, so nothing may be charged for lateness.";
  expect(told(thirty, ["d1"])).toEqual([nobody, []]);
  expect(told({ ...thirty, orWith: ["payment-demand"] }, ["d1"])).toEqual([nobody, ["payment-demand"]]);
});
