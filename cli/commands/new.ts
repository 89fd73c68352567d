import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Command } from "@commander-js/extra-typings";
import { Failure } from "../failure.ts";
import { CREDITOR } from "../init-files.ts";
import { answer, formatOption } from "../output.ts";
import type { Format } from "../output.ts";
import { paint } from "../terminal/color.ts";
import { table, terminalWidth } from "../terminal/table.ts";

const EXAMPLES = `
Examples:
  $ collect new                               the policies of the library
  $ collect new b2b-gentle                    into the folder b2b-gentle
  $ collect new saas-subscription billing     into the folder billing

Writes the policy with its letters, its tests and creditor.json. A file that is there already stops it: nothing is overwritten.
"collect init" makes a whole working folder at once, with accounts to try it with; "collect new" brings one policy of your choice.`;

const HEADS = ["name", "collects", "currency", "places"].map((head) => ({ head }));

const list = async (format: Format): Promise<void> => {
  const { libraryEntry, libraryNames } = await import("../../policies/index.ts");
  const entries = await Promise.all(libraryNames().map(libraryEntry));
  const policies = entries.map(({ name, summary, policy: { name: title, collector, debt, currencies, places } }) => ({
    name,
    title,
    summary,
    collector,
    debt,
    currencies,
    places,
  }));
  answer(format, { policies }, () => {
    const rows = entries.map(({ name, policy }) => [
      name,
      `${policy.debt}, ${policy.collector}`,
      policy.currencies.join(" "),
      policy.places.join(" "),
    ]);
    const overview = table(HEADS, rows, 3, { width: terminalWidth(), paintHead: (cell) => paint("bold", cell) });
    const summaries = entries.map(({ name, summary }) => `${paint("bold", name)}  ${summary}`);
    return `${overview}\n\n${summaries.join("\n")}\n\nNext: collect new ${entries[0]?.name ?? "NAME"} [FOLDER]`;
  });
};

const filesOf = async (name: string): Promise<Readonly<Record<string, string>>> => {
  const { libraryFiles, libraryNames } = await import("../../policies/index.ts");
  const names = libraryNames();
  if (!names.includes(name)) {
    const { suggest } = await import("../../dsl/index.ts");
    const near = suggest(name, names);
    throw new Failure(`there is no policy ${name} in the library${near === null ? `: it has ${names.join(", ")}` : `; did you mean ${near}?`}`);
  }
  return { "creditor.json": `${JSON.stringify(CREDITOR, null, 2)}\n`, ...libraryFiles(name) };
};

const scaffold = async (name: string, folder: string, format: Format): Promise<void> => {
  const files = Object.entries(await filesOf(name));
  for (const [path] of files) {
    if (existsSync(join(folder, path)))
      throw new Failure(`${join(folder, path)} is there already, and new overwrites nothing: choose another folder`);
  }
  for (const [path, text] of files) {
    const file = join(folder, path);
    try {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text, { flag: "wx" });
    } catch (error) {
      throw new Failure(`${file} can't be written: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const policy = join(folder, "policy.collect");
  answer(
    format,
    { policy: name, folder, files: files.map(([path]) => path) },
    () => `Wrote ${files.length} files into ${folder}.\nNext: collect validate ${policy}, then collect test ${folder}`,
  );
};

/** `collect new [NAME] [FOLDER]` */
export const newPolicy = () =>
  new Command("new")
    .description("start a policy from the library, with letters and tests")
    .argument("[name]", "policy of the library; without it, the library is listed")
    .argument("[folder]", "folder; it is made when it isn't there, and by default is called like the policy")
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action(async (name, folder, { format }) => (name === undefined ? list(format) : scaffold(name, folder ?? name, format)));
