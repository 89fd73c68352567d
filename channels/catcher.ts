/** A mail server on loopback that delivers nothing: it keeps each mail as a file that can be read. For demonstrations. */
import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { escapeHtml } from "./escape.ts";
import { openListing } from "./listing.ts";
import type { Listing } from "./listing.ts";
import { shortHash, writeWhole } from "./write-file.ts";

export interface Catcher {
  /** `smtp://127.0.0.1:PORT` */
  readonly url: string;
  /** Where the mails lie; `index.html` lists them. */
  readonly folder: string;
  /** Stops taking mail, after the last one is on disk and in the list. */
  close(): Promise<void>;
}

const LARGEST_MAIL = 10 * 1024 * 1024;

/**
 * Starts a catcher. Each mail becomes `<hash of its Message-ID>.eml` and a readable `.html` beside it, before the sender
 * gets its answer; a second mail with the same Message-ID is accepted and changes nothing.
 */
export async function startCatcher(folder: string): Promise<Catcher> {
  const { SMTPServer } = await import("smtp-server");
  const listing = openListing(folder, "Mail");
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    size: LARGEST_MAIL,
    logger: false,
    onData: (stream, _session, answer) => {
      keep(folder, listing, stream).then(
        () => answer(null),
        () => answer(new Error("the mail could not be written")),
      );
    },
  });
  // A sender that hangs up in the middle is its own problem.
  server.on("error", () => undefined);
  const port = await new Promise<number>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  return {
    url: `smtp://127.0.0.1:${port}`,
    folder,
    async close() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await listing.settled();
    },
  };
}

async function keep(folder: string, listing: Listing, stream: Readable): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  const raw = Buffer.concat(parts);
  const { default: PostalMime } = await import("postal-mime");
  const mail = await PostalMime.parse(raw);
  const name = shortHash(mail.messageId ?? raw.toString("latin1"));
  const page = join(folder, `${name}.html`);
  const known = await access(page).then(
    () => true,
    () => false,
  );
  if (known) return;
  const to = mail.to?.map((each) => each.address ?? "").join(", ") ?? "";
  const account = mail.headers.find((each) => each.key === "x-account-reference")?.value ?? "";
  const row = { file: `${name}.html`, at: mail.date ?? "", account, title: mail.subject ?? "(no subject)", to };
  await writeWhole(join(folder, `${name}.eml`), raw);
  await listing.add(row);
  // Last, since its presence says that the mail is kept whole.
  await writeWhole(page, readingPage({ ...row, eml: `${name}.eml`, from: mail.from?.address ?? "", html: mail.html ?? "", text: mail.text ?? "" }));
}

interface ReadableMail {
  readonly eml: string;
  readonly at: string;
  readonly account: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly html: string;
  readonly text: string;
}

const READING_STYLE =
  "body{margin:2rem auto;max-width:52rem;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color:#1d2329}" +
  "dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{color:#57606a}dd{margin:0}" +
  "iframe{width:100%;height:70vh;border:1px solid #d5dae0;background:#fff}pre{white-space:pre-wrap}a{color:#0b5cad}";

/** The mail's own HTML runs in a frame without script and without origin: a caught mail is a stranger. */
function readingPage(mail: ReadableMail): string {
  const entry = (name: string, value: string): string => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(mail.title)}</title><style>${READING_STYLE}</style></head>
<body><main><p><a href="index.html">All mail</a> · <a href="${escapeHtml(mail.eml)}">Source</a></p><h1>${escapeHtml(mail.title)}</h1>
<dl>${entry("From", mail.from)}${entry("To", mail.to)}${entry("Date", mail.at)}${entry("Account", mail.account)}</dl>
<iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escapeHtml(mail.html)}"></iframe>
<details><summary>Plain text</summary><pre>${escapeHtml(mail.text)}</pre></details></main></body>
</html>
`;
}
