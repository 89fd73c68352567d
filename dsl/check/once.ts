/** What may be said only once. */
import { problem } from "../catalogue.ts";
import type { Diagnostic, Span } from "../diagnostic.ts";

/** A problem for each line after the first. */
export const again = (lines: readonly { readonly span: Span }[], what: string): readonly Diagnostic[] =>
  lines
    .slice(1)
    .map(({ span }) =>
      problem("saidTwice", span, { what }, { related: lines.slice(0, 1).map((line) => ({ span: line.span, label: "the first one" })) }),
    );
