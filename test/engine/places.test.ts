import { expect, it } from "vitest";
import { isPlace, placesOf } from "../../engine/index.ts";

it("knows countries, the subdivisions by which law differs, and cities with law of their own", () => {
  for (const code of ["US", "US-CA", "US-DC", "US-NY-NYC", "GB", "GB-SCT", "DE", "DE-BY", "NL-NH", "CA-ON", "AU-ACT", "FR", "FR-IDF"])
    expect(isPlace(code), code).toBe(true);
});

it("refuses a code that can't be right: a slip would leave out the law of the state", () => {
  for (const code of [
    "",
    "us",
    "UK",
    "XX",
    "US-",
    "US-ZZ",
    "US-CAX",
    "US-CA-",
    "US-CA-LAX",
    "US-NYC",
    "GB-LND",
    "DE-XX",
    "DE-BYX",
    "U",
    "US-NY-NYC-1",
    "US–CA",
  ]) {
    expect(isPlace(code), code).toBe(false);
  }
});

it("offers the subdivisions of a country for a misspelt one", () => {
  expect(placesOf("US")).toContain("US-NY-NYC");
  expect(placesOf("US")).toHaveLength(58);
  expect(placesOf("FR")).toEqual([]);
  for (const country of ["US", "GB", "DE", "NL", "CA", "AU"]) for (const code of placesOf(country)) expect(isPlace(code), code).toBe(true);
});
