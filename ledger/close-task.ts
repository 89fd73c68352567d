import type { Instant, Outcome } from "../engine/index.ts";
import { append, lockDebtorOf } from "./chain/append.ts";
import type { Head } from "./chain/append.ts";
import { inTransaction } from "./database/connect.ts";
import type { Database, Tx } from "./database/connect.ts";
import { contactOfTask, judgeAnew } from "./guard/judge-anew.ts";
import type { Ledger, Task } from "./ledger.ts";
import type { ProgramSource } from "./programs.ts";

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

interface Closing {
  readonly id: string;
  readonly account: string;
  readonly effectKey: string;
  readonly outcome: Outcome;
  /** When the call was made. */
  readonly at: Instant;
}

/** How a call or visit went decides what the law counts (a busy line, a conversation that asks for silence), so it goes into the debtor's chain. */
const recordOutcome = async (tx: Tx, head: Head, { id, account, effectKey, outcome, at }: Closing): Promise<boolean> => {
  const contact = await contactOfTask(tx, account, effectKey);
  if (contact === null) return false;
  await append(tx, head, [{ id: `outcome/${id}`, at, account, body: { outcome: { of: contact.entry, outcome, at } } }]);
  return true;
};

/** The debtor's lock comes first, as everywhere; a task for no account on file has none. */
const lockTask = async (tx: Tx, id: string, closable: readonly Task["status"][]) => {
  const owner = await tx.selectFrom("tasks").select("account").where("id", "=", id).executeTakeFirst();
  const head = owner === undefined ? null : await lockDebtorOf(tx, owner.account);
  const open = tx
    .selectFrom("tasks")
    .select(["account", "effect_key"])
    .where("id", "=", id)
    .where("kind", "<>", "duty")
    .where("status", "in", closable);
  return { head, task: await open.forUpdate().executeTakeFirst() };
};

/** False when the task is not on file or is done already; one that was cancelled can still turn out to be done. The outcome of a call in the words of `Outcome` is told to the rules as well. */
export const closeTask =
  (db: Database, clock: () => Instant, programs: ProgramSource): Ledger["closeTask"] =>
  (id, status, outcome, at) =>
    inTransaction(db, async (tx) => {
      // A call may have been made just before it was cancelled, and counts.
      const { head, task } = await lockTask(tx, id, status === "done" ? ["open", "cancelled"] : ["open"]);
      if (task === undefined) return false;
      await tx.updateTable("tasks").set({ status, outcome }).where("id", "=", id).execute();
      if (head === null || task.effect_key === null || status !== "done" || !isOutcome(outcome)) return true;
      const now = clock();
      const closing = { id, account: task.account, effectKey: task.effect_key, outcome, at: at ?? now };
      if (await recordOutcome(tx, head, closing)) await judgeAnew(tx, programs, head.id, now);
      return true;
    });
