import { Command } from "@commander-js/extra-typings";
import type { LawBook, LawExample } from "../../../engine/index.ts";
import type { SourceFile } from "../../../dsl/index.ts";
import { EXIT, Failure, leaveWith } from "../../failure.ts";
import { readText } from "../../files.ts";
import { lawTestFiles } from "../../law/find.ts";
import type { LawResult } from "../../law/run.ts";
import { withShipped } from "../../law/with-shipped.ts";
import { answer, formatOption, warn, type Format } from "../../output.ts";
import { hasColor, paint } from "../../terminal/color.ts";
import { progress } from "../../terminal/progress.ts";

const EXAMPLES = `
Examples:
  $ collect law test policies/law                      the whole law book
  $ collect law test policies/law/gb.collect
  $ collect law test "policies/law/us/*.collect" --format json
  $ collect law test cases.json

Of a folder all law files and legal cases in it and below are run.
Law files run their example blocks, JSON files their legal cases, all against the law that ships with what these files say put in its place.
Each question has one answer: an act is denied, by which rules and until when, or allowed, or a charge is so much.

Exit: 0 all as expected · 1 there was nothing to run · 3 an answer differs, or a file has errors`;

const isLaw = (file: string): boolean => file.endsWith(".collect");

interface Law {
  readonly book: LawBook;
  readonly examples: readonly LawExample[];
}

/**
 * Compiled law with the examples of the given files alone.
 * @throws Failure when it has errors, which are shown.
 */
const lawOf = async (given: readonly SourceFile[]): Promise<Law> => {
  const [{ compileLaw, renderDiagnostics }, { holidayPlaces }] = await Promise.all([
    import("../../../dsl/index.ts"),
    import("../../../policies/index.ts"),
  ]);
  const files = await withShipped(given);
  const { lawBook, examples, diagnostics } = compileLaw(files, { dayLists: holidayPlaces() });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (lawBook === null || errors.length > 0) {
    const sources = Object.fromEntries(files.map(({ file, source }) => [file, source]));
    warn(`${renderDiagnostics(errors, sources, { color: hasColor(process.stderr) })}\n`);
    const [first] = errors;
    const where = first === undefined ? "" : `${first.span.file}:${first.span.line}:${first.span.column}: ${first.message}`;
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
    throw new Failure(`${where}${more}; nothing was run`, EXIT.errors);
  }
  const names = new Set(given.map(({ file }) => file));
  return { book: lawBook, examples: examples.filter(({ file }) => names.has(file)) };
};

const words = (what: LawResult["expected"] | LawResult["got"]): string => {
  const { verdict, amount, currency, rules = [], requires = [], until } = what;
  const sum = amount === undefined ? "" : ` ${amount} ${currency ?? ""}`;
  const by = rules.length === 0 ? "" : ` by ${rules.join(", ")}`;
  const carrying = requires.length === 0 ? "" : `, ${verdict === "denied" ? "without" : "requiring"} ${requires.join(", ")}`;
  const end = verdict === "allowed" || until === undefined ? "" : until === null ? ", for ever" : `, until ${until}`;
  return `${verdict}${sum}${by}${end}${carrying}`;
};

const failureText = ({ id, file, line, expected, got, weak }: LawResult): string =>
  [
    `${paint("red", "differs")}  ${id}${weak ? " (weak)" : ""}  ${file}${line === undefined ? "" : `:${line}`}`,
    `  expected  ${words(expected)}`,
    `  got       ${words(got)}`,
    ...got.sentences.map((sentence) => `            ${sentence}`),
  ].join("\n");

const text = (results: readonly LawResult[]): string => {
  const failed = results.filter(({ ok }) => !ok);
  const verdict = failed.length === 0 ? paint("green", "as the law says") : paint("red", "not as the law says");
  const count = `${results.length - failed.length} passed, ${failed.length} failed`;
  return [...failed.map(failureText), `${verdict}  ${count}`].join("\n");
};

const report = (results: readonly LawResult[], format: Format): void => {
  const failed = results.filter(({ ok }) => !ok).length;
  const cases = results.map(({ id, file, line, ok, weak, expected, got }) => ({
    id,
    ok,
    expected,
    got,
    file,
    ...(line === undefined ? {} : { line }),
    ...(weak ? { weak } : {}),
  }));
  answer(format, { passed: results.length - failed, failed, cases }, () => text(results));
  if (failed > 0) leaveWith(EXIT.errors);
};

const run = async (paths: readonly string[], format: Format): Promise<void> => {
  const { readCases } = await import("../../law/case-shape.ts");
  const { runCase, runExamples } = await import("../../law/run.ts");
  const given: SourceFile[] = [];
  const lists: { readonly file: string; readonly cases: ReturnType<typeof readCases> }[] = [];
  for (const file of await lawTestFiles(paths)) {
    const source = await readText(file);
    if (isLaw(file)) given.push({ file, source });
    else lists.push({ file, cases: readCases(source, file) });
  }
  const law = await lawOf(given);
  const count = law.examples.reduce((sum, { questions }) => sum + questions.length, 0) + lists.reduce((sum, { cases }) => sum + cases.length, 0);
  if (count === 0)
    throw new Failure(`there is nothing to run in ${paths.join(", ")}: write an example as  example "…" { debtor in US-OH  call at … is denied }`);
  const bar = progress("asking", "questions", count);
  let n = 0;
  const results = [...(await runExamples(law.examples, law.book, () => bar.at(++n)))];
  for (const { file, cases } of lists)
    for (const legal of cases) {
      results.push(await runCase(legal, file, law.book));
      bar.at(++n);
    }
  bar.end();
  report(results, format);
};

/** `collect law test FILE…` */
export const lawTest = () =>
  new Command("test")
    .description("run the examples of law files, and legal cases, against the law book")
    .argument("<file...>", "law files (.collect), files of legal cases (.json), folders of them, or patterns such as law/*.collect")
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action((paths, { format }) => run(paths, format));
