import { Command, Option } from "@commander-js/extra-typings";
import type { Diagnostic } from "../../dsl/index.ts";
import { EXIT, Failure, leaveWith } from "../failure.ts";
import { answer, formatOption, warn } from "../output.ts";
import type { Format } from "../output.ts";
import { readPolicyFile, sourcesOf } from "../policy-file.ts";
import type { PolicyFile } from "../policy-file.ts";
import { hasColor, paint } from "../terminal/color.ts";

const EXAMPLES = `
Examples:
  $ collect validate policy.collect
  $ collect validate examples/b2b-standard/*.collect --format json
  $ collect validate policy.collect --place US-CA --fail-on warning

Checked are syntax, names, types, structure, that every place has law, and the letters in letters/ beside the policy.
Not checked yet: a proof that every run of the policy keeps the law. At run time the guard refuses what the law forbids.

Exit: 0 clean · 2 warnings at the chosen level · 3 errors`;

const documentOf = (diagnostic: Diagnostic) => {
  const { code, severity, message, span, help, fixes } = diagnostic;
  const place = ({ file, line, column, endLine, endColumn }: Diagnostic["span"]) => ({ file, line, column, endLine, endColumn });
  return {
    code,
    severity,
    message,
    ...place(span),
    ...(help === undefined ? {} : { help }),
    fixes: fixes.map(({ title, applicability, edits }) => ({
      title,
      applicability,
      edits: edits.map((edit) => ({ ...place(edit.span), text: edit.text })),
    })),
  };
};

const LEVELS = ["error", "warning", "hint"] as const;
type Level = (typeof LEVELS)[number];

/** Errors end with 3, whatever the level; a warning or hint at or above the level ends with 2. */
const exitCodeOf = (diagnostics: readonly Diagnostic[], failOn: Level): number => {
  if (diagnostics.some((diagnostic) => diagnostic.severity === "error")) return EXIT.errors;
  const failing = diagnostics.some((diagnostic) => LEVELS.indexOf(diagnostic.severity) <= LEVELS.indexOf(failOn));
  return failing ? EXIT.warnings : EXIT.clean;
};

const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;

const summary = (read: readonly PolicyFile[], diagnostics: readonly Diagnostic[]): string => {
  const count = (severity: Level): number => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  const found = [plural(count("error"), "error"), plural(count("warning"), "warning")].join(", ");
  const policies = read.map(({ file, policy }) => {
    const what = policy === null ? "" : `: "${policy.name}" ${policy.version}, ${plural(policy.stages.length, "stage")}, ${policy.places.join(", ")}`;
    return `  ${file}${what}`;
  });
  const verdict = count("error") === 0 ? paint("green", "valid") : paint("red", "not valid");
  return `${verdict}  ${found}\n${policies.join("\n")}`;
};

const requirePlace = async (read: readonly PolicyFile[], place: string): Promise<void> => {
  const without = read.find(({ policy }) => policy !== null && !policy.places.includes(place));
  if (without === undefined) return;
  const { suggest } = await import("../../dsl/index.ts");
  const places = without.policy?.places ?? [];
  const near = suggest(place, places);
  throw new Failure(`${without.file} does not name ${place}${near === null ? `; its places are ${places.join(", ")}` : `; did you mean ${near}?`}`);
};

interface Options {
  readonly place?: string | undefined;
  readonly strict: boolean;
  readonly failOn: Level;
  readonly format: Format;
}

const check = async (files: readonly string[], options: Options): Promise<void> => {
  const { lawPlaces } = await import("../../policies/index.ts");
  const law = { places: lawPlaces() };
  const read: PolicyFile[] = [];
  for (const file of files) read.push(await readPolicyFile(file, law));
  if (options.place !== undefined) await requirePlace(read, options.place);
  const found = read.flatMap((each) => each.diagnostics);
  const diagnostics = options.strict ? found.map((each) => (each.severity === "warning" ? { ...each, severity: "error" as const } : each)) : found;
  if (options.format === "text" && diagnostics.length > 0) {
    const { renderDiagnostics } = await import("../../dsl/index.ts");
    warn(renderDiagnostics(diagnostics, sourcesOf(read), { color: hasColor(process.stderr) }));
  }
  answer(options.format, { diagnostics: diagnostics.map(documentOf), verdicts: [] }, () => summary(read, diagnostics));
  leaveWith(exitCodeOf(diagnostics, options.failOn));
};

/** `collect validate FILE…` */
export const validate = () =>
  new Command("validate")
    .description("check policies and their letters")
    .argument("<file...>", "policy files (.collect)")
    .option("--place <place>", "the policy must run in this place")
    .option("--strict", "take warnings for errors", false)
    .addOption(new Option("--fail-on <level>", "end with 2 from this level on").choices(LEVELS).default("error" as const))
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action((files, options) => check(files, options));
