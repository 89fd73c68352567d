/** Jurisdiction files to a law book. */
import type { LawBook, LawExample } from "../engine/index.ts";
import { problem } from "./catalogue.ts";
import { checkIds, checkJurisdiction, checkTouched } from "./check/law.ts";
import { checkExampleRules } from "./check/example.ts";
import { checkDayLists } from "./check/day-lists.ts";
import { checkSeriesNames } from "./check/series.ts";
import { examplesOf } from "./compile/example.ts";
import { hashOf } from "./compile/hash.ts";
import { membersOf, rulesOf } from "./compile/rule.ts";
import { seriesIn } from "./compile/series.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { firstProblems, inSourceOrder } from "./order.ts";
import { parseFile } from "./syntax/parse.ts";
import { spanAt } from "./syntax/source.ts";
import type { JurisdictionNode, RuleLine } from "./tree/rule.ts";

export interface SourceFile {
  readonly file: string;
  readonly source: string;
}

const isError = ({ severity }: Diagnostic): boolean => severity === "error";

export interface LawOptions {
  /** False: examples are passed over unread, which takes a third of the time. */
  readonly examples?: boolean;
  /** Names of all lists of days that the calendar has; without them, those that rules name are not looked up. */
  readonly dayLists?: readonly string[];
}

export interface CompiledLaw {
  /** Null when any file has an error. */
  readonly lawBook: LawBook | null;
  /** `example` blocks, in the order of the files. They are no part of the book. */
  readonly examples: readonly LawExample[];
  readonly diagnostics: readonly Diagnostic[];
}

const linesOf = (nodes: readonly JurisdictionNode[]): readonly RuleLine[] =>
  nodes.flatMap(({ items }) => items.flatMap((item) => (item.kind === "rule" ? item.lines : [])));

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Compiles all law together. The book is null when any file has an error. Rules stand in the order of their ids, so that the hash
 * doesn't depend on how they are spread over files.
 */
export const compileLaw = (files: readonly SourceFile[], { examples: wanted = true, dayLists }: LawOptions = {}): CompiledLaw => {
  const parsed = files.map(({ file, source }) => parseFile(source, file, wanted));
  const diagnostics = parsed.flatMap((file) => {
    const nodes = file.items.filter((item) => item.kind === "jurisdiction");
    const damaged = file.diagnostics.some(isError);
    const found = [...file.diagnostics, ...nodes.flatMap((node) => checkJurisdiction(node, damaged, wanted))];
    if (nodes.length === 0 && !damaged) found.push(problem("emptyFile", spanAt(file.source, 0, 0), { what: "jurisdiction" }));
    return firstProblems(file.source, found);
  });
  const jurisdictions = parsed.flatMap((file) =>
    file.items.flatMap((item) => (item.kind === "jurisdiction" ? [{ node: item, source: file.source }] : [])),
  );
  const nodes = jurisdictions.map(({ node }) => node);
  const ordered = inSourceOrder([
    ...diagnostics,
    ...checkIds(nodes),
    ...checkTouched(nodes),
    ...checkSeriesNames(nodes),
    ...checkDayLists(linesOf(nodes), dayLists ?? null),
    ...checkExampleRules(nodes),
  ]);
  if (ordered.some(isError)) return { lawBook: null, examples: [], diagnostics: ordered };
  const rules = jurisdictions.flatMap(({ node, source }) => rulesOf(node, source)).toSorted((a, b) => byName(a.id, b.id));
  const places = [...new Set(jurisdictions.flatMap(({ node }) => [node.place.text, ...membersOf(node)]))]
    .filter((place) => place !== "WORLD")
    .toSorted();
  const series = jurisdictions.flatMap(({ node, source }) => seriesIn(node, source)).toSorted((a, b) => byName(a.name, b.name));
  const book = { format: 1 as const, places, rules, ...(series.length === 0 ? {} : { series }) };
  const examples = wanted ? jurisdictions.flatMap(({ node, source }) => examplesOf(node, source)) : [];
  return { lawBook: { ...book, hash: hashOf(book) }, examples, diagnostics: ordered };
};
