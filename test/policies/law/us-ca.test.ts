import { expect, it } from "vitest";
import { minor } from "../../../engine/index.ts";
import { day, judge, out, refusers, ruledOut, told, type Question } from "./asking.ts";

const SAID = "2026-10-12T09:00";
const base: Question = { places: ["US-CA"], zone: "America/Los_Angeles", role: "creditor" };
const trader: Question = { kind: "sole-trader", debts: [{ kind: "commercial", type: "goods", incurred: day("2025-07-01") }] };
const wednesday = ruledOut("wed", 540, 1020);
const NOTICE = out("2026-08-03T10:00", "letter", { contains: ["validation-notice", "mini-miranda-initial"], deadline: day("2026-09-15") });

judge(["policies/law/us-ca.collect"], base, [
  { rule: "us-ca.rosenthal.hours", denied: { at: "2026-10-14T07:59" }, until: "2026-10-14T08:00", allowed: { at: "2026-10-14T08:00" } },
  {
    rule: "us-ca.rosenthal.inconvenient-time",
    until: "2026-10-14T17:00",
    denied: { history: [told(SAID, "inconvenient-time", wednesday)] },
    allowed: { history: [told(SAID, "inconvenient-time", wednesday)], at: "2026-10-15T12:00" },
  },
  {
    rule: "us-ca.rosenthal.inconvenient-place",
    denied: { history: [told(SAID, "inconvenient-place", { place: "work" })], contact: { place: "work" } },
    allowed: { history: [told(SAID, "inconvenient-place", { place: "work" })], contact: { place: "home" } },
  },
  {
    rule: "us-ca.rosenthal.workplace",
    denied: { history: [told(SAID, "employer-prohibits")], contact: { place: "work" } },
    allowed: { history: [told(SAID, "employer-prohibits")], contact: { place: "home" } },
  },
  {
    rule: "us-ca.1788.14c.attorney",
    until: null,
    denied: { ...trader, history: [told(SAID, "attorney-notice", { by: "attorney", form: "written" })], contact: { channel: "email" } },
    allowed: {
      ...trader,
      history: [told(SAID, "attorney-notice", { by: "attorney", form: "written" })],
      contact: { channel: "email", person: "attorney" },
    },
  },
  {
    rule: "us-ca.rosenthal.cease",
    until: null,
    denied: { ...trader, history: [told(SAID, "cease-request", { form: "written" })] },
    allowed: { ...trader, history: [told(SAID, "cease-request", { form: "written" })], contact: { channel: "letter", purpose: "remedy-notice" } },
  },
  {
    rule: "us-ca.rosenthal.cease.refusal",
    until: null,
    denied: { history: [told(SAID, "refusal-to-pay", { form: "written" })] },
    allowed: { history: [told(SAID, "refusal-to-pay", { form: "oral" })] },
  },
  { rule: "us-ca.rosenthal.third-party", until: null, denied: { contact: { person: "relative" } }, allowed: { contact: { person: "spouse" } } },
  { rule: "us-ca.rosenthal.postcard", until: null, denied: { contact: { channel: "postcard" } }, allowed: { contact: { channel: "letter" } } },
  { rule: "us-ca.rosenthal.caller-identity", denied: { contains: [] }, allowed: { contains: ["caller-identity"] } },
  {
    rule: "us-ca.rosenthal.dispute-notation",
    denied: { ...trader, history: [told(SAID, "dispute")], act: "credit-report", contains: [] },
    allowed: { ...trader, history: [told(SAID, "dispute")], act: "credit-report", contains: ["dispute-notation"] },
  },
  {
    rule: "us-ca.rosenthal.mini-miranda-initial",
    denied: { ...trader, role: "third-party", contact: { channel: "letter", contains: ["license-number"] } },
    allowed: { ...trader, role: "third-party", contact: { channel: "letter", contains: ["license-number", "mini-miranda-initial"] } },
  },
  {
    rule: "us-ca.rosenthal.mini-miranda-subsequent",
    denied: { ...trader, role: "third-party", history: [NOTICE], contact: { channel: "letter", contains: ["license-number"] } },
    allowed: {
      ...trader,
      role: "third-party",
      history: [NOTICE],
      contact: { channel: "letter", contains: ["license-number", "mini-miranda-subsequent"] },
    },
  },
  {
    rule: "us-ca.rosenthal.dispute-pause",
    until: null,
    denied: { ...trader, role: "third-party", history: [NOTICE, told("2026-09-10T09:00", "dispute", { form: "written" })], act: "sue" },
    allowed: { ...trader, role: "creditor", history: [NOTICE, told("2026-09-10T09:00", "dispute", { form: "written" })], act: "sue" },
  },
  {
    rule: "us-ca.1788.11.license-number",
    denied: { role: "third-party", contact: { channel: "sms", contains: ["mini-miranda-initial", "opt-out"] } },
    allowed: { role: "third-party", contact: { channel: "sms", contains: ["mini-miranda-initial", "opt-out", "license-number"] } },
  },
  {
    rule: "us-ca.medical.no-credit-report",
    until: null,
    denied: { debts: [{ type: "medical" }], act: "credit-report" },
    allowed: { debts: [{ type: "credit" }], act: "credit-report" },
  },
]);

const late = { at: "2026-10-14T21:30" };
it("a commercial debt of a person is covered from 1 July 2025 on, up to 500,000 USD in total, and a company's never", () => {
  expect(refusers({ ...base, ...trader, ...late })).toEqual(["us-ca.rosenthal.hours"]);
  expect(refusers({ ...base, ...trader, ...late, debts: [{ kind: "commercial", incurred: day("2025-06-30") }] })).toEqual([]);
  expect(refusers({ ...base, ...trader, ...late, debts: [{ kind: "commercial", incurred: day("2025-07-01"), amount: minor(50_000_000) }] })).toEqual([
    "us-ca.rosenthal.hours",
  ]);
  expect(refusers({ ...base, ...trader, ...late, debts: [{ kind: "commercial", incurred: day("2025-07-01"), amount: minor(50_000_001) }] })).toEqual(
    [],
  );
  expect(refusers({ ...base, ...trader, ...late, kind: "business" })).toEqual([]);
});

it("an agency with an old commercial debt is bound as well, since it may have been assigned later", () => {
  expect(refusers({ ...base, ...trader, ...late, role: "third-party", debts: [{ kind: "commercial", incurred: day("2024-01-01") }] })).toEqual([
    "us-ca.rosenthal.hours",
  ]);
});

it("a debtor whose kind is unknown is treated as a person", () => {
  expect(refusers({ ...base, ...trader, ...late, kind: "unknown" })).toEqual(["us-ca.rosenthal.hours"]);
});
