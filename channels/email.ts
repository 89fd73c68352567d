/** E-mail over SMTP. */
import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import type { Permit } from "../engine/index.ts";
import type { Channel, Message, SendResult } from "./channel.ts";
import { mailPage } from "./mail-page.ts";
import { smtpOutcome } from "./smtp-outcome.ts";

/** Milliseconds to wait for a connection, a greeting, the next byte, and the end of the whole send. */
export interface SmtpTimeouts {
  readonly connect: number;
  readonly greeting: number;
  readonly socket: number;
  readonly total: number;
}

export interface DkimKey {
  readonly domain: string;
  readonly selector: string;
  /** PEM. */
  readonly privateKey: string;
}

export interface EmailOptions {
  /** `smtp://` or `smtps://`, with user and password if the server wants them. Never printed. */
  readonly url: string;
  /** Who writes. Absent: the creditor's own address from the message. */
  readonly from?: string;
  readonly dkim?: DkimKey;
  readonly timeouts?: SmtpTimeouts;
}

const TIMEOUTS: SmtpTimeouts = { connect: 10_000, greeting: 10_000, socket: 60_000, total: 180_000 };

/**
 * Fields under the signature. The library's own list leaves the last out, and then a mailbox provider may not trust one-click
 * unsubscribing (RFC 8058 section 4).
 */
const SIGNED_FIELDS = "From:Reply-To:Subject:Date:Message-ID:To:MIME-Version:Content-Type:List-Unsubscribe:List-Unsubscribe-Post";

/** A list of addresses in the place of one would tell others about the debt. */
const ONE_ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/;

/** A channel that hands mail to an SMTP server over a few pooled connections. Nothing is connected before the first mail. */
export function emailChannel(options: EmailOptions): Channel {
  let transport: ReturnType<typeof openTransport> | null = null;
  return {
    name: "email",
    async send(permit, message) {
      const { email = "" } = message.to;
      if (email === "") return { kind: "failed", reason: "the account has no e-mail address", retryable: false };
      if (!ONE_ADDRESS.test(email)) return { kind: "failed", reason: "what the account has as e-mail address is none", retryable: false };
      transport ??= openTransport(options);
      return await deliver(await transport, permit, message, options);
    },
    async close() {
      (await transport)?.mailer.close();
      transport = null;
    },
  };
}

type Transport = Awaited<ReturnType<typeof openTransport>>;

async function openTransport(options: EmailOptions) {
  const { createTransport } = await import("nodemailer");
  const timeouts = options.timeouts ?? TIMEOUTS;
  const mailer = createTransport({
    url: options.url,
    pool: true,
    requireTLS: requiresTls(options.url),
    maxConnections: 4,
    // A pooled connection that the server has meanwhile ended is replaced once; anything else is the runtime's to try again.
    maxRequeues: 1,
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.socket,
    dnsTimeout: timeouts.connect,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(options.dkim === undefined ? {} : { dkim: dkimOptions(options.dkim) }),
  });
  /** Streams of the text by Message-ID, so that a failure can tell whether the server had begun to read. */
  const reading = new Map<string, Readable[]>();
  mailer.use("stream", (mail, done) => {
    const streams = reading.get(String(mail.data.messageId)) ?? [];
    const create = mail.message.createReadStream.bind(mail.message);
    mail.message.createReadStream = (...args) => {
      // INVARIANT: a text that began to leave is never handed over again, whatever the pool thinks of its connection.
      if (streams.some((each) => each.readableDidRead)) throw new Error("the text has already begun to leave");
      const stream = create(...args);
      streams.push(stream);
      return stream;
    };
    done();
  });
  return { mailer, reading };
}

/**
 * Names and debts travel encrypted, except on this machine. `?requireTLS=false` in the URL, which the library lets win, is for a
 * relay in one's own network that can't.
 */
export const requiresTls = (url: string): boolean => !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(URL.parse(url)?.hostname ?? "");

const dkimOptions = (key: DkimKey) => ({
  domainName: key.domain,
  keySelector: key.selector,
  privateKey: key.privateKey,
  headerFieldNames: SIGNED_FIELDS,
});

async function deliver({ mailer, reading }: Transport, permit: Permit, message: Message, options: EmailOptions): Promise<SendResult> {
  const mail = mailOf(permit, message, options.from);
  const streams: Readable[] = [];
  reading.set(mail.messageId, streams);
  try {
    // A mail that waited in the pool until its permit ran out stays here.
    const lifetime = Math.max(1, permit.expiresAt - permit.grantedAt);
    const signal = AbortSignal.timeout(Math.min((options.timeouts ?? TIMEOUTS).total, lifetime));
    await mailer.sendMail({ ...mail, signal });
    return { kind: "sent", reference: mail.messageId };
  } catch (error) {
    return smtpOutcome(
      error,
      streams.some((each) => each.readableDidRead),
    );
  } finally {
    reading.delete(mail.messageId);
  }
}

function mailOf(permit: Permit, message: Message, from: string | undefined) {
  const sender = message.data["sender"] as { readonly name?: string; readonly email?: string } | undefined;
  const writer = from ?? { name: sender?.name ?? "", address: sender?.email ?? "" };
  const domain = /@([\w.-]+)>?\s*$/.exec(typeof writer === "string" ? writer : writer.address)?.[1] ?? "localhost";
  // Names and time come from the permit alone: whoever sees it twice knows, byte for byte, that it is the same mail.
  const hash = createHash("sha256").update(permit.id).digest("hex").slice(0, 32);
  return {
    messageId: `<${hash}@${domain}>`,
    baseBoundary: hash,
    date: new Date(permit.grantedAt),
    from: writer,
    // Letters say "reply to this e-mail": the answer belongs with the creditor, whatever mailbox sends.
    ...(from === undefined || sender?.email === undefined ? {} : { replyTo: { name: sender.name ?? "", address: sender.email } }),
    to: { name: message.to.name, address: message.to.email ?? "" },
    subject: message.subject,
    text: message.text,
    html: mailPage(message),
    headers: {
      "X-Account-Reference": permit.account,
      "Auto-Submitted": "auto-generated",
      ...unsubscribeHeaders(message.data["optOutLink"]),
    },
  };
}

/** RFC 2369 and, where the link takes a POST over https, RFC 8058. */
function unsubscribeHeaders(link: unknown): Readonly<Record<string, string>> {
  if (typeof link !== "string" || !/^(https?|mailto):[^\s<>]+$/.test(link)) return {};
  const header = { "List-Unsubscribe": `<${link}>` };
  return link.startsWith("https:") ? { ...header, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : header;
}
