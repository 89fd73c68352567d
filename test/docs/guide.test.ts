import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { format } from "../../dsl/index.ts";
import { failuresOf, guidePages, guideText, isScript, problemsOf, snippetsOf, type Snippet } from "./snippets.ts";
import { isWhole } from "./splice.ts";
import { walk } from "./walk.ts";

const room = mkdtempSync(join(tmpdir(), "collect-guide-"));
afterAll(() => rmSync(room, { recursive: true, force: true }));

const pages = guidePages();
const all = pages.flatMap((page) => snippetsOf(guideText(page), page));
const nameOf = ({ page, line }: Snippet): string => `${page}:${line}`;
const judged = all.filter(({ language, file }) => file === null && (language === "collect" || language === "hbs"));

it("fences are examples that run, or say that they are text", () => {
  const known = ["collect", "hbs", "sh", "output", "text", "ebnf", "csv", "json", "yaml"];
  expect(all.filter(({ language }) => !known.includes(language)).map(nameOf)).toEqual([]);
  expect(judged.length).toBeGreaterThan(80);
});

it.each(pages.filter((page) => isScript(guideText(page))))("%s does what it says, from the first line to the last", (page) => {
  const folder = mkdtempSync(join(room, "page-"));
  expect(walk(guideText(page), folder)).toEqual([]);
});

it.each(pages)("%s: examples are free of problems, or have the one that is told", (page) => {
  for (const snippet of judged.filter((one) => one.page === page)) {
    const problems = problemsOf(snippet);
    if (snippet.bad === null) expect(problems, nameOf(snippet)).toEqual([]);
    else
      expect([...new Set(problems.map((line) => line.slice(0, 5)))].toSorted(), `${nameOf(snippet)} ${problems.join("\n")}`).toEqual(
        snippet.bad.split(","),
      );
  }
});

it.each(pages)("%s: the tests in its examples pass", (page) => {
  for (const snippet of judged.filter((one) => one.page === page && one.bad === null && one.language === "collect")) {
    const { ran, failed } = failuresOf(snippet);
    expect(failed, nameOf(snippet)).toEqual([]);
    if (/^\s*(?:test|example) "/mu.test(snippet.text)) expect(ran, nameOf(snippet)).toBeGreaterThan(0);
  }
});

it("whole files are written in the one style", () => {
  const whole = all.filter(({ language, text, bad }) => language === "collect" && bad === null && isWhole(text));
  for (const snippet of whole) expect(format(snippet.text, nameOf(snippet)).text, nameOf(snippet)).toBe(snippet.text);
});
