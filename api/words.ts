/** The texts that ship for what a contact must say, for whoever speaks instead of sending a letter. */
import { readFile } from "node:fs/promises";

const kept = new Map<string, Promise<string | null>>();

const plainText = (template: string): string =>
  template
    .replaceAll(/\{\{!--[^]*?--\}\}/g, "")
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();

const read = (language: string, content: string): Promise<string | null> => {
  const file = new URL(`../policies/templates/${language}/law/${content}.hbs`, import.meta.url);
  return readFile(file, "utf8").then(plainText, () => null);
};

/** What to say, with fields in double braces to be filled in; null where no text ships in that language. `language`: BCP 47, `en` when absent. */
export const wordsFor = (content: string, language = "en"): Promise<string | null> => {
  const short = language.toLowerCase().split("-")[0] ?? "en";
  if (!/^[a-z]{2,3}$/.test(short) || !/^[a-z-]+$/.test(content)) return Promise.resolve(null);
  const key = `${short}/${content}`;
  const text = kept.get(key) ?? read(short, content);
  kept.set(key, text);
  return text;
};
