import { expect, it } from "vitest";
import { incoming, judge, out, refusers, ruledOut, told, type Question } from "./asking.ts";

// A business that collects its own invoice from a company in the Netherlands: hardly any law binds it, the protections do.
const base: Question = {
  places: ["NL"],
  zone: "Europe/Amsterdam",
  role: "creditor",
  kind: "business",
  debts: [{ kind: "commercial", type: "goods" }],
  contact: { channel: "email" },
};
const MORNING = "2026-10-12T09:00";

judge(["policies/law/world.collect"], base, [
  {
    rule: "own.protection.opt-out",
    until: null,
    denied: {
      history: [told("2026-09-01T09:00", "consent", { covers: "channel", channels: ["email"] }), told(MORNING, "opt-out", { channels: ["email"] })],
    },
    allowed: {
      history: [told(MORNING, "opt-out", { channels: ["email"] }), told("2026-10-13T09:00", "consent", { covers: "channel", channels: ["email"] })],
    },
  },
  {
    rule: "own.protection.writing-only",
    until: null,
    denied: { history: [told("2026-09-01T09:00", "consent", { covers: "channel", channels: ["email"] }), told(MORNING, "writing-only")] },
    allowed: { history: [told(MORNING, "writing-only")], contact: { channel: "letter" } },
  },
  {
    rule: "own.protection.inconvenient-time",
    until: "2026-10-14T13:00",
    denied: { history: [told(MORNING, "inconvenient-time", ruledOut("wed", 720, 780))] },
    allowed: { history: [told(MORNING, "inconvenient-time", ruledOut("thu", 720, 780))] },
  },
  {
    rule: "own.protection.inconvenient-place",
    until: null,
    denied: { history: [told(MORNING, "inconvenient-place", { place: "work" })], contact: { channel: "call", place: "work" } },
    allowed: { history: [told(MORNING, "inconvenient-place", { place: "work" })], contact: { channel: "call", place: "home" } },
  },
  {
    rule: "own.protection.employer-prohibits",
    denied: { history: [told(MORNING, "employer-prohibits", { by: "employer" })], contact: { channel: "call", place: "work" } },
    allowed: { history: [told(MORNING, "employer-prohibits", { by: "employer" })], contact: { channel: "call" } },
  },
  {
    rule: "own.protection.dispute",
    until: null,
    denied: { history: [told(MORNING, "dispute", { form: "oral" })] },
    allowed: { history: [told(MORNING, "dispute", { form: "oral" }), told("2026-10-13T09:00", "dispute-closed")] },
  },
  {
    rule: "own.protection.cease-request",
    denied: { history: [told(MORNING, "cease-request", { form: "oral" })] },
    allowed: { history: [told(MORNING, "cease-request", { form: "written" }, "2026-10-15T09:00")] },
  },
  {
    rule: "own.protection.attorney-notice",
    denied: { history: [told(MORNING, "attorney-notice", { by: "attorney" })] },
    allowed: { history: [told(MORNING, "attorney-notice", { by: "attorney" })], contact: { channel: "email", person: "attorney" } },
  },
  {
    rule: "own.protection.bankruptcy-petition",
    denied: { history: [told(MORNING, "bankruptcy-petition")], act: "sue" },
    allowed: { history: [told(MORNING, "bankruptcy-petition"), told("2026-10-13T09:00", "bankruptcy-closed")], act: "sue" },
  },
  {
    rule: "own.protection.bankruptcy-discharge",
    denied: { history: [told(MORNING, "bankruptcy-discharge")] },
    allowed: { history: [told(MORNING, "bankruptcy-discharge", { debts: ["debt 2"] })], debts: [{ kind: "commercial" }, { kind: "commercial" }] },
  },
  {
    rule: "own.protection.death",
    denied: { history: [told(MORNING, "death")], kind: "sole-trader" },
    allowed: { history: [told(MORNING, "death")], kind: "sole-trader", contact: { channel: "letter", person: "executor" } },
  },
  {
    rule: "own.protection.breathing-space",
    denied: { history: [told(MORNING, "breathing-space")], kind: "sole-trader" },
    allowed: { history: [told(MORNING, "breathing-space")] },
  },
  {
    rule: "own.protection.identity-theft",
    denied: { history: [told(MORNING, "identity-theft-report")], act: "place" },
    allowed: { history: [told(MORNING, "identity-theft-report"), told("2026-10-13T09:00", "dispute-closed")], act: "place" },
  },
]);

it("a question of the debtor's may be answered once, through the same channel, whatever protects the debtor", () => {
  const asked = [told(MORNING, "opt-out", { channels: ["email"] }), incoming("2026-10-13T09:00", "email")];
  expect(refusers({ ...base, history: asked, contact: { channel: "email", re: "h1" } })).toEqual([]);
  const answered = [...asked, out("2026-10-13T10:00", "email", { re: "h1" })];
  expect(refusers({ ...base, history: answered, contact: { channel: "email", re: "h1" } })).toEqual(["own.protection.opt-out"]);
});

it("what the law requires to be sent is sent all the same", () => {
  for (const event of ["dispute", "cease-request", "attorney-notice", "bankruptcy-petition", "death"] as const) {
    expect(refusers({ ...base, history: [told(MORNING, event)], contact: { channel: "letter", purpose: "legal-notice" } }), event).toEqual([]);
  }
});

it("a dispute about one invoice leaves the others alone", () => {
  const debts = [{ kind: "commercial" as const }, { kind: "commercial" as const }];
  expect(refusers({ ...base, debts, history: [told(MORNING, "dispute", { debts: ["debt 2"] })] })).toEqual([]);
  expect(refusers({ ...base, debts, history: [told(MORNING, "dispute", { debts: ["debt 1"] })] })).toEqual(["own.protection.dispute"]);
});
