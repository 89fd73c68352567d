/** Makes the calendar that the engine reads: offsets of zones and holidays of places over a range, as data with a hash. */
import { createHash } from "node:crypto";
import { canonicalJson, containingPlaces, instant } from "../../engine/index.ts";
import type { Calendar, KnownDays, LocalDay, Place, Weekday, Zone, ZoneTable } from "../../engine/index.ts";
import { holidayPlaces, holidaySet, holidaysOf, knownDays } from "./holidays.ts";
import { zoneTable } from "./zone-table.ts";

export { isKnownZone } from "./zone-table.ts";

const MS_PER_DAY = 86_400_000;
/** A local day lies within this much of the UTC day of the same name (Kiritimati is 14 hours ahead, Pago Pago 11 behind). */
const MARGIN = MS_PER_DAY;

const yearOf = (day: LocalDay): number => new Date(day * MS_PER_DAY).getUTCFullYear();

/**
 * Builds a calendar for local days `from` to `to`, both included.
 *
 * @param zones IANA zone names; an unknown one throws a `RangeError` that names it (see `isKnownZone`).
 * @param places Places of debtors; those without holiday data use the nearest containing place's. Years outside the data throw a `RangeError`.
 */
export const buildCalendar = ({
  zones,
  places,
  from,
  to,
}: {
  readonly zones: readonly Zone[];
  readonly places: readonly Place[];
  readonly from: LocalDay;
  readonly to: LocalDay;
}): Calendar => {
  if (to < from) throw new RangeError("a calendar ends on or after the day it begins");
  const tables: Record<Zone, ZoneTable> = {};
  for (const zone of [...new Set(zones)].toSorted()) {
    tables[zone] = zoneTable(zone, instant(from * MS_PER_DAY - MARGIN), instant((to + 1) * MS_PER_DAY + MARGIN));
  }
  const around = new Set(places.flatMap((place) => containingPlaces(place)));
  // A law's own list goes with its place: `CA-QC.collection-act` with `CA-QC`.
  const wanted = holidayPlaces().filter((name) => around.has(name.split(".")[0] ?? name));
  const holidays: Record<Place, readonly LocalDay[]> = {};
  const known: Record<Place, KnownDays> = {};
  const weekdays: Record<Place, readonly Weekday[]> = {};
  for (const place of wanted) {
    holidays[place] = holidaysOf(place, yearOf(from), yearOf(to)).filter((day) => day >= from && day <= to);
    const span = knownDays(place);
    if (span !== null && (span.from > from || span.to < to)) known[place] = span;
    const week = holidaySet(place).weekdays;
    if (week !== undefined) weekdays[place] = week;
  }
  const content = { from, to, zones: tables, holidays, known, weekdays };
  return { hash: createHash("sha256").update(canonicalJson(content)).digest("hex"), ...content };
};
