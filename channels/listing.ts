/** A folder's `index.html`: a list of what lies in it, newest first, kept from an append-only `index.jsonl` beside it. */
import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { escapeHtml } from "./escape.ts";
import { privateFolder, writeWhole } from "./write-file.ts";

export interface ListedFile {
  /** File name within the folder. */
  readonly file: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly account: string;
  readonly title: string;
  readonly to: string;
}

export interface Listing {
  /** Adds a row; the same file twice shows once. The page follows soon after. */
  add(row: ListedFile): Promise<void>;
  /** Resolves when the page shows every row added so far. */
  settled(): Promise<void>;
}

/** Keeps the list of a folder. Several processes may add to one folder: the page is always made from the file. */
export function openListing(folder: string, heading: string): Listing {
  const rows = join(folder, "index.jsonl");
  let running: Promise<void> | null = null;
  let again = false;
  const rewrite = async (): Promise<void> => {
    try {
      while (again) {
        again = false;
        await writeWhole(join(folder, "index.html"), listPage(heading, await readRows(rows)));
      }
    } catch {
      // The page is a convenience: what it lists is safe on disk, and the next file that comes writes it anew.
    } finally {
      running = null;
    }
  };
  return {
    async add(row) {
      await privateFolder(folder);
      await appendFile(rows, `${JSON.stringify(row)}\n`, { mode: 0o600 });
      again = true;
      running ??= rewrite();
    },
    async settled() {
      await running;
    },
  };
}

/** Rows of an index, each file once, newest first. A line torn by a crash is passed over: its file is added again when it is sent again. */
export async function readRows(path: string): Promise<readonly ListedFile[]> {
  const text = await readFile(path, "utf8").catch(() => "");
  const byFile = new Map<string, ListedFile>();
  for (const line of text.split("\n")) {
    const row = parseRow(line);
    if (row !== null && !byFile.has(row.file)) byFile.set(row.file, row);
  }
  return [...byFile.values()].sort((a, b) => b.at.localeCompare(a.at) || a.account.localeCompare(b.account));
}

function parseRow(line: string): ListedFile | null {
  try {
    const row: unknown = JSON.parse(line);
    return typeof row === "object" && row !== null && "file" in row ? (row as ListedFile) : null;
  } catch {
    return null;
  }
}

const LIST_STYLE =
  "body{margin:2rem auto;max-width:60rem;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color:#1d2329}" +
  "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #d5dae0}a{color:#0b5cad}";

function listPage(heading: string, rows: readonly ListedFile[]): string {
  const row = (each: ListedFile): string =>
    `<tr><td>${escapeHtml(each.at)}</td><td>${escapeHtml(each.account)}</td>` +
    `<td><a href="${escapeHtml(encodeURIComponent(each.file))}">${escapeHtml(each.title)}</a></td><td>${escapeHtml(each.to)}</td></tr>`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(heading)}</title><style>${LIST_STYLE}</style></head>
<body><main><h1>${escapeHtml(heading)}</h1><p>${rows.length}, newest first. Times are UTC.</p>
<table><thead><tr><th>Time</th><th>Account</th><th>Subject</th><th>To</th></tr></thead>
<tbody>
${rows.map(row).join("\n")}
</tbody></table></main></body>
</html>
`;
}
