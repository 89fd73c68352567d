import { sql } from "kysely";
import { canonicalJson, concernsPerson, labelledFor } from "../engine/index.ts";
import type { Instant, StepEvent } from "../engine/index.ts";
import { append, lockDebtor } from "./chain/append.ts";
import type { Line, LineBody } from "./chain/line.ts";
import { inTransaction } from "./database/connect.ts";
import type { Database, Tx } from "./database/connect.ts";
import { EntryConflictError } from "./errors.ts";
import { judgeAnew } from "./guard/judge-anew.ts";
import { deliver } from "./inbox.ts";
import type { Ledger } from "./ledger.ts";
import type { ProgramSource } from "./programs.ts";

type Recorded = Parameters<Ledger["record"]>[0];

interface Owner {
  readonly debtor: string;
  readonly currency: string;
}

const ownerOf = async (db: Database, account: string): Promise<Owner> => {
  const row = await db.selectFrom("accounts").select(["debtor", "body"]).where("id", "=", account).executeTakeFirst();
  if (row === undefined) throw new EntryConflictError(`There is no account "${account}" on file, so nothing can be recorded for it.`);
  return { debtor: row.debtor, currency: (JSON.parse(row.body) as { currency: string }).currency };
};

/** Null for what belongs to the account's own course alone (an approval, the result of a step) and not to the debtor's record. */
const bodyOf = (event: StepEvent, account: string, owner: Owner): LineBody | null => {
  if (event.type === "happened") return { event: labelledFor(event.event, account) };
  if (event.type !== "moved") return null;
  const { as, amount, invoice } = event;
  return { movement: { as, amount, currency: owner.currency, ...(invoice === undefined ? {} : { invoice }) } };
};

const receivers = async (tx: Tx, { account, event }: Recorded, debtor: string): Promise<readonly string[]> => {
  if (event.type !== "happened" || !concernsPerson(event.event)) return [account];
  const rows = await tx.selectFrom("accounts").select("id").where("debtor", "=", debtor).execute();
  return rows.map((row) => row.id);
};

/** True when the same thing is on file already. An id that names something else is refused: to drop the second would lose it. */
const isKnown = async (tx: Tx, line: Line): Promise<boolean> => {
  const row = await tx.selectFrom("entries").select(["account", "body"]).where("id", "=", line.id).executeTakeFirst();
  if (row === undefined) return false;
  if (row.account === line.account && row.body === canonicalJson(line.body)) return true;
  throw new EntryConflictError(`The id "${line.id}" is already that of another entry. Give this one an id of its own.`);
};

const inboxKnows = async (tx: Tx, account: string, id: string): Promise<boolean> => {
  const { rows } = await sql`select 1 from inbox where account = ${account} and event ->> 'id' = ${id} limit 1`.execute(tx);
  return rows.length > 0;
};

const recordIn = async (tx: Tx, entry: Recorded, owner: Owner, programs: ProgramSource, now: Instant): Promise<boolean> => {
  const head = await lockDebtor(tx, owner.debtor);
  if (head === null) throw new Error("an account without a debtor's row");
  const body = bodyOf(entry.event, entry.account, owner);
  if (body === null) {
    if (await inboxKnows(tx, entry.account, entry.id)) return false;
  } else {
    const line: Line = { id: entry.id, at: entry.at, account: entry.account, body };
    if (await isKnown(tx, line)) return false;
    await append(tx, head, [line]);
    await judgeAnew(tx, programs, owner.debtor, now);
  }
  const to = await receivers(tx, entry, owner.debtor);
  await deliver(
    tx,
    to.map((account) => ({ account, event: entry.event })),
  );
  return true;
};

const uniqueViolation = "23505";

/** @throws EntryConflictError when the account is not on file, or the id names something else already. */
export const record =
  (db: Database, clock: () => Instant, programs: ProgramSource): Ledger["record"] =>
  async (entry) => {
    const owner = await ownerOf(db, entry.account);
    try {
      return await inTransaction(db, (tx) => recordIn(tx, entry, owner, programs, clock()));
    } catch (error) {
      // Two records of one id for two debtors at the same moment: the locks are apart, the id is not.
      if ((error as { code?: unknown }).code !== uniqueViolation) throw error;
      throw new EntryConflictError(`The id "${entry.id}" is already that of another entry. Give this one an id of its own.`, { cause: error });
    }
  };
