/** Colours for `.collect` on the pages: the grammar that editors get, as the highlighter of the site takes it. */
import { textMateGrammar, type TextMateGrammar, type TextMatePattern } from "../../dsl/reference/index.ts";

interface Language extends Omit<TextMateGrammar, "patterns" | "fileTypes"> {
  readonly patterns: TextMatePattern[];
  readonly fileTypes: string[];
  readonly displayName: string;
  readonly repository: Record<string, never>;
}

/** The language under the name that fences give it. */
export const grammarOf = (name: string) => {
  const { patterns, fileTypes, ...rest } = textMateGrammar();
  const language: Language = { ...rest, name, displayName: "Collect", patterns: [...patterns], fileTypes: [...fileTypes], repository: {} };
  return JSON.parse(JSON.stringify(language)) as never;
};
