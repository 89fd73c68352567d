/**
 * What a ledger may mean. Of some contacts nobody knows whether they took place: a mail whose sending broke off, a call of which nobody wrote down how it
 * went. Such a contact counts against limits as if it had reached the debtor, and gives no notice, opens no door and ends no duty: an act has to be lawful
 * if it took place, and if it didn't.
 */
import type { Context } from "./model/decision.ts";
import type { Rule } from "./model/rule.ts";
import type { ContactEntry } from "./rules/history.ts";
import { uncertainIn } from "./rules/ledger-index.ts";
import { perContext } from "./rules/per-context.ts";

/** One thing that the ledger may mean. */
export interface Reading {
  readonly context: Context;
  /** Contacts of the ledger that didn't take place by this reading. */
  readonly without: readonly ContactEntry[];
}

/** So many are read in every way there is; of more, the older ones alike. */
const APART = 3;

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
  const alike = Math.max(0, uncertain.length - APART + 1);
  const groups = [...(alike > 0 ? [uncertain.slice(0, alike)] : []), ...uncertain.slice(alike).map((one) => [one])];
  let ways: readonly (readonly ContactEntry[])[] = [[]];
  for (const group of groups) ways = ways.flatMap((without) => [without, [...without, ...group]]);
  return ways;
}

const leavingOut = (context: Context, without: readonly ContactEntry[]): Context => ({
  ...context,
  ledger: context.ledger.filter((entry) => !without.some((one) => one === entry)),
});

/**
 * Whether a rule may answer otherwise where fewer contacts took place, and less kindly. Limits, silences and what facts close are the stricter the more took
 * place.
 */
export function dependsOnReading({ body }: Rule): boolean {
  switch (body.kind) {
    case "content":
      return body.when === "first" || body.leavesPeriod === true || body.while?.withinValidationPeriod === true;
    case "notice-before":
    case "deadline":
    case "due-date":
    case "amount":
      return true;
    case "block":
      return (
        body.unlessContacted === true ||
        body.attorneySilentFor !== undefined ||
        body.until?.after === "invoice" ||
        body.while?.withinValidationPeriod === true
      );
    case "cap":
      return body.since?.withinValidationPeriod === true;
    default:
      return false;
  }
}
