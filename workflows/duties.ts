/** What the law asks of people becomes their tasks, the same way in every runtime: by the record, whoever wrote it. */
import { contentsOf } from "../channels/index.ts";
import type { CompiledPolicy, ContactAction } from "../engine/index.ts";
import { everyStep } from "../engine/index.ts";
import { LedgerUnavailableError, type Ledger, type Sends } from "../ledger/index.ts";

export interface Attended {
  /** Debtors whose duties were looked at. */
  readonly debtors: number;
  /** Those of whom they could not be told for a defect, and what it was. */
  readonly problems: readonly Untold[];
}

/** A debtor of whose duties nothing could be told, and why. */
export interface Untold {
  readonly debtor: string;
  readonly problem: string;
}

export const untoldSentence = ({ debtor, problem }: Untold): string =>
  `what the law asks of people about debtor ${debtor} could not be told: ${problem}`;

const BATCH = 200;

type Sending = Pick<ContactAction, "channel" | "template">;

const sendingsOf = ({ stages, handlers, notices }: CompiledPolicy): readonly Sending[] => {
  const steps = stages.flatMap((stage) => everyStep(stage).flatMap((step) => [step.action, step.otherwise, step.else]));
  const reactions = handlers.flatMap((handler) => handler.reactions.map((reaction) => (reaction.do === "act" ? reaction.action : undefined)));
  return [...[...steps, ...reactions].flatMap((action) => (action?.kind === "contact" ? [action] : [])), ...notices];
};

/** Whether some letter of a policy carries all that a duty wants to be sent, by a way that will do. Letters are read once for each policy. */
const sendsBy = (): Sends => {
  const known = new Map<string, Promise<readonly { readonly channel: Sending["channel"]; readonly contains: readonly string[] }[]>>();
  return async ({ policy, letters }, { task }) => {
    if (task.do !== "send") return false;
    const carried =
      known.get(policy.hash) ??
      Promise.all(sendingsOf(policy).map(async (one) => ({ channel: one.channel, contains: (await contentsOf(letters, one)) ?? [] })));
    known.set(policy.hash, carried);
    const { contents, by } = task;
    return (await carried).some((one) => (by?.includes(one.channel) ?? true) && contents.every((id) => one.contains.includes(id)));
  };
};

/**
 * Looks at the duties of every debtor on whose record something was added since, or for whom a day is over: opens a task for each that people must see
 * to, and closes those that are done. It may be killed at any point and run again, and two may run at once. Throws `LedgerUnavailableError`.
 */
export const attendDuties = async (ledger: Pick<Ledger, "duties" | "clock">, stopping: () => boolean = () => false): Promise<Attended> => {
  const sends = sendsBy();
  const taken = new Set<string>();
  const problems: Untold[] = [];
  for (;;) {
    const waiting = await ledger.duties.waiting(ledger.clock(), problems.length + BATCH);
    const fresh = waiting.filter((debtor) => !taken.has(debtor));
    if (fresh.length === 0) return { debtors: taken.size, problems };
    for (const debtor of fresh) {
      if (stopping()) return { debtors: taken.size, problems };
      taken.add(debtor);
      try {
        await ledger.duties.attend(debtor, sends);
      } catch (error) {
        // What is wrong with one debtor must not hold up those behind it.
        if (error instanceof LedgerUnavailableError || !(error instanceof Error)) throw error;
        problems.push({ debtor, problem: error.message });
      }
    }
  }
};
