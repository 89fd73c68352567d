/** How an account stands, from what the store holds. */
import { localDayAt, step } from "../engine/index.ts";
import type { Instant, Reason, Rest, State } from "../engine/index.ts";
import type { AccountRow, Ledger } from "../ledger/index.ts";
import { Problem } from "./problem.ts";

export type StoredProgram = NonNullable<Awaited<ReturnType<Ledger["loadProgram"]>>>;

export interface Known {
  readonly row: AccountRow;
  readonly program: StoredProgram;
  /** With all that was recorded up to now taken in; null for an account that has not begun. */
  readonly state: State | null;
}

/** @throws Problem when the tenant has no such account. Whether another has one is not told. */
export const knownAccount = async (ledger: Ledger, id: string, now: Instant): Promise<Known> => {
  const row = await ledger.account(id);
  if (row === null) throw new Problem("unknown-account", 'There is no account of this id: "collect import" takes accounts in.');
  const program = await ledger.loadProgram(row.policy);
  if (program === null) throw new Problem("unknown-account", "The account's policy is not in the store: import the account again with its policy.");
  let { state } = row;
  for (const { event } of await ledger.inbox(id)) state = step(program, state, event, now).state;
  // What no wake has looked at yet counts too: nothing of it is written.
  if (state?.stirred === true) ({ state } = step(program, state, { type: "wake" }, now));
  return { row, program, state };
};

/** Pauses and holds that keep the account quiet at `now`. */
export const restsAt = ({ row, program, state }: Known, now: Instant): readonly Rest[] => {
  const zone = row.account.debtor.timezones[0];
  const today = zone === undefined ? null : localDayAt(program.calendar, zone, now);
  return (state?.rests ?? []).filter((rest) => {
    if (rest.from > now || (rest.ended !== undefined && rest.ended <= now)) return false;
    return rest.untilDay === null || today === null || today <= rest.untilDay;
  });
};

const own = (rule: string, summary: string, sentence: string): Reason => ({
  rule,
  place: "HOUSE",
  kind: "policy",
  summary,
  cites: "the policy",
  confidence: "own",
  sentence,
  until: null,
});

export const NOTHING_OPEN = own(
  "policy.nothing-open",
  "Nothing is open",
  "None of the invoices asked about is open, so there is nothing to ask the debtor for.",
);
const CLOSED = own("policy.closed", "The account is closed", "The account is closed.");
const CONTACT_CLOSED = own("policy.contact-closed", "Contact is closed for good", "The account was closed to contact by what was recorded for it.");

/** Why the policy itself, beside the law, wants nobody to collect now. */
export const policyReasons = (known: Known, now: Instant): readonly Reason[] => {
  const { state } = known;
  if (state?.status === "closed") return [CLOSED];
  if (state?.contactClosed === true) return [CONTACT_CLOSED];
  return restsAt(known, now).map((rest) => own(`policy.${rest.kind}`, `The account is at rest: ${rest.why}`, `The account is at rest: ${rest.why}.`));
};
