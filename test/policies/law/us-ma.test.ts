import { expect, it } from "vitest";
import { answer, out, refusers, told, type Question } from "./asking.ts";

const base: Question = { places: ["US-MA"], role: "creditor" };
const two = [out("2026-10-11T10:00", "call", { outcome: "message" }), out("2026-10-12T10:00", "sms")];

it("calls at work fill the month of work and leave the week of the debtor's own numbers alone", () => {
  const twoAtWork = [
    out("2026-10-12T10:00", "call", { outcome: "message", place: "work" }),
    out("2026-10-13T10:00", "call", { outcome: "message", place: "work" }),
  ];
  expect(refusers({ ...base, history: twoAtWork, contact: { line: "mobile" } })).toEqual([]);
  expect(refusers({ ...base, history: twoAtWork, contact: { line: "landline" } })).toEqual([]);
  expect(refusers({ ...base, history: twoAtWork, contact: { line: "landline", place: "work" } })).toEqual(["us-ma.940cmr7.other-place-frequency"]);
  expect(refusers({ ...base, history: two, contact: { place: "work" } })).toEqual([]);
  expect(refusers({ ...base, role: "third-party", contact: { channel: "visit" } })).toContain("us-ma.209cmr18.visit-workplace");
});

it("the third call in seven days is denied to the creditor itself, until the first has left the seven days", () => {
  const history = [out("2026-10-08T10:00", "call", { outcome: "no-answer" }), out("2026-10-13T10:00", "call", { outcome: "no-answer" })];
  expect(refusers({ ...base, history })).toEqual(["us-ma.940cmr7.communication-frequency"]);
  expect(answer({ ...base, history, at: "2026-10-15T12:00" }).allowed).toBe(true);
});

it("an oral request about work lapses in the state's eyes after ten days, and Collect keeps to it all the same", () => {
  const history = [told("2026-10-01T09:00", "inconvenient-place", { form: "oral", place: "work" })];
  expect(refusers({ ...base, history, contact: { place: "work" } })).toEqual(["own.protection.inconvenient-place"]);
});
