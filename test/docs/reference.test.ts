import { expect, it } from "vitest";
import { CHAPTERS } from "../../docs/.vitepress/reference/chapters.ts";
import { keyOf } from "../../docs/.vitepress/reference/codes-of.ts";
import { TOLD } from "../../docs/.vitepress/reference/constructs.ts";
import { generatedPages } from "../../docs/.vitepress/reference/pages.ts";
import { keysOn, written } from "../../docs/.vitepress/reference/write.ts";
import { nodesOf } from "../../dsl/hover/nodes.ts";
import { namesIn, productions } from "../../dsl/reference/index.ts";
import { DOCS, guidePages, guideText, parsedOf, snippetsOf } from "./snippets.ts";

const chapters = CHAPTERS.map((name) => `reference/${name}.md`);

it.each(generatedPages(DOCS))("%s is up to date; `npm run docs:reference` writes it anew", async (page) => {
  const text = guideText(page);
  expect(await written(text)).toBe(text);
});

it("every page of the reference is a chapter", () => {
  expect(guidePages().filter((page) => page.startsWith("reference/") && page !== "reference/index.md")).toEqual([...chapters].toSorted());
});

it("every construct of the language is told in one place", () => {
  expect(chapters.flatMap((page) => keysOn(guideText(page))).toSorted()).toEqual([...TOLD.keys()].toSorted());
});

it("every construct has an example that runs, on its own page", () => {
  const without = chapters.flatMap((page) => {
    const text = guideText(page);
    const examples = snippetsOf(text, page).filter(({ language, bad }) => language === "collect" && bad === null);
    const shown = new Set(examples.flatMap((snippet) => nodesOf(parsedOf(snippet).items).map(keyOf)));
    return keysOn(text)
      .filter((key) => !shown.has(key))
      .map((key) => `${page} ${key}`);
  });
  expect(without).toEqual([]);
});

it("every production is on the page of the grammar, and every construct names one", () => {
  const all = productions();
  const grammar = guideText("reference/grammar.md");
  for (const { name, piece } of all) {
    expect(grammar).toContain(`## ${name} {#${name}}`);
    for (const inner of namesIn(piece)) expect(all.map((one) => one.name)).toContain(inner);
  }
  for (const { key, production } of TOLD.values())
    expect(
      all.map(({ name }) => name),
      key,
    ).toContain(production);
});
