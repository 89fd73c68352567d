/** Whether a policy takes an account at all: its `applies to accounts when …`. */
import { holds, unknownFacts } from "./conditions.ts";
import type { Calendar } from "./model/calendar.ts";
import type { CompiledPolicy } from "./model/policy.ts";
import type { Account } from "./model/state.ts";
import { localDay, type Instant } from "./model/units.ts";
import { factsThen } from "./step/facts.ts";
import { emptyState } from "./step/full-state.ts";
import { historyOf } from "./step/history.ts";
import { takeIn } from "./step/intake.ts";

export type Applies =
  | { readonly applies: true }
  | { readonly applies: false; /** Facts that must be known first; none: it is known not to. */ readonly unknown: readonly string[] };

/** Days of an account that nobody runs yet are those at Greenwich: its calendar is built when it is taken. */
const NO_CALENDAR: Calendar = { hash: "", from: localDay(0), to: localDay(0), zones: {}, holidays: {} };

/**
 * Whether the policy applies to an account as it would be taken on at `now`: before any payment, promise or event of its own. What is
 * unknown doesn't apply.
 */
export function applies(policy: CompiledPolicy, account: Account, now: Instant): Applies {
  if (policy.applies === undefined) return { applies: true };
  const local = { calendar: NO_CALENDAR, zone: null, places: account.debtor.places };
  const { state } = takeIn(policy, emptyState(policy.hash), { type: "opened", id: "", at: now, account });
  const facts = factsThen(historyOf(policy, state, local, now, now), now);
  if (holds(policy.applies, facts, account.currency) === true) return { applies: true };
  return { applies: false, unknown: unknownFacts(policy.applies, facts, account.currency) };
}
