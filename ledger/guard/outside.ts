/** Contacts that people and diallers outside make: with a permit of ours, or without one. Both count. */
import { canonicalJson } from "../../engine/index.ts";
import type { EffectResult, Instant, Outcome, PastContact } from "../../engine/index.ts";
import { append, lockDebtor, lockDebtorOf } from "../chain/append.ts";
import type { Head } from "../chain/append.ts";
import type { Line } from "../chain/line.ts";
import { inTransaction } from "../database/connect.ts";
import type { Database, Tx } from "../database/connect.ts";
import type { Tables } from "../database/tables.ts";
import { EntryConflictError } from "../errors.ts";
import type { ProgramSource } from "../programs.ts";
import { judgeAnew } from "./judge-anew.ts";
import { voidLine } from "./settle.ts";
import type { Selectable } from "kysely";

/** Between the account and the asker's own id, in the request ids of permits that are held outside. No episode of an account is called so. */
export const OUTSIDE = "outside";

/** What became of a contact that a permit was granted for. `outcome` null: made, by a way that has no outcome, such as e-mail. */
export interface Report {
  readonly permit: string;
  readonly made: boolean;
  readonly outcome: Outcome | null;
  /** When it was made. */
  readonly at: Instant;
}

export type Reported =
  /** `within`: it was made while the permit held. It counts either way. */
  | { readonly kind: "taken"; readonly account: string; readonly within: boolean }
  /** The same was reported before. */
  | { readonly kind: "known"; readonly account: string; readonly within: boolean }
  /** Another end of it was reported before, or it was taken back before it was used. */
  | { readonly kind: "over"; readonly account: string }
  | { readonly kind: "unknown" };

/** A contact that nobody asked us about. */
export interface MadeElsewhere {
  readonly id: string;
  readonly account: string;
  readonly at: Instant;
  readonly contact: PastContact;
}

export interface Outside {
  report(report: Report): Promise<Reported>;
  /** Same id and content: no change, false. @throws EntryConflictError when the account is not on file, or the id names something else. */
  contact(made: MadeElsewhere): Promise<boolean>;
}

type PermitRow = Selectable<Tables["permits"]>;

const lockPermit = async (tx: Tx, id: string): Promise<{ readonly head: Head; readonly row: PermitRow } | null> => {
  const found = await tx.selectFrom("permits").select(["debtor", "account", "request_id"]).where("id", "=", id).executeTakeFirst();
  if (found === undefined || !found.request_id.startsWith(`${found.account}/${OUTSIDE}/`)) return null;
  const head = await lockDebtor(tx, found.debtor);
  const row = await tx.selectFrom("permits").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  return head === null || row === undefined ? null : { head, row };
};

const outcomeLine = (entry: string, account: string, outcome: Outcome, at: Instant): Line => ({
  id: `outcome/${entry}`,
  at,
  account,
  body: { outcome: { of: entry, outcome, at } },
});

const resultOf = ({ made, at, outcome }: Report): EffectResult =>
  made ? { kind: "sent", at } : { kind: "failed", at, reason: outcome ?? "not made", retryable: false };

const takeReport = async (tx: Tx, head: Head, row: PermitRow, report: Report): Promise<void> => {
  const { made, outcome, at } = report;
  const { entry, account } = row;
  if (entry !== null && !made) await append(tx, head, [voidLine(entry, account, at)]);
  if (entry !== null && made && outcome !== null) await append(tx, head, [outcomeLine(entry, account, outcome, at)]);
  await tx
    .updateTable("permits")
    .set({ status: made ? "sent" : "failed", result: canonicalJson({ ...resultOf(report), ...(outcome === null ? {} : { outcome }) }) })
    .where("id", "=", row.id)
    .execute();
};

/** What was reported is kept with the permit, so that the same report is known again and another one is not taken for it. */
const isSame = (row: PermitRow, report: Report): boolean =>
  row.result !== null &&
  canonicalJson(row.result) === canonicalJson({ ...resultOf(report), ...(report.outcome === null ? {} : { outcome: report.outcome }) });

const report =
  (db: Database, clock: () => Instant, programs: ProgramSource): Outside["report"] =>
  (told) =>
    inTransaction(db, async (tx) => {
      const locked = await lockPermit(tx, told.permit);
      if (locked === null) return { kind: "unknown" };
      const { head, row } = locked;
      const about = { account: row.account, within: told.at >= row.granted_at && told.at < row.expires_at };
      if (isSame(row, told)) return { kind: "known", ...about };
      if (row.status !== "reserved") return { kind: "over", account: row.account };
      await takeReport(tx, head, row, told);
      await judgeAnew(tx, programs, head.id, clock());
      return { kind: "taken", ...about };
    });

const isKnown = async (tx: Tx, line: Line): Promise<boolean> => {
  const row = await tx.selectFrom("entries").select(["account", "at", "body"]).where("id", "=", line.id).executeTakeFirst();
  if (row === undefined) return false;
  if (row.account === line.account && row.at === line.at && row.body === canonicalJson(line.body)) return true;
  throw new EntryConflictError(`The id "${line.id}" is already that of another entry. Give this one an id of its own.`);
};

const contact =
  (db: Database, clock: () => Instant, programs: ProgramSource): Outside["contact"] =>
  ({ id, account, at, contact }) =>
    inTransaction(db, async (tx) => {
      const head = await lockDebtorOf(tx, account);
      if (head === null) throw new EntryConflictError(`There is no account "${account}" on file, so nothing can be recorded for it.`);
      const line: Line = { id, at, account, body: { contact: { ...contact, account } } };
      if (await isKnown(tx, line)) return false;
      await append(tx, head, [line]);
      await judgeAnew(tx, programs, head.id, clock());
      return true;
    });

export const makeOutside = (db: Database, clock: () => Instant, programs: ProgramSource): Outside => ({
  report: report(db, clock, programs),
  contact: contact(db, clock, programs),
});
