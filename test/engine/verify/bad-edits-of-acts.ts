/** And of what else is done: what is charged, claimed in court and reported, in many places. */
import { changed, type Words } from "./seldom.ts";
import type { Edit } from "./bad-edits.ts";

const AGENCY = { collector: "third-party" } as const;
const BUSINESS = { debt: "commercial" } as const;
const LETTER = `day 0          letter "first" within 5 days`;
const ONCE: Words = { ...BUSINESS, steps: `${LETTER}\n    day 40         charge fee` };
/** By e-mail, which arrives at once: from a letter that encloses the invoice nobody knows when the debt is late. */
const ONCE_BY_MAIL: Words = { ...BUSINESS, steps: `day 0          email "first"\n    day 40         charge fee` };
const TWICE: Partial<Words> = { steps: `${LETTER}\n    day 40         charge fee\n    day 60         charge fee` };

export const CHARGES: readonly Edit[] = [
  changed("the fixed sum twice in Austria", ["AT", "EUR"], ONCE, TWICE, ["at.ugb.456-458.flat-sum", "broken"]),
  changed("the fixed sum twice in Poland", ["PL", "PLN"], ONCE, TWICE, ["pl.late.compensation", "broken"]),
  changed("the fixed sum twice in Spain", ["ES", "EUR"], ONCE, TWICE, ["es.ley3-2004.flat-sum", "broken"]),
  changed("the fixed sum twice in Sweden", ["SE", "SEK"], ONCE, TWICE, ["se.inkasso.cost.compensation", "broken"]),
  changed(
    "the fixed sum before the debt is late in France",
    ["FR", "EUR"],
    ONCE_BY_MAIL,
    { from: "9 days before due", steps: `day 0          charge fee` },
    ["fr.com.l441-10.interest.terms", "by-guard"],
  ),
  changed(
    "the fixed sum before the debt is late in Italy",
    ["IT", "EUR"],
    ONCE_BY_MAIL,
    { from: "9 days before due", steps: `day 0          charge fee` },
    ["it.dlgs231.interest.terms", "by-guard"],
  ),
  changed(
    "a fee that nobody agreed on in New York",
    ["US-NY", "USD"],
    { ...AGENCY, steps: LETTER },
    { steps: `${LETTER}\n    day 40         charge fee`, terms: "late fee       90 USD" },
    ["us.regf.unauthorized-amount", "broken"],
  ),
  changed(
    "interest of a consumer in Germany before a reminder",
    ["DE", "EUR"],
    { steps: `day 0          email "first"\n    day 20         charge interest`, terms: "late interest  statutory" },
    { letters: { first: [] } },
    ["de.bgb.286.default-by-reminder", "broken"],
  ),
  changed(
    "interest of a consumer in Belgium before a reminder",
    ["BE", "EUR"],
    { steps: `${LETTER}\n    day 40         charge interest`, terms: "late interest  statutory" },
    { letters: { first: ["creditor-identity", "claim-ground", "claim-breakdown"] } },
    ["be.wer.xix2.grace", "broken"],
  ),
];

const SUES: Words = {
  behind: "one stage at a time",
  steps: `${LETTER}\n    day 60         file small claim when limitation is running`,
};
const AT_ANY_AGE: Partial<Words> = { steps: `${LETTER}\n    day 60         file small claim` };

export const SUITS: readonly Edit[] = [
  changed("a claim in England that is barred", ["GB", "GBP"], { ...SUES, ...BUSINESS }, AT_ANY_AGE, ["gb.limitation.ew-ni", "by-guard"]),
  changed("a claim in Germany that is barred", ["DE", "EUR"], { ...SUES, ...BUSINESS }, AT_ANY_AGE, ["de.bgb.195.limitation", "by-guard"]),
  changed("a claim in California that is barred", ["US-CA", "USD"], SUES, AT_ANY_AGE, ["us-ca.ccp337d.no-suit", "by-guard"]),
  changed("an agency's claim in Washington that is barred", ["US-WA", "USD"], { ...SUES, ...AGENCY }, AT_ANY_AGE, [
    "us-wa.19.16.250.time-barred-suit",
    "by-guard",
  ]),
  changed("a claim without a demand in Norway", ["NO", "NOK"], { ...SUES, ...AGENCY }, { letters: { first: ["collection-warning"] } }, [
    "no.inkasso.betalingsoppfordring",
    "broken",
  ]),
  changed("a claim five days after the demand in Sweden", ["SE", "SEK"], SUES, { steps: `${LETTER}\n    day 8          file small claim` }, [
    "se.inkasso.eight-days",
    "by-guard",
  ]),
];

const REPORTS = "report to bureau";

export const CREDIT_REPORTS: readonly Edit[] = [
  changed(
    "an agency's report to a bureau in New York before any word to the debtor",
    ["US-NY", "USD"],
    { ...AGENCY, steps: `${LETTER}\n    day 40         ${REPORTS}` },
    { steps: `day 1          ${REPORTS}` },
    ["us.regf.furnish-wait", "broken"],
  ),
  changed(
    "a report to a bureau in New York twelve days after the letter",
    ["US-NY", "USD"],
    { ...AGENCY, steps: `${LETTER}\n    day 40         ${REPORTS}` },
    { steps: `${LETTER}\n    day 12         ${REPORTS}` },
    ["us.regf.furnish-wait", "by-guard"],
  ),
  changed(
    "a medical debt is reported in California",
    ["US-CA", "USD"],
    { facts: `debt_type  one of "goods", "medical"`, steps: `${LETTER}\n    day 40         ${REPORTS} when debt_type is not "medical"` },
    { steps: `${LETTER}\n    day 40         ${REPORTS}` },
    ["us-ca.medical.no-credit-report", "broken"],
  ),
  changed(
    "a medical debt is reported in Colorado",
    ["US-CO", "USD"],
    { facts: `debt_type  one of "goods", "medical"`, steps: `${LETTER}\n    day 40         ${REPORTS} when debt_type is not "medical"` },
    { steps: `${LETTER}\n    day 40         ${REPORTS}` },
    ["us-co.medical.no-credit-report", "broken"],
  ),
];
