import * as fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson } from "../../engine/index.ts";

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, shuffled(member)]),
  );
};

it("writes the same text whatever the order of keys, and it parses to the same value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it("sorts keys, leaves out undefined members and writes no white space", () => {
  expect(canonicalJson({ b: 1, a: [true, null, "x"], c: undefined })).toBe('{"a":[true,null,"x"],"b":1}');
});

it("refuses what JSON can't carry", () => {
  for (const value of [undefined, Number.NaN, Infinity, 1n, () => 1, [undefined]]) expect(() => canonicalJson(value)).toThrow(TypeError);
});

it("keys that look like numbers, and `__proto__`, stand where their letters put them", () => {
  const value = JSON.parse('{"b":{"9":1,"10":2,"a":3},"__proto__":{"x":4}}') as unknown;
  expect(canonicalJson(value)).toBe('{"__proto__":{"x":4},"b":{"10":2,"9":1,"a":3}}');
});

it("leaves out, at any depth, what it is told to", () => {
  const leftOut = (key: string, member: unknown): boolean => key === "line" && typeof member === "number";
  expect(canonicalJson({ line: 1, a: [{ line: 2, b: 3, "7": { line: 4 } }], c: { line: "x" } }, leftOut)).toBe(
    '{"a":[{"7":{},"b":3}],"c":{"line":"x"}}',
  );
});
