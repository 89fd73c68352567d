import { Command, Option } from "@commander-js/extra-typings";
import type { Diagnostic, Report, ReportFormat } from "../../dsl/index.ts";
import { keep, recalled } from "../check-cache.ts";
import { checkFiles, namedFiles, type Checked, type CheckedFile } from "../checked-files.ts";
import { EXIT, Failure, leaveWith } from "../failure.ts";
import type { Certificate } from "../proof/certificate.ts";
import { lawBook } from "../law-cache.ts";
import { answerText, warn } from "../output.ts";
import { hasColor, paint } from "../terminal/color.ts";
import { toolVersion } from "../tool-version.ts";

const EXAMPLES = `
Examples:
  $ collect validate policy.collect
  $ collect validate policies/ --fail-on warning
  $ collect validate policy.collect --no-proof
  $ collect validate policy.collect --place US-CA --strict
  $ collect validate policy.collect --fix
  $ collect validate policy.collect --save policy.test.collect
  $ collect validate policy.collect --plain
  $ collect validate examples/b2b-standard/*.collect --format json
  $ collect validate policies/ --format sarif > collect.sarif
  $ git show main:policy.collect | collect validate -

Checked are syntax, names, types, structure, that every place has law, and the letters in letters/ beside the policy; of a folder every
.collect file in it and below. Law files, shared files and tests are checked as what they are. Standard input is a text alone, without letters.
"collect codes" says what each problem means. A warning may stay where a comment says why: // allow C2022: kept for the next quarter

Then what each policy would do is held against the law of its places: a table of verdicts, and the shortest story of what isn't so by design. The
proof comes from POLICY.certificate.json beside the policy, or from this machine's last one, while nothing that it rests on has changed; else it
is made now, which takes seconds. --no-proof leaves it out. "collect prove" proves further, and writes certificates.

Forms: pretty for people (--plain for screen readers), compact one line each, json, sarif and junit for tools, github for its workflows.

Exit: 0 clean · 2 warnings at the chosen level · 3 errors · 4 breaks the law (with --strict: or is only kept from it by the guard) · 5 proof incomplete`;

const LEVELS = ["error", "warning", "hint"] as const;
type Level = (typeof LEVELS)[number];

const FORMATS = ["pretty", "compact", "json", "sarif", "github", "junit", "text"] as const;

interface Options {
  readonly place?: string | undefined;
  readonly strict: boolean;
  readonly plain: boolean;
  readonly failOn: Level;
  readonly format: (typeof FORMATS)[number];
  readonly cache: boolean;
  readonly proof: boolean;
  readonly save?: string | undefined;
  readonly fix: boolean;
}

/** Errors end with 3, whatever the level; a warning or hint at or above the level ends with 2. */
const exitCodeOf = (diagnostics: readonly Diagnostic[], failOn: Level): number => {
  if (diagnostics.some((diagnostic) => diagnostic.severity === "error")) return EXIT.errors;
  const failing = diagnostics.some((diagnostic) => LEVELS.indexOf(diagnostic.severity) <= LEVELS.indexOf(failOn));
  return failing ? EXIT.warnings : EXIT.clean;
};

const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;

const KINDS = { policy: "", law: ": law", shared: ": shared by policies", tests: ": tests" } as const;

const summary = (read: readonly CheckedFile[], diagnostics: readonly Diagnostic[]): string => {
  const count = (severity: Level): number => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  const hints = count("hint");
  const found = [plural(count("error"), "error"), plural(count("warning"), "warning"), ...(hints === 0 ? [] : [plural(hints, "hint")])].join(", ");
  const files = read.map(({ file, kind, policy }) => {
    const what =
      policy === null ? KINDS[kind] : `: "${policy.name}" ${policy.version}, ${plural(policy.stages.length, "stage")}, ${policy.places.join(", ")}`;
    return `  ${file}${what}`;
  });
  const verdict = count("error") === 0 ? paint("green", "valid") : paint("red", "not valid");
  return `${verdict}  ${found}\n${files.join("\n")}`;
};

const requirePlace = async (read: readonly CheckedFile[], place: string): Promise<void> => {
  const without = read.find(({ policy }) => policy !== null && !policy.places.includes(place));
  if (without === undefined) return;
  const { suggest } = await import("../../dsl/index.ts");
  const places = without.policy?.places ?? [];
  const near = suggest(place, places);
  throw new Failure(`${without.file} does not name ${place}${near === null ? `; its places are ${places.join(", ")}` : `; did you mean ${near}?`}`);
};

/** What was proved, policy by policy. */
const proofsText = async (proofs: readonly Certificate[]): Promise<string> => {
  if (proofs.length === 0) return "";
  const { proofText } = await import("../proof/report.ts");
  return proofs.map((one) => `\n\n${proofText(one)}`).join("");
};

/** For people: frames beside the answer, and where to read on. */
const tell = async (read: readonly CheckedFile[], proofs: readonly Certificate[], found: Report, format: ReportFormat): Promise<void> => {
  const [first] = found.diagnostics.toSorted((a, b) => LEVELS.indexOf(a.severity) - LEVELS.indexOf(b.severity));
  if (first !== undefined) {
    const { report } = await import("../../dsl/index.ts");
    warn(`${report(format, found)}\n"collect codes ${first.code}" says more about ${first.code}`);
  }
  answerText(summary(read, found.diagnostics) + (await proofsText(proofs)));
};

/** Proofs of those policies that have no errors, as far as they are about the place that is asked for. */
const proofsOf = async (files: readonly CheckedFile[], options: Options): Promise<readonly Certificate[]> => {
  const { proof, place, save } = options;
  if (!proof || !files.some((each) => each.proof !== null)) return [];
  const { onlyIn, provedFiles } = await import("../proof/verdicts.ts");
  const found = save === undefined ? await provedFiles(files, { fix: options.fix }) : [await savedProof(files, save)];
  return place === undefined ? found : found.map((certificate) => onlyIn(place, certificate));
};

/** Proves the one policy among the files, and writes what was found as tests. */
const savedProof = async (files: readonly CheckedFile[], target: string): Promise<Certificate> => {
  const [one, other] = files.filter((each) => each.proof !== null);
  if (one?.proof === undefined || one.proof === null || other !== undefined)
    throw new Failure("--save writes what was found of one policy: name one, and not several");
  const [{ provedNow }, { saveStories }] = await Promise.all([import("../proof/verdicts.ts"), import("../proof/save.ts")]);
  const now = await provedNow(one.file, one.proof);
  const { written, known, untold } = await saveStories(now.proved, now, target);
  warn(`wrote ${plural(written.length, "test")} into ${target}${known.length === 0 ? "" : `; ${known.length} stood there already`}`);
  for (const { rule, why } of untold) warn(`no test for ${rule}: ${why}`);
  return now.certificate;
};

/** What is broken counts for more than errors elsewhere, and what is incomplete only where there are none. */
const leaveWithVerdicts = async (proofs: readonly Certificate[], strict: boolean, before: number): Promise<void> => {
  if (proofs.length === 0) return;
  const { exitCodeOf } = await import("../proof/exit.ts");
  const code = exitCodeOf(
    proofs.flatMap(({ verdicts }) => verdicts),
    strict,
  );
  if (code !== EXIT.incomplete || before !== EXIT.errors) leaveWith(code);
};

/** What was found last time when nothing changed since; found now otherwise. */
const checkedFiles = async (files: readonly string[], cache: boolean): Promise<Checked> => {
  const kept = cache ? recalled(files) : null;
  if (kept !== null) return kept;
  const checked = await checkFiles(files, await lawBook());
  if (cache) keep(files, checked);
  return checked;
};

const check = async (paths: readonly string[], options: Options): Promise<void> => {
  const { format, plain, strict, failOn, place } = options;
  const people = format === "pretty" || format === "text";
  if (plain && !people) throw new Failure(`--plain is for people: leave out --format ${format}`);
  const named = await namedFiles(paths);
  const { files, diagnostics: all, sources } = await checkedFiles(named, options.cache && !named.includes("-"));
  if (place !== undefined) await requirePlace(files, place);
  const diagnostics = strict ? all.map((each) => (each.severity === "warning" ? { ...each, severity: "error" as const } : each)) : all;
  const found: Report = {
    diagnostics,
    sources,
    files: files.map(({ file }) => file),
    color: hasColor(process.stderr),
    failOn,
    pages: format === "sarif" ? await (await import("../codes.ts")).pagesOf(diagnostics.map(({ code }) => code)) : new Map(),
    version: format === "sarif" ? await toolVersion() : "",
  };
  const proofs = await proofsOf(files, options);
  if (people) await tell(files, proofs, found, plain ? "plain" : "pretty");
  else {
    const { report } = await import("../../dsl/index.ts");
    answerText(report(format, { ...found, verdicts: await documentsOf(proofs) }));
    // Forms of other tools have no place for verdicts: nobody should see an exit code alone.
    if (format !== "json") for (const line of failingLines(proofs)) warn(line);
  }
  const code = exitCodeOf(diagnostics, failOn);
  leaveWith(code);
  await leaveWithVerdicts(proofs, strict, code);
};

const failingLines = (proofs: readonly Certificate[]): readonly string[] =>
  proofs.flatMap(({ verdicts }) =>
    verdicts.flatMap(({ file, line, policy, place, rule, verdict, why }) => {
      if (verdict !== "broken") return [];
      return [`${file}${line === undefined ? "" : `:${line}`}: "${policy}" breaks ${rule} in ${place}: ${why ?? ""}`];
    }),
  );

const documentsOf = async (proofs: readonly Certificate[]): Promise<readonly unknown[]> => {
  if (proofs.length === 0) return [];
  const { documentOf } = await import("../proof/verdicts.ts");
  return proofs.flatMap(({ verdicts }) => verdicts.map(documentOf));
};

/** `collect validate FILE…` */
export const validate = () =>
  new Command("validate")
    .description("check policies with their letters, law and tests, and what no run of a policy may do")
    .argument("<path...>", "files (.collect), folders with such files, or - for standard input")
    .option("--place <place>", "the policies must run in this place, and verdicts are about it alone")
    .option("--strict", "take warnings for errors, and what only the guard prevents for a breach", false)
    .addOption(new Option("--fail-on <level>", "end with 2 from this level on").choices(LEVELS).default("error" as const))
    .addOption(new Option("--format <format>", "form of the answer").choices(FORMATS).default("pretty" as const))
    .option("--plain", "for screen readers: no drawing, no colour, line and column in words", false)
    .option("--no-cache", "check anew what was found without errors before")
    .option("--fix", "offer the least change that mends what breaks the law, proved again", false)
    .option("--save <file>", "write what was found of a policy as tests into this file, such as policy.test.collect")
    .option("--no-proof", "leave out what the policies would do")
    .addHelpText("after", EXAMPLES)
    .action((paths, options) => check(paths, options));
