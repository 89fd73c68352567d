import { sql } from "kysely";
import { canonicalJson } from "../engine/index.ts";
import type { Calendar, CompiledPolicy, Instant, LawBook } from "../engine/index.ts";
import { inTransaction } from "./database/connect.ts";
import type { Database, Tx } from "./database/connect.ts";
import type { Creditor, Ledger, Letters } from "./ledger.ts";
import { lookAnew } from "./look-anew.ts";

export interface LoadedProgram {
  readonly policy: CompiledPolicy;
  readonly lawBook: LawBook;
  readonly calendar: Calendar;
  readonly letters: Letters;
  readonly creditor: Creditor;
}

/** Programs by the hash of their policy, as they are at this moment. Null: never saved. */
export type ProgramSource = (db: Database | Tx, policyHash: string) => Promise<LoadedProgram | null>;

type Table = "policies" | "law_books" | "calendars";

const insertOnce = async (tx: Tx, table: Table, body: { readonly hash: string }): Promise<void> => {
  await sql`insert into ${sql.table(table)} (hash, body) values (${body.hash}, ${canonicalJson(body)}) on conflict on constraint ${sql.ref(`${table}_pkey`)} do nothing`.execute(
    tx,
  );
};

export const saveProgram =
  (db: Database, clock: () => Instant): Ledger["saveProgram"] =>
  async ({ policy, lawBook, calendar, letters, creditor }) => {
    await inTransaction(db, async (tx) => {
      await insertOnce(tx, "policies", policy);
      await insertOnce(tx, "law_books", lawBook);
      await insertOnce(tx, "calendars", calendar);
      const rest = {
        law_book: lawBook.hash,
        calendar: calendar.hash,
        letters: canonicalJson(letters),
        creditor: canonicalJson(creditor),
        saved: clock(),
      };
      const before = await tx.selectFrom("programs").select(["law_book", "calendar"]).where("policy", "=", policy.hash).executeTakeFirst();
      await tx
        .insertInto("programs")
        .values({ policy: policy.hash, ...rest })
        .onConflict((conflict) => conflict.constraint("programs_pkey").doUpdateSet(rest))
        .execute();
      if (before !== undefined && (before.law_book !== lawBook.hash || before.calendar !== calendar.hash))
        await lookAnew(tx, sql`select debtor from accounts where policy = ${policy.hash}`);
    });
  };

const read = async (db: Database | Tx, table: Table, hash: string): Promise<unknown> => {
  const { rows } = await sql<{ body: unknown }>`select body from ${sql.table(table)} where hash = ${hash}`.execute(db);
  return rows[0]?.body;
};

/**
 * Reads programs and keeps their large parts: a policy, law book or calendar never changes under its hash, so what was read once is right for ever,
 * while which of them belong together is asked each time.
 */
export const programSource = (): ProgramSource => {
  const kept = new Map<string, unknown>();
  const part = async <Part>(db: Database | Tx, table: Table, hash: string): Promise<Part> => {
    const key = `${table} ${hash}`;
    const known = kept.get(key) ?? (await read(db, table, hash));
    kept.set(key, known);
    return known as Part;
  };
  return async (db, policyHash) => {
    const row = await db.selectFrom("programs").selectAll().where("policy", "=", policyHash).executeTakeFirst();
    if (row === undefined) return null;
    const policy = await part<CompiledPolicy>(db, "policies", row.policy);
    const lawBook = await part<LawBook>(db, "law_books", row.law_book);
    const calendar = await part<Calendar>(db, "calendars", row.calendar);
    return { policy, lawBook, calendar, letters: row.letters, creditor: row.creditor };
  };
};
