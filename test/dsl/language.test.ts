import { expect, it } from "vitest";
import { StatementParser } from "../../dsl/grammar/parser.ts";
import { suggest } from "../../dsl/index.ts";

it("has a grammar without ambiguities, unknown rules or left recursion", () => {
  expect(() => new StatementParser(false)).not.toThrow();
});

it.each([
  ["remindre", ["demand", "reminder", "final"], "reminder"],
  ["satge", ["stage", "state"], "stage"],
  ["USX", ["GBP", "USD", "EUR"], "USD"],
  ["Stage", ["stage"], "stage"],
  ["dayz", ["day", "days"], "days"],
  ["xyzzy", ["stage", "plan"], null],
  ["a", ["b"], null],
  ["", ["a"], null],
  ["x".repeat(100), [`${"x".repeat(99)}y`], null],
])("suggests for `%s` of %j: %s", (word, candidates, expected) => {
  expect(suggest(word, candidates)).toBe(expected);
});
