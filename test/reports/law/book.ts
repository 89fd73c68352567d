/** A small law book with its past, its future and a series, for questions about law books. */
import { parseDay, type LocalDay } from "../../../engine/index.ts";
import { bookOf } from "../../../policies/book.ts";

const SOURCE = `jurisdiction NL "Netherlands" {
  source code "A code"

  series nl-rate "Reference rate" {
    cites       code "rates"
    confidence  text, checked 2026-01-10
    from 2025-01-01  3%
    from 2026-01-01  2.5%
    verified to 2026-12-31
  }

  rule nl.old.frequency "Three calls a week" {
    cites       code "1 (old)"
    in force    until 2026-06-30
    confidence  text, checked 2026-01-10
    binds       anyone collecting any debt
    at most 3 calls in any 7 days per debt
  }

  rule nl.new.frequency "Two calls a week" {
    cites       code "1"
    in force    from 2026-07-01
    confidence  text, checked 2026-01-10
    binds       anyone collecting any debt
    at most 2 calls in any 7 days per debt
  }

  rule nl.interest "Interest" {
    cites       code "2"
    confidence  text, checked 2026-01-10
    binds       anyone collecting commercial debt
    charge late-interest at most 8% a year over nl-rate
  }

  rule nl.medical "No reports" {
    cites       code "3"
    in force    from 2026-07-01
    confidence  secondary, checked 2025-01-10
    binds       third-party collecting consumer debt
    no credit-report
  }

  rule nl.unsure "Only between nine and five" {
    cites       code "4"
    confidence  unverified
    binds       anyone collecting any debt
    call only between 09:00 and 17:00
  }

  rule nl.gone "No visits" {
    cites       code "5"
    in force    until 2026-06-30
    confidence  text, checked 2020-01-10
    binds       anyone collecting any debt
    no contact by visit
  }
}

jurisdiction NL-NH "North Holland" {
  source code "A code of the province"

  rule nl-nh.decent "Decency" {
    cites       code "1"
    confidence  text, checked 2026-01-10
    binds       anyone collecting any debt
    people decide "Be decent"
  }

  rule nl-nh.silence "Nothing about holidays" {
    cites       code "2"
    confidence  text, checked 2026-01-10
    binds       anyone collecting any debt
    the law is silent "No holidays"
  }

  rule nl-nh.papers "Asked, it rests" {
    cites       code "3"
    confidence  text, checked 2026-01-10
    binds       anyone collecting any debt
    no contact after dispute until dispute-closed per debt
  }

  rule nl-nh.sale "Not sold" {
    cites       code "4"
    confidence  text, checked 2026-01-10
    binds       anyone collecting any debt
    no sell
  }
}
`;

export const book = await bookOf([{ file: "law/nl.collect", source: SOURCE }]);

export const day = (text: string): LocalDay => {
  const read = parseDay(text);
  if (read === null) throw new Error(text);
  return read;
};
