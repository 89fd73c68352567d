/** Offsets of an IANA zone as a table, asked of luxon at instants (never at local times, which it would have to guess). */
import { IANAZone } from "luxon";
import { instant } from "../../engine/index.ts";
import type { Instant, Zone, ZoneTable } from "../../engine/index.ts";

const MS_PER_MINUTE = 60_000;
/**
 * How far apart two instants are looked at. The shortest spell between two changes on record since 1970 is about four
 * weeks (Morocco's and Egypt's Ramadans), so no pair of changes hides between two looks.
 */
const LOOK_EVERY = 5 * 86_400_000;

export const isKnownZone = (zone: Zone): boolean => IANAZone.isValidZone(zone);

/** First instant in (low, high] with another offset than `before`, `low`'s own. To the minute: offsets change on whole minutes. */
const changeBetween = (zone: IANAZone, before: number, low: number, high: number): number => {
  let from = Math.floor(low / MS_PER_MINUTE);
  let to = Math.ceil(high / MS_PER_MINUTE);
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    if (zone.offset(middle * MS_PER_MINUTE) === before) from = middle;
    else to = middle;
  }
  return to * MS_PER_MINUTE;
};

/** Tables of the range that was asked for last: the places of one policy are looked at one after the other, and share most clocks. */
const known = { from: instant(0), to: instant(0), tables: new Map<Zone, ZoneTable>() };

/** Every offset change of a zone in [from, to], exact. Throws a RangeError on a name that the zone database lacks. */
export const zoneTable = (name: Zone, from: Instant, to: Instant): ZoneTable => {
  if (known.from !== from || known.to !== to) Object.assign(known, { from, to, tables: new Map<Zone, ZoneTable>() });
  const table = known.tables.get(name) ?? tableOf(name, from, to);
  known.tables.set(name, table);
  return table;
};

const tableOf = (name: Zone, from: Instant, to: Instant): ZoneTable => {
  if (!isKnownZone(name)) throw new RangeError(`unknown time zone "${name}"`);
  const zone = IANAZone.create(name);
  const transitions: Instant[] = [];
  const offsets = [zone.offset(from)];
  let low: number = from;
  let before = zone.offset(low);
  while (low < to) {
    const high = Math.min(low + LOOK_EVERY, to);
    const offset = zone.offset(high);
    if (offset !== before) {
      transitions.push(instant(changeBetween(zone, before, low, high)));
      offsets.push(offset);
    }
    low = high;
    before = offset;
  }
  return { transitions, offsets };
};
