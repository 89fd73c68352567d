/** Debtors in awkward places, and the moments at which rules open and close there. */
import fc from "fast-check";
import { DateTime } from "luxon";
import { instant, parseDay, localDay } from "../../engine/index.ts";
import type { Calendar, Debtor, Instant, Place, Zone } from "../../engine/index.ts";
import { buildCalendar } from "../../policies/calendar/build.ts";

const day = (text: string) => parseDay(text) ?? localDay(0);

interface Where {
  readonly zones: readonly Zone[];
  readonly places: readonly Place[];
  /** Around these dates the clocks change. */
  readonly near: readonly string[];
}

/** Two zones, half-hour shifts, changes at midnight, a skipped day, and zones that never agree on the date. */
const WHERE: readonly Where[] = [
  { zones: ["America/New_York"], places: ["US-NY-NYC"], near: ["2026-03-08", "2026-11-01", "2026-11-26", "2026-08-30"] },
  { zones: ["America/Los_Angeles"], places: ["US-CA"], near: ["2026-03-08", "2026-11-01", "2026-07-03"] },
  { zones: ["America/New_York"], places: ["US-MA"], near: ["2026-03-08", "2026-11-01"] },
  { zones: ["America/New_York", "America/Los_Angeles"], places: ["US-NY", "US-CA"], near: ["2026-03-08", "2026-11-01"] },
  { zones: ["Europe/London"], places: ["GB-SCT"], near: ["2026-03-29", "2026-10-25", "2026-06-15"] },
  { zones: ["Europe/Berlin"], places: ["DE-BY"], near: ["2026-03-29", "2026-10-25", "2026-06-04"] },
  { zones: ["Europe/Amsterdam"], places: ["NL"], near: ["2026-03-29", "2026-04-27"] },
  { zones: ["Australia/Lord_Howe"], places: ["US"], near: ["2026-04-05", "2026-10-04"] },
  { zones: ["Asia/Kathmandu", "Europe/London"], places: ["GB"], near: ["2026-03-29", "2026-10-25"] },
  { zones: ["Africa/Cairo"], places: ["GB"], near: ["2026-04-24", "2026-10-30"] },
  { zones: ["Atlantic/Azores"], places: ["DE"], near: ["2026-03-29", "2026-10-25"] },
  { zones: ["Pacific/Kiritimati", "Pacific/Pago_Pago"], places: ["US"], near: ["2026-07-04"] },
  { zones: ["Pacific/Apia"], places: ["GB"], near: ["2011-12-29"] },
  { zones: ["America/New_York", "Asia/Kathmandu"], places: ["US-NY"], near: ["2028-02-28", "2028-03-12"] },
];

const ZONES = [...new Set(WHERE.flatMap(({ zones }) => zones)), "America/Chicago"];
const PLACES = WHERE.flatMap(({ places }) => places);

const calendars: Readonly<Record<string, Calendar>> = {
  "2011": buildCalendar({ zones: ZONES, places: PLACES, from: day("2011-11-01"), to: day("2012-04-30") }),
  "2028": buildCalendar({ zones: ZONES, places: PLACES, from: day("2028-01-01"), to: day("2028-07-31") }),
  "2026": buildCalendar({ zones: ZONES, places: PLACES, from: day("2026-01-01"), to: day("2027-06-30") }),
};

export interface Scene {
  readonly debtor: Debtor;
  /** Year of the calendar that it plays in. */
  readonly era: string;
  /** Local midnight, in the debtor's first zone, of the day on which the story begins. */
  readonly begins: DateTime;
}

/** Some stories play on both sides of a change of the clocks, some around a holiday. */
export const scenes: fc.Arbitrary<Scene> = fc.constantFrom(...WHERE).chain((where) =>
  fc
    .record({
      near: fc.constantFrom(...where.near),
      lead: fc.integer({ min: 0, max: 9 }),
      kind: fc.constantFrom("person" as const, "sole-trader" as const, "business" as const, "unknown" as const),
      facts: fc.subarray(["vat-registered", "active-duty"]),
    })
    .map(({ near, lead, kind, facts }) => ({
      debtor: { id: "debtor", kind, places: where.places, timezones: where.zones, facts },
      era: near.slice(0, 4),
      begins: DateTime.fromISO(near, { zone: where.zones[0] ?? "UTC" }).minus({ days: lead }),
    })),
);

export const calendarOf = ({ era }: Pick<Scene, "era">): Calendar => {
  const calendar = calendars[era];
  if (calendar === undefined) throw new Error(`no calendar for ${era}`);
  return calendar;
};

/** Weekdays of the lists in a scene's calendar, for the oracle. */
export const weekdaysOf = (scene: Pick<Scene, "era">): Pick<Calendar, "weekdays"> => {
  const { weekdays } = calendarOf(scene);
  return weekdays === undefined ? {} : { weekdays };
};

/** A time in a story: days after its beginning, a local minute, and a hair's breadth before or after it. */
export interface Moment {
  readonly days: number;
  readonly minute: number;
  readonly hair: number;
}

const EDGES = [0, 30, 60, 90, 120, 150, 180, 479, 480, 540, 780, 1019, 1020, 1140, 1200, 1259, 1260, 1410];

export const moments = (days: number): fc.Arbitrary<Moment> =>
  fc.record({
    days: fc.integer({ min: 0, max: days }),
    minute: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...EDGES) }, { weight: 2, arbitrary: fc.integer({ min: 0, max: 1439 }) }),
    hair: fc.constantFrom(-1, 0, 0, 0, 1, 1_800_000),
  });

export const instantOf = (scene: Scene, { days, minute, hair }: Moment): Instant =>
  instant(
    scene.begins
      .plus({ days })
      .set({ hour: Math.floor(minute / 60), minute: minute % 60 })
      .toMillis() + hair,
  );
