/** Suggestions for texts in quotes: the edit leaves the quotes alone. */
import type { Extra } from "../catalogue.ts";
import type { Span } from "../diagnostic.ts";
import { suggest } from "../suggest.ts";

interface Said {
  readonly text: string;
  readonly span: Span;
}

/** Between the quotes; null where they aren't plain ones, or something in the text is escaped. */
const inside = ({ text, span }: Said): Span | null =>
  span.end - span.start === text.length + 2 && span.line === span.endLine
    ? { ...span, start: span.start + 1, column: span.column + 1, end: span.end - 1, endColumn: span.endColumn - 1 }
    : null;

/** Help and edit for a misspelt text; `otherwise` when no candidate is near. */
export const didYouMeanText = (said: Said, candidates: Iterable<string>, otherwise: string | null = null): Extra => {
  const suggestion = suggest(said.text, candidates);
  if (suggestion === null) return { help: otherwise };
  const bare = inside(said);
  return {
    help: `did you mean \`${suggestion}\`?`,
    fixes: [
      {
        title: `replace with \`${suggestion}\``,
        applicability: "likely",
        edits: [bare === null ? { span: said.span, text: `"${suggestion}"` } : { span: bare, text: suggestion }],
      },
    ],
  };
};
