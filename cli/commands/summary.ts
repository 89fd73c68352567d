import { Command, Option } from "@commander-js/extra-typings";
import { writeFile } from "node:fs/promises";
import { dirname, resolve, relative, sep } from "node:path";
import { answerText, warn } from "../output.ts";
import { lawBook } from "../law-cache.ts";
import { Failure } from "../failure.ts";
import { today } from "../proof/kept.ts";

const EXAMPLES = `
Examples:
  $ collect summary policy.collect --out summary.html
  $ collect summary policy.collect --format md --out summary.md
  $ collect summary policy.collect --format md

The document that a reviewer reads and signs: whom the policy is for, what happens when, its letters with made-up data, house rules, events,
money, approvals and legal steps, the verdict on every rule of law in each of its places, assumptions, and a page to sign. Each sentence leads to
the line that says it. The web page is one file without scripts that fetches nothing, and prints with version, digest and date on each sheet.
A proof that is kept beside the policy is used while it fits; else the policy is proved first. The same policy, letters, law and proof give the same bytes.

Exit: 0 · 1 usage, or a file that can't be written · 3 errors in the policy`;

interface Options {
  readonly format: "html" | "md";
  readonly out?: string | undefined;
}

const pathFrom = (folder: string, file: string): string => relative(folder, resolve(file)).split(sep).join("/");

const summarize = async (file: string, { format, out }: Options): Promise<void> => {
  const [{ summedOf }, { diagramOf, htmlOf, markdownOf, mermaidOf, summaryOf }] = await Promise.all([
    import("../summary/summed.ts"),
    import("../../reports/summary/index.ts"),
  ]);
  const summed = await summedOf(file, await lawBook(), today());
  const summary = summaryOf(summed);
  const folder = out === undefined ? process.cwd() : dirname(resolve(out));
  const text =
    format === "html"
      ? htmlOf(summary, await diagramOf(summed.policy))
      : markdownOf(summary, { mermaid: mermaidOf(summed.policy), pathOf: (name) => pathFrom(folder, name) });
  if (out === undefined) return answerText(text.trimEnd());
  try {
    await writeFile(out, text);
  } catch (error) {
    throw new Failure(`${out} can't be written: ${error instanceof Error ? error.message : String(error)}`);
  }
  warn(`wrote ${out}`);
};

/** `collect summary POLICY` */
export const summary = () =>
  new Command("summary")
    .description("write what a policy does in plain English, for those who sign it")
    .argument("<policy>", "policy file (.collect)")
    .addOption(new Option("--format <format>", "a web page, or Markdown").choices(["html", "md"] as const).default("html" as const))
    .option("--out <file>", "write it there, instead of to standard output")
    .addHelpText("after", EXAMPLES)
    .action(summarize);
