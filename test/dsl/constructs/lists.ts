/** Rows made from the closed lists of the language. */
import { VOCABULARIES, type Vocabulary } from "../../../dsl/tokens/vocabulary.ts";
import type { Row } from "./row.ts";

/** The words of a list, each once. */
export const wordsOf = (list: Vocabulary): readonly string[] => [...new Set<string>(VOCABULARIES[list].words)];

/** One row for each word of a closed list, beside the next word of the list for its twin. */
export const each = (list: Vocabulary, of: (word: string, other: string) => Row, but: readonly string[] = []): readonly Row[] => {
  const words = wordsOf(list).filter((word) => !but.includes(word));
  return words.map((word, i) => of(word, words[(i + 1) % words.length] ?? ""));
};
