/** From what a policy wants done to what the rules are asked about, and to the line that it leaves in the ledger. */
import type { Action, Channel, Contact, Debt, EventName, LedgerEntry } from "./model/facts.ts";
import type { BusinessAction, StepAction } from "./model/policy.ts";
import type { Effect } from "./model/state.ts";
import type { Instant, Minor } from "./model/units.ts";

/** An effect that somebody has to carry out and answer with a `result`. */
export type AskedEffect = Extract<Effect, { kind: "contact" | "business" }>;

/** What the runtime knows about a contact beside the policy's words. */
export interface ContactDetails {
  /** Labels of the debtor's addresses by channel: `Account.reach`. */
  readonly reach?: Readonly<Partial<Record<Channel, string>>>;
  /** Content ids of the finished text. Absent: the text is still open. */
  readonly contains?: readonly string[];
}

/** Business actions that the law may forbid, and so must be asked for like a contact. */
const GUARDED: ReadonlySet<BusinessAction["name"]> = new Set([
  "place with agency",
  "file small claim",
  "report to bureau",
  "offer plan",
  "charge fee",
  "charge interest",
] as const);

/** Whether the guard must be asked: every contact, and those business actions that a rule may forbid. */
export function needsGuard(action: StepAction): boolean {
  return action.kind === "contact" || GUARDED.has(action.name);
}

/** Channels that use the address of another when they have none of their own. */
const SHARES: Readonly<Partial<Record<Channel, Channel>>> = {
  voicemail: "call",
  "registered-letter": "letter",
  postcard: "letter",
  visit: "letter",
};

/** Label of the address that a channel would use; undefined when there is none, and then nobody can be reached by it. */
export function reachOf(reach: NonNullable<ContactDetails["reach"]>, channel: Channel): string | undefined {
  const shared = SHARES[channel];
  return reach[channel] ?? (shared === undefined ? undefined : reach[shared]);
}

/** Charges as the ledger and the law call them. A fee that the policy doesn't name is the fixed sum that the law gives for lateness. */
export const chargeType = (name: "charge fee" | "charge interest", amount: Minor | undefined): string =>
  name === "charge interest" ? "late-interest" : amount === undefined ? "late-compensation" : "late-fee";

/**
 * What the guard is asked about: a contact or act about all debts given.
 * @throws RangeError for an action that no guard is asked about (see `needsGuard`).
 */
export function actionOf(
  effect: { readonly action: StepAction; readonly amount?: Minor },
  debts: readonly Debt[],
  details: ContactDetails = {},
): Action {
  const ids = debts.map((debt) => debt.id);
  const { action } = effect;
  if (action.kind === "contact") {
    const address = details.reach === undefined ? undefined : reachOf(details.reach, action.channel);
    const contact: Contact = {
      channel: action.channel,
      purpose: action.purpose,
      ...(address === undefined ? {} : { address }),
      ...(details.contains === undefined ? {} : { contains: details.contains }),
    };
    return { act: "contact", debts: ids, contact };
  }
  switch (action.name) {
    case "place with agency":
      return { act: "place", debts: ids };
    case "file small claim":
      return { act: "sue", debts: ids };
    case "report to bureau":
      return { act: "credit-report", debts: ids, ...(details.contains === undefined ? {} : { contains: details.contains }) };
    case "offer plan":
      return { act: "offer-plan", debts: ids };
    // That a contract agreed to a charge is never assumed: without it the stricter rules hold.
    case "charge fee":
    case "charge interest": {
      const wanted = effect.amount === undefined ? {} : { amount: effect.amount };
      return { act: "charge", debts: ids, charge: { type: chargeType(action.name, effect.amount), agreed: false, ...wanted } };
    }
    default:
      throw new RangeError(`"${action.name}" is not asked of the guard`);
  }
}

const LEAVES: Readonly<Record<Exclude<Action["act"], "contact" | "charge">, EventName | null>> = {
  "credit-report": "credit-reported",
  "threaten-suit": "suit-threatened",
  sue: "suit-filed",
  sell: "assignment",
  place: "assignment",
  accelerate: "acceleration",
  "offer-plan": null,
};

/**
 * The entry that a granted action leaves in the debtor's ledger, reserved or done: the same for the guard and the
 * simulator. Null for an act that no rule looks back on (an offered plan).
 * @param id of the entry: the request id.
 * @param account id of the account it is made for.
 */
export function entryOf(id: string, account: string, action: Action, at: Instant): LedgerEntry | null {
  const about = { debts: action.debts, account };
  if (action.act === "contact") return { at, id, contact: { ...action.contact, direction: "out", by: "collector", ...about } };
  if (action.act === "charge") {
    const { type, amount } = action.charge;
    return { at, id, event: { event: "charge", by: "collector", type, ...(amount === undefined ? {} : { amount }), ...about } };
  }
  const event = LEAVES[action.act];
  return event === null ? null : { at, id, event: { event, by: "collector", ...about } };
}

/** Name of one try of an effect, unique over the life of the account: what the guard and the providers know it by. */
export function requestIdOf(account: string, episode: number, effectKey: string): string {
  return `${account}/${episode}/${effectKey}`;
}
