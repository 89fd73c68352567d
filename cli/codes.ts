/** The pages of `docs/codes/`: what each problem means, with an example that has it and one that hasn't. */
import { readFile } from "node:fs/promises";
import type { CodePage } from "../dsl/index.ts";

const FOLDER = new URL("../docs/codes/", import.meta.url);

/** An example as it stands on the page; `file` where it lies beside the main one. */
export interface Example {
  readonly file: string | null;
  readonly text: string;
}
export interface FullPage extends CodePage {
  readonly bad: readonly Example[];
  readonly good: readonly Example[];
}

const examples = (section: string): readonly Example[] =>
  [...section.matchAll(/^```\S+([^\n]*)\n([\s\S]*?)^```$/gm)].map(([, attributes = "", text = ""]) => ({
    file: /\bfile=(\S+)/.exec(attributes)?.[1] ?? null,
    text: text.trimEnd(),
  }));

/** The page of a code; null when there is none. */
export async function pageOf(code: string): Promise<FullPage | null> {
  const source = await readFile(new URL(`${code}.md`, FOLDER), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (source === null) return null;
  const markdown = source.replace(/^---\n[\s\S]*?\n---\n/, "").trim();
  const [before = "", bad = "", good = ""] = markdown.split(/^## (?:Bad|Good)$/m);
  const [, title = "", prose = ""] = /^# C\d{4}: ([^\n]*)\n([\s\S]*)$/.exec(before) ?? [];
  return { title: title.trim(), prose: prose.trim(), markdown, bad: examples(bad), good: examples(good) };
}

/** Pages of these codes, by code; those that are missing are left out. */
export async function pagesOf(codes: Iterable<string>): Promise<ReadonlyMap<string, FullPage>> {
  const read = [...new Set(codes)].map(async (code) => [code, await pageOf(code)] as const);
  const pages = new Map<string, FullPage>();
  for (const [code, page] of await Promise.all(read)) if (page !== null) pages.set(code, page);
  return pages;
}
