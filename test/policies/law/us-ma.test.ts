import { expect, it } from "vitest";
import { answer, day, judge, out, refusers, told, type Question } from "./asking.ts";

const SAID = "2026-10-01T09:00";
const base: Question = { places: ["US-MA"], role: "creditor" };
const two = [out("2026-10-11T10:00", "call", { outcome: "message" }), out("2026-10-12T10:00", "sms")];
const atWork = [
  out("2026-09-20T10:00", "call", { outcome: "message", place: "work" }),
  out("2026-10-01T10:00", "call", { outcome: "message", place: "work" }),
];
const NOTICE = out("2026-08-03T10:00", "letter", { contains: ["validation-notice"], deadline: day("2026-09-15") });

judge(["policies/law/us-ma.collect"], base, [
  {
    rule: "us-ma.940cmr7.communication-frequency",
    until: "2026-10-18T00:00",
    denied: { history: two },
    allowed: { history: two, contact: { channel: "letter" } },
  },
  {
    rule: "us-ma.209cmr18.communication-frequency",
    until: "2026-10-18T00:00",
    denied: { role: "third-party", history: two },
    allowed: {
      role: "third-party",
      history: [out("2026-10-11T10:00", "call", { outcome: "busy" }), out("2026-10-12T10:00", "call", { outcome: "no-mailbox" })],
    },
  },
  {
    rule: "us-ma.940cmr7.other-place-frequency",
    until: "2026-10-20T00:00",
    denied: { history: atWork, contact: { place: "work" } },
    allowed: { history: atWork, contact: { place: "home" } },
  },
  {
    rule: "us-ma.209cmr18.communication-frequency.elsewhere",
    until: "2026-10-20T00:00",
    denied: { role: "third-party", history: atWork, contact: { place: "other" } },
    allowed: { role: "third-party", history: atWork, contact: { line: "mobile" } },
  },
  {
    rule: "us-ma.209cmr18.visit-workplace",
    until: null,
    denied: { role: "third-party", contact: { channel: "visit", place: "work" } },
    allowed: { role: "third-party", contact: { channel: "visit", place: "home" } },
  },
  { rule: "us-ma.hours", denied: { at: "2026-10-14T21:00" }, until: "2026-10-15T08:00", allowed: { at: "2026-10-14T20:59" } },
  {
    rule: "us-ma.workplace-stop-request",
    until: null,
    denied: { history: [told(SAID, "inconvenient-place", { form: "written", place: "work" })], contact: { place: "work" } },
    allowed: { history: [told(SAID, "inconvenient-place", { form: "written", place: "work" })], contact: { place: "home" } },
  },
  {
    rule: "us-ma.workplace-stop-request.oral",
    until: "2026-10-16T00:00",
    denied: { history: [told("2026-10-05T09:00", "inconvenient-place", { form: "oral", place: "work" })], contact: { place: "work" } },
    allowed: { history: [told("2026-10-05T09:00", "inconvenient-place", { form: "oral", place: "work" })], contact: { place: "home" } },
  },
  {
    rule: "us-ma.209cmr18.visit-household",
    until: "2026-10-31T00:00",
    denied: { history: [out("2026-10-01T10:00", "visit", { outcome: "conversation" })], contact: { channel: "visit" } },
    allowed: { history: [out("2026-10-01T10:00", "visit", { outcome: "no-answer" })], contact: { channel: "visit" } },
  },
  { rule: "us-ma.940cmr7.caller-identification", denied: { contains: [] }, allowed: { contains: ["caller-identity"] } },
  {
    rule: "us-ma.940cmr7.validation",
    until: null,
    denied: { history: [NOTICE, told("2026-09-15T09:00", "dispute", { form: "written" })], act: "sue" },
    allowed: { history: [NOTICE, told("2026-09-16T09:00", "dispute", { form: "written" })], act: "sue" },
  },
]);

it("calls at work fill the month of work and leave the week of the debtor's own numbers alone", () => {
  const twoAtWork = [
    out("2026-10-12T10:00", "call", { outcome: "message", place: "work" }),
    out("2026-10-13T10:00", "call", { outcome: "message", place: "work" }),
  ];
  expect(refusers({ ...base, history: twoAtWork, contact: { line: "mobile" } })).toEqual([]);
  expect(refusers({ ...base, history: twoAtWork, contact: { line: "landline" } })).toEqual(["us-ma.940cmr7.other-place-frequency"]);
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
