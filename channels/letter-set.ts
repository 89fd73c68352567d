/** Which text of a policy's letters is meant, in which language, and by which name it is later found again. */
import { createHash } from "node:crypto";
import { letterKey } from "../engine/index.ts";

/** Templates of a policy by file name without `.hbs`, source text of each. */
export type LetterSources = Readonly<Record<string, string>>;

export interface ChosenLetter {
  /** File name without `.hbs`. */
  readonly key: string;
  readonly source: string;
  /** BCP 47 language of the text. */
  readonly language: string;
}

/** Language of a letter whose file name doesn't say one. */
const DEFAULT_LANGUAGE = "en";

/**
 * The letter for a contact: in the debtor's language where there is a translation, else the untranslated one, else the
 * first translation there is. Null when the policy has no such letter.
 */
export function chooseLetter(
  letters: LetterSources,
  action: { readonly template: string; readonly channel: string },
  preferred = DEFAULT_LANGUAGE,
): ChosenLetter | null {
  const base = letterKey(action.template, action.channel);
  const wanted = preferred.toLowerCase().split("-")[0] ?? DEFAULT_LANGUAGE;
  const translations = Object.keys(letters)
    .filter((key) => key.startsWith(`${base}.`))
    .sort();
  const key = [`${base}.${wanted}`, base, ...translations].find((each) => letters[each] !== undefined);
  const source = key === undefined ? undefined : letters[key];
  if (key === undefined || source === undefined) return null;
  return { key, source, language: key === base ? DEFAULT_LANGUAGE : key.slice(base.length + 1) };
}

/** SHA-256, in hex, of a template's source and of the partials that it includes, in the order in which it names them. */
export const sourceHash = (source: string, partials: readonly string[]): string =>
  createHash("sha256")
    .update([source, ...partials].join("\0"))
    .digest("hex");

/** A template's `Subject:` line, and the rest with its lines where they were, so that messages name the right ones. */
export function splitSubject(source: string): { readonly subject: string | null; readonly body: string } {
  const first = /^Subject:[ \t]*(.*?)[ \t]*(?:\r?\n|$)/.exec(source);
  return first === null ? { subject: null, body: source } : { subject: first[1] ?? "", body: `\n${source.slice(first[0].length)}` };
}
