import type { Instant } from "../../engine/index.ts";
import type { Database } from "../database/connect.ts";
import type { Guard } from "../ledger.ts";
import type { ProgramSource } from "../programs.ts";
import { ask } from "./ask.ts";
import { sending, settle } from "./settle.ts";

/** The one gate to a debtor. Start reading at `ask`. */
export const makeGuard = (db: Database, clock: () => Instant, programs: ProgramSource): Guard => ({
  ask: ask(db, clock, programs),
  sending: sending(db, clock),
  settle: settle(db, clock),
});
