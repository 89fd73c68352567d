/** Sources of equal size in three languages: made, not drawn by lot, so that every run measures the same texts. */

const HEAD = `/// Made for measuring: many stages of every shape that policies have.
policy "Bench" {
  version    "1"
  collector  creditor
  debt       commercial
  currency   USD, GBP, EUR
  places     US, US-CA, US-NY-NYC, GB, DE, NL

  facts {
    segment            one of "standard", "key", "public sector"
    late_invoices_12m  number
  }

  amount small  is 100 USD, 80 GBP, 90 EUR
  amount large  is 1,000 USD, 800 GBP, 900 EUR

  define habitual_late  as late_invoices_12m >= 3
  define worth_a_call   as balance >= large and segment is not "key"

  house rules {
    contact only between 09:00 and 17:00 on business days
    at most 2 contacts in any 7 days
    never sms
  }

  clock {
    stage of       the account
    anchor         oldest unpaid invoice
    when it moves  keep the stage
    when behind    lapse
    tolerance      small
  }

  plan "standard" {
    up to 6 monthly installments, each at least small
    first within 14 days
    default after 2 missed
  }
`;

const stage = (at: number, last: boolean): string => `
  stage s${at}${at === 0 ? " from 7 days before due" : ""} {
    day 0          letter "formal demand"
    day 3          call "demand call" priority high
    day 7          hold credit when balance >= large and days_overdue >= ${at + 45}
    day 8          email "second reminder" when worth_a_call, otherwise letter "third reminder"
    day 9          email "a word" when worth_a_call and balance > small   // said once more
    day 10         email "offer of a plan" offering plan "standard" within 5 days
    day 11         call "courtesy call" when segment is "key"
    day 12         task "look into it" for "AR team" due in 5 business days
${last ? "    day 20         write off when balance < small\n" : `    next           s${at + 1} after 15 days when habitual_late\n    next           s${at + 1} after 21 days\n`}  }
`;

const TAIL = `
  on payment in full        close as paid
  on partial payment        pause 7 days
  on promise within 14 days pause until promised date + 2 days
  on broken promise         go to s1
  on dispute                pause, task "resolve dispute" for "AR team" due in 5 business days
  on hardship               pause 30 days, offer plan "standard"
}
`;

/** A policy of at least so many lines, without a problem in it. */
export const policyOfLines = (lines: number): string => {
  const fixed = HEAD.split("\n").length + TAIL.split("\n").length;
  const stages = Math.ceil((lines - fixed) / 13) + 1;
  return HEAD + Array.from({ length: stages }, (_, at) => stage(at, at === stages - 1)).join("") + TAIL;
};

export const CEDAR_SCHEMA = `
entity Debtor = { "segment": String, "places": Set<String>, "late_invoices": Long };
entity Account = { "balance": Long, "days_overdue": Long, "owner": Debtor };
entity Collector;
action email, letter, call, hold appliesTo { principal: Collector, resource: Account, context: { "hour": Long, "contacts7": Long } };
`;

const cedarPolicy = (at: number): string => `
// Step ${at}: what the guard of a stage would ask.
@id("step-${at}")
permit (principal, action in [Action::"email", Action::"letter"], resource)
when { resource.balance >= 100000 && resource.days_overdue >= ${at + 45} && context.hour >= 9 && context.hour < 17 }
unless { context.contacts7 >= 2 || resource.owner.segment == "key" || resource.owner.places.contains("US-CA") };
`;

/** Cedar policies of at least so many characters. */
export const cedarOfSize = (characters: number): string => {
  const parts: string[] = [];
  for (let size = 0; size < characters; size += parts.at(-1)?.length ?? 1) parts.push(cedarPolicy(parts.length));
  return parts.join("");
};
