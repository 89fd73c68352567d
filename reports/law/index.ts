/** Questions about the law book, answered as data: what a list, a page or a script shows. */
export { coverageOf, type CoveredDuty, type DutyState } from "./coverage.ts";
export { dateFindings, type DateFinding, type FindingKind } from "./dates.ts";
export { lawDiff, type LawChange } from "./diff.ts";
export { confidenceWords, dateOf, entryOf, forceWords, type RuleEntry } from "./entry.ts";
export { isRuleId, placeOf, rulesById, selectRules } from "./select.ts";
export type { TouchedPolicy } from "./touched.ts";
