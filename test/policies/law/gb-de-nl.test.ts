import { expect, it } from "vitest";
import { answer, judge, out, refusers, told, type Question } from "./asking.ts";

const SAID = "2026-10-12T09:00";
const gb: Question = { places: ["GB"], zone: "Europe/London", role: "creditor", contact: { channel: "email" } };
const trade = { debts: [{ kind: "commercial" as const, type: "goods" as const, currency: "GBP" }] };

judge(["policies/law/gb.collect"], gb, [
  {
    rule: "gb.conc.dispute-suspend",
    until: null,
    denied: { history: [told(SAID, "dispute", { ground: "amount" })], act: "place" },
    allowed: { history: [told(SAID, "dispute", { ground: "amount" })], act: "place", debts: [{ type: "goods" }] },
  },
  {
    rule: "gb.conc.statute-barred-refusal",
    until: null,
    denied: { history: [told(SAID, "refusal-to-pay", { ground: "time-barred" })] },
    allowed: { history: [told(SAID, "refusal-to-pay", { ground: "quality" })] },
  },
  {
    rule: "gb.conc.ombudsman-no-suit",
    until: null,
    denied: { history: [told(SAID, "ombudsman-complaint")], act: "sue" },
    allowed: { history: [told(SAID, "ombudsman-complaint"), told("2026-10-13T09:00", "dispute-closed")], act: "sue" },
  },
  {
    rule: "gb.breathing-space.standard",
    until: "2026-11-30T00:00",
    denied: { ...trade, kind: "sole-trader", history: [told("2026-09-30T09:00", "breathing-space", { relief: "standard" })] },
    allowed: { ...trade, kind: "business", history: [told("2026-09-30T09:00", "breathing-space", { relief: "standard" })] },
  },
  {
    rule: "gb.breathing-space.crisis",
    until: null,
    denied: { history: [told("2026-05-30T09:00", "breathing-space", { relief: "crisis" })] },
    allowed: { history: [told("2026-05-30T09:00", "breathing-space", { relief: "crisis" }), told(SAID, "breathing-space-ended")] },
  },
  {
    rule: "gb.pap-debt.reply-extends",
    until: "2026-10-15T00:00",
    denied: { history: [told("2026-09-10T09:00", "claim-reply", {}, "2026-09-14T09:00")], act: "sue" },
    allowed: { history: [told("2026-09-10T09:00", "claim-reply", {}, "2026-09-13T09:00")], act: "sue" },
  },
  {
    rule: "gb.pap-debt.reply-extends.documents",
    until: "2026-11-12T00:00",
    denied: { history: [told(SAID, "documents-sent")], act: "sue" },
    allowed: { kind: "business", ...trade, history: [told(SAID, "documents-sent")], act: "sue" },
  },
]);

it("a breathing space spares no trader who is registered for VAT from the law, though Collect still leaves them alone", () => {
  const asked: Question = { ...gb, ...trade, kind: "sole-trader", history: [told("2026-09-30T09:00", "breathing-space", { relief: "standard" })] };
  expect(refusers(asked)).toEqual(["gb.breathing-space.standard", "own.protection.breathing-space"]);
  expect(refusers({ ...asked, debtorFacts: ["vat-registered"] })).toEqual(["own.protection.breathing-space"]);
});

it("the nations of the United Kingdom inherit its rules", () => {
  expect(refusers({ ...gb, places: ["GB-SCT"], history: [told(SAID, "ombudsman-complaint")], act: "sue" })).toEqual(["gb.conc.ombudsman-no-suit"]);
});

const de: Question = {
  places: ["DE-BY"],
  zone: "Europe/Berlin",
  role: "third-party",
  debts: [{ currency: "EUR", type: "goods" }],
  contact: { channel: "letter" },
};
const whole = ["creditor-identity", "claim-ground", "interest-calculation", "cost-breakdown", "supervisory-authority"];

judge(
  ["policies/law/de.collect"],
  de,
  [
    { rule: "de.rdg.13a.first-letter", denied: { contains: whole.slice(1) }, allowed: { contains: whole } },
    {
      rule: "de.bdsg.31.credit-report",
      until: null,
      denied: { history: [told(SAID, "dispute")], act: "credit-report" },
      allowed: { history: [told(SAID, "dispute"), told("2026-10-13T09:00", "dispute-closed")], act: "credit-report" },
    },
  ],
  ["de.rdg.13a.plan-and-admission"],
);

it("an offer of a payment plan is told that it must state its cost", () => {
  expect(answer({ ...de, act: "offer-plan" })).toEqual({ allowed: true, requires: ["plan-cost-warning"] });
  expect(answer({ ...de, act: "offer-plan", role: "creditor" })).toEqual({ allowed: true, requires: [] });
});

it("in the Netherlands only the protections stand in the way yet: an evening mail to a consumer passes, one in a dispute doesn't", () => {
  const nl: Question = { places: ["NL"], zone: "Europe/Amsterdam", role: "creditor", contact: { channel: "email" }, at: "2026-10-14T22:30" };
  expect(refusers(nl)).toEqual([]);
  expect(refusers({ ...nl, history: [told(SAID, "dispute")] })).toEqual(["own.protection.dispute"]);
});

it("a second letter of a German collector need not explain the claim again, and a creditor's own never has to", () => {
  expect(refusers({ ...de, contains: [], history: [out(SAID, "letter", { contains: whole })] })).toEqual([]);
  expect(refusers({ ...de, contains: [], role: "creditor" })).toEqual([]);
});
