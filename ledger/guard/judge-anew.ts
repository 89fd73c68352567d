import { sql } from "kysely";
import { plan } from "../../engine/index.ts";
import type { Action, Instant, PastContact } from "../../engine/index.ts";
import type { LineBody } from "../chain/line.ts";
import type { Tx } from "../database/connect.ts";
import type { ProgramSource } from "../programs.ts";
import { readSituation } from "./read-situation.ts";

/** The contact that a task was made for. */
export interface TaskContact {
  readonly debtor: string;
  readonly entry: string;
}

/** Found by the effect key, which ends the request id; the newest of several tries. Null: the task is for no contact. */
export const contactOfTask = async (tx: Tx, account: string, effectKey: string): Promise<TaskContact | null> => {
  const { rows } = await sql<TaskContact>`
    select debtor, entry from permits where account = ${account} and entry is not null and status in ('sending', 'sent', 'unknown')
      and right(request_id, length(${effectKey}) + 1) = '/' || ${effectKey}::text
    order by granted_at desc limit 1`.execute(tx);
  return rows[0] ?? null;
};

interface OpenCall {
  readonly id: string;
  readonly account: string;
  readonly effect_key: string;
  readonly before: Instant;
}

const openCalls = async (tx: Tx, debtor: string, now: Instant): Promise<readonly OpenCall[]> => {
  const { rows } = await sql<OpenCall>`
    select t.id, t.account, t.effect_key, t.before from tasks t join accounts a on a.id = t.account
    where a.debtor = ${debtor} and t.status = 'open' and t.before > ${now} and t.effect_key is not null`.execute(tx);
  return rows;
};

/** The act that was asked about when the contact was reserved. */
const actionOf = ({ direction: _direction, by: _by, account: _account, debts = [], outcome: _outcome, ...contact }: PastContact): Action => ({
  act: "contact",
  debts,
  contact,
});

const isStillLawful = async (tx: Tx, programs: ProgramSource, call: OpenCall, { debtor, entry }: TaskContact, now: Instant): Promise<boolean> => {
  const row = await tx.selectFrom("entries").select("body").where("id", "=", entry).executeTakeFirst();
  const body = row === undefined ? null : (JSON.parse(row.body) as LineBody);
  if (body === null || !("contact" in body)) return false;
  const situation = await readSituation(tx, programs, { account: call.account, debtor, without: entry, now });
  return "context" in situation && plan(situation.context, actionOf(body.contact), now, call.before).kind === "at";
};

/** Such a task stays open, since the call may have been made just before, and its reserved contact goes on counting. */
const endForbiddenCalls = async (tx: Tx, programs: ProgramSource, debtor: string, now: Instant): Promise<void> => {
  for (const call of await openCalls(tx, debtor, now)) {
    const contact = await contactOfTask(tx, call.account, call.effect_key);
    if (contact !== null && (await isStillLawful(tx, programs, call, contact, now))) continue;
    await tx.updateTable("tasks").set({ before: now }).where("id", "=", call.id).execute();
  }
};

const endReservations = async (tx: Tx, debtor: string, now: Instant): Promise<void> => {
  await tx
    .updateTable("permits")
    .set({ expires_at: now })
    .where("debtor", "=", debtor)
    .where("status", "=", "reserved")
    .where("expires_at", ">", now)
    .execute();
};

/**
 * Something became known about a debtor: what was judged before must not leave on the old judgement. A permit that is reserved but not being sent ends
 * now, and whoever holds it asks again. Calls wait in the worklist for hours: one that is forbidden now is lawful no longer.
 *
 * INVARIANT: the caller holds the debtor's lock.
 */
export const judgeAnew = async (tx: Tx, programs: ProgramSource, debtor: string, now: Instant): Promise<void> => {
  await endReservations(tx, debtor, now);
  await endForbiddenCalls(tx, programs, debtor, now);
};
