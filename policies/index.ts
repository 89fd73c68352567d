/** What ships in the language. The calendar builder stays behind its own file, `calendar/build.ts`: it loads luxon. */
export { bookOf, lawFiles, lawPlaces, loadLawBook } from "./book.ts";
export { exampleCounts, ruleText, type RuleText } from "./law-text.ts";
export { notEncoded } from "./not-encoded.ts";
export { holidayPlaces, holidaySet, holidaysOf, knownDays, type HolidayRule, type HolidaySet, type Occurrence } from "./calendar/holidays.ts";
export { libraryEntry, libraryFiles, libraryNames, libraryPolicies, type LibraryEntry } from "./library.ts";
