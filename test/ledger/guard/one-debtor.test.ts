/** What the guard takes for the debtor when several accounts speak of one. */
import { expect, it } from "vitest";
import { oneDebtor } from "../../../engine/index.ts";
import { debtor } from "../fixtures.ts";

const east = debtor("D-1");
const west = debtor("D-1", { places: ["US-CA"], timezones: ["America/Los_Angeles"] });

it("places and zones add up, the asked account's first", () => {
  expect(oneDebtor(east, [west, east])).toEqual({ ...east, places: ["US-NY", "US-CA"], timezones: ["America/New_York", "America/Los_Angeles"] });
  expect(oneDebtor(west, [east]).timezones[0]).toBe("America/Los_Angeles");
});

it("a zone that one account doesn't know is unknown, and so is a kind that is told in two ways", () => {
  expect(oneDebtor(east, [debtor("D-1", { timezones: [] })]).timezones).toEqual([]);
  expect(oneDebtor(east, [debtor("D-1", { kind: "person" })]).kind).toBe("unknown");
});

it("a fact that protects needs one account that tells it, and a fact that takes protection away needs all", () => {
  const soldier = debtor("D-1", { facts: ["active-duty", "vat-registered"] });
  expect(oneDebtor(soldier, [east]).facts).toEqual(["active-duty"]);
  expect(oneDebtor(soldier, [soldier]).facts).toEqual(["active-duty", "vat-registered"]);
});
