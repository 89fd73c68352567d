/** A finding of the proof told again: to the engine with less than all that happened, and to the oracle, which reads the rules on its own. */
import { reaches } from "../../../engine/scope.ts";
import { isMet } from "../../../engine/verify/causes.ts";
import { contextOf, type Arena } from "../../../engine/verify/life.ts";
import type { Meeting } from "../../../engine/verify/watch.ts";
import { permit } from "../../../engine/index.ts";
import type { Action, LedgerEntry, Money, Rule } from "../../../engine/index.ts";
import { wouldBreak, type OracleEntry, type OracleRule, type OracleTerms, type Story } from "../../oracle/index.ts";

export interface Told {
  readonly arena: Arena;
  readonly meeting: Meeting;
  /** All law there is. */
  readonly law: readonly Rule[];
}

/** Entries of the life, as far as they are named. */
export const entriesOf = ({ meeting }: Told, ids: readonly string[]): readonly LedgerEntry[] =>
  meeting.life.ledger.filter(({ id }) => ids.includes(id));

export const engineSees = ({ arena, meeting }: Told, ledger: readonly LedgerEntry[]): boolean => isMet(arena, meeting, ledger);

const EVENTS: Readonly<Record<Exclude<Action["act"], "contact" | "charge">, string>> = {
  "credit-report": "credit-reported",
  "threaten-suit": "suit-threatened",
  sue: "suit-filed",
  sell: "sold",
  place: "placed",
  accelerate: "acceleration",
  "offer-plan": "plan-offered",
};

/** What is wanted, as something that was done. */
function deedOf(action: Action, at: number, most: Money | undefined): { readonly entry: OracleEntry; readonly terms: OracleTerms | null } {
  const [id, { debts }] = ["the wish", action];
  if (action.act === "contact") return { entry: { at, id, contact: { ...action.contact, direction: "out", by: "collector", debts } }, terms: null };
  if (action.act !== "charge") return { entry: { at, id, event: { event: EVENTS[action.act], by: "collector", debts } }, terms: null };
  const { type, amount, agreed, ...rest } = action.charge;
  // What is wanted is all that the law gives; where it gives nothing, the least that there is.
  const sum = amount === undefined ? (most ?? { amount: 1 }) : { amount };
  return { entry: { at, id, event: { event: "charge", by: "collector", type, debts, ...sum } }, terms: { agreed, ...rest } };
}

/** The rule in question among all law of its place. What was not sent in time shows by an act that is forbidden until it is. */
function lawFor({ meeting: { place, rule, wanted }, law }: Told): readonly OracleRule[] {
  const rules = law.filter((one) => reaches(one, [place]) && one.id !== rule.id);
  const { body } = rule;
  return [...rules, wanted === null && body.kind === "deadline" ? { ...rule, body: { ...body, else: ["threaten-suit"] } } : rule];
}

/** Whether the oracle finds the rule broken, with nothing in the ledger but some entries. */
export function oracleSees(told: Told, ledger: readonly LedgerEntry[]): boolean {
  const { arena, meeting } = told;
  const { life, place, rule, wanted, at } = meeting;
  const { collector, debtor, debts, series, calendar } = contextOf(arena, life, place, []);
  const action: Action | null = wanted === null ? { act: "threaten-suit", debts: debts.map(({ id }) => id) } : wanted.action;
  if (action === null) return false;
  const decision = permit(contextOf(arena, { ...life, ledger }, place, [rule, ...meeting.beside]), action, at);
  const { entry, terms } = deedOf(action, at, decision.allowed ? decision.amount : undefined);
  const story: Story = {
    rules: lawFor(told),
    collector,
    debtor,
    debts,
    holidays: calendar.holidays,
    ...(calendar.weekdays === undefined ? {} : { weekdays: calendar.weekdays }),
    ledger,
    ...(series === undefined ? {} : { series }),
    ...(terms === null ? {} : { terms: { [entry.id]: terms } }),
  };
  return wouldBreak(story, entry, rule.id).length > 0;
}
