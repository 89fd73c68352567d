/** Messages for other systems, as signed POSTs or, in a demonstration, as files. */
import type { Instant, Permit } from "../engine/index.ts";
import type { Channel, SendResult } from "./channel.ts";

/** One thing to tell another system. The id is the idempotency key: the same id twice means the same thing. */
export interface Notification {
  readonly id: string;
  /** `sms`, `business.hold-credit`, … */
  readonly type: string;
  readonly at: Instant;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A way to another system. */
export type Deliver = (notification: Notification) => Promise<SendResult>;

/** The body that both ways write: the form that standardwebhooks recommends, with the instant of the permit. */
export const bodyOf = ({ id, type, at, data }: Notification): string =>
  `${JSON.stringify({ id, type, timestamp: new Date(at).toISOString(), data }, null, 2)}\n`;

/** A channel whose messages another system delivers. */
export function deliveredChannel(name: "sms" | "voicemail" | "portal" | "social", deliver: Deliver): Channel {
  const phone = name === "sms" || name === "voicemail";
  return {
    name,
    async send(permit: Permit, message) {
      const to = phone ? message.to.phone : (message.to.email ?? message.to.phone ?? permit.account);
      if (to === undefined || to === "") return { kind: "failed", reason: "the account has no telephone number", retryable: false };
      const { account, step, expiresAt } = permit;
      const data = {
        account,
        step,
        to,
        subject: message.subject,
        text: message.text,
        contains: message.contains,
        language: message.data["language"] ?? "en",
        sendBefore: new Date(expiresAt).toISOString(),
      };
      return await deliver({ id: permit.id, type: name, at: permit.grantedAt, data });
    },
    close: () => Promise.resolve(),
  };
}
