/** Public face of the ledger. */
export { rehearse } from "./guard/rehearse.ts";
export { situationOf, type DebtorFile, type Situation, type Standing } from "./guard/situation.ts";
export type { Duties, Sends, TaskDuty } from "./duties.ts";
export { EntryConflictError, LedgerUnavailableError } from "./errors.ts";
export type { AccountRow, Creditor, Guard, GuardAnswer, GuardRequest, InboxEvent, Ledger, Letters, Task } from "./ledger.ts";
export { DEFAULT_TENANT, tenantOf, type Tenant } from "./database/tenant.ts";
export type { MadeElsewhere, Outside, Reported } from "./guard/outside.ts";
export type { ApiKey, Keys } from "./keys.ts";
export { openLedger, type OpenOptions } from "./open.ts";
