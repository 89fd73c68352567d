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

/** Nothing of the same message can help against these. */
const OURS = new Set(["EAUTH", "ENOAUTH", "EOAUTH2", "ECONFIG", "EENVELOPE", "EMESSAGE", "ESTREAM", "EREQUIRETLS", "ENOTFOUND"]);

const PHRASES: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the mail server refused the connection",
  ENOTFOUND: "the mail server's name is not known",
  EDNS: "the mail server's name could not be looked up",
  ETLS: "no secure connection to the mail server came about",
  EAUTH: "the mail server did not accept the user or password of SMTP_URL",
  ENOAUTH: "the mail server wants a user and password in SMTP_URL",
  ETIMEDOUT: "the mail server did not answer in time",
  EABORT: "the mail server did not finish in time",
};

/**
 * The result of a send that ended in an error. A reply of the server is its word: 4xx may work later, 5xx never. Without
 * a reply it depends on whether text began to leave: before, nothing was sent; after, the server may have taken it.
 *
 * @param textBegan The server had said "go ahead" and bytes of the message were handed to the connection.
 * @returns A result whose reason holds no address and no quotation of the server, which likes to repeat addresses.
 */
export function smtpOutcome(error: unknown, textBegan: boolean): SendResult {
  const { code, originalCode, command, response, responseCode } = (error ?? {}) as SmtpError;
  if (typeof responseCode === "number" && responseCode >= 400) {
    const retryable = responseCode < 500 || responseCode === 503;
    const enhanced = typeof response === "string" ? (/^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? "") : "";
    const at = typeof command === "string" && /^[A-Z ]{3,12}$/.test(command) ? ` at ${command}` : "";
    return { kind: "failed", reason: `the mail server said no${at}: ${responseCode}${enhanced === "" ? "" : ` ${enhanced}`}`, retryable };
  }
  const cause = [originalCode, code].find((each): each is string => typeof each === "string" && PHRASES[each] !== undefined);
  const phrase = cause === undefined ? "the connection to the mail server broke" : PHRASES[cause];
  if (textBegan) return { kind: "unknown", reason: `${phrase} after it had begun to take the text` };
  const permanent = [originalCode, code].some((each) => typeof each === "string" && OURS.has(each));
  return { kind: "failed", reason: `${phrase}; nothing was sent`, retryable: !permanent };
}
