/**
 * What a ledger may mean. Of some contacts nobody knows whether they took place: a mail whose sending broke off, a call of which nobody wrote down how it
 * went. Such a contact counts against limits as if it had reached the debtor, and gives no notice, opens no door and ends no duty: an act has to be lawful
 * if it took place, and if it didn't.
 */
import type { Context } from "./model/decision.ts";
import type { ContactEntry } from "./rules/history.ts";
import { uncertainIn } from "./rules/ledger-index.ts";
import { perContext } from "./rules/per-context.ts";

/** One thing that the ledger may mean. */
export interface Reading {
  readonly context: Context;
  /** Contacts of the ledger that didn't take place by this reading. */
  readonly without: readonly ContactEntry[];
}

/** Up to so many are read in every way there is; of more, all, none, each alone, and all but each. */
const FEW = 4;

const kept = perContext(() => ({ readings: null as readonly Reading[] | null }));

/** How the ledger of a context may be read, the one by which all of it took place first. */
export function readingsOf(context: Context): readonly Reading[] {
  const known = kept(context);
  known.readings ??= find(context);
  return known.readings;
}

function find(context: Context): readonly Reading[] {
  const uncertain = uncertainIn(context.ledger);
  return waysToLeaveOut(uncertain).map((without) => ({ context: without.length === 0 ? context : leavingOut(context, without), without }));
}

function waysToLeaveOut(uncertain: readonly ContactEntry[]): readonly (readonly ContactEntry[])[] {
  if (uncertain.length > FEW) {
    return [NOTHING, uncertain, ...uncertain.map((one) => [one]), ...uncertain.map((one) => uncertain.filter((other) => other !== one))];
  }
  let ways: readonly (readonly ContactEntry[])[] = [NOTHING];
  for (const one of uncertain) ways = ways.flatMap((without) => [without, [...without, one]]);
  return ways;
}
const NOTHING: readonly ContactEntry[] = [];

const leavingOut = (context: Context, without: readonly ContactEntry[]): Context => ({
  ...context,
  ledger: context.ledger.filter((entry) => !without.some((one) => one === entry)),
});
