import { expect, it } from "vitest";
import { judge, out, refusers, told, type Question } from "./asking.ts";

const SAID = "2026-10-12T09:00";
const consent = told("2026-09-01T09:00", "consent", { covers: "channel", channels: ["email", "sms"] });

const state: Question = { places: ["US-NY"] };
judge(["policies/law/us-ny.collect"], state, [
  {
    rule: "us-ny.23nycrr1.substantiation",
    until: null,
    denied: { history: [told(SAID, "document-request", { form: "oral", request: "substantiation" })] },
    allowed: {
      history: [
        told(SAID, "document-request", { form: "oral", request: "substantiation" }),
        told("2026-10-13T09:00", "documents-sent", { request: "substantiation" }),
      ],
    },
  },
  {
    rule: "us-ny.23nycrr1.substantiation.dispute",
    until: null,
    denied: { history: [told(SAID, "dispute", { request: "substantiation" })], act: "sue" },
    allowed: { history: [told(SAID, "dispute", { form: "oral" })], act: "sue" },
  },
  {
    rule: "us-ny.23nycrr1.email-consent",
    until: null,
    denied: { contact: { channel: "email" } },
    allowed: { contact: { channel: "email" }, history: [consent] },
  },
  {
    rule: "us-ny.medical.no-credit-report",
    until: null,
    denied: { role: "creditor", debts: [{ type: "medical" }], act: "credit-report" },
    allowed: { role: "creditor", debts: [{ type: "services" }], act: "credit-report" },
  },
]);

const city: Question = { places: ["US-NY-NYC"] };
const three = [
  out("2026-10-09T10:00", "call", { outcome: "message" }),
  out("2026-10-10T10:00", "sms"),
  out("2026-10-11T10:00", "call", { outcome: "no-answer" }),
];
const twoBefore = [out("2026-08-25T10:00", "letter"), out("2026-08-27T10:00", "letter")];
judge(["policies/law/us-ny-nyc.collect"], city, [
  {
    rule: "us-ny-nyc.shield.frequency",
    until: "2026-10-16T00:00",
    denied: { history: three },
    allowed: { history: three, contact: { channel: "letter" } },
  },
  {
    rule: "us-ny-nyc.shield.post-conversation",
    until: "2026-10-15T00:00",
    denied: { history: [consent, out("2026-10-08T10:00", "call", { outcome: "conversation" })], contact: { channel: "email" } },
    allowed: { history: [consent, out("2026-10-07T10:00", "call", { outcome: "conversation" })], contact: { channel: "email" } },
  },
  {
    rule: "us-ny-nyc.pre2026.frequency",
    denied: { history: twoBefore, contact: { channel: "letter" }, at: "2026-08-31T12:00" },
    allowed: { history: twoBefore, contact: { channel: "letter" }, at: "2026-09-01T12:00" },
  },
  {
    rule: "us-ny-nyc.shield.dispute",
    until: null,
    denied: { role: "creditor", history: [told(SAID, "dispute", { form: "oral" })], act: "sue" },
    allowed: { role: "creditor", history: [told("2026-08-12T09:00", "dispute", { form: "oral" })], act: "sue", at: "2026-08-31T12:00" },
  },
  {
    rule: "us-ny-nyc.shield.electronic-consent",
    until: null,
    denied: { role: "creditor", contact: { channel: "sms" } },
    allowed: { role: "creditor", contact: { channel: "sms" }, history: [consent] },
  },
  {
    rule: "us-ny-nyc.shield.electronic-consent.way-out",
    denied: { role: "creditor", contact: { channel: "sms", contains: [] }, history: [consent] },
    allowed: { role: "creditor", contact: { channel: "sms", contains: ["opt-out"] }, history: [consent] },
  },
]);

it("the city's new limit begins on 1 September 2026: a fourth call on 31 August is none of its business", () => {
  const history = ["27", "28", "29"].map((date) => out(`2026-08-${date}T10:00`, "call", { outcome: "no-answer" }));
  expect(refusers({ ...city, history, at: "2026-08-31T12:00" })).toEqual([]);
  expect(refusers({ ...city, history, at: "2026-09-01T12:00" })).toEqual(["us-ny-nyc.shield.frequency"]);
});

it("the city's rules stop at the city: the rest of the state has no such limit", () => {
  expect(refusers({ places: ["US-NY"], history: three })).toEqual([]);
});

it("a business debt is not theirs, whoever collects it", () => {
  expect(
    refusers({ ...city, role: "creditor", kind: "business", debts: [{ kind: "commercial" }], history: three, contact: { channel: "email" } }),
  ).toEqual([]);
});
