/** Why a rule was met: the entries of a life's ledger that it takes. */
import { rulesConcerning } from "../concerning.ts";
import type { LedgerEntry } from "../model/facts.ts";
import { refusalOf } from "../permit.ts";
import { missedIn } from "./duties.ts";
import { contextOf, type Arena } from "./life.ts";
import type { Meeting } from "./watch.ts";

/** Whether a rule would be met as well if the ledger held no more than some entries. */
export function isMet(arena: Arena, { place, rule, beside, life, wanted, at }: Meeting, ledger: readonly LedgerEntry[]): boolean {
  const lesser = { ...life, ledger };
  if (wanted === null) return missedIn(arena, { place, rules: [rule], beside }, { ...lesser, now: at }).length > 0;
  const { action } = wanted;
  if (action === null) return false;
  const context = contextOf(arena, lesser, place, [...new Set([rule, ...beside])]);
  return rulesConcerning(context, action).some((one) => one.rule === rule && refusalOf(one, action, at) !== null);
}

/** Ids of entries of which none can be left out; none where the wish alone is enough. */
export function causesOf(arena: Arena, meeting: Meeting): readonly string[] {
  const suffices = (ledger: readonly LedgerEntry[]): boolean => isMet(arena, meeting, ledger);
  let kept = meeting.life.ledger.filter((entry) => entry.at <= meeting.at);
  if (!suffices(kept)) return [];
  // Each in turn, the oldest first: what is left is what it takes.
  for (const entry of kept) {
    const without = kept.filter((one) => one !== entry);
    if (suffices(without)) kept = without;
  }
  return kept.map(({ id }) => id);
}
