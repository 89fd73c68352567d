/**
 * Units of the engine. Each is a plain number with a brand, so that a day can't be added to a minute by accident and
 * everything stays plain JSON (no bigint: it can't travel in a workflow payload).
 */
declare const unit: unique symbol;
type Unit<Name extends string> = number & { readonly [unit]: Name };

/** A moment: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = Unit<"instant">;
/** A calendar date without a zone: days since 1970-01-01. */
export type LocalDay = Unit<"local day">;
/** A wall-clock time: minutes since local midnight, 0 to 1440 (1440 = the end of the day). */
export type Minute = Unit<"minute">;
/** Money in the currency's smallest unit (cents, pence). A safe integer, never a fraction. */
export type Minor = Unit<"minor">;

/** ISO 4217 code. */
export type Currency = string;
/** ISO 3166 code, with a city below a subdivision: `US`, `US-NY`, `US-NY-NYC`, `GB`, `DE`. */
export type Place = string;
/** IANA time zone, such as `America/New_York`. */
export type Zone = string;

export interface Money {
  readonly amount: Minor;
  readonly currency: Currency;
}

/** A span of whole days. `business` days skip the weekends and holidays of the debtor's place, or those of the list that they are `of`. */
export interface Days {
  readonly n: number;
  readonly business: boolean;
  readonly of?: string;
}

const checked = (value: number, name: string): number => {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${name} must be a whole number, not ${value}`);
  return value;
};

export const instant = (ms: number): Instant => checked(ms, "an instant") as Instant;
export const localDay = (days: number): LocalDay => checked(days, "a local day") as LocalDay;
export const minor = (amount: number): Minor => checked(amount, "an amount in minor units") as Minor;
export const minute = (minutes: number): Minute => {
  if (minutes < 0 || minutes > 1440) throw new RangeError(`a time of day lies between 0 and 1440 minutes, not at ${minutes}`);
  return checked(minutes, "a time of day") as Minute;
};
