/** The one interface behind which every way out stands. */
import type { Permit, Person } from "../engine/index.ts";

/** A text that is ready to leave. */
export interface Message {
  readonly to: Person;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Content ids that the text carries, from its partials. */
  readonly contains: readonly string[];
  /** What else the channel may need: priority of a call, name of a hook, data of a webhook. */
  readonly data: Readonly<Record<string, unknown>>;
}

export type SendResult =
  | { readonly kind: "sent"; readonly reference: string }
  /** Nothing left the house. `retryable`: the same may work later. */
  | { readonly kind: "failed"; readonly reason: string; readonly retryable: boolean }
  /** It may have left: it counts as sent. */
  | { readonly kind: "unknown"; readonly reason: string };

/**
 * A way to reach a debtor. It takes a permit, and there is no other way in: permits come from the guard alone. The
 * permit's id is the provider's idempotency key.
 */
export interface Channel {
  readonly name: string;
  send(permit: Permit, message: Message): Promise<SendResult>;
  close(): Promise<void>;
}
