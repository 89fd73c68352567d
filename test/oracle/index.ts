export { isBound, violations, wouldBreak } from "./read.ts";
export type { OracleBody, OracleContact, OracleEntry, OracleEvent, OracleRule, OracleTerms, Story, Violation } from "./words.ts";
