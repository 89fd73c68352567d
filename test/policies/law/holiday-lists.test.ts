import { expect, it } from "vitest";
import { compileLaw } from "../../../dsl/index.ts";
import { holidayPlaces, lawFiles } from "../../../policies/index.ts";

it("every list of days that a rule of the book names is in the calendar", () => {
  const { lawBook } = compileLaw(lawFiles(), { examples: false });
  const named = [...JSON.stringify(lawBook?.rules).matchAll(/"(?:of|holidaySet)":"([^"]+)"/gu)].map(([, name = ""]) => name);
  const known: readonly string[] = holidayPlaces();
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});
