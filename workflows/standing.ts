/** An account as `perform` needs it, whichever runtime keeps its state. */
import type { Account, Movement, Person } from "../engine/index.ts";
import type { AccountRow } from "../ledger/index.ts";

export interface Standing {
  readonly account: Account;
  readonly person: Person;
  readonly episode: number;
  readonly movements: readonly Movement[];
}

/** How a stored account stands. One that was never opened is in its first episode, with nothing paid. */
export const standingOf = (row: Pick<AccountRow, "account" | "person">, state: Pick<Standing, "episode" | "movements"> | null): Standing => ({
  account: row.account,
  person: row.person,
  episode: state?.episode ?? 1,
  movements: state?.movements ?? [],
});
