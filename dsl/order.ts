import { problem } from "./catalogue.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { spanAt, type Source } from "./syntax/source.ts";

/** So many problems of one file are reported: more would hide the ones that matter. */
const MOST_PROBLEMS = 500;

/** Diagnostics by file, those of `first` before the others as they first occur, and in source order within each. */
export const inSourceOrder = (diagnostics: readonly Diagnostic[], first: readonly string[] = []): readonly Diagnostic[] => {
  const files = new Set(first);
  for (const { span } of diagnostics) files.add(span.file);
  const rank = new Map([...files].map((file, index) => [file, index]));
  return diagnostics.toSorted(
    (a, b) =>
      (rank.get(a.span.file) ?? 0) - (rank.get(b.span.file) ?? 0) ||
      a.span.start - b.span.start ||
      a.span.end - b.span.end ||
      (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  );
};

/** The first problems of a file in source order, and a last one that tells when there are more. */
export const firstProblems = (source: Source, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => {
  const ordered = inSourceOrder(diagnostics, [source.file]);
  if (ordered.length <= MOST_PROBLEMS) return ordered;
  const end = spanAt(source, source.text.length, source.text.length);
  return [...ordered.slice(0, MOST_PROBLEMS), problem("tooMany", end, { count: MOST_PROBLEMS })];
};
