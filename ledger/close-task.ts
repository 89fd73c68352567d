import { sql } from "kysely";
import type { Instant, Outcome } from "../engine/index.ts";
import { append, lockDebtor } from "./chain/append.ts";
import type { Database, Tx } from "./database/connect.ts";
import { endReservations } from "./guard/end-reservations.ts";
import type { Ledger } from "./ledger.ts";

const outcomes: Readonly<Record<Outcome, true>> = {
  conversation: true,
  message: true,
  "limited-message": true,
  "no-answer": true,
  "no-mailbox": true,
  dropped: true,
  busy: true,
  "not-in-service": true,
  "wrong-number": true,
};

const isOutcome = (text: string | null): text is Outcome => text !== null && Object.hasOwn(outcomes, text);

/** The contact that a task was made for: found by the effect key, which ends the request id; the newest of several tries. */
const contactOf = async (tx: Tx, account: string, effectKey: string): Promise<{ readonly entry: string; readonly debtor: string } | null> => {
  const { rows } = await sql<{ entry: string; debtor: string }>`
    select entry, debtor from permits where account = ${account} and entry is not null and status in ('sending', 'sent', 'unknown')
      and right(request_id, length(${effectKey}) + 1) = '/' || ${effectKey}::text
    order by granted_at desc limit 1`.execute(tx);
  return rows[0] ?? null;
};

/** How a call or visit went decides what the law counts (a busy line, a conversation that asks for silence), so it goes into the debtor's chain. */
const recordOutcome = async (
  tx: Tx,
  task: { readonly id: string; readonly account: string; readonly effectKey: string },
  outcome: Outcome,
  at: Instant,
  now: Instant,
): Promise<void> => {
  const contact = await contactOf(tx, task.account, task.effectKey);
  const head = contact === null ? null : await lockDebtor(tx, contact.debtor);
  if (contact === null || head === null) return;
  await append(tx, head, [{ id: `outcome/${task.id}`, at, account: task.account, body: { outcome: { of: contact.entry, outcome, at } } }]);
  await endReservations(tx, contact.debtor, now);
};

/** False when the task is not on file or is closed already. The outcome of a call in the words of `Outcome` is told to the rules as well. */
export const closeTask =
  (db: Database, clock: () => Instant): Ledger["closeTask"] =>
  (id, status, outcome, at) =>
    db.transaction().execute(async (tx) => {
      const task = await tx
        .selectFrom("tasks")
        .select(["account", "effect_key"])
        .where("id", "=", id)
        .where("status", "=", "open")
        .forUpdate()
        .executeTakeFirst();
      if (task === undefined) return false;
      if (task.effect_key !== null && status === "done" && isOutcome(outcome)) {
        await recordOutcome(tx, { id, account: task.account, effectKey: task.effect_key }, outcome, at ?? clock(), clock());
      }
      await tx.updateTable("tasks").set({ status, outcome }).where("id", "=", id).execute();
      return true;
    });
