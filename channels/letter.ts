/** Letters as printable pages: someone prints and posts them. */
import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Permit } from "../engine/index.ts";
import type { AddTask } from "./call.ts";
import type { Channel, Message } from "./channel.ts";
import { escapeHtml } from "./escape.ts";
import { openListing } from "./listing.ts";
import { fileSlug, shortHash, writeWhole } from "./write-file.ts";

/**
 * A channel that writes each letter as an HTML page for A4 into `folder`, with an `index.html`, and puts posting it into
 * the worklist. The file is named by account, step and permit, so the same permit writes the same letter.
 */
export function letterChannel(name: "letter" | "registered-letter" | "postcard", folder: string, addTask: AddTask): Channel {
  const listing = openListing(folder, "Letters");
  return {
    name,
    async send(permit, message) {
      const address = message.to.address ?? [];
      if (address.length === 0) return { kind: "failed", reason: "the account has no postal address", retryable: false };
      const file = `${fileSlug(permit.account)}-${fileSlug(permit.step)}-${shortHash(permit.id)}.html`;
      const path = join(folder, file);
      try {
        const known = await access(path).then(
          () => true,
          () => false,
        );
        if (!known) {
          await listing.add({ file, at: new Date(permit.grantedAt).toISOString(), account: permit.account, title: message.subject, to: "" });
          await writeWhole(path, letterPage(permit, message, address));
        }
      } catch {
        return { kind: "failed", reason: "the letter could not be written into the folder of letters", retryable: true };
      }
      await addTask(posting(name, permit, message, file));
      return { kind: "sent", reference: file };
    },
    close: () => listing.settled(),
  };
}

const posting = (name: string, permit: Permit, message: Message, file: string): Parameters<AddTask>[0] => ({
  id: `letter/${permit.id}`,
  account: permit.account,
  kind: "letter",
  title: `print and post ${name === "letter" ? "" : `as ${name} `}${file}`,
  team: null,
  priority: message.data["priority"] === "high" ? "high" : "normal",
  due: null,
  created: permit.grantedAt,
  effectKey: null,
  before: permit.expiresAt,
});

/** The address stands where the window of a DIN long or C5/6 envelope is: 45 mm from the top, 20 mm from the left. */
const PRINT_STYLE = `
@page { size: A4; margin: 20mm 20mm 20mm 25mm }
* { box-sizing: border-box }
body { margin: 0; color: #000; font: 11pt/1.45 Georgia, "Times New Roman", serif }
.sheet { position: relative; min-height: 250mm }
.from { text-align: right; font-size: 9pt; min-height: 25mm }
.address { height: 40mm; font-style: normal }
.address small { display: block; font-size: 7pt; border-bottom: .2mm solid #000; margin-bottom: 2mm; width: 80mm }
.reference { display: grid; grid-template-columns: max-content 1fr; gap: 0 4mm; margin: 0 0 8mm }
.reference dt { color: #444 } .reference dd { margin: 0 }
h1 { font-size: 12pt; margin: 0 0 6mm }
table { border-collapse: collapse; width: 100%; margin: 5mm 0; font-size: 10pt }
th, td { padding: 1.2mm 2mm; border-bottom: .2mm solid #999; text-align: left; vertical-align: top }
thead { display: table-header-group } tr { break-inside: avoid }
.money { text-align: right; white-space: nowrap }
.small { font-size: 9pt; color: #333 }
@media screen { body { background: #e8eaed } .sheet { background: #fff; width: 210mm; margin: 8mm auto; padding: 20mm 20mm 20mm 25mm; min-height: 297mm } }
`;

/** What the page reads of the sender; everything may be missing in a message that was not made by `writeMessage`. */
interface Letterhead {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly address?: readonly string[];
}

function letterPage(permit: Permit, message: Message, address: readonly string[]): string {
  const { language, today } = message.data;
  const sender = (message.data["sender"] ?? {}) as Letterhead;
  const lines = (texts: readonly (string | undefined)[]): string =>
    texts
      .filter((each) => each !== undefined && each !== "")
      .map((each) => escapeHtml(each ?? ""))
      .join("<br>");
  const day = typeof today === "string" ? today : new Date(permit.grantedAt).toISOString().slice(0, 10);
  return `<!doctype html>
<html lang="${escapeHtml(typeof language === "string" ? language : "en")}">
<head><meta charset="utf-8"><title>${escapeHtml(message.subject)}</title><style>${PRINT_STYLE}</style></head>
<body><article class="sheet">
<header class="from">${lines([sender.name, ...(sender.address ?? []), sender.phone, sender.email])}</header>
<address class="address"><small>${escapeHtml([sender.name, ...(sender.address ?? [])].filter(Boolean).join(", "))}</small>
${lines([message.to.name, ...address])}</address>
<dl class="reference"><dt>${LABELS.date(language)}</dt><dd>${escapeHtml(day)}</dd><dt>${LABELS.reference(language)}</dt><dd>${escapeHtml(permit.account)}</dd></dl>
<h1>${escapeHtml(message.subject)}</h1>
${message.html}
</article></body>
</html>
`;
}

/** The few words of the form itself. */
const LABELS = {
  date: (language: unknown): string => ({ de: "Datum", nl: "Datum" })[String(language)] ?? "Date",
  reference: (language: unknown): string => ({ de: "Ihr Kundenkonto", nl: "Uw kenmerk" })[String(language)] ?? "Account reference",
};
