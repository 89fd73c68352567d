/** Signed POSTs to the business's own system (standardwebhooks). */
import type { ClientRequest } from "node:http";
import type { SendResult } from "./channel.ts";
import { bodyOf } from "./delivery.ts";
import type { Deliver } from "./delivery.ts";

export interface WebhookOptions {
  readonly url: string;
  /** `whsec_` and base64. Never printed. */
  readonly secret: string;
  /** Milliseconds for the whole exchange. */
  readonly timeout?: number;
  /** Milliseconds since 1970: receivers refuse a signature that is minutes old, so this is the real clock. */
  readonly now?: () => number;
}

const TIMEOUT = 30_000;
/** A client error that the same request may not meet later: too early, too many, not in time. */
const PASSING = new Set([408, 425, 429]);

/** Delivers by POST; `webhook-id` is the notification's id, so that the receiver can tell a repetition. */
export function webhook(options: WebhookOptions): Deliver {
  return async (notification) => {
    const { Webhook } = await import("standardwebhooks");
    const body = bodyOf(notification);
    const now = new Date((options.now ?? Date.now)());
    const headers = {
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(body)),
      "user-agent": "collect",
      "webhook-id": notification.id,
      "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
      "webhook-signature": new Webhook(options.secret).sign(notification.id, now, body),
    };
    const { request } = await (options.url.startsWith("https:") ? import("node:https") : import("node:http"));
    // A connection of its own: on a kept one, nobody could tell a request that was never read from one that was.
    const post = request(options.url, { method: "POST", headers, agent: false });
    return await exchange(post, body, options.timeout ?? TIMEOUT, notification.id);
  };
}

/** Sends the body and judges the answer, or the lack of one by how far the request had come. */
function exchange(post: ClientRequest, body: string, timeout: number, id: string): Promise<SendResult> {
  return new Promise((resolve) => {
    let connected = false;
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      post.destroy(new Error("timed out"));
    }, timeout);
    post.on("socket", (socket) => {
      const ready = "encrypted" in socket ? "secureConnect" : "connect";
      socket.once(ready, () => (connected = true));
    });
    post.on("response", (response) => {
      clearTimeout(timer);
      // The status alone decides; what else the receiver says is not ours to read.
      response.on("error", () => undefined).destroy();
      resolve(answered(response.statusCode ?? 0, id));
    });
    post.on("error", () => {
      clearTimeout(timer);
      resolve(unanswered(connected, timedOut));
    });
    post.end(body);
  });
}

function answered(status: number, id: string): SendResult {
  if (status >= 200 && status < 300) return { kind: "sent", reference: id };
  return { kind: "failed", reason: `the receiver at WEBHOOK_URL answered ${status}`, retryable: status >= 500 || PASSING.has(status) };
}

function unanswered(connected: boolean, timedOut: boolean): SendResult {
  const what = timedOut ? "did not answer in time" : connected ? "hung up without an answer" : "can't be reached";
  if (connected) return { kind: "unknown", reason: `the receiver at WEBHOOK_URL ${what}; it may have taken the message` };
  return { kind: "failed", reason: `the receiver at WEBHOOK_URL ${what}; nothing was sent`, retryable: true };
}
