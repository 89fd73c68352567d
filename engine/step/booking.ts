/** Acts that change what is owed: how much is asked for, and what is booked once it was done. */
import { chargeType } from "../action.ts";
import { feeOf, interestOf } from "../charges.ts";
import { currencyDigits, formatMoney } from "../money.ts";
import type { StepAction } from "../model/policy.ts";
import type { EffectResult, Fact, StepRecord } from "../model/state.ts";
import type { LocalDay, Minor } from "../model/units.ts";
import { insertFact } from "./intake.ts";
import { dayAt } from "./local.ts";
import { say, type Run } from "./run.ts";
import type { View } from "./view.ts";

/** How much a charge comes to today; undefined for what is no charge, and where the law says how much. Zero: there is nothing to charge. */
export function amountOf(run: Run, action: StepAction): Minor | undefined {
  if (action.kind !== "business") return undefined;
  const { policy } = run.program;
  if (action.name === "charge fee") return feeOf(policy.terms, run.state.account.currency);
  return action.name === "charge interest" ? interestOf(groundOf(run.view)) : undefined;
}

function groundOf({ history, local, today }: View) {
  const { account, policy, invoices, movements } = history;
  const byDay = movements.map((movement) => ({ day: dayAt(local, movement.at), movement }));
  return { account, policy, invoices, movements: byDay, chargedTo: lastCharged(history.charges, local), today };
}

function lastCharged(charges: View["history"]["charges"], local: View["local"]): LocalDay | null {
  const last = charges.findLast(({ type }) => type === chargeType("charge interest", undefined));
  return last === undefined ? null : dayAt(local, last.at);
}

/** A record with what is asked for now; what was asked for before is forgotten. */
export function withAmount<Kept extends StepRecord>(
  { amount: _, ...record }: Kept,
  amount: Minor | undefined,
): Omit<Kept, "amount"> & { amount?: Minor } {
  return amount === undefined ? record : { ...record, amount };
}

export const amountIn = ({ amount }: StepRecord): Pick<StepRecord, "amount"> => (amount === undefined ? {} : { amount });

/** Books what was done, so that the past holds it from now on: a charge, or what was written off. */
export function book(
  run: Run,
  done: {
    readonly key: string;
    readonly step: string;
    readonly action: StepAction;
    readonly record: StepRecord;
    readonly result: EffectResult;
    /** `account`, or the invoice whose stage it was. */
    readonly track: string;
  },
): void {
  const { key, step, action, record, result, track } = done;
  if (action.kind !== "business") return;
  const { episode, account } = run.state;
  if (action.name === "write off") add(run, { id: `write-off/${episode}/${key}`, at: result.at, writesOff: track });
  if (action.name !== "charge fee" && action.name !== "charge interest") return;
  const type = chargeType(action.name, record.amount);
  const amount = (result.kind === "sent" ? result.amount : undefined) ?? record.amount;
  if (amount === undefined) return say(run, "step", `${step}: nobody told how much ${type} it was; it counts once it is recorded`);
  say(run, "step", `${step}: ${written(amount, account.currency)} of ${type} is booked`);
  add(run, { id: `charge/${episode}/${key}`, at: result.at, event: { event: "charge", by: "collector", type, amount } });
}

/** `12.50 USD`; the plain number of minor units where the currency is none that is in use. */
export const written = (amount: Minor, currency: string): string =>
  `${currencyDigits(currency) === null ? amount : formatMoney(amount, currency)} ${currency}`;

/** What the machine did is part of the past from here on: the account is woken once more to judge it. */
function add(run: Run, fact: Fact): void {
  run.state.facts = insertFact(run.state.facts, fact);
  run.state.stirred = true;
}
