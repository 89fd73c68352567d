/** What an example of a page gives: its fences put into whole files, and those held against the language. */
import { readFileSync } from "node:fs";
import { compileLaw, compilePolicy, compileTests, suppress, type Diagnostic } from "../../dsl/index.ts";
import { letterUses } from "../../dsl/letters/uses.ts";
import { checkLetters, type LetterFiles } from "../../dsl/templates.ts";
import { letterKey, type CompiledPolicy } from "../../engine/index.ts";
import { holidayPlaces, lawPlaces } from "../../policies/index.ts";
import type { Fence } from "./page.ts";
import { spliced, type Bases } from "./splice.ts";

const text = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");

export const BASES: Bases = { policy: text("base.collect"), law: text("base-law.collect") };
const LETTER = text("base-letter.hbs");
const FILE = "example.collect";
const lawBook = { places: lawPlaces() };

/** An example's file of tests, `file=example.test.collect`, is held against its policy. */
const testsBeside = (
  fences: readonly Fence[],
  policy: string,
): { readonly diagnostics: readonly Diagnostic[]; readonly sources: Record<string, string> } => {
  const beside = fences.filter(({ language, file }) => language === "collect" && file?.endsWith(".test.collect") === true);
  const each = beside.map(({ file, text: own }) => compileTests(own, file ?? "", { lawBook, policy: { source: policy, file: FILE } }));
  return {
    diagnostics: each.flatMap(({ diagnostics }) => diagnostics),
    sources: Object.assign({}, ...each.map(({ sources }) => sources)) as Record<string, string>,
  };
};

const keysOf = (policy: CompiledPolicy | null): ReadonlySet<string> =>
  new Set((policy === null ? [] : letterUses(policy)).map(({ template, channel }) => letterKey(template, channel)));
const baseKeys = keysOf(compilePolicy(BASES.policy, FILE, { lawBook }).policy);

/** The base's letters that the policy still sends, with the page's own: `file=`, or in the place of the reminder. */
const lettersOf = (policy: CompiledPolicy, fences: readonly Fence[]): LetterFiles => {
  const sent = [...keysOf(policy)].filter((key) => baseKeys.has(key));
  const own = fences.filter(({ language }) => language === "hbs").map((fence) => [fence.file ?? "reminder.email.hbs", fence.text] as const);
  const files = [...sent.map((key) => [`${key}.hbs`, LETTER] as const), ...own];
  return Object.fromEntries(files.map(([file, source]) => [file.replace(/\.hbs$/u, ""), { file: `letters/${file}`, source }]));
};

/** Every problem of an example. Letters are looked at on pages of letters, and where an example shows one. */
export const judge = (fences: readonly Fence[], withLetters: boolean): readonly Diagnostic[] => {
  const main = fences.find(({ language, file }) => language === "collect" && file === null);
  const { source, law } = main === undefined ? { source: BASES.policy, law: false } : spliced(main.text, BASES);
  if (law) return suppress(compileLaw([{ file: FILE, source }], { dayLists: holidayPlaces() }).diagnostics, { [FILE]: source });
  const used = new Map(fences.flatMap(({ language, file, text: own }) => (language === "collect" && file !== null ? [[file, own] as const] : [])));
  // An example without files beside it is compiled as where none can be read.
  const read = used.size === 0 ? {} : { read: (path: string) => used.get(path) ?? null };
  const { draft, diagnostics, sources } = compilePolicy(source, FILE, { lawBook, dayLists: holidayPlaces(), ...read });
  const tests = testsBeside(fences, source);
  const found = [...diagnostics, ...tests.diagnostics];
  const wanted = withLetters || fences.some(({ language }) => language === "hbs");
  if (!wanted || draft === null) return suppress(found, { ...sources, ...tests.sources });
  const letters = lettersOf(draft, fences);
  const texts = Object.fromEntries(Object.values(letters).map((letter) => [letter.file, letter.source]));
  return suppress([...found, ...checkLetters(draft, letters, "letters", source)], { ...sources, ...tests.sources, ...texts });
};
