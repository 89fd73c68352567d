/** Texts that letters share: legal ones that ship with the product, and those of the policy's own letters. */
import { readFile, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LetterSources } from "./letter-set.ts";

const SHIPPED = fileURLToPath(new URL("../policies/templates/", import.meta.url));

const lawTexts = new Map<string, Promise<LetterSources>>();

/**
 * Legal texts in one language, by partial name (`law/opt-out`). A language without a folder has none: a legal text in a
 * language that the letter isn't written in would be no notice.
 */
export function lawPartials(language: string): Promise<LetterSources> {
  const known = lawTexts.get(language);
  if (known !== undefined) return known;
  const read = readFolder(join(SHIPPED, basename(language), "law"));
  lawTexts.set(language, read);
  return read;
}

async function readFolder(folder: string): Promise<LetterSources> {
  const files = await readdir(folder).catch(() => []);
  const texts = files
    .filter((file) => file.endsWith(".hbs"))
    .map(async (file): Promise<[string, string]> => [`law/${basename(file, ".hbs")}`, await readFile(join(folder, file), "utf8")]);
  return Object.fromEntries(await Promise.all(texts));
}

/** The policy's own shared texts, by name: `signature.partial.hbs` is `{{> signature}}`, in the letter's language if there. */
export function ownPartials(letters: LetterSources, language: string): LetterSources {
  const found: Record<string, string> = {};
  for (const [key, source] of Object.entries(letters)) {
    const [, name, translated] = /^(.+)\.partial(?:\.([^.]+))?$/.exec(key) ?? [];
    if (name === undefined) continue;
    if (translated === language || (translated === undefined && found[name] === undefined)) found[name] = source;
  }
  return found;
}
