import { createHash } from "node:crypto";
import { sql } from "kysely";
import { canonicalJson } from "../engine/index.ts";
import type { Account, Instant, StepEvent } from "../engine/index.ts";
import { inTransaction } from "./database/connect.ts";
import type { Database, Tx } from "./database/connect.ts";
import { EntryConflictError } from "./errors.ts";
import { deliver } from "./inbox.ts";
import type { Ledger } from "./ledger.ts";
import { lookAnew } from "./look-anew.ts";

type Put = Parameters<Ledger["putAccounts"]>[0][number];

interface Known {
  readonly id: string;
  readonly debtor: string;
  readonly body: string;
  readonly last_seq: number;
  readonly person: string;
}

/** One account with its text, so that each is written out as canonical JSON once. */
interface Incoming extends Put {
  readonly body: string;
}

const batchSize = 1000;
const putLock = 7_236_502_916;

const lockKnown = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Known>> => {
  const { rows } = await sql<Known>`
    select a.id, a.debtor, a.body, a.last_seq,
      coalesce(jsonb_build_array(p.name, p.email, p.phone, p.address, p.language)::text, '') as person
    from accounts a left join people p on p.account = a.id
    where a.id = any(${ids}::text[]) order by a.id for no key update of a`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
};

const insertDebtors = async (tx: Tx, rows: readonly Incoming[]): Promise<void> => {
  const debtors = [...new Set(rows.map((row) => row.account.debtor.id))].sort();
  await sql`insert into debtors (id) select unnest(${debtors}::text[]) on conflict on constraint debtors_pkey do nothing`.execute(tx);
};

/** Who moved is under other law, and what nobody knew before may be known now. Nobody else changes what an account says of itself. */
const lookAnewAtChanged = async (tx: Tx, rows: readonly Incoming[]): Promise<void> => {
  const [ids, debtors, bodies] = [rows.map((row) => row.account.id), rows.map((row) => row.account.debtor.id), rows.map((row) => row.body)];
  const changed = sql`
      select n.debtor from unnest(${ids}::text[], ${debtors}::text[], ${bodies}::text[]) as n (id, debtor, body)
      left join accounts a on a.id = n.id where a.body is distinct from n.body`;
  await lookAnew(tx, changed);
};

/**
 * An account that has begun keeps the policy version and the runtime under which it began: to move it is an act of its own, not a side effect of
 * reading the same file again.
 */
const writeAccounts = async (tx: Tx, rows: readonly Incoming[]): Promise<void> => {
  const column = (read: (row: Incoming) => string): readonly string[] => rows.map(read);
  await sql`
    insert into accounts (id, debtor, body, policy, runtime)
    select * from unnest(${column((row) => row.account.id)}::text[], ${column((row) => row.account.debtor.id)}::text[], ${column((row) => row.body)}::text[],
      ${column((row) => row.policy)}::text[], ${column((row) => row.runtime)}::text[])
    on conflict on constraint accounts_pkey do update set
      body = excluded.body,
      policy = case when ${notBegun} then excluded.policy else accounts.policy end,
      runtime = case when ${notBegun} then excluded.runtime else accounts.runtime end`.execute(tx);
};

const notBegun = sql`accounts.state is null and accounts.runtime = 'local'`;

const writePeople = async (tx: Tx, rows: readonly Incoming[]): Promise<void> => {
  const ids = rows.map((row) => row.account.id);
  const text = (name: "name" | "email" | "phone" | "language"): readonly (string | null)[] => rows.map((row) => row.person[name] ?? null);
  const addresses = rows.map((row) => (row.person.address === undefined ? null : JSON.stringify(row.person.address)));
  await sql`
    insert into people (account, name, email, phone, address, language)
    select * from unnest(${ids}::text[], ${text("name")}::text[], ${text("email")}::text[], ${text("phone")}::text[], ${addresses}::jsonb[],
      ${text("language")}::text[])
    on conflict on constraint people_pkey do update set name = excluded.name, email = excluded.email, phone = excluded.phone, address = excluded.address,
      language = excluded.language`.execute(tx);
};

const opened = (account: Account, at: Instant): StepEvent => ({ type: "opened", id: `opened/${account.id}`, at, account });

/** The number keeps the ids of two changes apart when the second takes the first back. */
const updated = (row: Incoming, known: Known, at: Instant): StepEvent => {
  const digest = createHash("sha256").update(row.body).digest("hex").slice(0, 12);
  return { type: "updated", id: `updated/${row.account.id}/${known.last_seq + 1}/${digest}`, at, account: row.account };
};

const refuseOtherDebtor = (row: Incoming, known: Known): void => {
  if (known.debtor === row.account.debtor.id) return;
  throw new EntryConflictError(
    `The account "${row.account.id}" is on file under another debtor, whose contacts must go on counting. Give the account a new id, or keep its debtor.`,
  );
};

const samePerson = async (tx: Tx, rows: readonly Incoming[], before: ReadonlyMap<string, Known>): Promise<number> => {
  const after = await lockKnown(
    tx,
    rows.map((row) => row.account.id),
  );
  return rows.filter((row) => before.get(row.account.id)?.person === after.get(row.account.id)?.person).length;
};

const putBatch = async (tx: Tx, rows: readonly Incoming[], at: Instant) => {
  await insertDebtors(tx, rows);
  await lookAnewAtChanged(tx, rows);
  const known = await lockKnown(
    tx,
    rows.map((row) => row.account.id),
  );
  for (const row of rows) {
    const before = known.get(row.account.id);
    if (before !== undefined) refuseOtherDebtor(row, before);
  }
  await writeAccounts(tx, rows);
  await writePeople(tx, rows);
  const events = rows.flatMap((row) => {
    const before = known.get(row.account.id);
    if (before === undefined) return [{ account: row.account.id, event: opened(row.account, at) }];
    return before.body === row.body ? [] : [{ account: row.account.id, event: updated(row, before, at) }];
  });
  await deliver(tx, events);
  const added = rows.length - known.size;
  const unchanged = rows.filter((row) => known.get(row.account.id)?.body === row.body);
  const same = await samePerson(tx, unchanged, known);
  return { added, changed: rows.length - added - same, same };
};

/** In the order of ids, which is the order in which locks are taken; of two rows for one account the later one holds. */
const prepare = (rows: readonly Put[]): readonly Incoming[] => {
  const last = new Map(rows.map((row) => [row.account.id, row]));
  const all = [...last.values()].map((row) => ({ ...row, body: canonicalJson(row.account) }));
  return all.sort((a, b) => (a.account.id < b.account.id ? -1 : 1));
};

/** All of them in one transaction: a file that is read half would run half. @throws EntryConflictError when an account would change its debtor. */
export const putAccounts =
  (db: Database, clock: () => Instant): Ledger["putAccounts"] =>
  async (rows) => {
    const all = prepare(rows);
    const at = clock();
    const sum = { added: 0, changed: 0, same: 0 };
    await inTransaction(db, async (tx) => {
      // One file at a time: what is new and what is changed is then told against a fixed stock.
      await sql`select pg_advisory_xact_lock(${putLock})`.execute(tx);
      for (let i = 0; i < all.length; i += batchSize) {
        const done = await putBatch(tx, all.slice(i, i + batchSize), at);
        sum.added += done.added;
        sum.changed += done.changed;
        sum.same += done.same;
      }
    });
    return sum;
  };
