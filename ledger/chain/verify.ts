import { sql } from "kysely";
import { canonicalJson } from "../../engine/index.ts";
import type { Database } from "../database/connect.ts";
import type { EntryRow } from "../database/tables.ts";
import type { Ledger } from "../ledger.ts";
import { hashOf, kindOf } from "./line.ts";
import type { LineBody } from "./line.ts";

export interface Broken {
  readonly debtor: string;
  readonly seq: number;
  readonly reason: string;
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Why a row can't follow the row before it; null when it can. Reads nothing but the two. */
export const faultOf = (row: EntryRow, before: EntryRow | null): string | null => {
  const due = (before?.seq ?? 0) + 1;
  if (row.seq !== due) return `entry ${due} is missing`;
  if (row.prev !== (before?.hash ?? "")) return "it does not follow the entry before it";
  const body = parse(row.body);
  if (body === undefined || body === null || canonicalJson(body) !== row.body) return "its text is not in the form in which it was written";
  if (kindOf(body as LineBody) !== row.kind) return "its kind is not what its text says";
  return hashOf(row, body) === row.hash ? null : "its content is not what its hash was taken of";
};

const page = (db: Database, after: EntryRow | null, size: number): Promise<EntryRow[]> => {
  const all = db.selectFrom("entries").selectAll();
  const rest = after === null ? all : all.where(sql<boolean>`(debtor, seq) > (${after.debtor}, ${after.seq})`);
  return rest.orderBy("debtor").orderBy("seq").limit(size).execute();
};

/** Entries cut off at the end leave a sound chain; only the end that the debtor's row remembers tells. Asked last: the log is judged without it. */
const cutOff = async (db: Database): Promise<readonly Broken[]> => {
  const { rows } = await sql<{ debtor: string; seq: number }>`
    select d.id as debtor, d.seq from debtors d left join entries e on e.debtor = d.id and e.seq = d.seq
    where d.seq > 0 and e.debtor is null`.execute(db);
  return rows.map(({ debtor, seq }) => ({ debtor, seq, reason: `the chain once had ${seq} entries, and its end is gone` }));
};

/** Walks all chains in pages, in constant memory. Of each chain the first broken place is told: what follows it proves nothing. */
export const verifyChains =
  (db: Database, pageSize = 5000): Ledger["verifyChains"] =>
  async () => {
    const broken: Broken[] = [];
    let debtors = 0;
    let entries = 0;
    let before: EntryRow | null = null;
    for (let rows = await page(db, null, pageSize); rows.length > 0; rows = await page(db, before, pageSize)) {
      for (const row of rows) {
        const first = before?.debtor !== row.debtor;
        if (first) debtors += 1;
        entries += 1;
        const fault = broken.at(-1)?.debtor === row.debtor ? null : faultOf(row, first ? null : before);
        if (fault !== null) broken.push({ debtor: row.debtor, seq: row.seq, reason: fault });
        before = row;
      }
    }
    const gone = (await cutOff(db)).filter((one) => !broken.some((known) => known.debtor === one.debtor));
    return { debtors, entries, broken: [...broken, ...gone] };
  };
