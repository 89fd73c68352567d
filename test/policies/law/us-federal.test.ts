import { expect, it } from "vitest";
import { answer, day, incoming, judge, out, refusers, ruledOut, told, type Question } from "./asking.ts";

const NOTICE = out("2026-08-03T10:00", "letter", { contains: ["validation-notice", "mini-miranda-initial"], deadline: day("2026-09-15") });
const calls = (from: number, count: number, more = {}) =>
  Array.from({ length: count }, (_, index) =>
    out(`2026-10-${String(from + index).padStart(2, "0")}T10:00`, "call", { outcome: "no-answer", ...more }),
  );
const base: Question = {};
const SAID = "2026-10-12T09:00";

judge(["policies/law/us/federal-conduct.collect", "policies/law/us/federal-messages.collect", "policies/law/us/federal-everyone.collect"], base, [
  { rule: "us.regf.time-window", denied: { at: "2026-10-14T21:00" }, until: "2026-10-15T08:00", allowed: { at: "2026-10-14T20:59" } },
  {
    rule: "us.regf.inconvenient-time",
    until: "2026-10-14T17:00",
    denied: { history: [told(SAID, "inconvenient-time", ruledOut("wed", 540, 1020))] },
    allowed: {
      history: [told(SAID, "inconvenient-time", ruledOut("wed", 540, 1020))],
      at: "2026-10-14T17:00",
    },
  },
  {
    rule: "us.regf.inconvenient-place",
    denied: { history: [told(SAID, "inconvenient-place", { place: "home" })], contact: { channel: "letter", place: "home" } },
    allowed: { history: [told(SAID, "inconvenient-place", { place: "home" })], contact: { channel: "email" } },
  },
  {
    rule: "us.regf.work-email",
    until: null,
    denied: { contact: { channel: "email", place: "work" } },
    allowed: { contact: { channel: "email" } },
  },
  {
    rule: "us.regf.workplace",
    denied: { history: [told(SAID, "employer-prohibits")], contact: { place: "work", line: "landline" } },
    allowed: {
      history: [told(SAID, "employer-prohibits"), told("2026-10-13T09:00", "consent", { covers: "work" })],
      contact: { place: "work", line: "landline" },
    },
  },
  { rule: "us.regf.call-frequency", denied: { history: calls(8, 7) }, until: "2026-10-15T00:00", allowed: { history: calls(7, 7) } },
  {
    rule: "us.regf.call-after-conversation",
    until: "2026-10-15T00:00",
    denied: { history: [incoming("2026-10-08T10:00", "call", { outcome: "conversation" })] },
    allowed: { history: [incoming("2026-10-07T10:00", "call", { outcome: "conversation" })] },
  },
  {
    rule: "us.regf.attorney",
    until: null,
    denied: { history: [told(SAID, "attorney-notice", { contactKnown: true })] },
    allowed: { history: [told(SAID, "attorney-notice", { debts: ["debt 2"], contactKnown: true })], debts: [{}, {}] },
  },
  {
    rule: "us.regf.cease",
    until: null,
    denied: { history: [told("2026-10-05T09:00", "cease-request", { form: "written" }, "2026-10-14T09:00")] },
    allowed: { history: [told("2026-10-05T09:00", "cease-request", { form: "written" }, "2026-10-15T09:00")] },
  },
  {
    rule: "us.regf.cease.refusal",
    until: null,
    denied: { history: [told(SAID, "refusal-to-pay", { form: "written" })] },
    allowed: { history: [told(SAID, "refusal-to-pay", { form: "oral" })] },
  },
  {
    rule: "us.regf.medium-opt-out",
    until: null,
    denied: { history: [told(SAID, "opt-out", { form: "oral", channels: ["call"] })] },
    allowed: { history: [told(SAID, "opt-out", { form: "oral", channels: ["sms"] })] },
  },
  {
    rule: "us.regf.third-party-disclosure",
    until: null,
    denied: { contact: { person: "neighbour" } },
    allowed: { contact: { person: "neighbour", purpose: "locate" } },
  },
  {
    rule: "us.regf.deceased",
    until: null,
    denied: { history: [told(SAID, "death")] },
    allowed: { history: [told(SAID, "death")], contact: { channel: "letter", person: "executor" } },
  },
  {
    rule: "us.regf.dispute-pause",
    until: null,
    denied: { history: [NOTICE, told("2026-09-15T16:00", "dispute", { form: "written" })] },
    allowed: { history: [NOTICE, told("2026-09-15T16:00", "dispute", { form: "written" }), told("2026-09-20T16:00", "documents-sent")] },
  },
  {
    rule: "us.regf.original-creditor-pause",
    until: null,
    denied: { history: [NOTICE, told("2026-09-10T16:00", "document-request", { form: "written", request: "original-creditor" })] },
    allowed: { history: [NOTICE, told("2026-09-16T16:00", "document-request", { form: "written", request: "original-creditor" })] },
  },
  {
    rule: "us.regf.no-sale",
    until: null,
    denied: { history: [told(SAID, "bankruptcy-discharge")], act: "sell" },
    allowed: { history: [told(SAID, "bankruptcy-discharge", { debts: ["debt 2"] })], debts: [{}, {}], act: "sell" },
  },
  {
    rule: "us.regf.electronic-opt-out-notice",
    denied: { contact: { channel: "email", contains: ["mini-miranda-initial"] } },
    allowed: { contact: { channel: "email", contains: ["mini-miranda-initial", "opt-out"] } },
  },
  {
    rule: "us.regf.mini-miranda-initial",
    denied: { contact: { channel: "letter", contains: ["mini-miranda-subsequent"] } },
    allowed: { contact: { channel: "letter", contains: ["mini-miranda-initial"] } },
  },
  {
    rule: "us.regf.mini-miranda-subsequent",
    denied: { history: [NOTICE], contact: { channel: "letter", contains: ["mini-miranda-initial"] } },
    allowed: { history: [NOTICE], contact: { channel: "letter", contains: ["mini-miranda-subsequent"] } },
  },
  {
    rule: "us.regf.caller-identity",
    denied: { contact: { contains: ["mini-miranda-initial"] } },
    allowed: { contact: { contains: ["mini-miranda-initial", "caller-identity"] } },
  },
  { rule: "us.regf.postcard-envelope", denied: { contact: { channel: "postcard" } }, until: null, allowed: { contact: { channel: "letter" } } },
  {
    rule: "us.fdcpa.dispute-notation",
    denied: { history: [told(SAID, "dispute", { form: "oral" })], act: "credit-report", contains: [] },
    allowed: { history: [told(SAID, "dispute", { form: "oral" }), told("2026-10-13T09:00", "dispute-closed")], act: "credit-report", contains: [] },
  },
  {
    rule: "us.fcra.dispute-notice",
    denied: { role: "creditor", history: [told(SAID, "dispute")], act: "credit-report", contains: [] },
    allowed: { role: "creditor", history: [told(SAID, "dispute")], act: "credit-report", contains: ["dispute-notation"] },
  },
  {
    rule: "us.fcra.identity-theft",
    denied: { role: "creditor", history: [told(SAID, "identity-theft-report")], act: "credit-report" },
    allowed: { role: "creditor", history: [told(SAID, "identity-theft-report"), told("2026-10-13T09:00", "dispute-closed")], act: "credit-report" },
  },
  {
    rule: "us.fcra.no-sale-identity-theft",
    until: null,
    denied: { role: "creditor", history: [told(SAID, "identity-theft-report")], act: "sell" },
    allowed: { role: "creditor", act: "sell" },
  },
  {
    rule: "us.bk.stay",
    until: null,
    denied: {
      role: "creditor",
      kind: "business",
      debts: [{ kind: "commercial", type: "goods" }],
      history: [told(SAID, "bankruptcy-petition", { chapter: "11" })],
      contact: { channel: "email" },
    },
    allowed: {
      role: "creditor",
      kind: "business",
      debts: [{ kind: "commercial", type: "goods" }],
      history: [told(SAID, "bankruptcy-petition"), told("2026-10-13T09:00", "bankruptcy-closed")],
      contact: { channel: "email" },
    },
  },
  {
    rule: "us.bk.codebtor",
    denied: { history: [told(SAID, "bankruptcy-petition", { chapter: "13" })], contact: { channel: "letter", person: "guarantor" } },
    allowed: {
      role: "creditor",
      debts: [{ kind: "commercial" }],
      history: [told(SAID, "bankruptcy-petition", { chapter: "7" })],
      contact: { channel: "letter", person: "guarantor" },
    },
  },
  {
    rule: "us.bk.discharge",
    until: null,
    denied: { role: "creditor", debts: [{ kind: "commercial" }], history: [told(SAID, "bankruptcy-discharge")], contact: { channel: "letter" } },
    allowed: {
      role: "creditor",
      debts: [{ kind: "commercial" }],
      history: [told(SAID, "bankruptcy-discharge")],
      contact: { channel: "letter", person: "guarantor" },
    },
  },
  {
    rule: "us.tcpa.robocall-mobile",
    until: null,
    denied: { role: "creditor", kind: "business", debts: [{ kind: "commercial" }], contact: { dialing: "prerecorded", line: "mobile" } },
    allowed: { role: "creditor", kind: "business", debts: [{ kind: "commercial" }], contact: { dialing: "prerecorded", line: "landline" } },
  },
  {
    rule: "us.tcpa.revocation",
    until: null,
    denied: {
      role: "creditor",
      history: [told(SAID, "consent", { covers: "prerecorded" }), told("2026-10-13T09:00", "opt-out", { channels: ["call"] })],
      contact: { dialing: "prerecorded", line: "landline" },
    },
    allowed: { role: "creditor", history: [told(SAID, "opt-out", { channels: ["sms"] })], contact: { dialing: "prerecorded", line: "landline" } },
  },
]);

it("Regulation F leaves a creditor alone that collects in its own name, and binds one that poses as an agency", () => {
  expect(refusers({ role: "creditor", at: "2026-10-14T21:00" })).toEqual([]);
  expect(refusers({ role: "creditor", collectorFacts: ["implies-third-party"], at: "2026-10-14T21:00" })).toEqual(["us.regf.time-window"]);
  expect(refusers({ role: "debt-buyer", at: "2026-10-14T21:00" })).toEqual(["us.regf.time-window"]);
});

it("it leaves business debts alone, also when an agency collects them", () => {
  expect(refusers({ debts: [{ kind: "commercial" }], at: "2026-10-14T21:00", history: calls(8, 7) })).toEqual([]);
});

it("a consent to more calls lifts both limits on calls, and ends with the next talk", () => {
  const more = told("2026-10-13T09:00", "consent", { covers: "extra-calls" });
  expect(refusers({ history: [...calls(6, 7), more] })).toEqual([]);
  expect(refusers({ history: [out("2026-10-12T10:00", "call", { outcome: "conversation" }), more] })).toEqual([]);
  expect(refusers({ history: [more, out("2026-10-13T10:00", "call", { outcome: "conversation" })] })).toEqual(["us.regf.call-after-conversation"]);
});

it("calls that never connected, and calls to a number that proved wrong, are not counted", () => {
  expect(refusers({ history: calls(8, 7, { outcome: "busy" }) })).toEqual([]);
  expect(
    refusers({
      history: [
        ...calls(8, 5, { address: "old" }),
        out("2026-10-13T11:00", "call", { address: "old", outcome: "wrong-number" }),
        ...calls(13, 1, { address: "new" }),
      ],
      contact: { address: "new" },
    }),
  ).toEqual([]);
});

it("one bare confirmation of an opt-out may go by the channel that was refused", () => {
  const history = [NOTICE, told("2026-10-14T11:58", "opt-out", { channels: ["sms"] })];
  expect(refusers({ history, contact: { channel: "sms", purpose: "opt-out-confirmation", contains: [] } })).toEqual([]);
});

it("a permitted message is told what it must carry", () => {
  expect(answer({ contact: { channel: "email" } })).toEqual({ allowed: true, requires: expect.arrayContaining(["opt-out", "mini-miranda-initial"]) });
});
