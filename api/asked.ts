import type { Ledger } from "../ledger/index.ts";

/** A request with its key checked: whose it is, and what it carries. */
export interface Asked {
  /** The tenant's own rows and no others. */
  readonly ledger: Ledger;
  readonly body: unknown;
  /** Of the path: `{id}`. */
  readonly id: string;
  /** Tells an account that runs elsewhere what was recorded for it. */
  readonly tell: (ledger: Ledger, account: string) => Promise<void>;
}
