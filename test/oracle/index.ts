export { violations } from "./read.ts";
export type {
  OracleBinding, OracleBody, OracleContact, OracleDebt, OracleEntry, OracleEvent, OracleRule, OracleTrigger, Story, Violation,
} from "./words.ts";
