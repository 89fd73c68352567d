/** What a letter is and carries, by content id: read from its source, without filling it. */
import { declaredContents } from "../engine/index.ts";
import { chooseLetter } from "./letter-set.ts";
import type { LetterSources } from "./letter-set.ts";
import { lawPartials, ownPartials } from "./partials.ts";

const LAW = "law/";

/** Names of the partials that a text includes, and those that they include, in the order of first mention. */
export function usedPartials(source: string, sources: LetterSources): readonly string[] {
  const found = new Set<string>();
  const visit = (text: string): void => {
    for (const [, name] of text.matchAll(/\{\{~?#?>\s*["']?([\w/.-]+)/g)) {
      const own = name === undefined ? undefined : sources[name];
      if (name === undefined || own === undefined || found.has(name)) continue;
      found.add(name);
      visit(own);
    }
  };
  visit(source);
  return [...found];
}

const comments = (source: string): readonly string[] =>
  [...source.matchAll(/\{\{~?!(?:--([\s\S]*?)--|([^}]*?))~?\}\}/g)].map(([, long, short]) => long ?? short ?? "");

/** What a template says of itself: `{{!-- contains: reminder --}}`. */
export const declaredBy = (source: string | undefined): readonly string[] => comments(source ?? "").flatMap(declaredContents);

/** Content ids of a text: what it says of itself, and the legal texts among its partials. */
export const contentIds = (declared: readonly string[], included: Iterable<string>): readonly string[] =>
  [...new Set([...declared, ...[...included].filter((name) => name.startsWith(LAW)).map((name) => name.slice(LAW.length))])].sort();

/**
 * Content ids of a contact's letter for simulations and explanations, where nothing is written. A partial inside an `{{#if}}` counts as
 * included, since only the finished letter knows; the guard judges that one. Undefined when there is no such letter.
 *
 * @param preferred BCP 47 language of the debtor.
 */
export async function contentsOf(
  letters: LetterSources,
  action: { readonly template: string; readonly channel: string },
  preferred?: string,
): Promise<readonly string[] | undefined> {
  const letter = chooseLetter(letters, action, preferred);
  if (letter === null) return undefined;
  const sources = { ...ownPartials(letters, letter.language), ...(await lawPartials(letter.language)) };
  const used = usedPartials(letter.source, sources);
  return contentIds([letter.source, ...used.map((name) => sources[name])].flatMap(declaredBy), used);
}
