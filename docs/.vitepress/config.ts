/** The documentation as a site: `npm run docs` builds it, `npm run docs:dev` shows it while it is written. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitepress";
import { DIAGRAM_STYLE } from "./diagrams.ts";
import { grammarOf } from "./highlight.ts";
import { asWritten } from "./markdown.ts";
import { CHAPTERS } from "./reference/chapters.ts";

const folder = join(import.meta.dirname, "..");
const titleOf = (file: string): string => /^# (.*)$/mu.exec(readFileSync(join(folder, file), "utf8"))?.[1] ?? file;

/** Pages of a folder in the order of their names, the folder's own `index.md` left out. */
const pagesOf = (under: string) =>
  readdirSync(join(folder, under))
    .filter((name) => name.endsWith(".md") && name !== "index.md")
    .toSorted()
    .map((name) => ({ text: titleOf(join(under, name)), link: `/${under}/${name.replace(/\.md$/u, "")}` }));

const FAMILIES = ["syntax", "names and types", "structure", "law", "letters", "parameters", "style"];

const codes = () => {
  const pages = pagesOf("codes");
  return FAMILIES.map((family, at) => ({
    text: `C${at + 1}: ${family}`,
    collapsed: true,
    items: pages.filter(({ link }) => link.startsWith(`/codes/C${at + 1}`)),
  })).filter(({ items }) => items.length > 0);
};

export default defineConfig({
  title: "Collect",
  description: "Collections policies that are checked, explained and kept lawful.",
  lang: "en",
  cleanUrls: true,
  lastUpdated: false,
  // Pages of folders explain themselves where the sources are; the site has pages of its own for them.
  srcExclude: ["**/README.md"],
  head: [["style", {}, DIAGRAM_STYLE]],
  markdown: {
    languages: [grammarOf("collect")],
    languageAlias: { hbs: "handlebars" },
    config: asWritten,
  },
  // The index of the search and the page of the grammar are large by nature.
  vite: { build: { chunkSizeWarningLimit: 4000 } },
  themeConfig: {
    search: { provider: "local" },
    outline: [2, 3],
    nav: [
      { text: "Tutorial", link: "/tutorial" },
      { text: "How to", link: "/how-to/" },
      { text: "Reference", link: "/reference/" },
      { text: "Codes", link: "/codes/" },
    ],
    sidebar: {
      "/codes/": codes(),
      "/": [
        { text: "Start", items: [{ text: "Your first policy in ten minutes", link: "/tutorial" }] },
        { text: "How to", link: "/how-to/", items: pagesOf("how-to") },
        {
          text: "Reference",
          link: "/reference/",
          items: CHAPTERS.map((name) => ({ text: titleOf(`reference/${name}.md`), link: `/reference/${name}` })),
        },
      ],
    },
  },
});
