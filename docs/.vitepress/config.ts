/** The documentation as a site: `npm run docs` builds it, `npm run docs:dev` shows it while it is written. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitepress";
import { FAMILIES } from "../../dsl/catalogue.ts";
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

/** A sidebar for each family of codes: its own pages, and the way to the others. All codes on each of their pages would be most of the site. */
const codes = () => {
  const pages = pagesOf("codes");
  const families = Object.entries(FAMILIES).map(([start, family]) => ({
    start,
    text: `${start}: ${family}`,
    link: `/codes/#${start.toLowerCase()}-${family.replaceAll(" ", "-")}`,
    own: pages.filter(({ link }) => link.startsWith(`/codes/${start}`)),
  }));
  const all = { text: "All codes", link: "/codes/" };
  const of = (chosen: (typeof families)[number] | null) => [
    all,
    ...families.map(({ start, text, link, own }) => (start === chosen?.start ? { text, link, items: own } : { text, link })),
  ];
  return Object.fromEntries([...families.map((family) => [`/codes/${family.start}`, of(family)] as const), ["/codes/", of(null)] as const]);
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
      ...codes(),
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
