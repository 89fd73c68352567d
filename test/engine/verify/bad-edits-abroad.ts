/** The same in many places: one policy that calls and writes seldom and within office hours, and what makes it unlawful there. */
import { edited, HOURS, lettersOf, policy, type Clean, type Edit } from "./bad-edits.ts";

const SLOW = `day 0          letter "first" within 5 days
    day 21         call "call" within 5 days`;

/** A creditor's policy, or another collector's, for persons or businesses of one place. */
const seldom = (place: string, currency: string, { collector = "creditor", debt = "consumer" } = {}): Clean => ({
  source: policy(
    `collector  ${collector}\n  debt       ${debt}\n  places     ${place}`,
    currency,
    `house rules {
    ${HOURS}
  }

  CLOCK

  terms {
    due            30 days after invoice
    late fee       statutory
  }

  stage remind from 1 day after due {
    ${SLOW}
  }`,
  ),
  letters: {
    first: ["creditor-identity", "claim-ground", "claim-breakdown", "interest-calculation", "cost-breakdown", "supervisory-authority"],
    call: ["caller-identity", "creditor-identity"],
  },
});

const ALWAYS = "contact only between 09:00 and 17:00";
const SELDOM = `day 21         call "call" within 5 days`;
const CALLS_DAILY = `every 1 day, at most 20 times: call "call"`;

const daily = (clean: Clean): Clean => edited(edited(clean, HOURS, ALWAYS), SELDOM, CALLS_DAILY);
const hours = (clean: Clean, to: string): Clean => edited(edited(clean, HOURS, to), SELDOM, `day 18         call "call" within 6 days`);
const fees = (clean: Clean, steps: string): Clean => edited(clean, SELDOM, steps);

const MA = seldom("US-MA", "USD");
const AU = seldom("AU", "AUD");
const ON = seldom("CA-ON", "CAD", { collector: "third-party" });
const DE_AGENCY = seldom("DE", "EUR", { collector: "third-party" });
const CL = seldom("CL", "CLP", { collector: "third-party" });
// Chile's holidays are known to the end of 2026.
const EARLIER = { ...CL, today: "2025-12-01" };
const BE = seldom("BE", "EUR");
const business = (place: string, currency: string): Clean => seldom(place, currency, { debt: "commercial" });
const TWICE = "day 40         charge fee\n    day 60         charge fee";

const by = (title: string, clean: Clean, written: Clean, rule: string, verdict: Edit["verdict"]): Edit => ({ title, clean, written, rule, verdict });

export const EDITS_ABROAD: readonly Edit[] = [
  by("a creditor's call every day in Massachusetts", MA, daily(MA), "us-ma.940cmr7.communication-frequency", "by-guard"),
  by("calls at half past seven in Massachusetts", MA, hours(MA, "contact only between 07:30 and 17:00"), "us-ma.hours", "by-guard"),
  by("calls at six in Australia", AU, hours(AU, "contact only between 06:00 and 17:00"), "au.rg96.hours-phone", "by-guard"),
  by("a call every day in Australia", AU, daily(AU), "au.rg96.contact-frequency", "by-guard"),
  by("a call every day in Ontario", ON, daily(ON), "ca.on.frequency", "by-guard"),
  by(
    "calls at seven in New Hampshire",
    seldom("US-NH", "USD"),
    hours(seldom("US-NH", "USD"), "contact only between 07:00 and 17:00"),
    "us-nh.358-c.workplace.hours",
    "by-guard",
  ),
  by("calls on Sundays in Colombia", seldom("CO", "COP"), hours(seldom("CO", "COP"), ALWAYS), "co.ley2300", "by-guard"),
  by("calls on Sundays in Chile", EARLIER, hours(EARLIER, ALWAYS), "cl.19496.37.hours", "by-guard"),
  by(
    "an agency's first letter in Germany without the grounds of the claim",
    DE_AGENCY,
    lettersOf(DE_AGENCY, { first: [] }),
    "de.rdg.13a.first-letter",
    "broken",
  ),
  by("a first reminder in Belgium that doesn't say who and what for", BE, lettersOf(BE, { first: [] }), "be.wer.xix2.first-reminder", "broken"),
  by(
    "the fixed sum of a consumer in France",
    seldom("FR", "EUR"),
    fees(seldom("FR", "EUR"), "day 40         charge fee"),
    "fr.com.d441-5.flat-sum.consumer",
    "broken",
  ),
  by("the fixed sum twice in France", business("FR", "EUR"), fees(business("FR", "EUR"), TWICE), "fr.com.d441-5.flat-sum", "broken"),
  by("the fixed sum twice in Great Britain", business("GB", "GBP"), fees(business("GB", "GBP"), TWICE), "gb.late-payment.fixed-sum", "broken"),
  by("the fixed sum twice in the Netherlands", business("NL", "EUR"), fees(business("NL", "EUR"), TWICE), "nl.bw.6-96-4.b2b", "broken"),
  by("the fixed sum twice in Italy", business("IT", "EUR"), fees(business("IT", "EUR"), TWICE), "it.dlgs231.interest.flat-sum", "broken"),
  by(
    "a claim against a company without a letter",
    business("GB", "GBP"),
    fees(business("GB", "GBP"), "day 40         file small claim"),
    "gb.pd-pac.company",
    "broken",
  ),
  by(
    "an e-mail by a creditor in the District of Columbia without consent",
    seldom("US-DC", "USD"),
    edited(seldom("US-DC", "USD"), `letter "first"`, `email "first"`),
    "us-dc.28-3814.electronic-sequence",
    "by-guard",
  ),
];
