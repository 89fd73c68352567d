import fc from "fast-check";
import { expect, it } from "vitest";
import { compilePolicy, format } from "../../dsl/index.ts";
import { brokenCase, formatCase, shipped, shippedCase } from "./fuzz/cases.ts";
import { expectFormatted, hashesOf } from "./fuzz/laws.ts";
import { randomOf } from "./fuzz/random.ts";
import { REGRESSIONS } from "./fuzz/regressions.ts";
import { LINES, sentences } from "./fuzz/sentences.ts";
import type { BlockKind } from "../../dsl/syntax/blocks.ts";

const FIRST = fc.readConfigureGlobal().seed ?? 0;

/** A run of cases from the seed of the tests. A failing one is told by its number: `node test/nightly/format-fuzz.ts 1 NUMBER` shows it again. */
const everyCase = (run: (seed: number) => unknown, cases: number): void => {
  for (let seed = FIRST; seed < FIRST + cases; seed += 1) {
    try {
      run(seed);
    } catch (error) {
      throw new Error(`case ${seed}`, { cause: error });
    }
  }
};

it.each(Object.keys(LINES) as BlockKind[])("makes statements for a block: %s", (kind) => {
  expect(sentences(randomOf(1), kind, 40)).toHaveLength(40);
});

it("formats random files: its own format, the same tree, every comment in its order, whatever the space", () => {
  everyCase(formatCase, 1800);
}, 120_000);

it("formats the files of the product with comments strewn in, and they compile to the same hash", () => {
  everyCase(shippedCase, 100);
}, 120_000);

it("answers a file with broken tokens by problems that lie in it, and never throws", () => {
  everyCase(brokenCase, 100);
}, 120_000);

it.each(shipped())("$file is in the one style, and formatting loses nothing of it", ({ source }) => {
  const text = expectFormatted(source);
  expect(text).toBe(source);
  expect(hashesOf(text)).toEqual(hashesOf(source));
});

it.each(REGRESSIONS)("no longer: $was", ({ source }) => {
  const { text, diagnostics } = format(source, "f");
  expect(text === null).toBe(diagnostics.length > 0);
  if (text === null) return;
  expectFormatted(source);
  const rules = (of: string) => compilePolicy(of, "f").draft?.house.map(({ summary }) => summary);
  expect(rules(text)).toEqual(rules(source));
  expect(JSON.stringify(rules(source))).not.toContain("//");
});
