import { expect, it } from "vitest";
import { formatDay, localDay, parseDay } from "../../../engine/index.ts";
import { holidayPlaces, holidaySet, holidaysOf, knownDays } from "../../../policies/calendar/holidays.ts";
import { easterSunday, nthWeekday, orthodoxEaster, weekdayBefore } from "../../../policies/calendar/feasts.ts";

const days = (place: string, year: number): string =>
  holidaysOf(place, year, year)
    .map((day) => formatDay(day).slice(5))
    .join(" ");

const day = (text: string) => parseDay(text) ?? localDay(0);

it.each([
  ["2011-04-24"],
  ["2014-04-20"],
  ["2016-03-27"],
  ["2019-04-21"],
  ["2022-04-17"],
  ["2024-03-31"],
  ["2025-04-20"],
  ["2026-04-05"],
  ["2027-03-28"],
  ["2035-03-25"],
  ["2038-04-25"],
])("Easter Sunday falls on %s", (text) => {
  expect(formatDay(easterSunday(Number(text.slice(0, 4))))).toBe(text);
});

it.each([
  ["2015-04-12"],
  ["2016-05-01"],
  ["2019-04-28"],
  ["2021-05-02"],
  ["2022-04-24"],
  ["2024-05-05"],
  ["2025-04-20"],
  ["2026-04-12"],
  ["2027-05-02"],
])("Easter Sunday of the eastern churches falls on %s", (text) => {
  expect(formatDay(orthodoxEaster(Number(text.slice(0, 4))))).toBe(text);
});

it("no day is told twice, and none stands outside its year", () => {
  for (const place of holidayPlaces()) {
    for (let year = 2015; year <= 2035; year += 1) {
      const found = holidaysOf(place, year, year);
      expect(new Set(found).size, `${place} ${year}`).toBe(found.length);
      const known = knownDays(place);
      if (known !== null && (known.from > day(`${year}-01-01`) || known.to < day(`${year}-12-31`))) continue;
      const list = holidaySet(place).weekdays !== undefined;
      expect(found.length, `${place} ${year}`).toBeGreaterThan(list ? -1 : 4);
      for (const one of found) expect(formatDay(one).slice(0, 4), place).toBe(String(year));
    }
  }
});

it("the nth and the last weekday of a month are found from either end", () => {
  expect(formatDay(nthWeekday(2026, 11, "thu", 4))).toBe("2026-11-26");
  expect(formatDay(nthWeekday(2026, 2, "sun", 1))).toBe("2026-02-01");
  expect(formatDay(nthWeekday(2026, 5, "mon", -1))).toBe("2026-05-25");
  expect(formatDay(nthWeekday(2026, 8, "mon", -1))).toBe("2026-08-31");
});

it("the Wednesday before 23 November is never that day itself", () => {
  expect(formatDay(weekdayBefore(day("2026-11-23"), "wed"))).toBe("2026-11-18");
  expect(formatDay(weekdayBefore(day("2022-11-23"), "wed"))).toBe("2022-11-16");
});

// Hand-checked against the published lists of each year.
it.each([
  ["US", 2026, "01-01 01-19 02-16 05-25 06-19 07-04 09-07 10-12 11-11 11-26 12-25"],
  ["US", 2022, "01-01 01-17 02-21 05-30 06-19 06-20 07-04 09-05 10-10 11-11 11-24 12-25 12-26"],
  ["US", 2020, "01-01 01-20 02-17 05-25 07-04 09-07 10-12 11-11 11-26 12-25"],
  ["GB", 2011, "01-01 01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-25 12-26 12-27"],
  ["GB", 2012, "01-01 01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"],
  ["GB", 2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-26 12-28"],
  ["GB", 2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-25 12-26 12-27 12-28"],
  ["GB", 2022, "01-01 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-25 12-26 12-27"],
  ["GB", 2023, "01-01 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"],
  ["GB", 2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28"],
  ["GB-SCT", 2022, "01-01 01-02 01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-25 12-26 12-27"],
  ["GB-SCT", 2017, "01-01 01-02 01-03 04-14 05-01 05-29 08-07 11-30 12-25 12-26"],
  ["GB-SCT", 2026, "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-26 12-28"],
  ["GB-NIR", 2025, "01-01 03-17 04-18 04-21 05-05 05-26 07-12 07-14 08-25 12-25 12-26"],
  ["DE", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26"],
  ["DE", 2017, "01-01 04-14 04-17 05-01 05-25 06-05 10-03 10-31 12-25 12-26"],
  ["DE-BY", 2026, "01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 08-15 10-03 11-01 12-25 12-26"],
  ["DE-BE", 2025, "01-01 03-08 04-18 04-21 05-01 05-08 05-29 06-09 10-03 12-25 12-26"],
  ["DE-SN", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 10-03 10-31 11-18 12-25 12-26"],
  ["DE-HH", 2017, "01-01 04-14 04-17 05-01 05-25 06-05 10-03 10-31 12-25 12-26"],
  ["DE-HH", 2016, "01-01 03-25 03-28 05-01 05-05 05-16 10-03 12-25 12-26"],
  ["NL", 2026, "01-01 04-03 04-06 04-27 05-05 05-14 05-25 12-25 12-26"],
  ["NL", 2025, "01-01 04-18 04-21 04-26 05-05 05-29 06-09 12-25 12-26"],
  ["NL", 2013, "01-01 03-29 04-01 04-30 05-05 05-09 05-20 12-25 12-26"],
  ["FR", 2026, "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25"],
  ["IE", 2022, "01-01 03-17 03-18 04-18 05-02 06-06 08-01 10-31 12-25 12-26"],
  ["IE", 2025, "01-01 02-03 03-17 04-21 05-05 06-02 08-04 10-27 12-25 12-26"],
  ["IE", 2030, "01-01 02-01 03-17 04-22 05-06 06-03 08-05 10-28 12-25 12-26"],
  ["PL", 2024, "01-01 01-06 03-31 04-01 05-01 05-03 05-19 05-30 08-15 11-01 11-11 12-25 12-26"],
  ["PL", 2025, "01-01 01-06 04-20 04-21 05-01 05-03 06-08 06-19 08-15 11-01 11-11 12-24 12-25 12-26"],
  ["GR", 2026, "01-01 01-06 02-23 03-25 04-10 04-12 04-13 05-01 06-01 08-15 10-28 12-25 12-26"],
  ["NO", 2026, "01-01 04-02 04-03 04-05 04-06 05-01 05-14 05-17 05-24 05-25 12-25 12-26"],
  ["SE", 2025, "01-01 01-06 04-18 04-20 04-21 05-01 05-29 06-06 06-08 06-21 11-01 12-25 12-26"],
  ["DK", 2023, "01-01 04-06 04-07 04-09 04-10 05-05 05-18 05-28 05-29 12-25 12-26"],
  ["DK", 2024, "01-01 03-28 03-29 03-31 04-01 05-09 05-19 05-20 12-25 12-26"],
  ["IT", 2026, "01-01 01-06 04-05 04-06 04-25 05-01 06-02 08-15 10-04 11-01 12-08 12-25 12-26"],
  ["CA-ON", 2026, "01-01 02-16 04-03 05-18 07-01 09-07 10-12 12-25 12-26"],
  ["CA-QC.collection-act", 2029, "01-01 03-30 04-02 05-21 06-24 07-01 07-02 09-03 10-08 12-25"],
  ["CA.federal", 2026, "01-01 04-03 04-06 05-18 07-01 09-07 09-30 10-12 11-11 12-25"],
  ["AU.national", 2026, "01-01 01-26 04-03 04-06 04-25 12-25 12-26"],
  ["AU-NSW", 2022, "01-01 01-03 01-26 04-15 04-16 04-17 04-18 04-25 06-13 09-22 10-03 12-25 12-26 12-27"],
  ["NZ", 2022, "01-01 01-02 01-03 01-04 02-06 02-07 04-15 04-18 04-25 06-06 06-24 09-26 10-24 12-25 12-26 12-27"],
  ["NZ", 2026, "01-01 01-02 02-06 04-03 04-06 04-25 04-27 06-01 07-10 10-26 12-25 12-26 12-28"],
  ["CO", 2026, "01-01 01-12 03-23 04-02 04-03 05-01 05-18 06-08 06-15 06-29 07-20 08-07 08-17 10-12 11-02 11-16 12-08 12-25"],
  ["BR-SP", 2026, "01-01 04-03 04-21 05-01 07-09 09-07 10-12 11-02 11-15 11-20 12-25"],
  ["ZA", 2022, "01-01 03-21 04-15 04-18 04-27 05-01 05-02 06-16 08-09 09-24 12-16 12-25 12-26 12-27"],
  ["US.5usc6103a", 2022, "01-01 01-17 02-21 05-30 06-19 07-04 09-05 10-10 11-11 11-24 12-25"],
  ["US.5usc6103a", 2020, "01-01 01-20 02-17 05-25 07-04 09-07 10-12 11-11 11-26 12-25"],
] as const)("%s keeps its own holidays in %i", (place, year, expected) => {
  expect(days(place, year)).toBe(expected);
});

it("the Fed works on the Friday before a Saturday holiday: 3 July 2026 is an ordinary day", () => {
  expect(holidaysOf("US", 2026, 2026)).not.toContain(day("2026-07-03"));
});

it("every holiday file says its source, how sure it is, and from when to when it holds", () => {
  for (const place of holidayPlaces()) {
    const set = holidaySet(place);
    expect(set.place).toBe(place);
    expect(set.source.length, place).toBeGreaterThan(10);
    expect(["text", "secondary", "unverified"], place).toContain(set.confidence);
    expect(set.years, place).toEqual([2010, 2035]);
    expect(set.holidays.length + set.single.length + (set.weekdays ?? []).length, place).toBeGreaterThan(0);
    expect(holidaysOf(place, 2010, 2035), place).toEqual(holidaysOf(place, 2010, 2035).toSorted((a, b) => a - b));
  }
});

it("every Land of Germany keeps the nationwide holidays", () => {
  const lands = holidayPlaces().filter((place) => place.startsWith("DE-"));
  expect(lands).toHaveLength(16);
  for (const land of lands) expect(holidaysOf(land, 2015, 2035)).toEqual(expect.arrayContaining([...holidaysOf("DE", 2015, 2035)]));
});

it("years that nobody looked up are refused rather than guessed", () => {
  expect(() => holidaysOf("US", 2036, 2036)).toThrow("known from 2010 to 2035");
});
