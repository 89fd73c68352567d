import { expect, it } from "vitest";
import { CATALOGUE, catalogueEntries } from "../../dsl/catalogue.ts";
import { BASES, judge } from "./judge.ts";
import { allPages, type Page } from "./page.ts";

const pages = allPages();
const brief = (fences: Page["bad"], page: Page) =>
  judge(fences, page.code.startsWith("C5")).map(({ code, message, span }) => `${code} ${span.line}:${span.column} ${message}`);
const codeOf = (line: string): string => line.slice(0, 5);

it("the bases are free of problems", () => {
  expect(judge([], true)).toEqual([]);
  expect(judge([{ language: "collect", file: null, text: BASES.law }], false)).toEqual([]);
});

it("every code has a page, and every page a code", () => {
  expect(pages.map(({ code, name }) => `${code} ${name}`)).toEqual(
    Object.entries(CATALOGUE)
      .map(([name, { code }]) => `${code} ${name}`)
      .toSorted(),
  );
});

it.each(pages)("$file has the one form", (page) => {
  expect(page.file).toBe(`${page.code}.md`);
  expect(page.title).toMatch(new RegExp(`^${page.code}: .*[^.]$`, "u"));
  expect(page.prose.length).toBeGreaterThan(60);
  expect([page.bad.length > 0, page.good.length > 0]).toEqual([true, true]);
});

it.each(pages)("$file: the bad example gives the code, and no other", (page) => {
  const found = [...new Set(brief(page.bad, page).map(codeOf))].toSorted();
  expect(found, brief(page.bad, page).join("\n")).toEqual([...new Set([page.code, ...page.also])].toSorted());
});

it.each(pages)("$file: the good example is free of problems", (page) => {
  expect(brief(page.good, page)).toEqual([]);
});

it.each(pages)("$file: what is suggested for the bad example can be trusted as far as the catalogue says", (page) => {
  const entries = new Map(catalogueEntries().map((entry) => [entry.code, entry]));
  for (const { code, fixes } of judge(page.bad, page.code.startsWith("C5")))
    for (const { applicability, edits } of fixes) {
      expect(applicability, code).toBe(entries.get(code)?.fix);
      expect(edits.length).toBeGreaterThan(0);
    }
});
