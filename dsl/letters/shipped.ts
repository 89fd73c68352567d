/** The legal texts that ship with the product, as files (they are data: nothing of `policies` is imported). */
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sourceOf, type Source } from "../syntax/source.ts";

const folder = (language: string): URL => new URL(`../../policies/templates/${encodeURIComponent(language)}/law/`, import.meta.url);

const byLanguage = new Map<string, ReadonlyMap<string, Source>>();

/** Legal texts of one language by the name under which a letter includes them (`law/opt-out`); none for a language without any. */
export function lawTexts(language: string): ReadonlyMap<string, Source> {
  const known = byLanguage.get(language);
  if (known !== undefined) return known;
  const texts = new Map(
    filesIn(folder(language)).map((file): [string, Source] => {
      const url = new URL(file, folder(language));
      return [`law/${file.slice(0, -4)}`, sourceOf(fileURLToPath(url), readFileSync(url, "utf8"))];
    }),
  );
  byLanguage.set(language, texts);
  return texts;
}

function filesIn(url: URL): readonly string[] {
  try {
    return readdirSync(url)
      .filter((file) => file.endsWith(".hbs"))
      .sort();
  } catch {
    return [];
  }
}
