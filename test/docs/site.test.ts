import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { markdownIn } from "../../docs/.vitepress/reference/pages.ts";
import { catalogueEntries } from "../../dsl/index.ts";
import { DOCS } from "./snippets.ts";

const site = mkdtempSync(join(tmpdir(), "collect-site-"));
const VITEPRESS = resolve(import.meta.dirname, "../../node_modules/vitepress/bin/vitepress.js");
let printed = "";
let exit: number | null = null;

beforeAll(() => {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: "1" };
  // The site is built as it is for readers, not for a test runner.
  delete env["NODE_ENV"];
  delete env["VITEST"];
  const built = spawnSync(process.execPath, [VITEPRESS, "build", DOCS, "--outDir", site], { encoding: "utf8", env });
  printed = built.stdout + built.stderr;
  exit = built.status;
}, 600_000);
afterAll(() => rmSync(site, { recursive: true, force: true }));

const pages = (): readonly string[] => readdirSync(site, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".html"));
const read = (page: string): string => readFileSync(join(site, page), "utf8");
const fileOf = (path: string): string => (path.endsWith("/") ? `${path}index.html` : `${path}.html`).replace(/^\//u, "");

it("builds without an error and without a warning", () => {
  expect(exit, printed).toBe(0);
  expect(printed).not.toMatch(/warn|\(!\)|not found|not loaded|falling back/iu);
});

it("has every page, one for each code among them", () => {
  const there = new Set(pages());
  for (const page of markdownIn(DOCS)) expect(there, page).toContain(page.replace(/\.md$/u, ".html"));
  for (const { code } of catalogueEntries()) expect(there).toContain(`codes/${code}.html`);
});

it("leads nowhere inside of itself that isn't there", () => {
  const ids = new Map(pages().map((page) => [page, new Set([...read(page).matchAll(/ id="([^"]+)"/gu)].map(([, id = ""]) => id))]));
  const dead = pages().flatMap((page) =>
    [...read(page).matchAll(/ (?:xlink:)?href="([^"]+)"/gu)].flatMap(([, link = ""]) => {
      if (/^(?:https?:|mailto:|data:)/u.test(link)) return [];
      const [path = "", anchor = ""] = link.split("#");
      if (/\.(?:css|js|woff2|svg|png|ico)$/u.test(path)) return existsSync(join(site, path)) ? [] : [`${page}: ${link}`];
      const to = path === "" ? page : fileOf(path.startsWith("/") ? path : join("/", dirname(page), path));
      const known = ids.get(to);
      if (known === undefined) return [`${page}: ${link}`];
      return anchor === "" || known.has(decodeURIComponent(anchor)) ? [] : [`${page}: ${link}`];
    }),
  );
  expect([...new Set(dead)]).toEqual([]);
});

it("asks nothing of the network: scripts, styles and fonts come with it", () => {
  const asked = pages().flatMap((page) =>
    [...read(page).matchAll(/<(?:script|link|img)[^>]+(?:src|href)="(https?:[^"]+)"/gu)].map(([, url = ""]) => url),
  );
  expect([...new Set(asked)]).toEqual([]);
});

it("colours the language and draws its grammar", () => {
  const page = read("reference/stages.html");
  expect(page).toContain('<span class="lang">collect</span>');
  expect(page).toMatch(/--shiki-light:#[0-9A-F]{6};--shiki-dark:#[0-9A-F]{6}[^>]*>stage/u);
  expect(page).toMatch(/<svg[^>]*><title>step<\/title>/u);
});

it("can be searched", () => {
  expect(readdirSync(join(site, "assets", "chunks")).some((name) => name.includes("localSearchIndex"))).toBe(true);
});
