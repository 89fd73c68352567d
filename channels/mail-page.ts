/** A message as a whole HTML document, for mail programs. */
import type { Message } from "./channel.ts";
import { escapeHtml } from "./escape.ts";

const STYLE = [
  "body{margin:0;padding:24px;background:#fff;color:#1d2329;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif}",
  "main{max-width:640px;margin:0 auto}",
  "table{border-collapse:collapse;width:100%;margin:16px 0}",
  "th,td{padding:6px 8px;border-bottom:1px solid #d5dae0;text-align:left;vertical-align:top}",
  "th{font-weight:600;border-bottom-color:#8a949e}",
  ".money{text-align:right;white-space:nowrap}",
  "a{color:#0b5cad}",
  ".button{display:inline-block;padding:10px 18px;border-radius:4px;background:#0b5cad;color:#fff;text-decoration:none}",
  ".small{font-size:13px;color:#57606a}",
].join("");

/** The fragment of a letter with what a mail program needs around it. The fragment is trusted: its data was escaped when it was filled. */
export function mailPage(message: Message): string {
  const language = typeof message.data["language"] === "string" ? message.data["language"] : "en";
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(message.subject)}</title><style>${STYLE}</style></head>
<body><main>
${message.html}
</main></body>
</html>
`;
}
