/** A page of `docs/codes`, as the tests read it. */
import { readdirSync, readFileSync } from "node:fs";

/** A fence of the page: ```` ```collect ````, ```` ```collect file=shared.collect ````, ```` ```hbs file=foot.partial.hbs ````. */
export interface Fence {
  readonly language: string;
  /** Name of a file beside the main one; null for the main one. */
  readonly file: string | null;
  readonly text: string;
}

export interface Page {
  readonly file: string;
  readonly code: string;
  readonly name: string;
  /** Codes that the bad example gives besides, since it can't be had without them. */
  readonly also: readonly string[];
  readonly title: string;
  /** What stands between the title and the bad example. */
  readonly prose: string;
  readonly bad: readonly Fence[];
  readonly good: readonly Fence[];
}

export const FENCE = /^```(\S+)([^\n]*)\n([\s\S]*?)^```$/gmu;

const attribute = (attributes: string, name: string): string | null => new RegExp(`\\b${name}=(\\S+)`, "u").exec(attributes)?.[1] ?? null;

/** `times=600` stands for that many copies: nobody wants to read them all. */
const fencesOf = (section: string): readonly Fence[] =>
  [...section.matchAll(FENCE)].map(([, language = "", attributes = "", text = ""]) => ({
    language,
    file: attribute(attributes, "file"),
    text: text.repeat(Number(attribute(attributes, "times") ?? 1)),
  }));

/** Reads the one form that pages have; what isn't there is empty, and the tests say so. */
export const readPage = (file: string, source: string): Page => {
  const [, head = "", body = ""] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/u.exec(source) ?? [];
  const field = (name: string): string => new RegExp(`^${name}: *(.*)$`, "mu").exec(head)?.[1]?.trim() ?? "";
  const [before = "", bad = "", good = ""] = body.split(/^## (?:Bad|Good)$/mu);
  const [, title = "", prose = ""] = /^# (.*)\n([\s\S]*)$/u.exec(before.trim()) ?? [];
  return {
    file,
    code: field("code"),
    name: field("name"),
    also: field("also").split(/[ ,]+/u).filter(Boolean),
    title,
    prose: prose.trim(),
    bad: fencesOf(bad),
    good: fencesOf(good),
  };
};

export const PAGES = new URL("../../docs/codes/", import.meta.url);

/** Every page, by its code's order. */
export const allPages = (): readonly Page[] =>
  readdirSync(PAGES)
    .filter((name) => /^C\d{4}\.md$/u.test(name))
    .toSorted()
    .map((name) => readPage(name, readFileSync(new URL(name, PAGES), "utf8")));
