import { Command } from "@commander-js/extra-typings";
import type { Diagnostic } from "../../dsl/index.ts";
import { namedFiles } from "../checked-files.ts";
import { EXIT, Failure, leaveWith } from "../failure.ts";
import { readBytes, readStdin } from "../files.ts";
import { answer, answerText, formatOption, warn } from "../output.ts";
import type { Format } from "../output.ts";
import { hasColor, paint } from "../terminal/color.ts";
import { progress } from "../terminal/progress.ts";
import { replaceFile } from "../write-file.ts";

const EXAMPLES = `
Examples:
  $ collect fmt policy.collect              write it in the one style
  $ collect fmt policies/                   every .collect file in the folder and below
  $ collect fmt policies/ --check           change nothing; say which files aren't in the one style
  $ collect fmt policy.collect --diff       change nothing; show what would change
  $ collect fmt - < draft.collect           from standard input to standard output, for editors

There are no options of style. Comments stay where they are, and a file means the same afterwards. A file with syntax errors stays as it is.

Exit: 0 done · 2 with --check: a file would change · 3 syntax errors`;

interface Options {
  readonly check: boolean;
  readonly diff: boolean;
  readonly stdin: boolean;
  readonly format: Format;
}

/** A file and what the style makes of it; `after` is null when it can't be read. */
interface Formatted {
  readonly file: string;
  readonly before: string;
  readonly after: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

const isChanged = ({ before, after }: Formatted): boolean => after !== null && after !== before;

/** A byte order mark is part of the text: the style takes it away. */
const decode = (bytes: Uint8Array, file: string): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Failure(`${file} is no UTF-8 text: save it as UTF-8 first`);
  }
};

const formatted = async (file: string, before: string): Promise<Formatted> => {
  const { format } = await import("../../dsl/index.ts");
  const { text, diagnostics } = format(before, file);
  return { file, before, after: text, diagnostics };
};

const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;

const showProblems = async (all: readonly Formatted[]): Promise<void> => {
  const diagnostics = all.flatMap((each) => each.diagnostics);
  if (diagnostics.length === 0) return;
  const { report } = await import("../../dsl/index.ts");
  const sources = Object.fromEntries(all.map(({ file, before }) => [file, before]));
  const files = all.map(({ file }) => file);
  warn(report("pretty", { diagnostics, sources, files, color: hasColor(process.stderr), failOn: "error", pages: new Map(), version: "" }));
};

/** Comparing costs the square of the differences: with more of them a file counts as changed from its first line to its last. */
const DIFFERENCES_AT_MOST = 4000;

const patchOf = async (all: readonly Formatted[]): Promise<string> => {
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import("diff");
  const patches = all.filter(isChanged).map(({ file, before, after }) => {
    const [name, text] = [`${file} (formatted)`, after ?? ""];
    const options = { headerOptions: FILE_HEADERS_ONLY, maxEditLength: DIFFERENCES_AT_MOST };
    return createTwoFilesPatch(file, name, before, text, undefined, undefined, options) ?? wholePatch(file, name, before, text);
  });
  return patches.join("").trimEnd();
};

const linesOf = (text: string): readonly string[] => text.split("\n").slice(0, text.endsWith("\n") ? -1 : undefined);

/** A patch that takes all lines away and puts the new ones there. */
const wholePatch = (file: string, name: string, before: string, after: string): string => {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const unended = before.endsWith("\n") ? [] : ["\\ No newline at end of file"];
  const head = [`--- ${file}`, `+++ ${name}`, `@@ -1,${old.length} +1,${fresh.length} @@`];
  return [...head, ...old.map((line) => `-${line}`), ...unended, ...fresh.map((line) => `+${line}`), ""].join("\n");
};

const linesChanged = async ({ before, after }: Formatted): Promise<number> => {
  const { diffLines } = await import("diff");
  // Counted as lines of the new text, or of the old one where more went than came.
  let added = 0;
  let removed = 0;
  const parts = diffLines(before, after ?? "", { maxEditLength: DIFFERENCES_AT_MOST });
  if (parts === undefined) return Math.max(linesOf(before).length, linesOf(after ?? "").length);
  for (const part of parts) {
    if (part.added) added += part.count;
    if (part.removed) removed += part.count;
  }
  return Math.max(added, removed);
};

const summary = async (all: readonly Formatted[], writes: boolean): Promise<string> => {
  const changed = all.filter(isChanged);
  const verb = writes ? "formatted" : "would change";
  const lines: string[] = [];
  for (const each of changed) lines.push(`${paint(writes ? "green" : "yellow", verb)}  ${each.file}  ${plural(await linesChanged(each), "line")}`);
  for (const { file, after } of all) if (after === null) lines.push(`${paint("red", "not read")}  ${file}  syntax errors: it stays as it is`);
  const good = all.length - changed.length - all.filter(({ after }) => after === null).length;
  if (good > 0) lines.push(`${plural(good, "file")} in the one style already`);
  return lines.join("\n");
};

const documentOf = async (all: readonly Formatted[], writes: boolean) => {
  const { documentOf: problem } = await import("../../dsl/index.ts");
  return {
    files: all.map((each) => ({
      file: each.file,
      result: each.after === null ? "errors" : !isChanged(each) ? "unchanged" : writes ? "formatted" : "would-change",
    })),
    diagnostics: all.flatMap((each) => each.diagnostics.map(problem)),
  };
};

const exitCodeOf = (all: readonly Formatted[], check: boolean): number => {
  if (all.some(({ after }) => after === null)) return EXIT.errors;
  return check && all.some(isChanged) ? EXIT.warnings : EXIT.clean;
};

const overFiles = async (paths: readonly string[], { check, diff, format }: Options): Promise<void> => {
  const files = await namedFiles(paths);
  const writes = !check && !diff;
  const bar = progress("formatting", "files", files.length);
  const all: Formatted[] = [];
  // All are read before any is written: a wrong name among them changes nothing.
  for (const [index, file] of files.entries()) {
    all.push(await formatted(file, decode(await readBytes(file), file)));
    bar.at(index + 1);
  }
  bar.end();
  if (writes) for (const each of all) if (each.after !== null && isChanged(each)) await replaceFile(each.file, each.after);
  if (format === "json") answer("json", await documentOf(all, writes), () => "");
  else {
    await showProblems(all);
    const patch = diff ? await patchOf(all) : "";
    const told = await summary(all, writes);
    if (diff) {
      // The patch alone stands on stdout: it can be applied.
      if (told !== "") warn(told);
      answerText(patch);
    } else answerText(told);
  }
  leaveWith(exitCodeOf(all, check));
};

const STDIN = "standard input";

const overStdin = async ({ check, diff, format }: Options): Promise<void> => {
  const each = await formatted(STDIN, decode(await readStdin(), STDIN));
  if (format === "json") answer("json", { ...(await documentOf([each], false)), text: each.after }, () => "");
  else {
    await showProblems([each]);
    if (diff) answerText(await patchOf([each]));
    else if (!check && each.after !== null) process.stdout.write(each.after);
  }
  leaveWith(exitCodeOf([each], check));
};

const run = async (paths: readonly string[], options: Options): Promise<void> => {
  const fromStdin = options.stdin || paths.includes("-");
  if (fromStdin && paths.some((path) => path !== "-")) throw new Failure("standard input is formatted alone: name no files beside it");
  if (!fromStdin && paths.length === 0) throw new Failure("name files or folders, or - for standard input: collect fmt policy.collect");
  await (fromStdin ? overStdin(options) : overFiles(paths, options));
};

/** `collect fmt FILE|FOLDER…` */
export const fmt = () =>
  new Command("fmt")
    .description("write .collect files in the one style")
    .argument("[path...]", "files (.collect), folders with such files, or - for standard input")
    .option("--check", "change nothing; end with 2 when a file would change", false)
    .option("--diff", "change nothing; show what would change", false)
    .option("--stdin", "format standard input, like -", false)
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action((paths, options) => run(paths, options));
