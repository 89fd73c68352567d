/** What an SMTP failure means for the message: surely not left, or perhaps left. */
import type { SendResult } from "./channel.ts";

/** What the mail library attaches to its errors, as far as we read it. */
interface SmtpError {
  readonly code?: unknown;
  readonly originalCode?: unknown;
  readonly command?: unknown;
  readonly response?: unknown;
  readonly responseCode?: unknown;
  readonly timeoutType?: unknown;
}

/** The message itself is at fault: the same one never goes. */
const ITS_FAULT = new Set(["EENVELOPE", "EMESSAGE", "EREQUIRETLS"]);

const PHRASES: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the mail server refused the connection",
  ENOTFOUND: "the mail server's name is not known",
  EDNS: "the mail server's name could not be looked up",
  ETLS: "no secure connection to the mail server came about",
  EAUTH: "the mail server did not accept the user and password of SMTP_URL",
  ENOAUTH: "the mail server wants a user and password in SMTP_URL",
  ETIMEDOUT: "the mail server did not answer in time",
  EABORT: "the mail server did not finish in time",
};

/** What Node calls a certificate that it doesn't trust, and a handshake that fails. */
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_|^ERR_(TLS|SSL)/;

/**
 * The result of a send that ended in an error. A reply about the mail is the server's word: 4xx may work later, 5xx never. A
 * login or an encryption that fails is not the mail's fault: once it is mended, the mail may go. Without a reply it depends on
 * whether text began to leave: before, nothing was sent; after, the server may have taken it.
 *
 * @param textBegan The server had said "go ahead" and bytes of the message were handed to the connection.
 * @returns A result whose reason holds no address and no quotation of the server, which likes to repeat addresses.
 */
export function smtpOutcome(error: unknown, textBegan: boolean): SendResult {
  const { code, originalCode, command, response, responseCode } = (error ?? {}) as SmtpError;
  const codes = [originalCode, code].filter((each): each is string => typeof each === "string");
  const aboutUs = codes.some((each) => ["EAUTH", "ENOAUTH", "ETLS"].includes(each));
  if (typeof responseCode === "number" && responseCode >= 400 && !aboutUs) {
    // A server that takes no mail from this sender says so before it hears of a debtor: that is mended, and the mail may go.
    const aboutSender = typeof command === "string" && /^(MAIL|EHLO|HELO|CONN)/.test(command);
    const retryable = responseCode < 500 || responseCode === 503 || aboutSender;
    const enhanced = typeof response === "string" ? (/^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? "") : "";
    const at = typeof command === "string" && /^[A-Z ]{3,12}$/.test(command) ? ` at ${command}` : "";
    return { kind: "failed", reason: `the mail server said no${at}: ${responseCode}${enhanced === "" ? "" : ` ${enhanced}`}`, retryable };
  }
  const phrase = phraseOf(codes);
  if (textBegan) return { kind: "unknown", reason: `${phrase} after it had begun to take the text` };
  return { kind: "failed", reason: `${phrase}; nothing was sent`, retryable: !codes.some((each) => ITS_FAULT.has(each)) };
}

function phraseOf(codes: readonly string[]): string {
  if (codes.some((each) => UNTRUSTED.test(each))) return PHRASES["ETLS"] ?? "";
  return codes.map((each) => PHRASES[each]).find((each) => each !== undefined) ?? "the connection to the mail server broke";
}
