import { expect, it } from "vitest";
import { binds, containingPlaces, inForce, minor, rulesFor, type Binding, type LawBook, type Money, type Rule } from "../../engine/index.ts";
import { ask, context, day, debt, event, rule } from "./rules/world.ts";

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

it("wants all the facts that it names, and any one of its exceptions lets go", () => {
  const both = ["first", "second"];
  const some = ["second"];
  const debtWith = (facts: readonly string[]) => context({ debts: [debt("d1", { facts })] });
  const collectorWith = (facts: readonly string[]) => context({ collector: { role: "third-party", facts } });
  const debtorWith = (debtorFacts: readonly string[]) => context({ debtorFacts });
  for (const [wanting, excepting, having] of [
    [bound({ collectorFacts: both }), bound({ exceptCollectorFacts: both }), collectorWith],
    [bound({ debtorFacts: both }), bound({ exceptDebtorFacts: both }), debtorWith],
    [bound({ debtFacts: both }), bound({ exceptDebtFacts: both }), debtWith],
  ] as const) {
    expect([both, some, []].map((facts) => binds(wanting, having(facts), ask()))).toEqual([true, false, false]);
    expect([both, some, []].map((facts) => binds(excepting, having(facts), ask()))).toEqual([false, false, true]);
  }
});

it("binds debts that arose up to a day, that day included", () => {
  expect(binds(bound({ incurredUntil: day("2025-03-10") }), context(), ask())).toBe(true);
  expect(binds(bound({ incurredUntil: day("2025-03-09") }), context(), ask())).toBe(false);
});

it("binds debts of at least and at most so much, both ends included, and those in another currency", () => {
  const dollars: Money = { amount: minor(120_000), currency: "USD" };
  const euros: Money = { amount: minor(60_000), currency: "EUR" };
  const debts = (amount: number) => context({ debts: [debt("d1", { amount: minor(amount) })] });
  const bindsAt = (binding: Partial<Binding>) => [119_999, 120_000, 120_001].map((amount) => binds(bound(binding), debts(amount), ask()));
  expect(bindsAt({ amountAtLeast: dollars })).toEqual([false, true, true]);
  expect(bindsAt({ amountAtMost: dollars })).toEqual([true, true, false]);
  expect(bindsAt({ totalAtLeast: dollars })).toEqual([false, true, true]);
  expect(bindsAt({ totalAtMost: dollars })).toEqual([true, true, false]);
  for (const one of ["amountAtLeast", "amountAtMost", "totalAtLeast", "totalAtMost"]) {
    expect(bindsAt({ [one]: euros }), one).toEqual([true, true, true]);
    expect(bindsAt({ [one]: { ...euros, amount: minor(1_000_000) } }), one).toEqual([true, true, true]);
  }
});

it("binds once the debtor has agreed for good to such a contact about the debt: to its channel, or to recorded voices where a machine calls", () => {
  const once = bound({ onceEvents: ["consent"] });
  const agreed = (more: object) => context({ ledger: [event("2026-03-02T10:00:00-05:00", { event: "consent", ...more })] });
  const call = (dialing: "manual" | "list" | "autodialled" | "prerecorded") => ask({ dialing });
  expect(binds(once, context(), ask())).toBe(false);
  expect(binds(once, agreed({ covers: "channel" }), ask())).toBe(true);
  expect(binds(once, agreed({ covers: "channel", channels: ["email"] }), ask())).toBe(false);
  expect(binds(once, agreed({ covers: "channel", debts: ["d2"] }), ask())).toBe(false);
  // What ends by itself was not agreed to for good.
  expect(binds(once, agreed({ covers: "channel", until: day("2027-03-02") }), ask())).toBe(false);
  for (const [dialing, isBound] of [
    ["manual", false],
    ["list", false],
    ["autodialled", true],
    ["prerecorded", true],
  ] as const)
    expect(binds(once, agreed({ covers: "prerecorded" }), call(dialing)), dialing).toBe(isBound);
});
