import { expect, it } from "vitest";
import { inconvenientFrom, inconvenientUntil } from "../../../engine/rules/inconvenient-time.ts";
import type { PastEvent, Weekday } from "../../../engine/index.ts";
import { EVERY_DAY, at, calendar, context, day } from "./world.ts";

const blocked = (days: readonly Weekday[], from: number, to: number, more: Partial<PastEvent> = {}): PastEvent => ({
  event: "inconvenient-time",
  blocked: [{ days, from: from * 60, to: to * 60 }],
  ...more,
});
const mondays = blocked(["mon"], 9, 17);
const from = (event: PastEvent, when: string): number => inconvenientFrom(event, context(), at(when));
const until = (event: PastEvent, when: string): number => inconvenientUntil(event, context(), at(when));

it("hours that end as they begin last the whole day", () => {
  expect(until(blocked(["mon"], 9, 9), "2026-03-02T10:00:00-05:00")).toBe(at("2026-03-03T09:00:00-05:00"));
  expect(until(mondays, "2026-03-02T10:00:00-05:00")).toBe(at("2026-03-02T17:00:00-05:00"));
});

it("the next hours begin on the next of their days, after the instant asked about, inside the days that the debtor named", () => {
  expect(from(mondays, "2026-03-03T10:00:00-05:00")).toBe(at("2026-03-09T09:00:00-04:00"));
  expect(from(mondays, "2026-03-02T08:59:00-05:00")).toBe(at("2026-03-02T09:00:00-05:00"));
  expect(from(mondays, "2026-03-02T09:00:00-05:00")).toBe(at("2026-03-09T09:00:00-04:00"));
  expect(from({ ...mondays, from: day("2026-04-07") }, "2026-03-02T09:00:00-05:00")).toBe(at("2026-04-13T09:00:00-04:00"));
  expect(from({ ...mondays, until: day("2026-03-08") }, "2026-03-03T10:00:00-05:00")).toBe(Infinity);
});

it("none begin after the last day of the calendar, and those of that day do", () => {
  expect(calendar.to).toBe(day("2027-06-30"));
  const daily = blocked(EVERY_DAY, 9, 17);
  expect(from(daily, "2027-06-29T10:00:00-04:00")).toBe(at("2027-06-30T09:00:00-04:00"));
  expect(from(daily, "2027-06-30T10:00:00-04:00")).toBe(Infinity);
});
