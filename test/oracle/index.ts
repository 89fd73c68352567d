export { violations } from "./read.ts";
export type { OracleBody, OracleContact, OracleEntry, OracleEvent, OracleRule, Story, Violation } from "./words.ts";
