/** The smallest policy that is whole, with room for the lines under test. */
export interface Parts {
  readonly currency?: string;
  readonly places?: string;
  /** Lines of the policy, after its header. */
  readonly lines?: string;
  readonly clock?: string;
  /** Lines of the first stage. */
  readonly stage?: string;
  /** Further stages and handlers. */
  readonly more?: string;
}

export const CLOCK = `  clock {
    stage of       the account
    anchor         oldest unpaid invoice
    when it moves  keep the stage
    when behind    lapse
  }`;

/** What a policy ought to say of the events that stop it: each line, unless the lines under test have one. */
const STOPS = ["on payment in full close as paid", "on promise pause until promised date", "on dispute pause"];
const stopsBeside = (lines: string): string =>
  STOPS.filter((stop) => !lines.includes(stop.split(" ").slice(0, 2).join(" ")))
    .map((stop) => `  ${stop}\n`)
    .join("");

export const smallPolicy = ({
  currency = "USD",
  places = "US",
  lines = "",
  clock = CLOCK,
  stage = '    day 0  email "reminder"',
  more = "",
}: Parts = {}): string => `policy "Small" {
  version    "1"
  collector  creditor
  debt       commercial
  currency   ${currency}
  places     ${places}
${lines}
${clock}
  stage reminder from 1 day after due {
${stage}
  }
${more}
${stopsBeside(`${lines}${stage}${more}`)}}
`;
