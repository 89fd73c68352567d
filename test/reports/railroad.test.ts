import { expect, it } from "vitest";
import { productions } from "../../dsl/reference/index.ts";
import { railroad, railroadPage } from "../../reports/grammar/railroad.ts";

const all = productions();

it("draws each production as a picture with a name that screen readers say", () => {
  for (const production of all) expect(railroad(production)).toMatch(new RegExp(`^<svg [^>]*role="img"><title>${production.name}</title>`, "u"));
});

it("every link of the page leads to a picture on it, and nothing comes from elsewhere", () => {
  const page = railroadPage(all);
  const links = [...page.matchAll(/href="#([^"]*)"/gu)].map(([, name = ""]) => name);
  expect(links.filter((name) => !page.includes(`<section id="${name}">`))).toEqual([]);
  expect(links.length).toBeGreaterThan(all.length);
  expect(page).not.toMatch(/(?:src|href)="(?!#)|<script/u);
});

it("signs that mean something to HTML are written as text", () => {
  const page = railroadPage([{ name: "sign", piece: { kind: "word", text: '<b>&"' } }]);
  expect(page).toMatch(/&(?:lt|#60);b/u);
  expect(page).not.toContain("<b>");
});
