import { expect, it } from "vitest";
import { addDays, formatDay, isBusinessDay, isHoliday, knownHolidays, permit, type Calendar } from "../../engine/index.ts";
import { WORKDAYS, ask, at, calendar, contact, context, day, hours, rule } from "./rules/world.ts";

/** Tuesdays to Saturdays but one; and a place of which only the first half of a year is known. */
const listed: Calendar = {
  ...calendar,
  holidays: { ...calendar.holidays, "US.post": [day("2026-06-19")], TH: [day("2026-04-06")] },
  weekdays: { "US.post": ["tue", "wed", "thu", "fri", "sat"] },
  known: { TH: { from: day("2026-01-01"), to: day("2026-06-30") } },
};

it("counts business days of a list by its own weekdays and holidays, wherever the debtor lives", () => {
  const after = (from: string, n: number) => formatDay(addDays(listed, ["US"], day(from), { n, business: true, of: "US.post" }));
  expect(after("2026-06-17", 2)).toBe("2026-06-20");
  expect(after("2026-06-20", 1)).toBe("2026-06-23");
  // 3 July is a holiday of the place and none of the list.
  expect(after("2026-07-02", 1)).toBe("2026-07-03");
  expect(isBusinessDay(listed, ["US"], day("2026-07-03"), "US.post")).toBe(true);
  expect(isHoliday(listed, ["US"], day("2026-07-03"), "US.post")).toBe(false);
  expect(isHoliday(listed, ["US"], day("2026-06-19"), "US.post")).toBe(true);
});

it("tells from when to when holidays are known: of every candidate place, or of the list", () => {
  expect(knownHolidays(listed, ["US"])).toEqual({ from: listed.from, to: listed.to });
  expect(knownHolidays(listed, ["US", "TH"])).toEqual({ from: day("2026-01-01"), to: day("2026-06-30") });
  expect(knownHolidays(listed, ["US", "TH"], "US.post")).toEqual({ from: listed.from, to: listed.to });
  expect(knownHolidays(listed, ["FR"])).toBeNull();
  expect(knownHolidays(listed, ["US"], "US.other")).toBeNull();
});

it("a day of which nobody knows whether it is a holiday is closed, and the reason says to when it is known", () => {
  const open = rule({ kind: "window", hours: [hours("08:00", "20:00", WORKDAYS)], holidaysClosed: true, liftedByConsent: false });
  const asked = (when: string) => permit({ ...context({ rules: [open], places: ["TH"] }), calendar: listed }, ask(), at(when));
  expect(asked("2026-06-30T12:00:00-04:00").allowed).toBe(true);
  const denied = asked("2026-07-01T12:00:00-04:00");
  expect(denied.allowed ? [] : denied.reasons.map(({ rule: id, sentence }) => [id, sentence])).toEqual([
    ["unknown.holidays", "The holidays of TH are known only from 2026-01-01 to 2026-06-30."],
  ]);
});

it("a term of business days that runs past what is known is never over", () => {
  const before = rule({
    kind: "notice-before",
    acts: ["sue"],
    notices: ["letter-of-claim"],
    atLeast: { n: 5, business: true },
    counts: { from: "sending" },
    key: "debt",
  });
  const letter = (sent: string) => contact(sent, { channel: "letter", contains: ["letter-of-claim"] });
  const asked = (sent: string, when: string) =>
    permit({ ...context({ rules: [before], places: ["TH"], ledger: [letter(sent)] }), calendar: listed }, { act: "sue", debts: ["d1"] }, at(when))
      .allowed;
  expect(asked("2026-06-23T10:00:00-04:00", "2026-06-30T12:00:00-04:00")).toBe(false);
  expect(asked("2026-06-23T10:00:00-04:00", "2026-07-01T12:00:00-04:00")).toBe(true);
  expect(asked("2026-06-24T10:00:00-04:00", "2026-12-01T12:00:00-05:00")).toBe(false);
});
