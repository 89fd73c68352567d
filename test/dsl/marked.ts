/**
 * Problems marked in the source itself: `next ⟦C2001|remindre⟧ after 7 days` says that C2001 is reported exactly there. An empty mark
 * is an empty span. What isn't marked must not be reported.
 */
import { expect } from "vitest";
import { catalogueEntries } from "../../dsl/catalogue.ts";
import { compileLaw, compilePolicy, type Diagnostic, type PolicyOptions } from "../../dsl/index.ts";

export interface Mark {
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

/** The source without its marks, and the marks by offset. */
export const unmark = (marked: string): { readonly source: string; readonly marks: readonly Mark[] } => {
  let source = "";
  const open: { code: string; start: number }[] = [];
  const marks: Mark[] = [];
  for (const part of marked.split(/(⟦C\d{4}\||⟧)/u)) {
    if (part.startsWith("⟦")) open.push({ code: part.slice(1, -1), start: source.length });
    else if (part === "⟧") {
      const mark = open.pop();
      if (mark === undefined) throw new Error("a mark that was not opened");
      marks.push({ ...mark, end: source.length });
    } else source += part;
  }
  return { source, marks: marks.toSorted((a, b) => a.start - b.start || a.end - b.end || a.code.localeCompare(b.code)) };
};

const asMarks = (diagnostics: readonly Diagnostic[]): readonly Mark[] =>
  diagnostics.map(({ code, span }) => ({ code, start: span.start, end: span.end }));

/** Line and column told from the offset the slow way. */
const checkPositions = (source: string, diagnostics: readonly Diagnostic[]): void => {
  for (const { span } of diagnostics) {
    const before = source.slice(0, span.start).split(/\r\n|\r|\n/u);
    const upTo = source.slice(0, span.end).split(/\r\n|\r|\n/u);
    expect([span.line, span.column, span.endLine, span.endColumn]).toEqual([
      before.length,
      (before.at(-1) ?? "").length + 1,
      upTo.length,
      (upTo.at(-1) ?? "").length + 1,
    ]);
  }
};

const declared = new Map(catalogueEntries().map(({ code, fix }) => [code, fix]));
/** Edits can be trusted as far as the catalogue says, and no further. */
const checkFixes = (diagnostics: readonly Diagnostic[]): void => {
  for (const { code, fixes } of diagnostics) for (const { applicability } of fixes) expect(applicability, code).toBe(declared.get(code));
};

/** Compiles a marked policy and holds every reported problem against the marks. */
export const expectProblems = (marked: string, options: PolicyOptions = {}): readonly Diagnostic[] => {
  const { source, marks } = unmark(marked);
  const { policy, diagnostics } = compilePolicy(source, "test.collect", options);
  expect(asMarks(diagnostics)).toEqual(marks);
  checkPositions(source, diagnostics);
  checkFixes(diagnostics);
  expect(policy === null).toBe(diagnostics.some(({ severity }) => severity === "error"));
  return diagnostics;
};

/** The same for law. */
export const expectLawProblems = (marked: string): readonly Diagnostic[] => {
  const { source, marks } = unmark(marked);
  const { lawBook, diagnostics } = compileLaw([{ file: "test.collect", source }]);
  expect(asMarks(diagnostics)).toEqual(marks);
  checkPositions(source, diagnostics);
  checkFixes(diagnostics);
  expect(lawBook === null).toBe(diagnostics.some(({ severity }) => severity === "error"));
  return diagnostics;
};
