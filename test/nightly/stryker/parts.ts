/** What is mutated, how much of it must be found out, and by which tests. */
import { globSync } from "node:fs";

export interface Part {
  readonly name: string;
  readonly files: readonly string[];
  /** The least share of mutants that must be found out, in per cent, equivalent ones left out; others that are accepted count as not found out. */
  readonly least: number;
  /** Files that register tests. */
  readonly tests: readonly string[];
}

const found = (...patterns: readonly string[]): readonly string[] =>
  globSync([...patterns])
    .map((file) => file.replaceAll("\\", "/"))
    .toSorted();

const PROBES = ["test/nightly/stryker/decisions.ts", "test/nightly/stryker/law.ts"];
const DECIDING = [
  ...found("test/engine/*.test.ts", "test/engine/{rules,balance,conditions,explain}/*.test.ts"),
  "test/property/kept.test.ts",
  "test/property/binding.test.ts",
  ...PROBES,
];

/** What `permit` consists of beside the kinds of rules: which rules bind, by which readings of the ledger, what isn't known, and how much may be charged. */
const PERMIT = ["permit", "concerning", "scope", "unknown", "places", "applies", "lawful-until", "readings", "capped"].map(
  (name) => `engine/${name}.ts`,
);

export const PARTS: readonly Part[] = [
  { name: "rules", files: found("engine/rules/*.ts"), least: 95, tests: DECIDING },
  { name: "permit", files: PERMIT, least: 95, tests: DECIDING },
  { name: "plan", files: ["engine/plan.ts"], least: 95, tests: DECIDING },
  { name: "verify", files: found("engine/verify/*.ts"), least: 85, tests: found("test/engine/verify/*.test.ts") },
];

/** Tests that ask for seconds what the helpings of decisions ask in a blink; a survivor would have to pass each. By the words that their names begin with. */
export const TOO_LONG: readonly string[] = [
  "finds an instant that the guard allows, and skips none",
  "finds the very first open quarter of an hour",
  "keeps a permission until the instant it names, and no longer",
  "explain names as next exactly the contact that leaves next when nothing else happens",
];

/** Mutants that are not made, with the reason. */
export interface Exclusion {
  readonly files: readonly string[];
  readonly mutator: string;
  readonly why: string;
}

export const EXCLUDED: readonly Exclusion[] = [
  {
    files: ["engine/rules/sentence.ts", "engine/rules/sentence-of-terms.ts", "engine/rules/wording.ts", "engine/verify/assumptions.ts"],
    mutator: "StringLiteral",
    why: "Words for people: an emptied piece of a sentence decides nothing, and the sentences are held to the letter by golden files that this run doesn't ask.",
  },
];
