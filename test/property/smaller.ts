/** The smallest case that can be found in which engine and oracle still disagree: what can go is left out, one after the other. */
import { decide, Disagreement, newTally } from "./decisions.ts";
import type { Case } from "./wide.ts";

/** What engine and oracle disagree about in a case; null when they don't. */
export const disagreementIn = (one: Case): string | null => {
  try {
    decide(one, newTally());
    return null;
  } catch (error) {
    if (error instanceof Disagreement) return error.message;
    throw error;
  }
};

/** Whether they still do, of a case from which something was taken that may have been needed. */
const stillDoes = (one: Case): boolean => {
  const known = one.debts.map(({ id }) => id);
  if (one.lines.some(({ line }) => line.what === "wish" && line.action.debts.some((id) => !known.includes(id)))) return false;
  try {
    return disagreementIn(one) !== null;
  } catch {
    return false;
  }
};

type Json = unknown;
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json): value is Readonly<Record<string, Json>> => typeof value === "object" && value !== null && !Array.isArray(value);

/** Members that a case can do without. */
const OPTIONAL = new Set(
  (
    "contains person place line address dialing purpose re received form ground request relief covers channels blocked debts account written type " +
    "amount by raisedByDebtor facts creditor serviceGroup contract default chargedOff limitationEnded outcome unsure answers notice members places persons lines " +
    "exceptPurposes exceptPersons exceptReplies lateAtMost holidaySet zone while since months times barred purposes atMost longest forDays fromReceipt grounds " +
    "requests withinValidationPeriod freshDays frozen dayCount over rate from to until debtTypes contracts collectorFacts exceptCollectorFacts debtorFacts " +
    "exceptDebtorFacts debtFacts exceptDebtFacts incurredFrom incurredUntil amountAtLeast amountAtMost totalAtLeast totalAtMost onceEvents untilEvents debtors asFixed chapter deadline daysFromReceipt having gives unlessConsent afterDays business"
  ).split(" "),
);
/** Members without which a rule or a debt is none. */
const KEPT = new Set(["line", "amount", "place", "from", "to", "type"]);
/** Lists of which something has to be left. */
const NEEDED = new Set(["hours", "acts", "roles", "places", "timezones", "debts"]);

/** Everything that is one thing smaller, the larger cuts first. */
function* cuts(value: Json, name = ""): Generator {
  if (isList(value)) {
    if (!NEEDED.has(name) || value.length > 1) for (const index of value.keys()) yield value.toSpliced(index, 1);
    for (const [index, one] of value.entries()) for (const cut of cuts(one)) yield value.with(index, cut);
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      if (OPTIONAL.has(key) && !(KEPT.has(key) && ("id" in value || "at" in value)) && !(key === "debts" && "act" in value) && !("rules" in value))
        yield Object.fromEntries(Object.entries(value).filter(([one]) => one !== key));
    }
    for (const [key, one] of Object.entries(value)) for (const cut of cuts(one, key)) yield { ...value, [key]: cut };
  }
}

/** Makes a case smaller until nothing more can go. */
export const smaller = (one: Case, tries = 20_000): Case => {
  let [best, left] = [one, tries];
  for (let found = true; found && left > 0;) {
    found = false;
    for (const cut of cuts(best)) {
      left -= 1;
      if (left <= 0) break;
      if (!stillDoes(cut as Case)) continue;
      [best, found] = [cut as Case, true];
      break;
    }
  }
  return best;
};
