/** More of them: when, how often, by what way and with what words somebody is written to and called, in many places. */
import { changed, type Words } from "./seldom.ts";
import { HOURS, type Edit } from "./bad-edits.ts";

const AGENCY = { collector: "third-party" } as const;
const LETTER = `day 0          letter "first" within 5 days`;
const SLOW = `${LETTER}
    day 21         call "second" within 5 days`;
const slow: Words = { steps: SLOW };
const twice: Words = { steps: `${LETTER}\n    day 21         letter "second" within 5 days` };
const agency: Words = { ...slow, ...AGENCY };
const ANY_DAY = "contact only between 09:00 and 17:00";
const WEEKLY = "contact only between 09:00 and 17:00 on business days\n    at most 1 contact in any 7 days";

export const WORDS: readonly Edit[] = [
  changed("a call in Massachusetts without a name", ["US-MA", "USD"], slow, { letters: { second: [] } }, [
    "us-ma.940cmr7.caller-identification",
    "broken",
  ]),
  changed("an agency's letter in France without its words", ["FR", "EUR"], agency, { letters: { first: [] } }, ["fr.cpce.r124-4.letter", "broken"]),
  changed(
    "an e-mail in the District of Columbia without a way out",
    ["US-DC", "USD"],
    { steps: `${LETTER}\n    day 21         email "second" within 5 days` },
    { letters: { second: [] } },
    ["us-dc.28-3814.electronic-frequency.opt-out", "broken"],
  ),
  changed("an agency's call in New York without a name", ["US-NY", "USD"], agency, { letters: { second: ["mini-miranda-subsequent"] } }, [
    "us.regf.caller-identity",
    "broken",
  ]),
];

export const DUTIES: readonly Edit[] = [
  changed("a creditor in Massachusetts sends no notice", ["US-MA", "USD"], slow, { letters: { first: [], second: ["caller-identity"] } }, [
    "us-ma.940cmr7.validation.notice",
    "broken",
  ]),
  changed("a creditor in Massachusetts sends its notice too late", ["US-MA", "USD"], twice, { letters: { first: [] } }, [
    "us-ma.940cmr7.validation.notice",
    "broken",
  ]),
  changed("New York's own notice is forgotten", ["US-NY", "USD"], agency, { letters: { first: ["validation-notice"], second: [] } }, [
    "us-ny.23nycrr1.initial-disclosure",
    "broken",
  ]),
  changed(
    "who agrees on a plan in the District of Columbia gets no copy",
    ["US-DC", "USD"],
    { ...slow, also: `notice "the plan" by letter "third"\n\n  on plan agreed            send notice "the plan"` },
    { also: "" },
    ["us-dc.28-3814.plan-paper", "by-guard"],
  ),
];

export const COUNTS: readonly Edit[] = [
  changed(
    "an agency calls every day in Massachusetts",
    ["US-MA", "USD"],
    { ...agency, house: ANY_DAY },
    { steps: `${LETTER}\n    every 1 day, at most 8 times: call "second"` },
    ["us-ma.209cmr18.communication-frequency", "by-guard"],
  ),
  changed(
    "a call three days after a talk in the District of Columbia",
    ["US-DC", "USD"],
    { steps: `day 0          call "first" within 2 days\n    day 12         call "second" within 2 days` },
    { steps: `day 0          call "first" within 2 days\n    day 3          call "second" within 2 days` },
    ["us-dc.28-3814.post-conversation", "by-guard"],
  ),
  changed(
    "a call on the day of a mail in Ecuador",
    ["EC", "USD"],
    { steps: `day 0          email "first"\n    day 5          call "second"`, house: WEEKLY },
    { steps: `day 0          email "first"\n    day 0          call "second"`, house: HOURS },
    ["ec.lodc49", "by-guard"],
  ),
  changed(
    "an e-mail every day in Alberta",
    ["CA-AB", "CAD"],
    { ...agency, house: ANY_DAY },
    { steps: `${LETTER}\n    every 1 day, at most 8 times: email "second"` },
    ["ca.ab.frequency", "by-guard"],
  ),
  changed(
    "a call right after a mail in Thailand",
    ["TH", "THB"],
    { steps: `day 0          email "first"\n    day 5          call "second"`, house: WEEKLY },
    { steps: `day 0          email "first"\n    day 0          call "second"`, house: ANY_DAY },
    ["th.dca.s9.daily", "by-guard"],
  ),
];

/** The debtor has a second account with the same policy: only together do they say too much. */
export const SEVERAL_ACCOUNTS: readonly Edit[] = [
  changed("two accounts of one debtor on one day in Ecuador", ["EC", "USD"], { ...slow, house: WEEKLY }, { house: ANY_DAY }, [
    "ec.lodc49",
    "by-guard",
  ]),
  changed(
    "two accounts of one debtor with two letters a week in Washington",
    ["US-WA", "USD"],
    { ...AGENCY, house: WEEKLY, steps: `day 0          letter "first" within 2 days\n    day 3          letter "second" within 2 days` },
    { house: "contact only between 09:00 and 17:00 on business days" },
    ["us-wa.19.16.250.weekly-any", "by-guard"],
  ),
  changed(
    "two accounts of one debtor with a mail each on one day in Thailand",
    ["TH", "THB"],
    { steps: `day 0          email "first"\n    day 5          call "second"`, house: WEEKLY },
    { house: ANY_DAY },
    ["th.dca.s9.daily", "by-guard"],
  ),
];

const calls = (house: string): Partial<Words> => ({ house, steps: `${LETTER}\n    day 18         call "second" within 6 days` });

export const HOURS_OF_THE_DAY: readonly Edit[] = [
  changed("calls on Saturdays in Peru", ["PE", "PEN"], slow, calls(ANY_DAY), ["pe.cpdc62", "by-guard"]),
  changed("calls until nine in Thailand", ["TH", "THB"], { ...slow, today: "2025-12-01" }, calls("contact only between 09:00 and 21:00"), [
    "th.dca.s9",
    "by-guard",
  ]),
  changed("calls on Sunday mornings in British Columbia", ["CA-BC", "CAD"], slow, calls(ANY_DAY), ["ca.bc.hours", "by-guard"]),
  changed("calls on Sundays in Quebec", ["CA-QC", "CAD"], agency, calls(ANY_DAY), ["ca.qc.hours", "by-guard"]),
  changed("calls at six in Alberta", ["CA-AB", "CAD"], agency, calls("contact only between 06:00 and 17:00"), ["ca.ab.hours", "by-guard"]),
  changed("calls at six in California", ["US-CA", "USD"], slow, calls("contact only between 06:00 and 17:00"), ["us-ca.rosenthal.hours", "by-guard"]),
  changed("calls at night in Korea", ["KR", "KRW"], slow, calls("contact only between 09:00 and 23:00"), ["kr.fdcpa.night", "by-guard"]),
];

export const WAYS: readonly Edit[] = [
  changed("a visit in the District of Columbia", ["US-DC", "USD"], slow, { steps: `${LETTER}\n    day 21         visit "second" within 5 days` }, [
    "us-dc.28-3814.visits",
    "broken",
  ]),
  changed("a postcard in California", ["US-CA", "USD"], slow, { steps: `${LETTER}\n    day 21         postcard "second" within 5 days` }, [
    "us-ca.rosenthal.postcard",
    "broken",
  ]),
  changed(
    "an agency's e-mail in New York without consent",
    ["US-NY", "USD"],
    agency,
    { steps: `${LETTER}\n    day 21         email "second" within 5 days` },
    ["us-ny.23nycrr1.email-consent", "by-guard"],
  ),
  changed("a call before any letter in British Columbia", ["CA-BC", "CAD"], agency, { steps: `day 21         call "second" within 5 days` }, [
    "ca.bc.notice",
    "broken",
  ]),
  changed(
    "a call three days after the letter in Quebec",
    ["CA-QC", "CAD"],
    agency,
    { steps: `${LETTER}\n    day 6          call "second" within 5 days` },
    ["ca.qc.notice", "by-guard"],
  ),
  changed("a call before any letter in Ontario", ["CA-ON", "CAD"], agency, { steps: `day 21         call "second" within 5 days` }, [
    "ca.on.notice",
    "broken",
  ]),
];
