/** What was found in a set of files, and the forms in which it can be told. Each form is one file beside this one. */
import type { Diagnostic } from "../diagnostic.ts";
import { compact } from "./compact.ts";
import { documentOf } from "./document.ts";
import { github } from "./github.ts";
import { junit } from "./junit.ts";
import { plain } from "./plain.ts";
import { pretty } from "./pretty.ts";
import { sarif } from "./sarif.ts";

/** The page of one code: its title, what it says before its examples, and all of it. */
export interface CodePage {
  readonly title: string;
  readonly prose: string;
  readonly markdown: string;
}

export interface Report {
  /** In the order in which they are told. */
  readonly diagnostics: readonly Diagnostic[];
  /** Text of each file by its name; a file that is missing gets its frame left out. */
  readonly sources: Readonly<Record<string, string>>;
  /** Every file that was looked at. */
  readonly files: readonly string[];
  readonly color: boolean;
  /** From this severity on a problem counts as a failure. */
  readonly failOn: Diagnostic["severity"];
  /** Pages of the codes; those that are missing are left out. */
  readonly pages: ReadonlyMap<string, CodePage>;
  /** Of Collect. */
  readonly version: string;
  /** What was proved of the policies among the files, as documents; absent: nothing was. */
  readonly verdicts?: readonly unknown[];
}

const json = ({ diagnostics, verdicts = [] }: Report): string =>
  JSON.stringify({ version: 1, diagnostics: diagnostics.map(documentOf), verdicts }, null, 2);

const WRITERS = { pretty, plain, compact, json, sarif, github, junit } as const;
export type ReportFormat = keyof typeof WRITERS;

/** Tells what was found; no line ends the text. Never throws, whatever the texts hold. */
export const report = (format: ReportFormat, found: Report): string => WRITERS[format](found);
