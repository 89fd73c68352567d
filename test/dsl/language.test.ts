import { expect, it } from "vitest";
import { CATALOGUE } from "../../dsl/catalogue.ts";
import { StatementParser } from "../../dsl/grammar/parser.ts";
import { suggest } from "../../dsl/index.ts";
import { LAW_MESSAGES } from "../../dsl/messages/law.ts";
import { NAME_MESSAGES } from "../../dsl/messages/names.ts";
import { STRUCTURE_MESSAGES } from "../../dsl/messages/structure.ts";
import { SYNTAX_MESSAGES } from "../../dsl/messages/syntax.ts";

it("has a grammar without ambiguities, unknown rules or left recursion", () => {
  expect(() => new StatementParser(false)).not.toThrow();
});

it("gives each problem one name and one code, in the range of its kind", () => {
  const parts = [
    [SYNTAX_MESSAGES, /^C1\d{3}$/u],
    [NAME_MESSAGES, /^C2\d{3}$/u],
    [STRUCTURE_MESSAGES, /^C3\d{3}$/u],
    [LAW_MESSAGES, /^C4\d{3}$/u],
  ] as const;
  const codes = parts.flatMap(([messages, range]) =>
    Object.values(messages).map(({ code }) => {
      expect(code).toMatch(range);
      return code;
    }),
  );
  expect(new Set(codes).size).toBe(codes.length);
  expect(Object.keys(CATALOGUE)).toHaveLength(codes.length);
});

it.each([
  ["remindre", ["demand", "reminder", "final"], "reminder"],
  ["satge", ["stage", "state"], "stage"],
  ["USX", ["GBP", "USD", "EUR"], "USD"],
  ["Stage", ["stage"], "stage"],
  ["dayz", ["day", "days"], "day"],
  ["xyzzy", ["stage", "plan"], null],
  ["a", ["b"], null],
  ["", ["a"], null],
  ["x".repeat(100), [`${"x".repeat(99)}y`], null],
])("suggests for `%s` of %j: %s", (word, candidates, expected) => {
  expect(suggest(word, candidates)).toBe(expected);
});
