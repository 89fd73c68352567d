/** Public face of the ledger. */
export { rehearse } from "./guard/rehearse.ts";
export type { DebtorFile, Standing } from "./guard/situation.ts";
export { EntryConflictError, LedgerUnavailableError } from "./errors.ts";
export type { AccountRow, Creditor, Guard, GuardAnswer, GuardRequest, InboxEvent, Ledger, Letters, Task } from "./ledger.ts";
export { openLedger, type OpenOptions } from "./open.ts";
