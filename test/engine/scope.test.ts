import { expect, it } from "vitest";
import { binds, containingPlaces, inForce, minor, rulesFor, type Binding, type LawBook, type Rule } from "../../engine/index.ts";
import { ask, context, day, debt, rule } from "./rules/world.ts";

const standard = (more: Partial<Rule> = {}): Rule => rule({ kind: "standard", text: "Be fair." }, more);
const bound = (binding: Partial<Binding>): Rule => standard({ binds: [{ roles: ["third-party"], debts: ["consumer"], ...binding }] });

it("lists a place and all that contain it", () => {
  expect(containingPlaces("US-NY-NYC")).toEqual(["US-NY-NYC", "US-NY", "US"]);
  expect(containingPlaces("DE")).toEqual(["DE"]);
});

it("takes the law of all candidate places, of what contains them, and of the world", () => {
  const rules = ["WORLD", "US", "US-NY", "US-NY-NYC", "US-N", "GB", "DE"].map((place) => standard({ place }));
  const book: LawBook = { format: 1, hash: "", places: [], rules };
  expect(rulesFor(book, ["US-NY-NYC"]).map((one) => one.place)).toEqual(["WORLD", "US", "US-NY", "US-NY-NYC"]);
  expect(rulesFor(book, ["US", "GB-ENG"]).map((one) => one.place)).toEqual(["WORLD", "US", "GB"]);
  expect(rulesFor(book, []).map((one) => one.place)).toEqual(["WORLD"]);
});

it("binds a debtor of the place and no other", () => {
  expect(binds(standard({ place: "US-NY" }), context({ places: ["US-NY-NYC"] }), ask())).toBe(true);
  expect(binds(standard({ place: "US-NY" }), context({ places: ["US"] }), ask())).toBe(false);
  expect(binds(standard({ place: "HOUSE" }), context({ places: ["FR"] }), ask())).toBe(true);
});

it("binds by role, kind of debt, type of debt and kind of debtor", () => {
  expect(binds(bound({}), context(), ask())).toBe(true);
  expect(binds(bound({}), context({ collector: { role: "creditor" } }), ask())).toBe(false);
  expect(binds(bound({}), context({ debts: [debt("d1", { kind: "commercial" })] }), ask())).toBe(false);
  expect(binds(bound({ debtTypes: ["medical"] }), context(), ask())).toBe(false);
  expect(binds(bound({ debtTypes: ["medical", "credit"] }), context(), ask())).toBe(true);
  expect(binds(bound({ debtors: ["person"] }), context({ kind: "business" }), ask())).toBe(false);
});

it("binds when the debtor's kind is unknown, or a debt isn't on file", () => {
  expect(binds(bound({ debtors: ["person"] }), context({ kind: "unknown" }), ask())).toBe(true);
  expect(binds(bound({ debtTypes: ["medical"] }), context(), ask({}, ["not on file"]))).toBe(true);
});

it("binds a collector with a fact, and lets a debtor with another go", () => {
  const falseName = standard({ binds: [{ roles: ["creditor"], debts: ["consumer"], collectorFacts: ["implies-third-party"] }] });
  expect(binds(falseName, context({ collector: { role: "creditor" } }), ask())).toBe(false);
  expect(binds(falseName, context({ collector: { role: "creditor", facts: ["implies-third-party"] } }), ask())).toBe(true);
  expect(binds(bound({ exceptDebtorFacts: ["vat-registered"] }), context({ debtorFacts: ["vat-registered"] }), ask())).toBe(false);
});

it("binds debts from the day on which they arose", () => {
  expect(binds(bound({ incurredFrom: day("2025-03-10") }), context(), ask())).toBe(true);
  expect(binds(bound({ incurredFrom: day("2025-03-11") }), context(), ask())).toBe(false);
});

it("adds up the debts to one creditor for a limit on the total, and binds when they can't be compared", () => {
  const limit = bound({ totalAtMost: { amount: minor(200_000), currency: "USD" } });
  expect(binds(limit, context(), ask())).toBe(true);
  expect(binds(limit, context({ debts: [debt("d1", { creditor: "a" }), debt("d2", { creditor: "a" })] }), ask())).toBe(false);
  expect(binds(limit, context({ debts: [debt("d1", { creditor: "a" }), debt("d2", { creditor: "b" })] }), ask())).toBe(true);
  expect(binds(limit, context({ debts: [debt("d1"), debt("d2", { currency: "EUR" })] }), ask())).toBe(true);
});

it("binds an act about several debts when it binds one of them, and any one binding is enough", () => {
  const debts = [debt("d1", { kind: "commercial" }), debt("d2")];
  expect(binds(bound({}), context({ debts }), ask({}, ["d1"]))).toBe(false);
  expect(binds(bound({}), context({ debts }), ask({}, ["d1", "d2"]))).toBe(true);
  const two = standard({
    binds: [
      { roles: ["creditor"], debts: ["consumer"] },
      { roles: ["third-party"], debts: ["commercial"] },
    ],
  });
  expect(binds(two, context({ debts }), ask({}, ["d1"]))).toBe(true);
});

it("takes an act that names no debt to be about all of them, and binds when none is on file", () => {
  const debts = [debt("d1", { kind: "commercial" }), debt("d2")];
  expect(binds(bound({}), context({ debts }), ask({}, []))).toBe(true);
  expect(binds(bound({}), context({ debts: debts.slice(0, 1) }), ask({}, []))).toBe(false);
  expect(binds(bound({}), context({ debts: [] }), ask({}, []))).toBe(true);
});

it("is in force from its first day to its last, both counted", () => {
  const dated = standard({ from: day("2026-03-01"), to: day("2026-08-31") });
  expect(["2026-02-28", "2026-03-01", "2026-08-31", "2026-09-01"].map((text) => inForce(dated, day(text)))).toEqual([false, true, true, false]);
  expect(inForce(standard(), day("1970-01-01"))).toBe(true);
});
