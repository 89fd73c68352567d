/** Calls and visits: tasks for people. */
import type { Instant, LocalDay, Permit } from "../engine/index.ts";
import type { Channel } from "./channel.ts";

/** A task as the ledger takes it. */
export interface NewTask {
  readonly id: string;
  readonly account: string;
  readonly kind: "call" | "task" | "letter";
  readonly title: string;
  readonly team: string | null;
  readonly priority: "normal" | "high";
  readonly due: LocalDay | null;
  readonly created: Instant;
  readonly effectKey: string | null;
  readonly script?: string;
  readonly before?: Instant;
}

/** Adds a task; the same id twice is one task. */
export type AddTask = (task: NewTask) => Promise<void>;

/** A channel that puts each contact into the worklist, with its script and the instant until which it is lawful. */
export function taskChannel(name: "call" | "visit", addTask: AddTask): Channel {
  return {
    name,
    async send(permit, message) {
      const at = name === "call" ? message.to.phone : message.to.address?.join(", ");
      if (at === undefined || at === "") {
        return { kind: "failed", reason: `the account has no ${name === "call" ? "telephone number" : "address"}`, retryable: false };
      }
      const id = `${name}/${permit.id}`;
      await addTask({
        id,
        account: permit.account,
        kind: name === "call" ? "call" : "task",
        title: message.subject,
        team: null,
        priority: message.data["priority"] === "high" ? "high" : "normal",
        due: null,
        created: permit.grantedAt,
        effectKey: effectKeyOf(permit),
        script: `${name === "call" ? "Call" : "Visit"}: ${at}\n\n${message.text}`,
        before: permit.expiresAt,
      });
      return { kind: "sent", reference: id };
    },
    close: () => Promise.resolve(),
  };
}

/** A request id is `<account>/<episode>/<effect key>`. */
const effectKeyOf = (permit: Permit): string | null => {
  const rest = permit.requestId.startsWith(`${permit.account}/`) ? permit.requestId.slice(permit.account.length + 1) : "";
  const slash = rest.indexOf("/");
  return slash < 0 ? null : rest.slice(slash + 1);
};

export interface WaitingCall {
  readonly id: string;
  readonly priority: "normal" | "high";
  readonly daysOverdue: number;
  /** Minor units; amounts in different currencies are compared as numbers, only to have an order. */
  readonly balance: number;
}

/** The order in which to make calls: high priority first, then the longest overdue, then the largest balance. */
export const orderCalls = <T extends WaitingCall>(calls: readonly T[]): readonly T[] =>
  [...calls].sort(
    (a, b) =>
      Number(b.priority === "high") - Number(a.priority === "high") ||
      b.daysOverdue - a.daysOverdue ||
      b.balance - a.balance ||
      (a.id < b.id ? -1 : 1),
  );
