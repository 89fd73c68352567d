import type { Diagnostic } from "./diagnostic.ts";

/** Diagnostics by file, as the files first occur, and in source order within each. */
export const inSourceOrder = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => {
  const files = [...new Set(diagnostics.map(({ span }) => span.file))];
  const rank = new Map(files.map((file, index) => [file, index]));
  return diagnostics.toSorted(
    (a, b) =>
      (rank.get(a.span.file) ?? 0) - (rank.get(b.span.file) ?? 0) || a.span.start - b.span.start || a.span.end - b.span.end ||
      (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  );
};
