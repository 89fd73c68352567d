import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { COMMANDS } from "../../cli/commands.ts";
import { failuresOf, guidePages, guideText, problemsOf, snippetsOf } from "./snippets.ts";

const ROOT = join(import.meta.dirname, "../..");
const TOPS = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !/^(?:node_modules|\..*|docs)$/u.test(entry.name));
const FILES = ["README.md", "CONTRIBUTING.md", ...TOPS.map(({ name }) => `${name}/README.md`).filter((file) => hasFile(file))];

function hasFile(file: string): boolean {
  return readdirSync(join(ROOT, file, "..")).includes("README.md");
}
const textOf = (file: string): string => readFileSync(join(ROOT, file), "utf8");

it.each(FILES)("%s: its examples are free of problems, and their tests pass", (file) => {
  for (const snippet of snippetsOf(textOf(file), file).filter(({ language }) => language === "collect")) {
    expect(problemsOf(snippet), `${file}:${snippet.line}`).toEqual([]);
    expect(failuresOf(snippet).failed, `${file}:${snippet.line}`).toEqual([]);
  }
});

/** `collect …` as somebody would type it, up to a pipe, a redirection or a remark. */
const COMMAND = /(?:^|[\s`(])(?:npx )?collect ([a-z]+)((?: +(?!#|\||>|&&|`|·)[^\s`]+)*)/gmu;
const SAID = /^```(?!collect|hbs|output)[^\n]*\n([\s\S]*?)^```$|`(npx collect [^`]*)`/gmu;

const commandsIn = (text: string): readonly { readonly name: string; readonly options: readonly string[] }[] =>
  [...text.matchAll(SAID)].flatMap(([, fence = "", inline = ""]) =>
    [...`${fence}\n${inline}`.matchAll(/^\s*(?:- run: )?(npx collect .*)$/gmu)].flatMap(([, line = ""]) =>
      [...line.matchAll(COMMAND)].map(([, name = "", rest = ""]) => ({ name, options: rest.match(/--[a-z-]+/gu) ?? [] })),
    ),
  );

it("every command that a page or a README tells of is there, with its options", async () => {
  const told = [
    ...FILES.map(textOf),
    ...guidePages()
      .filter((page) => page !== "reference/commands.md")
      .map(guideText),
  ].flatMap(commandsIn);
  expect(told.length).toBeGreaterThan(30);
  for (const { name, options } of told) {
    if (name === "COMMAND") continue;
    const command = await COMMANDS[name]?.load();
    expect(command, name).toBeDefined();
    const known = [...(command?.options ?? []), ...(command?.commands ?? []).flatMap((inner) => inner.options)].map(({ long }) => long);
    for (const option of options) expect(["--help", ...known], `collect ${name}`).toContain(option);
  }
});
