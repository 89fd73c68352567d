/** The examples of the guide: every fence of a page, with the files that stand beside it in its section, and what comes of it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { markdownIn } from "../../docs/.vitepress/reference/pages.ts";
import { compileTests } from "../../dsl/index.ts";
import { parseFile } from "../../dsl/syntax/parse.ts";
import { compilePolicy } from "../../dsl/compile-policy.ts";
import { calendarNeeds, daysNamed, localDay, runLawExample, runPolicyTest, type PolicyTest } from "../../engine/index.ts";
import { compileLaw } from "../../dsl/compile-law.ts";
import { buildCalendar } from "../../policies/calendar/build.ts";
import { lawFiles, lawPlaces } from "../../policies/index.ts";
import { BASES, judge } from "./judge.ts";
import { FENCE, type Fence } from "./page.ts";
import { isWhole, spliced } from "./splice.ts";

export const DOCS = join(import.meta.dirname, "../../docs");

export interface Snippet extends Fence {
  readonly page: string;
  readonly line: number;
  /** The code that the page says this gives. */
  readonly bad: string | null;
  /** Fences with a file's name in the same section, and the section's policy of a letter. */
  readonly beside: readonly Fence[];
}

const attribute = (attributes: string, name: string): string | null => new RegExp(`\\b${name}=(\\S+)`, "u").exec(attributes)?.[1] ?? null;

const sectionOf = (text: string, page: string, firstLine: number): readonly Snippet[] => {
  const fences = [...text.matchAll(FENCE)].map(({ 1: language = "", 2: attributes = "", 3: own = "", index }) => ({
    language,
    file: attribute(attributes, "file"),
    bad: attribute(attributes, "bad"),
    text: own,
    line: firstLine + text.slice(0, index).split("\n").length - 1,
  }));
  const files = fences.filter(({ file }) => file !== null);
  // A letter is shown in the place of another: its section's letters don't stand beside it.
  const besides = ({ file, language }: Fence, of: typeof files): readonly Fence[] =>
    file !== null ? [] : of.filter((one) => language === "collect" || one.language === "collect");
  return fences.map((fence) => ({ ...fence, page, beside: besides(fence, files) }));
};

/** All fences of a page, by its sections. */
export const snippetsOf = (text: string, page: string): readonly Snippet[] => {
  let line = 1;
  return text.split(/^(?=## )/mu).flatMap((section) => {
    const found = sectionOf(section, page, line);
    line += section.split("\n").length - 1;
    return found;
  });
};

/** Pages that are scripts, walked from top to bottom. */
export const isScript = (text: string): boolean => /^```sh\b/mu.test(text);

/** Pages of the guide: those of the codes have a form and tests of their own. */
export const guidePages = (): readonly string[] => markdownIn(DOCS).filter((name) => !name.startsWith("codes/"));

export const guideText = (page: string): string => readFileSync(join(DOCS, page), "utf8");

/** Problems of an example, as `CODE line:column message`. */
export const problemsOf = (snippet: Snippet): readonly string[] =>
  judge([{ language: snippet.language, file: null, text: snippet.text }, ...snippet.beside], snippet.language === "hbs").map(
    ({ code, message, span, help }) => `${code} ${span.file} ${span.line}:${span.column} ${message}${help === undefined ? "" : ` (${help})`}`,
  );

const ROOM = 400;
/** A story that names no day is told in January 2026. */
const SOME_DAY = { from: localDay(20_458), to: localDay(20_458) };
const shipped = compileLaw(lawFiles(), { examples: false }).lawBook;

const calendarFor = (tests: readonly PolicyTest[], places: readonly string[]) => {
  const days = [SOME_DAY, ...tests.flatMap((test) => daysNamed(test) ?? [])];
  const debtors = tests.map(({ account }) => account.debtor);
  return buildCalendar({
    zones: [...new Set(debtors.flatMap(({ timezones }) => timezones))],
    places: [...new Set([...places, ...debtors.flatMap((debtor) => debtor.places)])],
    from: localDay(Math.min(...days.map(({ from }) => from)) - ROOM),
    to: localDay(Math.max(...days.map(({ to }) => to)) + ROOM),
  });
};

/** Whatever fails of the tests and examples that stand in a snippet, expected beside actual. */
export const failuresOf = ({ text, beside }: Snippet): { readonly ran: number; readonly failed: readonly string[] } => {
  const { source, law: isLaw } = spliced(text, BASES);
  if (isLaw) return lawFailures(source);
  const lawBook = { places: lawPlaces() };
  const files = new Map(beside.map((fence) => [fence.file, fence.text] as const));
  const options = { lawBook, ...(files.size === 0 ? {} : { read: (path: string) => files.get(path) ?? null }) };
  const { policy } = compilePolicy(source, "example.collect", options);
  const outside = beside.filter(({ file }) => file?.endsWith(".test.collect") === true);
  const tests = [
    ...compileTests(source, "example.collect", options).tests,
    ...outside.flatMap((fence) => compileTests(fence.text, fence.file ?? "", { ...options, policy: { source, file: "example.collect" } }).tests),
  ];
  if (policy === null || tests.length === 0) return { ran: 0, failed: [] };
  if (shipped === null) throw new Error("the law that ships doesn't compile");
  const { rules, series } = shipped;
  const world = { program: { policy, calendar: calendarFor(tests, policy.places) }, rules, ...(series === undefined ? {} : { series }) };
  const failed = tests.flatMap((test) =>
    runPolicyTest(test, world)
      .checks.filter(({ ok }) => !ok)
      .map(({ expected, got }) => `${test.title}: expected ${expected}; got ${got}`),
  );
  return { ran: tests.length, failed };
};

const lawFailures = (source: string): { readonly ran: number; readonly failed: readonly string[] } => {
  const { lawBook, examples } = compileLaw([{ file: "example.collect", source }]);
  if (lawBook === null || examples.length === 0) return { ran: 0, failed: [] };
  const calendar = buildCalendar(calendarNeeds(examples));
  const failed = examples.flatMap((example) =>
    runLawExample(example, lawBook, calendar)
      .filter(({ ok }) => !ok)
      .map(({ expected, got }) => `${example.title}: expected ${JSON.stringify(expected)}; got ${JSON.stringify(got)}`),
  );
  return { ran: examples.length, failed };
};

/** The file that a snippet stands for, parsed: for who looks for what it holds. */
export const parsedOf = ({ text }: Snippet) =>
  parseFile(isWhole(text) || /^\s*test\b/u.test(text) ? text : spliced(text, BASES).source, "example.collect");
