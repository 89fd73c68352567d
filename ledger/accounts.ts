import type { Account, Person, State } from "../engine/index.ts";
import type { Database } from "./database/connect.ts";
import type { AccountRow, Ledger } from "./ledger.ts";

interface Joined {
  readonly body: string;
  readonly policy: string;
  readonly runtime: "local" | "temporal";
  readonly state: string | null;
  readonly wake_at: AccountRow["wakeAt"];
  readonly cursor: number;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: readonly string[] | null;
  readonly language: string | null;
}

const personOf = (row: Joined): Person => ({
  name: row.name ?? "",
  ...(row.email === null ? {} : { email: row.email }),
  ...(row.phone === null ? {} : { phone: row.phone }),
  ...(row.address === null ? {} : { address: row.address }),
  ...(row.language === null ? {} : { language: row.language }),
});

const rowOf = (row: Joined): AccountRow => ({
  account: JSON.parse(row.body) as Account,
  person: personOf(row),
  policy: row.policy,
  runtime: row.runtime,
  state: row.state === null ? null : (JSON.parse(row.state) as State),
  wakeAt: row.wake_at,
  cursor: row.cursor,
});

/** A person whose row was erased is read as one without a name: the account itself stays. */
const joined = (db: Database) =>
  db
    .selectFrom("accounts")
    .leftJoin("people", "people.account", "accounts.id")
    .select(["accounts.body", "accounts.policy", "accounts.runtime", "accounts.state", "accounts.wake_at", "accounts.cursor"])
    .select(["people.name", "people.email", "people.phone", "people.address", "people.language"]);

export const account =
  (db: Database): Ledger["account"] =>
  async (id) => {
    const row = await joined(db).where("accounts.id", "=", id).executeTakeFirst();
    return row === undefined ? null : rowOf(row);
  };

export const accounts =
  (db: Database): Ledger["accounts"] =>
  async () =>
    (await joined(db).orderBy("accounts.id").execute()).map(rowOf);
