import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { currencyOfPlace, zonesOfPlace } from "../../engine/place-defaults.ts";
import { CURRENCIES, isPlace, placesOf } from "../../engine/index.ts";
import { lawPlaces } from "../../policies/book.ts";
import { isKnownZone } from "../../policies/calendar/build.ts";

const table = readFileSync(new URL("../../engine/place-defaults.ts", import.meta.url), "utf8");
const codes = [...new Set([...table.matchAll(/\b[A-Z]{2}(?:-[A-Z]{2,3})?(?=[,\s])/gu)].map(([code]) => code))].filter((code) => isPlace(code));

it("every place of the tables is one, with zones that exist and money in use", () => {
  expect(codes.length).toBeGreaterThan(90);
  for (const code of codes) {
    for (const zone of zonesOfPlace(code)) expect(isKnownZone(zone), `${code} ${zone}`).toBe(true);
    const currency = currencyOfPlace(code);
    expect(currency === null || CURRENCIES.includes(currency), code).toBe(true);
  }
});

it("every state of the United States has its zones, and one with two clocks has both", () => {
  expect(placesOf("US").filter((place) => zonesOfPlace(place).length === 0)).toEqual(["US-UM"]);
  expect(zonesOfPlace("US-TX")).toEqual(["America/Chicago", "America/Denver"]);
  expect(zonesOfPlace("US")).toEqual([]);
});

it("a city and a subdivision have what is told of the place around them", () => {
  expect(zonesOfPlace("US-NY-NYC")).toEqual(["America/New_York"]);
  expect(zonesOfPlace("GB-SCT")).toEqual(["Europe/London"]);
  expect([currencyOfPlace("US-NY-NYC"), currencyOfPlace("DE-BY"), currencyOfPlace("AQ")]).toEqual(["USD", "EUR", null]);
});

it("every place with law of its own has its zones, or they are told by its parts; a country with many clocks has all of them", () => {
  const told = (place: string) => zonesOfPlace(place).length > 0 || placesOf(place).some((part) => zonesOfPlace(part).length > 0);
  expect(lawPlaces().filter((place) => place !== "EU" && !told(place))).toEqual([]);
  for (const country of ["CA", "AU", "DE", "GB", "NL"]) expect(placesOf(country).filter((place) => zonesOfPlace(place).length === 0)).toEqual([]);
  expect(zonesOfPlace("ID")).toHaveLength(4);
  expect(zonesOfPlace("CA-ON")).toEqual(["America/Toronto", "America/Winnipeg", "America/Atikokan"]);
  expect(zonesOfPlace("AQ")).toEqual([]);
});
