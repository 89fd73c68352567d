/** Files that are whole or not there. */
import { createHash } from "node:crypto";
import { chmod, mkdir, open, rename } from "node:fs/promises";
import { dirname } from "node:path";

/** A folder for letters to people: nobody else on this machine reads it, however it was made. */
export async function privateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await chmod(path, 0o700);
}

/** Writes beside the place and renames, so that a crash leaves no half file and a reader never sees one. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await privateFolder(dirname(path));
  const draft = `${path}.${process.pid}.${(drafts += 1)}.draft`;
  const file = await open(draft, "w", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

let drafts = 0;

/** Short hexadecimal name of anything, safe in a file name. */
export const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** What people can recognise of an id, safe in a file name on every system. */
export const fileSlug = (text: string): string =>
  text
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
