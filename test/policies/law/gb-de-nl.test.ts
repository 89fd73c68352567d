import { expect, it } from "vitest";
import { answer, refusers, told, type Question } from "./asking.ts";

const SAID = "2026-10-12T09:00";
const gb: Question = { places: ["GB"], zone: "Europe/London", role: "creditor", contact: { channel: "email" } };
const trade = { debts: [{ kind: "commercial" as const, type: "goods" as const, currency: "GBP" }] };

it("a breathing space spares no trader who is registered for VAT from the law, though Collect still leaves them alone", () => {
  const asked: Question = { ...gb, ...trade, kind: "sole-trader", history: [told("2026-09-30T09:00", "breathing-space", { relief: "standard" })] };
  expect(refusers(asked)).toEqual(["gb.breathing-space.standard", "own.protection.breathing-space"]);
  expect(refusers({ ...asked, debtorFacts: ["vat-registered"] })).toEqual(["own.protection.breathing-space"]);
});

const de: Question = {
  places: ["DE-BY"],
  zone: "Europe/Berlin",
  role: "third-party",
  debts: [{ currency: "EUR", type: "goods" }],
  contact: { channel: "letter" },
};
it("an offer of a payment plan is told that it must state its cost", () => {
  expect(answer({ ...de, act: "offer-plan" })).toEqual({ allowed: true, requires: ["plan-cost-warning"] });
  expect(answer({ ...de, act: "offer-plan", role: "creditor" })).toEqual({ allowed: true, requires: [] });
});

it("in the Netherlands only the protections stand in the way of a mail: one in the evening to a consumer passes, one in a dispute doesn't", () => {
  const nl: Question = { places: ["NL"], zone: "Europe/Amsterdam", role: "creditor", contact: { channel: "email" }, at: "2026-10-14T22:30" };
  expect(refusers(nl)).toEqual([]);
  expect(refusers({ ...nl, history: [told(SAID, "dispute")] })).toEqual(["own.protection.dispute"]);
});
