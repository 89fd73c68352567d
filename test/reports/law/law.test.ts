import { expect, it } from "vitest";
import { libraryPolicies } from "../../../policies/index.ts";
import { coverageOf, dateFindings, lawDiff, placeOf, rulesById, selectRules } from "../../../reports/law/index.ts";
import { book, day } from "./book.ts";

const ids = (rules: readonly { readonly id: string }[]): readonly string[] => rules.map(({ id }) => id);

it("rules of a place are its own and those of the places around it, smallest first", () => {
  expect(ids(selectRules(book, { place: "NL-NH" }))[0]).toBe("nl-nh.decent");
  expect(ids(selectRules(book, { place: "NL-NH" })).length).toBe(book.rules.length);
  expect(ids(selectRules(book, { place: "NL" })).every((id) => id.startsWith("nl."))).toBe(true);
});

it("as of a day only what is in force then: the last day and the first count", () => {
  const on = (date: string): readonly string[] => ids(selectRules(book, { place: "NL", asOf: day(date) }));
  expect(on("2026-06-30")).toContain("nl.old.frequency");
  expect(on("2026-06-30")).not.toContain("nl.new.frequency");
  expect(on("2026-07-01")).toContain("nl.new.frequency");
  expect(on("2026-07-01")).not.toContain("nl.old.frequency");
});

it.each([
  ["NL-ZE", "there are no rules for NL-ZE itself; NL, which contains it, has 6 rules"],
  ["FR", 'there are no rules for FR, nor for a place that contains it; "collect law list" shows the places that have some'],
  ["NL-NN", "there is no place NL-NN; did you mean NL-NH?"],
  ["Q", "there is no place Q: write it as US, US-CA or GB-SCT"],
])("%s is no place with rules, and the way out is told", (word, problem) => {
  expect(placeOf(book, word)).toEqual({ problem });
});

it("a place may be written small, and an id stands for its limbs and its source", () => {
  expect(placeOf(book, "nl-nh")).toEqual({ found: "NL-NH" });
  const found = rulesById(book, "nl.new");
  expect("found" in found && ids(found.found)).toEqual(["nl.new.frequency"]);
  expect(rulesById(book, "nl.new.freqency")).toEqual({ problem: "there is no rule nl.new.freqency; did you mean nl.new.frequency?" });
  expect("problem" in rulesById(book, "nl.ne")).toBe(true);
});

it("silence is never green: what people judge, what nobody verified, what is to come and what is left out", () => {
  const leftOut = new Map([
    ["nl-nh.lost", "nobody could say it"],
    ["nl.lost", "nor that"],
    ["de.lost", "elsewhere"],
  ]);
  const duties = coverageOf(book, "NL-NH", day("2026-06-30"), leftOut);
  const of = (id: string): string | undefined => duties.find(({ rule }) => rule === id)?.status;
  expect(Object.fromEntries(duties.map(({ rule, status }) => [rule, status]))).toEqual({
    "nl-nh.decent": "assumed",
    "nl-nh.silence": "out-of-scope",
    "nl-nh.papers": "run-time",
    "nl-nh.sale": "assumed",
    "nl.old.frequency": "enforced",
    "nl.new.frequency": "out-of-scope",
    "nl.interest": "enforced",
    "nl.medical": "out-of-scope",
    "nl.unsure": "assumed",
    "nl.gone": "enforced",
    "nl-nh.lost": "out-of-scope",
    "nl.lost": "out-of-scope",
  });
  expect(of("de.lost")).toBeUndefined();
  expect(duties.every(({ why }) => why.length > 10)).toBe(true);
  expect(coverageOf(book, "NL-NH", day("2026-07-01"), leftOut).some(({ rule }) => rule === "nl.gone")).toBe(false);
});

it("days: values that end, rules that end or begin, checks that are too old or were never made; each at its edge", () => {
  const found = (asOf: string, olderThan = 365, soon = 90): readonly string[] =>
    dateFindings(book, { asOf: day(asOf), olderThan, soon }).map(({ kind, subject, days }) => `${kind} ${subject} ${days}`);
  expect(found("2026-06-30")).toContain("rule-ending nl.gone 0");
  expect(found("2026-07-01").some((line) => line.includes("nl.gone"))).toBe(false);
  expect(found("2026-06-30")).toContain("rule-pending nl.new.frequency 1");
  expect(found("2026-07-01").some((line) => line.startsWith("rule-pending"))).toBe(false);
  expect(found("2026-10-02")).toContain("series-ending nl-rate 90");
  expect(found("2026-10-01").some((line) => line.includes("nl-rate"))).toBe(false);
  expect(found("2026-12-31")).toContain("series-ending nl-rate 0");
  expect(found("2027-01-01")).toContain("series-ended nl-rate -1");
  expect(found("2027-01-10").some((line) => line.startsWith("stale nl.interest"))).toBe(false);
  expect(found("2027-01-11")).toContain("stale nl.interest -366");
  expect(found("2026-01-10")).toContain("unchecked nl.unsure null");
});

it("between two days rules come, go, and take the place of others of their topic; and go by other values", () => {
  const changes = (from: string, to: string) => lawDiff(book, { place: "NL", from: day(from), to: day(to) }, []);
  const words = changes("2026-06-30", "2026-07-01").map(({ change, rule, replaces }) => [change, rule.id, replaces?.id ?? null]);
  expect(words).toEqual([
    ["came", "nl.medical", null],
    ["replaced", "nl.new.frequency", "nl.old.frequency"],
    ["went", "nl.gone", null],
  ]);
  expect(changes("2026-06-30", "2026-07-01")[1]?.parameters).toEqual([{ name: "n", before: "3", after: "2" }]);
  expect(changes("2025-12-31", "2026-01-01").map(({ change, rule, parameters }) => [change, rule.id, parameters])).toEqual([
    ["value", "nl.interest", [{ name: "nl-rate", before: "3 %", after: "2.5 %" }]],
  ]);
  expect(changes("2026-12-31", "2027-01-01")[0]?.parameters).toEqual([{ name: "nl-rate", before: "2.5 %", after: "unknown" }]);
  expect(changes("2026-02-01", "2026-03-01")).toEqual([]);
});

it("a change concerns the policies that act there, in that role, on such debts, by such acts", async () => {
  const policies = await libraryPolicies();
  const touched = (id: string): readonly string[] =>
    lawDiff(book, { place: "NL", from: day("2026-06-30"), to: day("2026-07-01") }, policies)
      .filter(({ rule }) => rule.id === id)
      .flatMap((change) => change.policies.map(({ policy }) => policy));
  expect(touched("nl.new.frequency")).toContain("b2b-standard");
  expect(touched("nl.new.frequency")).not.toContain("us-agency-consumer");
  expect(touched("nl.medical")).toEqual([]);
  expect(touched("nl.gone")).toEqual([]);
  const [, change] = lawDiff(book, { place: "NL", from: day("2026-06-30"), to: day("2026-07-01") }, policies);
  expect(change?.policies.every(({ steps }) => steps.length > 0)).toBe(true);
});
