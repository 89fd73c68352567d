import * as fc from "fast-check";
import { DateTime } from "luxon";
import { expect, it } from "vitest";
import {
  UnknownZoneError,
  addDays,
  covers,
  dateOf,
  dayOf,
  formatDay,
  formatInstant,
  instant,
  instantAt,
  isBusinessDay,
  localDay,
  localDayAt,
  minuteAt,
  parseDay,
  parseInstant,
  startOfDay,
  weekdayOf,
} from "../../engine/index.ts";
import { buildCalendar } from "../../policies/calendar/build.ts";
import { HOUR, MINUTE, apia, at, calendar, day, later } from "./rules/world.ts";

const NY = "America/New_York";
const UTC_DAY = 86_400_000;

it("counts days as the Gregorian calendar does, back to year 1 and on to 9999", () => {
  fc.assert(
    fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (n) => {
      const date = new Date(n * UTC_DAY);
      const { year, month, day: ofMonth } = dateOf(localDay(n));
      expect([year, month, ofMonth]).toEqual([date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]);
      expect(dayOf(year, month, ofMonth)).toBe(n);
      expect(weekdayOf(localDay(n))).toBe(["sun", "mon", "tue", "wed", "thu", "fri", "sat"][date.getUTCDay()]);
    }),
  );
});

it("reads and writes dates, and refuses those that don't exist", () => {
  expect(formatDay(day("2028-02-29"))).toBe("2028-02-29");
  for (const text of ["2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "26-04-01", "2026-4-1", "2026-04-01T00:00:00Z", ""]) {
    expect(parseDay(text)).toBeNull();
  }
});

it("reads and writes instants with an offset, and keeps milliseconds", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (ms) => {
      const text = new Date(ms).toISOString();
      expect(parseInstant(text)).toBe(ms);
      expect(parseInstant(formatInstant(calendar, null, instant(ms)))).toBe(ms);
      expect(parseInstant(formatInstant(calendar, "Australia/Lord_Howe", instant(ms)))).toBe(ms);
    }),
  );
  expect(parseInstant("2026-04-09T23:59:59+23:59")).toBe(at("2026-04-09T00:00:59Z"));
  expect(parseInstant("2026-04-09T23:59-00:30")).toBe(at("2026-04-10T00:29:00Z"));
  for (const text of ["2026-04-09T23:60:00Z", "2026-04-09T23:59:60Z", "2026-04-09T23:59:59+24:00", "2026-04-09T23:59:59+01:60"]) {
    expect(parseInstant(text)).toBeNull();
  }
  expect(formatInstant(calendar, "Europe/London", at("2026-01-09T04:00:00Z"))).toBe("2026-01-09T04:00:00+00:00");
  expect(formatInstant(calendar, NY, at("2026-04-09T04:00:00Z"))).toBe("2026-04-09T00:00:00-04:00");
  expect(formatInstant(calendar, null, at("2026-04-09T00:00:00-04:00"))).toBe("2026-04-09T04:00:00Z");
  expect(formatInstant(calendar, "Mars/Olympus", at("2026-04-09T04:00:00.120Z"))).toBe("2026-04-09T04:00:00.120Z");
  for (const text of ["2026-04-09", "2026-04-09T24:00:00Z", "2026-04-09T10:00:00", "2026-04-09 10:00:00Z", "2026-02-30T10:00:00Z"]) {
    expect(parseInstant(text)).toBeNull();
  }
});

it("tells local date and minute as luxon does, in every zone, at any instant and at the changes of clocks", () => {
  const zones = [
    NY,
    "Europe/London",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "America/St_Johns",
    "America/Havana",
    "Pacific/Kiritimati",
  ];
  const built = buildCalendar({ zones, places: [], from: day("2025-01-01"), to: day("2027-12-31") });
  const first = built.from * UTC_DAY + UTC_DAY;
  const last = built.to * UTC_DAY - UTC_DAY;
  const nearChange = fc
    .constantFrom(...zones)
    .chain((zone) =>
      fc.tuple(
        fc.constant(zone),
        fc.constantFrom(...(built.zones[zone]?.transitions.filter((t) => t > first && t < last) ?? []), at("2026-01-01T00:00:00Z")),
        fc.integer({ min: -2, max: 2 }),
      ),
    );
  const anywhere = fc.tuple(fc.constantFrom(...zones), fc.integer({ min: first, max: last }), fc.constant(0));
  fc.assert(
    fc.property(fc.oneof(nearChange, anywhere), ([zone, t, off]) => {
      const clock = DateTime.fromMillis(t + off, { zone });
      expect(formatDay(localDayAt(built, zone, instant(t + off)))).toBe(clock.toISODate());
      expect(minuteAt(built, zone, instant(t + off))).toBe(clock.hour * 60 + clock.minute);
    }),
    { numRuns: 500 },
  );
});

it("finds the instant of any local time that exists once", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 0, max: 1439 }),
      fc.constantFrom("opening" as const, "closing" as const),
      (n, minute, reading) => {
        const date = localDay(calendar.from + n);
        const t = instantAt(calendar, NY, date, minute, reading);
        if (formatDay(date) === "2026-03-08" && minute >= 120 && minute < 180) return;
        expect(localDayAt(calendar, NY, t)).toBe(date);
        expect(minuteAt(calendar, NY, t)).toBe(minute);
      },
    ),
  );
});

it("opens at the second and closes at the first of two showings of a time", () => {
  const night = day("2026-11-01");
  expect(instantAt(calendar, NY, night, 90, "closing")).toBe(at("2026-11-01T01:30:00-04:00"));
  expect(instantAt(calendar, NY, night, 90, "opening")).toBe(at("2026-11-01T01:30:00-05:00"));
  // The first and last minute of the hour that comes twice, and its neighbours that don't.
  expect(instantAt(calendar, NY, night, 59, "opening")).toBe(at("2026-11-01T00:59:00-04:00"));
  expect(instantAt(calendar, NY, night, 60, "opening")).toBe(at("2026-11-01T01:00:00-05:00"));
  expect(instantAt(calendar, NY, night, 60, "closing")).toBe(at("2026-11-01T01:00:00-04:00"));
  expect(instantAt(calendar, NY, night, 120, "closing")).toBe(at("2026-11-01T02:00:00-05:00"));
  expect(instantAt(calendar, "Europe/London", day("2026-10-25"), 75, "opening")).toBe(at("2026-10-25T01:15:00Z"));
  expect(instantAt(calendar, "Europe/London", day("2026-10-25"), 75, "closing")).toBe(at("2026-10-25T00:15:00Z"));
});

it("takes the jump itself for a time that never comes", () => {
  for (const reading of ["opening", "closing"] as const) {
    expect(instantAt(calendar, NY, day("2026-03-08"), 150, reading)).toBe(at("2026-03-08T07:00:00Z"));
    expect(instantAt(calendar, NY, day("2026-03-08"), 120, reading)).toBe(at("2026-03-08T07:00:00Z"));
    expect(instantAt(calendar, "Europe/London", day("2026-03-29"), 90, reading)).toBe(at("2026-03-29T01:00:00Z"));
  }
});

it("knows half an hour of summer time on Lord Howe Island", () => {
  const zone = "Australia/Lord_Howe";
  expect(instantAt(calendar, zone, day("2026-04-05"), 105, "closing")).toBe(at("2026-04-05T01:45:00+11:00"));
  expect(instantAt(calendar, zone, day("2026-04-05"), 105, "opening")).toBe(at("2026-04-05T01:45:00+10:30"));
  expect(instantAt(calendar, zone, day("2026-04-05"), 89, "opening")).toBe(at("2026-04-05T01:29:00+11:00"));
  expect(instantAt(calendar, zone, day("2026-10-04"), 135, "opening")).toBe(at("2026-10-04T02:30:00+11:00"));
});

it("gives the date that Samoa skipped no time at all", () => {
  const zone = "Pacific/Apia";
  const skipped = day("2011-12-30");
  const jump = at("2011-12-30T10:00:00Z");
  for (const minute of [0, 1, 720, 1439, 1440]) expect(instantAt(apia, zone, skipped, minute, "opening")).toBe(jump);
  expect(localDayAt(apia, zone, later(jump, -1))).toBe(day("2011-12-29"));
  expect(localDayAt(apia, zone, jump)).toBe(day("2011-12-31"));
  expect(startOfDay(apia, zone, day("2011-12-31"))).toBe(jump);
});

it("begins a date when the clock first shows it for good, though midnight come twice or never", () => {
  // Cuba: 01:00 becomes 00:00 of the same date; then midnight is skipped in spring.
  expect(startOfDay(calendar, "America/Havana", day("2026-11-01"))).toBe(at("2026-11-01T04:00:00Z"));
  expect(startOfDay(calendar, "America/Havana", day("2026-03-08"))).toBe(at("2026-03-08T05:00:00Z"));
  // A clock that falls back into yesterday begins the date a second time.
  const back = "Test/Back_Over_Midnight";
  expect(localDayAt(calendar, back, at("2026-11-01T02:30:30Z"))).toBe(day("2026-11-01"));
  expect(localDayAt(calendar, back, at("2026-11-01T02:31:00Z"))).toBe(day("2026-10-31"));
  expect(startOfDay(calendar, back, day("2026-11-01"))).toBe(at("2026-11-01T03:30:00Z"));
  expect(instantAt(calendar, back, day("2026-10-31"), 1440, "closing")).toBe(at("2026-11-01T03:30:00Z"));
});

it("never shows an earlier date after the start of a date, and shows it then", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(calendar.zones)),
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 30 * HOUR }),
      (zone, n, on) => {
        const date = localDay(calendar.from + n);
        const start = startOfDay(calendar, zone, date);
        expect(localDayAt(calendar, zone, start)).toBe(date);
        expect(localDayAt(calendar, zone, later(start, on))).toBeGreaterThanOrEqual(date);
        expect(localDayAt(calendar, zone, later(start, -1 - (on % MINUTE)))).toBeLessThanOrEqual(zone.startsWith("Test") ? date : date - 1);
      },
    ),
  );
});

it("counts business days over weekends and the holidays of every candidate place", () => {
  expect(isBusinessDay(calendar, ["US"], day("2026-07-03"))).toBe(false);
  expect(isBusinessDay(calendar, ["US"], day("2026-07-04"))).toBe(false);
  expect(isBusinessDay(calendar, ["US"], day("2026-07-06"))).toBe(true);
  // A state with its own list doesn't take the country's; a city without one takes the nearest.
  expect(isBusinessDay(calendar, ["US-CA"], day("2026-07-03"))).toBe(true);
  expect(isBusinessDay(calendar, ["US-NY-NYC"], day("2026-07-03"))).toBe(false);
  expect(isBusinessDay(calendar, ["US-CA", "GB-ENG"], day("2026-04-06"))).toBe(false);
  expect(formatDay(addDays(calendar, ["US"], day("2026-07-02"), { n: 1, business: true }))).toBe("2026-07-06");
  expect(formatDay(addDays(calendar, ["US"], day("2026-07-06"), { n: -1, business: true }))).toBe("2026-07-02");
  expect(formatDay(addDays(calendar, ["US"], day("2026-07-04"), { n: 0, business: true }))).toBe("2026-07-04");
  expect(formatDay(addDays(calendar, ["US"], day("2026-07-02"), { n: 5, business: false }))).toBe("2026-07-07");
});

it("covers the local days of its range, and no zone that it lacks", () => {
  expect(covers(calendar, NY, at("2026-01-01T00:00:00-05:00"))).toBe(true);
  expect(covers(calendar, NY, at("2025-12-31T23:59:59.999-05:00"))).toBe(false);
  expect(covers(calendar, NY, at("2027-06-30T23:59:59.999-04:00"))).toBe(true);
  expect(covers(calendar, NY, at("2027-07-01T00:00:00-04:00"))).toBe(false);
  expect(covers(calendar, "toString", at("2026-06-01T00:00:00Z"))).toBe(false);
  expect(() => localDayAt(calendar, "Mars/Olympus", at("2026-06-01T00:00:00Z"))).toThrow(UnknownZoneError);
});
