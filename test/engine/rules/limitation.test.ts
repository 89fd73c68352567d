import { expect, it } from "vitest";
import { closing, earliestLimitation, type Action, type Instant, type LedgerEntry, type LimitationRule } from "../../../engine/index.ts";
import { ask, at, context, day, debt, event, rule, THREE_YEARS } from "./world.ts";

const SUE: Action = { act: "sue", debts: ["d1"] };
const from = (
  one: LimitationRule,
  text: string,
  facts: Parameters<typeof debt>[1],
  ledger: readonly LedgerEntry[] = [],
  action: Action = SUE,
  more: Parameters<typeof context>[0] = {},
): Instant | null => earliestLimitation(one, context({ ledger, debts: [debt("d1", facts)], ...more }), action, at(text));
const old = { due: day("2023-03-01"), default: day("2023-03-02"), incurred: day("2023-02-01") };

it("bars from the day after the last of the period, and time alone never opens it again", () => {
  expect(from(THREE_YEARS, "2026-03-02T23:59:59-05:00", old)).toBe(at("2026-03-02T23:59:59-05:00"));
  expect(from(THREE_YEARS, "2026-03-03T00:00:00-05:00", old)).toBeNull();
  expect(from(THREE_YEARS, "2026-03-03T00:00:00-05:00", old, [], { act: "sell", debts: ["d1"] })).toBe(at("2026-03-03T00:00:00-05:00"));
  const ends = (text: string): number => closing(rule(THREE_YEARS), context({ debts: [debt("d1", old)] }), SUE, at(text));
  expect(ends("2026-01-05T00:00:00-05:00")).toBe(at("2026-03-03T00:00:00-05:00"));
  expect(ends("2026-03-03T00:00:00-05:00")).toBe(Infinity);
});

it("counts years and months, to the last of a month where it has no such date", () => {
  const months: LimitationRule = { ...THREE_YEARS, years: 2, months: 6 };
  const leap = { ...old, default: day("2023-08-31") };
  expect(from(months, "2026-02-28T12:00:00-05:00", leap)).toBe(at("2026-02-28T12:00:00-05:00"));
  expect(from(months, "2026-03-01T00:00:00-05:00", leap)).toBeNull();
  expect(from({ ...THREE_YEARS, years: 2, months: 11 }, "2026-03-01T00:00:00-05:00", { ...old, default: day("2023-03-31") })).toBeNull();
});

it("begins where the law says: due, default (else due), incurred, charged off, last payment, judgment", () => {
  const noon = "2026-03-02T12:00:00-05:00";
  expect(from({ ...THREE_YEARS, from: "due" }, noon, old)).toBeNull();
  expect(from(THREE_YEARS, noon, old)).toBe(at(noon));
  expect(from(THREE_YEARS, noon, { due: day("2023-03-01") })).toBeNull();
  expect(from({ ...THREE_YEARS, from: "incurred" }, "2026-02-02T12:00:00-05:00", old)).toBeNull();
  expect(from({ ...THREE_YEARS, from: "charged-off" }, noon, old)).toBe(at(noon));
  expect(from({ ...THREE_YEARS, from: "charged-off" }, noon, { ...old, chargedOff: day("2023-03-01") })).toBeNull();
  const paid = event("2023-06-01T12:00:00-04:00", { event: "payment" });
  expect(from({ ...THREE_YEARS, from: "last-payment" }, noon, old, [paid])).toBe(at(noon));
  expect(from({ ...THREE_YEARS, from: "last-payment" }, "2026-06-02T12:00:00-04:00", old, [paid])).toBeNull();
  const judged = event("2023-03-01T12:00:00-05:00", { event: "judgment" });
  expect(from({ ...THREE_YEARS, from: "judgment" }, noon, old)).toBe(at(noon));
  expect(from({ ...THREE_YEARS, from: "judgment" }, noon, old, [judged])).toBeNull();
});

it("runs to the end of the year in which it would end", () => {
  const german: LimitationRule = { ...THREE_YEARS, from: "incurred", toYearEnd: true };
  expect(from(german, "2026-12-31T23:59:59-05:00", old)).toBe(at("2026-12-31T23:59:59-05:00"));
  expect(from(german, "2027-01-01T00:00:00-05:00", old)).toBeNull();
});

it("is restarted by what its law names, inside the period; after it only by what its law says revives it", () => {
  const paid = (text: string) => event(text, { event: "payment" });
  const restarts: LimitationRule = { ...THREE_YEARS, restartedBy: ["payment", "acknowledgement"] };
  const noon = "2026-06-01T12:00:00-04:00";
  expect(from(THREE_YEARS, noon, old, [paid("2025-06-01T12:00:00-04:00")])).toBeNull();
  expect(from(restarts, noon, old, [paid("2025-06-01T12:00:00-04:00")])).toBe(at(noon));
  expect(from(restarts, noon, old, [paid("2026-03-02T12:00:00-05:00")])).toBe(at(noon));
  expect(from(restarts, noon, old, [paid("2026-03-03T12:00:00-05:00")])).toBeNull();
  expect(from({ ...restarts, revivedBy: ["payment"] }, noon, old, [paid("2026-03-03T12:00:00-05:00")])).toBe(at(noon));
  expect(from({ ...restarts, revivedBy: ["promise"] }, noon, old, [paid("2026-03-03T12:00:00-05:00")])).toBeNull();
  expect(from(restarts, noon, old, [event("2025-06-01T12:00:00-04:00", { event: "payment", debts: ["d2"] })])).toBeNull();
  // What happened before the period began restarts nothing.
  expect(from({ ...restarts, years: 4 }, "2027-03-03T12:00:00-05:00", old, [paid("2023-03-01T12:00:00-05:00")])).toBeNull();
  const said = (more: object) => event("2025-06-01T12:00:00-04:00", { event: "acknowledgement", ...more });
  expect(from(restarts, noon, old, [said({})])).toBeNull();
  expect(from(restarts, noon, old, [said({ form: "oral" })])).toBeNull();
  expect(from(restarts, noon, old, [said({ written: true })])).toBe(at(noon));
});

it("begins anew by the day, also where the first period ran to the end of a year", () => {
  const german: LimitationRule = { ...THREE_YEARS, toYearEnd: true, restartedBy: ["payment"] };
  const paid = event("2023-12-01T12:00:00-05:00", { event: "payment" });
  expect(from(german, "2026-12-31T12:00:00-05:00", old, [paid])).toBe(at("2026-12-31T12:00:00-05:00"));
  expect(from({ ...german, years: 3 }, "2027-01-01T12:00:00-05:00", old, [paid])).toBeNull();
  const late = event("2024-02-01T12:00:00-05:00", { event: "payment" });
  expect(from(german, "2027-02-01T12:00:00-05:00", old, [late])).toBe(at("2027-02-01T12:00:00-05:00"));
  expect(from(german, "2027-02-02T12:00:00-05:00", old, [late])).toBeNull();
});

it("a day that counsel fixed counts", () => {
  const fixed = { ...old, limitationEnded: day("2026-05-31") };
  expect(from(THREE_YEARS, "2026-05-31T12:00:00-04:00", fixed)).toBe(at("2026-05-31T12:00:00-04:00"));
  expect(from(THREE_YEARS, "2026-06-01T00:00:00-04:00", fixed)).toBeNull();
  // Federal law has no period of its own.
  const asFixed: LimitationRule = { ...THREE_YEARS, asFixed: true };
  expect(from(asFixed, "2026-06-01T00:00:00-04:00", fixed)).toBeNull();
  expect(from(asFixed, "2026-06-01T00:00:00-04:00", old)).toBe(at("2026-06-01T00:00:00-04:00"));
});

it("is about debts and contracts of its kind; a form that nobody knows may be the one", () => {
  const noon = "2026-06-01T12:00:00-04:00";
  expect(from({ ...THREE_YEARS, debtTypes: ["rent"] }, noon, old)).toBe(at(noon));
  expect(from({ ...THREE_YEARS, debtTypes: ["credit", "rent"] }, noon, old)).toBeNull();
  const written: LimitationRule = { ...THREE_YEARS, contracts: ["written"] };
  expect(from(written, noon, { ...old, contract: "oral" })).toBe(at(noon));
  expect(from(written, noon, { ...old, contract: "written" })).toBeNull();
  expect(from(written, noon, old)).toBeNull();
});

it("bars contact that collects where its law bars contact, and no notice that the law demands", () => {
  const scots: LimitationRule = { ...THREE_YEARS, extinguishes: true, bars: ["sue", "contact"] };
  const noon = "2026-06-01T12:00:00-04:00";
  expect(from(scots, noon, old, [], ask({ channel: "letter" }))).toBeNull();
  expect(from(scots, noon, old, [], ask({ channel: "letter", purpose: "take-payment" }))).toBeNull();
  expect(from(scots, noon, old, [], ask({ channel: "letter", purpose: "legal-notice" }))).toBe(at(noon));
  expect(from(THREE_YEARS, noon, old, [], ask({ channel: "letter" }))).toBe(at(noon));
});

it("one barred debt bars the act for all, and a debt that isn't on file may be of any age", () => {
  const noon = "2026-06-01T12:00:00-04:00";
  const debts = [debt("d1", { due: day("2026-01-01") }), debt("d2", old)];
  const about = (ids: readonly string[]) => earliestLimitation(THREE_YEARS, context({ debts }), { act: "sue", debts: ids }, at(noon));
  expect(about(["d1"])).toBe(at(noon));
  expect(about(["d1", "d2"])).toBeNull();
  expect(about(["nobody's"])).toBeNull();
});

it("is over as soon as its last day is in one of the zones", () => {
  expect(from(THREE_YEARS, "2026-03-03T00:00:00Z", old, [], SUE, { zones: ["America/New_York", "Europe/London"] })).toBeNull();
});

it("one debt that isn't on file is enough to bar the act, whatever the others are", () => {
  const noon = "2026-06-01T12:00:00-04:00";
  expect(from(THREE_YEARS, noon, { due: day("2026-01-01") }, [], { act: "sue", debts: ["d1", "nobody's"] })).toBeNull();
});

it("a day that counsel fixed for suits is none for reports alone", () => {
  const noon = "2026-06-01T12:00:00-04:00";
  const fixed = { due: day("2026-01-01"), limitationEnded: day("2026-05-31") };
  const report: Action = { act: "credit-report", debts: ["d1"] };
  expect(from({ ...THREE_YEARS, bars: ["credit-report"] }, noon, fixed, [], report)).toBe(at(noon));
  expect(from({ ...THREE_YEARS, bars: ["credit-report", "sue"] }, noon, fixed, [], report)).toBeNull();
});

it("the last payment is the last one, whatever else happened after it", () => {
  const paid = event("2023-03-01T12:00:00-05:00", { event: "payment" });
  const promised = event("2024-03-01T12:00:00-05:00", { event: "promise" });
  expect(from({ ...THREE_YEARS, from: "last-payment" }, "2026-03-02T12:00:00-05:00", old, [paid, promised])).toBeNull();
});
