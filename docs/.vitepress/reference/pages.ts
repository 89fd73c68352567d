/** The pages that have generated parts. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Names of Markdown files below a folder, with `/`; those of the site's own machinery left out. */
export const markdownIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".md") && !name.startsWith(".vitepress/"))
    .toSorted();

export const generatedPages = (folder: string): readonly string[] =>
  markdownIn(folder).filter((name) => readFileSync(join(folder, name), "utf8").includes("<!-- generated: "));
