import * as fc from "fast-check";
import { expect, it } from "vitest";
import { earliestWindow, instant, localDayAt, minuteAt, weekdayOf, isHoliday, type Instant, type WindowRule } from "../../../engine/index.ts";
import { DAY, EVERY_DAY, MINUTE, WORKDAYS, apia, ask, at, calendar, context, day, event, hours, later } from "./world.ts";

const window = (more: Partial<WindowRule> = {}): WindowRule => ({
  kind: "window",
  hours: [hours("08:00", "21:00")],
  holidaysClosed: false,
  liftedByConsent: false,
  ...more,
});
const from = (rule: WindowRule, text: string, ...rest: Parameters<typeof context>): Instant | null =>
  earliestWindow(rule, context(...rest), ask(), at(text));

it("opens at the first millisecond of its hours and is closed at their last", () => {
  const opens = at("2026-03-18T08:00:00-04:00");
  expect(from(window(), "2026-03-18T07:59:59.999-04:00")).toBe(opens);
  expect(from(window(), "2026-03-18T08:00:00-04:00")).toBe(opens);
  expect(from(window(), "2026-03-18T20:59:59.999-04:00")).toBe(at("2026-03-18T20:59:59.999-04:00"));
  expect(from(window(), "2026-03-18T21:00:00-04:00")).toBe(later(opens, DAY));
});

it("opens on the last day that the calendar holds, and on none after", () => {
  expect(from(window(), "2027-06-30T03:00:00-04:00")).toBe(at("2027-06-30T08:00:00-04:00"));
  expect(from(window(), "2027-06-30T21:00:00-04:00")).toBeNull();
});

it("governs only its channels, and no act but contact", () => {
  const calls = window({ channels: ["call"] });
  const night = at("2026-03-18T03:00:00-04:00");
  expect(earliestWindow(calls, context(), ask({ channel: "email" }), night)).toBe(night);
  expect(earliestWindow(calls, context(), ask(), night)).not.toBe(night);
  expect(earliestWindow(window(), context(), { act: "sue", debts: ["d1"] }, night)).toBe(night);
});

it("governs only contacts at the places that it names, and those that may be there", () => {
  const atWork = window({ places: ["work"] });
  const night = at("2026-03-18T03:00:00-04:00");
  expect(earliestWindow(atWork, context(), ask({ place: "work" }), night)).not.toBe(night);
  expect(earliestWindow(atWork, context(), ask({ place: "home" }), night)).toBe(night);
  expect(earliestWindow(atWork, context(), ask({ channel: "visit" }), night)).not.toBe(night);
  expect(earliestWindow(atWork, context(), ask({ channel: "email" }), night)).toBe(night);
});

it("wants the hours in every zone where the debtor may be", () => {
  const zones = ["America/New_York", "America/Los_Angeles"];
  expect(from(window(), "2026-06-10T10:30:00-04:00", { zones })).toBe(at("2026-06-10T11:00:00-04:00"));
  expect(from(window(), "2026-06-10T21:00:00-04:00", { zones })).toBe(at("2026-06-11T11:00:00-04:00"));
  // Nine to five in New York is never nine to five in Tokyo.
  expect(from(window({ hours: [hours("09:00", "17:00")] }), "2026-06-10T10:00:00-04:00", { zones: ["America/New_York", "Asia/Tokyo"] })).toBeNull();
  expect(from(window(), "2026-06-10T10:00:00-04:00", { zones: [] })).toBeNull();
});

it("reads a clock of its own where it names one, whatever the debtor's", () => {
  const eastern = window({ zone: "America/New_York" });
  expect(from(eastern, "2026-06-10T07:00:00-07:00", { zones: ["America/Los_Angeles"] })).toBe(at("2026-06-10T10:00:00-04:00"));
});

it("skips weekdays without hours and the holidays of every candidate place", () => {
  const office = window({ hours: [hours("09:00", "17:00", WORKDAYS)], holidaysClosed: true });
  expect(from(office, "2026-07-02T17:00:00-04:00")).toBe(at("2026-07-06T09:00:00-04:00"));
  expect(from(office, "2026-07-02T17:00:00-04:00", { places: ["US-CA"] })).toBe(at("2026-07-03T09:00:00-04:00"));
  expect(from(office, "2026-03-30T17:00:00-04:00", { places: ["US", "US-CA"] })).toBe(at("2026-04-01T09:00:00-04:00"));
  expect(from(window({ hours: [hours("09:00", "17:00", WORKDAYS)] }), "2026-07-03T10:00:00-04:00")).toBe(at("2026-07-03T10:00:00-04:00"));
});

it("keeps different hours on different days, and several on one", () => {
  const rule = window({ hours: [hours("17:00", "19:00", WORKDAYS), hours("09:00", "12:00", WORKDAYS), hours("13:00", "15:00", ["sun"])] });
  expect(from(rule, "2026-06-10T12:00:00-04:00")).toBe(at("2026-06-10T17:00:00-04:00"));
  expect(from(rule, "2026-06-12T19:00:00-04:00")).toBe(at("2026-06-14T13:00:00-04:00"));
  expect(from(rule, "2026-06-14T15:00:00-04:00")).toBe(at("2026-06-15T09:00:00-04:00"));
});

it("is open around the clock when its hours are the whole of every day, on nights of clock changes too", () => {
  const always = window({ hours: [hours("00:00", "24:00")] });
  for (const zone of Object.keys(calendar.zones)) {
    for (let t = at("2026-10-31T12:00:00Z"); t < at("2026-11-02T12:00:00Z"); t = later(t, 7 * MINUTE)) {
      expect(earliestWindow(always, context({ zones: [zone] }), ask(), t)).toBe(t);
    }
  }
});

it("reads an hour that the clock shows twice so that less is allowed", () => {
  const early = window({ hours: [hours("01:30", "21:00")] });
  expect(from(early, "2026-11-01T01:45:00-04:00")).toBe(at("2026-11-01T01:30:00-05:00"));
  const late = window({ hours: [hours("00:00", "01:30")] });
  expect(from(late, "2026-11-01T01:29:59.999-04:00")).toBe(at("2026-11-01T01:29:59.999-04:00"));
  expect(from(late, "2026-11-01T01:10:00-05:00")).toBe(at("2026-11-02T00:00:00-05:00"));
});

it("opens at the jump of the clock when its hour never comes, and has no hours on a date that was skipped", () => {
  expect(from(window({ hours: [hours("02:30", "21:00")] }), "2026-03-08T00:00:00-05:00")).toBe(at("2026-03-08T03:00:00-04:00"));
  const samoa = context({ calendar: apia, zones: ["Pacific/Apia"], places: ["WS"] });
  expect(earliestWindow(window(), samoa, ask(), at("2011-12-29T21:00:00-10:00"))).toBe(at("2011-12-31T08:00:00+14:00"));
});

it("is lifted by a consent to any time, where the rule says so, from its first day to its last", () => {
  const rule = window({ liftedByConsent: true });
  const consent = { event: "consent", covers: "any-time", from: day("2026-03-10"), until: day("2026-03-11") } as const;
  const ledger = [event("2026-03-02T12:00:00-05:00", consent)];
  expect(from(rule, "2026-03-10T03:00:00-04:00", { ledger })).toBe(at("2026-03-10T03:00:00-04:00"));
  expect(from(rule, "2026-03-09T22:00:00-04:00", { ledger })).toBe(at("2026-03-10T00:00:00-04:00"));
  expect(from(rule, "2026-03-11T23:59:59.999-04:00", { ledger })).toBe(at("2026-03-11T23:59:59.999-04:00"));
  expect(from(rule, "2026-03-12T00:00:00-04:00", { ledger })).toBe(at("2026-03-12T08:00:00-04:00"));
  expect(from(window(), "2026-03-10T03:00:00-04:00", { ledger })).toBe(at("2026-03-10T08:00:00-04:00"));
  const revoked = [...ledger, event("2026-03-10T01:00:00-04:00", { event: "consent-revoked" })];
  expect(from(rule, "2026-03-10T03:00:00-04:00", { ledger: revoked })).toBe(at("2026-03-10T08:00:00-04:00"));
});

const zoneSets = fc.subarray(["America/New_York", "America/Los_Angeles", "Europe/London", "Australia/Lord_Howe", "America/Havana"], {
  minLength: 1,
  maxLength: 2,
});
const anyHours = fc
  .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 96 }), fc.subarray([...EVERY_DAY], { minLength: 1 }))
  .filter(([a, b]) => a < b)
  .map(([a, b, days]) => {
    const text = (quarter: number): string => `${String(Math.floor(quarter / 4)).padStart(2, "0")}:${String((quarter % 4) * 15).padStart(2, "0")}`;
    return hours(text(a), text(b), days);
  });
const anyWindow = fc.record({ hours: fc.array(anyHours, { minLength: 1, maxLength: 2 }), holidaysClosed: fc.boolean() }).map((part) => window(part));
// Times of day lie on quarters of an hour, and so do changes of the clock: nothing happens between.
const start = fc
  .tuple(
    fc.constantFrom(
      "2026-03-08T00:00:00Z",
      "2026-03-29T00:00:00Z",
      "2026-04-04T12:00:00Z",
      "2026-10-03T12:00:00Z",
      "2026-10-25T00:00:00Z",
      "2026-11-01T00:00:00Z",
      "2026-06-10T00:00:00Z",
      "2026-07-02T20:00:00Z",
    ),
    fc.integer({ min: 0, max: 200 }),
  )
  .map(([text, quarters]) => later(at(text), quarters * 15 * MINUTE));

/** What the clock shows, read naively; `null` in hours that it shows twice, where the reading is another test's. */
function openNaively(rule: WindowRule, zones: readonly string[], t: Instant): boolean | null {
  let open = true;
  for (const zone of zones) {
    const clock = (u: Instant): string => `${localDayAt(calendar, zone, u)} ${minuteAt(calendar, zone, u)}`;
    const twice = [30, 60].some((m) => clock(later(t, m * MINUTE)) === clock(t) || clock(later(t, -m * MINUTE)) === clock(t));
    if (twice) return null;
    const date = localDayAt(calendar, zone, t);
    const closed = rule.holidaysClosed && isHoliday(calendar, ["US"], date);
    const minute = minuteAt(calendar, zone, t);
    open &&= !closed && rule.hours.some((one) => one.days.includes(weekdayOf(date)) && one.from <= minute && minute < one.to);
  }
  return open;
}

it("finds the very first open quarter of an hour, as a walk along the clock does", () => {
  fc.assert(
    fc.property(anyWindow, zoneSets, start, (rule, zones, t) => {
      const found = earliestWindow(rule, context({ zones }), ask(), t);
      const end = found ?? later(t, 12 * DAY);
      expect(found ?? t).toBeGreaterThanOrEqual(t);
      expect(found === null || openNaively(rule, zones, found) !== false).toBe(true);
      for (let u = t; u < Math.min(end, t + 12 * DAY); u = later(u, 15 * MINUTE)) expect(openNaively(rule, zones, u)).not.toBe(true);
    }),
    { numRuns: 300 },
  );
});

it("agrees with itself: asked again at its answer, or anywhere on the way, it gives the same", () => {
  fc.assert(
    fc.property(anyWindow, zoneSets, start, fc.double({ min: 0, max: 1, noNaN: true }), (rule, zones, t, part) => {
      const found = earliestWindow(rule, context({ zones }), ask(), t);
      if (found === null) return;
      expect(earliestWindow(rule, context({ zones }), ask(), found)).toBe(found);
      expect(earliestWindow(rule, context({ zones }), ask(), instant(Math.floor(t + (found - t) * part)))).toBe(found);
    }),
    { numRuns: 300 },
  );
});

it("never permits more with shorter hours", () => {
  fc.assert(
    fc.property(anyWindow, zoneSets, start, fc.nat({ max: 60 }), (rule, zones, t, less) => {
      const stricter = window({ ...rule, hours: rule.hours.map((one) => ({ ...one, to: Math.max(one.from, one.to - less) as typeof one.to })) });
      const loose = earliestWindow(rule, context({ zones }), ask(), t) ?? Infinity;
      expect(earliestWindow(stricter, context({ zones }), ask(), t) ?? Infinity).toBeGreaterThanOrEqual(loose);
    }),
  );
});

const HOLIDAY_HOURS = [hours("08:00", "20:00", WORKDAYS), { ...hours("09:00", "18:00", ["sat", "sun"]), onHolidays: true as const }];

it("keeps on holidays the hours that are for holidays, and no others", () => {
  const rule = window({ hours: HOLIDAY_HOURS, holidaysClosed: true });
  // Christmas 2026 is a Friday.
  expect(from(rule, "2026-12-25T08:30:00-05:00")).toBe(at("2026-12-25T09:00:00-05:00"));
  expect(from(rule, "2026-12-25T18:00:00-05:00")).toBe(at("2026-12-26T09:00:00-05:00"));
  expect(from(rule, "2026-12-24T19:59:59-05:00")).toBe(at("2026-12-24T19:59:59-05:00"));
});

it("goes by the list of holidays that it names, whatever the place keeps", () => {
  const christmas = at("2026-12-25T12:00:00-05:00");
  const closed = window({ holidaysClosed: true, holidaySet: "US.own-list" });
  const { calendar, ...rest } = context();
  const listed = {
    ...rest,
    calendar: {
      ...calendar,
      holidays: { ...calendar.holidays, "US.own-list": [localDayAt(calendar, "America/New_York", at("2026-12-24T12:00:00-05:00"))] },
    },
  };
  expect(earliestWindow(closed, listed, ask(), christmas)).toBe(christmas);
  expect(earliestWindow(closed, listed, ask(), at("2026-12-24T12:00:00-05:00"))).toBe(at("2026-12-25T08:00:00-05:00"));
});

it("is for the persons that it names, and lets through whom and what it excepts", () => {
  const night = at("2026-03-18T03:00:00-04:00");
  const household = window({ persons: ["household-member"] });
  expect(earliestWindow(household, context(), ask(), night)).toBe(night);
  expect(earliestWindow(household, context(), ask({ person: "household-member" }), night)).not.toBe(night);
  const sparing = window({ exceptPersons: ["attorney"], exceptPurposes: ["legal-notice"] });
  expect(earliestWindow(sparing, context(), ask({ person: "attorney" }), night)).toBe(night);
  expect(earliestWindow(sparing, context(), ask({ purpose: "legal-notice" }), night)).toBe(night);
  expect(earliestWindow(sparing, context(), ask(), night)).not.toBe(night);
});
