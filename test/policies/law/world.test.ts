import { expect, it } from "vitest";
import { incoming, out, refusers, told, type Question } from "./asking.ts";

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
