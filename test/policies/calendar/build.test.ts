import { createHash } from "node:crypto";
import fc from "fast-check";
import { IANAZone } from "luxon";
import { expect, it } from "vitest";
import {
  addDays,
  canonicalJson,
  formatDay,
  formatInstant,
  instant,
  isBusinessDay,
  knownHolidays,
  localDay,
  offsetAt,
  parseDay,
} from "../../../engine/index.ts";
import { buildCalendar, isKnownZone } from "../../../policies/calendar/build.ts";

const day = (text: string) => parseDay(text) ?? localDay(0);
const range = { from: day("2024-01-01"), to: day("2027-12-31") };
const ZONES = [
  "America/New_York",
  "America/Phoenix",
  "America/St_Johns",
  "Europe/London",
  "Europe/Berlin",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Asia/Kathmandu",
  "Africa/Casablanca",
  "Africa/Cairo",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
  "America/Godthab",
  "Asia/Gaza",
];

it("New York's clocks change in March and November, at two in the morning", () => {
  const calendar = buildCalendar({ zones: ["America/New_York"], places: [], from: day("2026-01-01"), to: day("2026-12-31") });
  const table = calendar.zones["America/New_York"];
  expect(table?.offsets).toEqual([-300, -240, -300]);
  expect(table?.transitions.map((t) => formatInstant(calendar, null, t))).toEqual(["2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z"]);
});

it("Lord Howe moves by half an hour, Kathmandu stays 5:45 ahead, Casablanca stops for Ramadan", () => {
  const calendar = buildCalendar({ zones: ZONES, places: [], ...range });
  expect(new Set(calendar.zones["Australia/Lord_Howe"]?.offsets)).toEqual(new Set([660, 630]));
  expect(calendar.zones["Asia/Kathmandu"]).toEqual({ transitions: [], offsets: [345] });
  const ramadans = calendar.zones["Africa/Casablanca"]?.transitions.filter((t) => t < Date.UTC(2026, 0, 1));
  expect(ramadans).toHaveLength(4);
});

it("Samoa skipped a whole day when it crossed the date line", () => {
  const calendar = buildCalendar({ zones: ["Pacific/Apia"], places: [], from: day("2011-12-01"), to: day("2012-01-31") });
  expect(calendar.zones["Pacific/Apia"]).toEqual({ transitions: [instant(Date.UTC(2011, 11, 30, 10))], offsets: [-600, 840] });
});

it("the tables tell the same offset as the zone database at any instant", () => {
  const calendar = buildCalendar({ zones: ZONES, places: [], ...range });
  const moment = fc.integer({ min: range.from * 86_400_000, max: (range.to + 1) * 86_400_000 });
  const nearChange = fc
    .constantFrom(...ZONES.flatMap((zone) => [...(calendar.zones[zone]?.transitions ?? [])]))
    .chain((t) => fc.constantFrom(t - 60_000, t - 1_000, t, t + 1_000));
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), fc.oneof(moment, nearChange), (zone, t) => {
      expect(offsetAt(calendar, zone, instant(t))).toBe(IANAZone.create(zone).offset(t));
    }),
    { numRuns: 300 },
  );
});

it("a place brings the holidays of the places around it", () => {
  const calendar = buildCalendar({ zones: [], places: ["US-NY-NYC", "GB-SCT", "DE-BY", "FR"], ...range });
  expect(Object.keys(calendar.holidays)).toEqual(["DE", "DE-BY", "FR", "GB", "GB-SCT", "US", "US.5usc6103a", "US.business-days"]);
  expect(isBusinessDay(calendar, ["US-NY-NYC"], day("2026-07-03"))).toBe(true);
  expect(isBusinessDay(calendar, ["US-NY-NYC"], day("2026-11-26"))).toBe(false);
  expect(isBusinessDay(calendar, ["DE-BY"], day("2026-01-06"))).toBe(false);
  expect(isBusinessDay(calendar, ["DE"], day("2026-01-06"))).toBe(true);
  expect(isBusinessDay(calendar, ["GB-SCT"], day("2026-06-15"))).toBe(false);
  expect(isBusinessDay(calendar, ["GB"], day("2026-06-15"))).toBe(true);
});

it("business days of a list are those of the law: statutory dates, not observed ones, and its own weekdays", () => {
  const calendar = buildCalendar({ zones: [], places: ["US-NY", "NL"], ...range });
  const next = (from: string, n: number, of: string) => formatDay(addDays(calendar, ["US-NY"], day(from), { n, business: true, of }));
  // 19 June and 25 December 2026 are Fridays; 4 July is a Saturday, and Friday the 3rd no holiday of the list.
  expect(next("2026-06-18", 1, "US.5usc6103a")).toBe("2026-06-22");
  expect(next("2026-07-02", 1, "US.5usc6103a")).toBe("2026-07-03");
  // Monday 20 June 2022 was only observed.
  expect(next("2022-06-17", 1, "US.5usc6103a")).toBe("2022-06-20");
  expect(next("2026-07-02", 2, "US.business-days")).toBe("2026-07-04");
  expect(next("2026-04-24", 1, "NL.post")).toBe("2026-04-25");
  expect(next("2026-04-25", 1, "NL.post")).toBe("2026-04-28");
});

it("where knowledge of proclaimed feasts ends stands beside the holidays", () => {
  const calendar = buildCalendar({ zones: [], places: ["ID", "GB"], from: day("2026-01-01"), to: day("2027-12-31") });
  expect(calendar.known?.["GB"]).toBeUndefined();
  expect(knownHolidays(calendar, ["GB"])).toEqual({ from: day("2026-01-01"), to: day("2027-12-31") });
  expect(knownHolidays(calendar, ["GB", "ID"])).toEqual({ from: day("2026-01-01"), to: day("2026-12-31") });
  expect(knownHolidays(calendar, ["AQ"])).toBeNull();
  expect(knownHolidays(calendar, ["GB"], "US.5usc6103a")).toBeNull();
});

it("the hash names the content, and nothing else", () => {
  const { hash, ...content } = buildCalendar({ zones: ["Europe/London"], places: ["GB"], ...range });
  expect(hash).toBe(createHash("sha256").update(canonicalJson(content)).digest("hex"));
  expect(buildCalendar({ zones: ["Europe/London", "Europe/London"], places: ["GB", "GB"], ...range }).hash).toBe(hash);
  expect(buildCalendar({ zones: ["Europe/Berlin"], places: ["GB"], ...range }).hash).not.toBe(hash);
});

it("an unknown zone is refused by name", () => {
  expect(isKnownZone("Europe/Atlantis")).toBe(false);
  expect(() => buildCalendar({ zones: ["Europe/Atlantis"], places: [], ...range })).toThrow('unknown time zone "Europe/Atlantis"');
});
