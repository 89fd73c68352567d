import type { Weekday } from "./facts.ts";
import type { Instant, LocalDay, Place, Zone } from "./units.ts";

/**
 * UTC offsets of one zone over a range. `offsets[0]` holds before `transitions[0]`; `offsets[i + 1]` from
 * `transitions[i]` on. Offsets are minutes east of Greenwich (may be fractional for old local mean times).
 */
export interface ZoneTable {
  readonly transitions: readonly Instant[];
  readonly offsets: readonly number[];
}

/** First and last day of which it is known whether they are holidays. */
export interface KnownDays {
  readonly from: LocalDay;
  readonly to: LocalDay;
}

/**
 * All that time arithmetic needs, as data: built outside (see `policies/calendar`), handed in, and named by the hash of
 * its canonical JSON, so that a replay years later decides the same.
 */
export interface Calendar {
  readonly hash: string;
  /** First and last day for which the tables are right; time outside them is unknown, and unknown denies. */
  readonly from: LocalDay;
  readonly to: LocalDay;
  readonly zones: Readonly<Record<Zone, ZoneTable>>;
  /**
   * Public or bank holidays by place, ascending. A place without an entry uses the nearest containing place's. Lists that a law
   * gives itself stand beside them, by the place and a name (`CA-QC.collection-act`).
   */
  readonly holidays: Readonly<Record<Place, readonly LocalDay[]>>;
  /** Where holidays are not known for all days of the calendar, such as feasts that are proclaimed from year to year. */
  readonly known?: Readonly<Record<Place, KnownDays>>;
  /** Weekdays that are business days by a list; absent: Monday to Friday. */
  readonly weekdays?: Readonly<Record<Place, readonly Weekday[]>>;
}
