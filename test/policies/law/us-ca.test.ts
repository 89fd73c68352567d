import { expect, it } from "vitest";
import { minor } from "../../../engine/index.ts";
import { day, refusers, type Question } from "./asking.ts";

const base: Question = { places: ["US-CA"], zone: "America/Los_Angeles", role: "creditor" };
const trader: Question = { kind: "sole-trader", debts: [{ kind: "commercial", type: "goods", incurred: day("2025-07-01") }] };

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
