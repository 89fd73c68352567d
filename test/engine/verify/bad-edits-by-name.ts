/** Edits that everybody in the field fears by name: what is done after a dispute, a bankruptcy or a death, twice on one day, or late in the evening. */
import { HOURS, type Edit } from "./bad-edits.ts";
import { changed, type Words } from "./seldom.ts";

const LETTERS = `day 0          letter "first" within 5 days
    day 21         letter "second" within 5 days`;
const agency: Words = { collector: "third-party", steps: LETTERS };

const loans: Words = { ...agency, facts: `debt_type  one of "goods", "credit"` };

const PLAN = `plan "six" {
    up to 6 monthly installments, each at least 5 USD
    first within 14 days
    default after 2 missed
  }

  `;
const WRITES = `notice "word" by letter "third"

  `;

const calls = (second: string): Words => ({
  collector: "third-party",
  house: "contact only between 09:00 and 17:00",
  steps: `day 0          call "first" within 2 days\n    ${second}         call "second" within 2 days`,
});

const mails = (house: string): Words => ({
  collector: "third-party",
  house,
  steps: `day 0          letter "first" within 5 days\n    day 21         email "second" within 5 days`,
});

export const BY_NAME: readonly Edit[] = [
  changed("a plan is offered to who went bankrupt", ["US-NY", "USD"], agency, { also: `${PLAN}on bankruptcy             offer plan "six"` }, [
    "us.bk.stay",
    "broken",
  ]),
  changed("the dead are written to", ["US-NY", "USD"], agency, { also: `${WRITES}on death                  send notice "word"` }, [
    "us.regf.deceased",
    "broken",
  ]),
  changed("a dispute is answered with a report to a bureau", ["DE", "EUR"], agency, { also: "on dispute                report to bureau" }, [
    "de.bdsg.31.credit-report",
    "broken",
  ]),
  changed("a dispute about a loan is answered with a claim in court", ["GB", "GBP"], loans, { also: "on dispute                file small claim" }, [
    "gb.conc.dispute-suspend",
    "broken",
  ]),
  changed("a second call on the day of the first", ["US", "USD"], calls("day 12"), calls("day 0"), ["us.regf.call-after-conversation", "by-guard"]),
  changed("e-mails at ten in the evening", ["US", "USD"], mails(HOURS), mails("contact only between 22:00 and 23:00"), [
    "us.regf.time-window",
    "by-guard",
  ]),
];
