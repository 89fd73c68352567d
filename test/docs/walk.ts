/**
 * A page of the documentation read as a script, from top to bottom in an empty folder: a fence with `file=` writes that file, a `sh` fence runs
 * its commands (`exit=3` says how the last one ends), an `output` fence is what the commands before it printed, line by line, where a
 * printed line may say more than the page.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { FENCE } from "./page.ts";

const COLLECT = resolve(import.meta.dirname, "../../cli/collect.js");

interface Ran {
  readonly exit: number;
  readonly printed: string;
}

const attribute = (attributes: string, name: string): string | null => new RegExp(`\\b${name}=(\\S+)`, "u").exec(attributes)?.[1] ?? null;

/** Runs one line that starts with `npx collect`; the page may say `cd FOLDER` too, which lasts. */
const runLine = (line: string, folder: string): Ran & { readonly folder: string } => {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/gu)].map(([, quoted, plain]) => quoted ?? plain ?? "");
  if (words[0] === "cd") return { exit: 0, printed: "", folder: join(folder, words[1] ?? "") };
  if (words[0] !== "npx" || words[1] !== "collect") throw new Error(`a page can only say "npx collect …" or "cd …", not: ${line}`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [COLLECT, ...words.slice(2)], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  return { exit: status ?? -1, printed: stdout + stderr, folder };
};

/** Everything in which the page and the machine differ; empty when the page is right. */
export const walk = (markdown: string, room: string): readonly string[] => {
  const wrong: string[] = [];
  let folder = room;
  let printed = "";
  for (const [, language = "", attributes = "", text = ""] of markdown.matchAll(FENCE)) {
    const file = attribute(attributes, "file");
    if (file !== null) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    } else if (language === "sh") {
      printed = "";
      let exit = 0;
      for (const line of text.split("\n").map((each) => each.replace(/#.*$/u, "").trim())) {
        if (line === "") continue;
        const ran = runLine(line, folder);
        ({ exit, folder } = ran);
        printed += ran.printed;
      }
      const wanted = Number(attribute(attributes, "exit") ?? 0);
      if (exit !== wanted) wrong.push(`${text.trim()}\n  ended with ${exit}, not ${wanted}:\n${printed}`);
    } else if (language === "output") {
      for (const line of text.split("\n").filter((each) => each.trim() !== ""))
        if (!printed.includes(line.trim())) wrong.push(`not printed: ${line.trim()}\n${printed}`);
    }
  }
  return wrong;
};
