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
