export { violations } from "./read.ts";
export type { OracleBody, OracleContact, OracleEntry, OracleEvent, OracleRule, OracleSeries, OracleTerms, Story, Violation } from "./words.ts";
