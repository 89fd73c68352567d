/** What may have been: of some contacts nobody knows whether they took place. */
import type { OracleEntry } from "./words.ts";

/** A mail whose sending broke off may have left or not; a call of which nobody says how it went may still wait to be made. */
const isDoubtful = ({ contact }: OracleEntry): boolean =>
  contact !== undefined &&
  (contact.unsure === true || (contact.direction === "out" && ["call", "visit"].includes(contact.channel) && contact.outcome === undefined));

/** Above this it would take too long to tell every way. */
const MOST = 5;

/** Every way in which what is told of a time may have been; above five doubtful contacts those in which all, none, all but one, or one of them took place. */
export const pastsOf = (told: readonly OracleEntry[]): readonly (readonly OracleEntry[])[] => {
  const doubtful = told.filter(isDoubtful);
  const without = (left: readonly OracleEntry[]): readonly OracleEntry[] => told.filter((entry) => !left.includes(entry));
  if (doubtful.length <= MOST) {
    let ways: readonly (readonly OracleEntry[])[] = [[]];
    for (const one of doubtful) ways = ways.flatMap((left) => [left, [...left, one]]);
    return ways.map(without);
  }
  return [[], doubtful, ...doubtful.map((one) => [one]), ...doubtful.map((one) => doubtful.filter((other) => other !== one))].map(without);
};
