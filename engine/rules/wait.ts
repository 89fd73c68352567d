/** When a wait is over that some blocks ask for: so many days after a debt was due, after its invoice, or after the last such charge. */
import type { Action, Debt } from "../model/facts.ts";
import type { Context } from "../model/decision.ts";
import type { BlockRule } from "../model/rule.ts";
import { localDay } from "../model/units.ts";
import { dayBegunEverywhere, lastDateAt, lastDayOf } from "./dates.ts";
import { dayOfInvoice } from "./due-date.ts";
import { concerns, debtOf, debtsAsked } from "./history.ts";

type Wait = NonNullable<BlockRule["until"]>;

/** The instant at which the wait is over for every debt asked about, in every candidate zone; infinity when nobody knows it. */
export function waitOver(wait: Wait, charges: readonly string[] | undefined, context: Context, action: Action): number {
  let over = -Infinity;
  for (const id of debtsAsked(context, action)) {
    const debt = debtOf(context, id);
    if (debt === undefined) return Infinity;
    const from = waitFrom(wait, charges, context, debt);
    const day = from === null ? -Infinity : lastDayOf(context, from, { n: wait.days, business: wait.business === true });
    if (day === Infinity) return Infinity;
    if (from !== null) over = Math.max(over, dayBegunEverywhere(context, localDay(day)));
  }
  return over;
}

/** The day from which the days are counted; null where there is nothing to wait for. */
function waitFrom({ after }: Wait, charges: readonly string[] | undefined, context: Context, debt: Debt): number | null {
  if (after === "due") return debt.due;
  if (after === "default") return debt.default ?? debt.due + 1;
  return after === "invoice" ? dayOfInvoice(context, debt) : lastCharged(charges, context, debt);
}

/** The date of the last charge of some types; one of a type that nobody noted may be of these. */
function lastCharged(charges: readonly string[] | undefined, context: Context, debt: Debt): number | null {
  const last = context.ledger.findLast(
    (entry) =>
      "event" in entry &&
      entry.event.event === "charge" &&
      (entry.event.type === undefined || charges === undefined || charges.includes(entry.event.type)) &&
      concerns(entry.event, debt.id, context),
  );
  return last === undefined ? null : lastDateAt(context, last.at);
}
