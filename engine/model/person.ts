/** Who the debtor is, to the outside: kept by the ledger, read by channels, never seen by a rule. Never in ids, logs or errors. */
export interface Person {
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
  readonly address?: readonly string[];
  /** BCP 47; `en` when absent. */
  readonly language?: string;
}
