import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Command } from "@commander-js/extra-typings";
import { Failure } from "../failure.ts";
import { initFiles } from "../init-files.ts";
import { answer, formatOption } from "../output.ts";

const EXAMPLES = `
Examples:
  $ collect init my-company
  $ collect init                  in this folder

Writes policy, letters, creditor, two accounts to replace, and a README. A file that is there already stops it: nothing is overwritten.
"collect new" lists other policies to start from, and brings the one that you choose, with letters and tests.`;

const write = async (folder: string): Promise<readonly string[]> => {
  const files = Object.entries(await initFiles());
  for (const [path] of files) {
    if (existsSync(join(folder, path)))
      throw new Failure(`${join(folder, path)} is there already, and init overwrites nothing: choose another folder`);
  }
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text, { flag: "wx" });
  }
  return files.map(([path]) => path);
};

/** `collect init [DIR]` */
export const init = () =>
  new Command("init")
    .description("make a working folder: policy, letters, accounts, README")
    .argument("[dir]", "folder; it is made when it isn't there", ".")
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action(async (dir, options) => {
      const files = await write(dir);
      const policy = join(dir, "policy.collect");
      answer(
        options.format,
        { folder: dir, files },
        () =>
          `Wrote ${files.length} files into ${dir}.\nNext: collect validate ${policy}, then collect import ${join(dir, "accounts.csv")} --policy ${policy}`,
      );
    });
