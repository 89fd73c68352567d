import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { compileLaw, compilePolicy, compileTests, renderDiagnostics } from "../../dsl/index.ts";
import { sourceOf, spanAt } from "../../dsl/syntax/source.ts";

const tour = readFileSync(new URL("fixtures/b2b-tour.collect", import.meta.url), "utf8");
const consumer = readFileSync(new URL("fixtures/consumer-tour.collect", import.meta.url), "utf8");
const law = readFileSync(new URL("fixtures/law-tour.collect", import.meta.url), "utf8");

/** Compiles both ways and draws what is wrong: nothing may throw, and every span must lie in the text and be told right. */
const survives = (source: string): void => {
  for (const { diagnostics } of [compileTests(source, "p.collect"), compileLaw([{ file: "p.collect", source }])]) {
    const index = sourceOf("p.collect", source);
    for (const { span, message } of diagnostics) {
      expect(span).toEqual(spanAt(index, span.start, span.end));
      expect(span.start).toBeLessThanOrEqual(span.end);
      expect(span.end).toBeLessThanOrEqual(source.length);
      expect(message).not.toMatch(/undefined|NaN|\[object/u);
    }
    expect(renderDiagnostics(diagnostics, { "p.collect": source }, { color: true })).toBeTypeOf("string");
  }
};

const words = [...new Set(`${tour} ${consumer} ${law}`.split(/\s+/u))];
const scrap = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom(...words),
  fc.constantFrom("{", "}", '"', "\n", ",", "(", ")", "//", "\u0000", "\ud800", "\ufeff", "\t", "9e999", "1,00", "$", "督"),
);
const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat({ max: 40 }), text: scrap });
const mutated = (source: string) =>
  fc.array(edit, { minLength: 1, maxLength: 6 }).map((edits) =>
    edits.reduce((text, { at, length, text: put }) => {
      const start = Math.floor(at * text.length);
      return text.slice(0, start) + put + text.slice(start + length);
    }, source),
  );

it("never throws on a mutated policy or law", () => {
  fc.assert(fc.property(fc.oneof(mutated(tour), mutated(consumer), mutated(law)), survives), { numRuns: 100 });
}, 60_000);

it("never throws on words of the language in any order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...words), scrap), { maxLength: 60 }).map((parts) => parts.join(" ")),
      survives,
    ),
    { numRuns: 100 },
  );
}, 60_000);

it("loses one line to a mutilated line: every problem lies on it or on what needed it", () => {
  const lines = tour.split("\n");
  const statements = lines.flatMap((line, at) => (/^ {4}(day|next) /u.test(line) ? [at] : []));
  fc.assert(
    fc.property(fc.constantFrom(...statements), fc.constantFrom("%", "§", ", ,", "between 5", '"', "contact only"), (at, junk) => {
      const source = lines.with(at, `    ${junk}`).join("\n");
      const own = compilePolicy(source, "p.collect").diagnostics.filter(({ code }) => code.startsWith("C1"));
      expect(own.length).toBeGreaterThan(0);
      expect(own.filter(({ span }) => span.line !== at + 1)).toEqual([]);
    }),
  );
});

it.each([
  ["a megabyte of NUL", "\u0000".repeat(1_000_000)],
  ["a megabyte of braces", "{".repeat(500_000) + "}".repeat(500_000)],
  ["a megabyte of parentheses", `policy "x" {\n define x as ${"(".repeat(1_000_000)}\n}`],
  ["a megabyte of `not`", `policy "x" {\n define x as ${"not ".repeat(250_000)}balance\n}`],
  ["a megabyte of one word", "x".repeat(1_000_000)],
  ["a megabyte in one text", `policy "${"x".repeat(1_000_000)}" {\n}`],
  ["a text that never closes", `policy "${"x ".repeat(500_000)}`],
  ["a megabyte of lines that mean nothing", `policy "x" {\n${"  foo bar baz\n".repeat(80_000)}}`],
  ["a megabyte of misspelt lines", `policy "x" {\n${"  satge x form 5 dayz before due\n".repeat(30_000)}}`],
  ["a megabyte of places", `policy "x" {\n places ${"US, ".repeat(250_000)}US\n}`],
  ["a megabyte of conditions", `policy "x" {\n define x as ${"balance >= x and ".repeat(60_000)}balance\n}`],
  ["a megabyte of comments", "// a comment\n".repeat(77_000)],
  ["a megabyte of steps", `policy "x" {\n stage a from due {\n${'  day 5 email "x" when balance >= 5 USD\n'.repeat(25_000)} }\n}`],
])(
  "answers %s with diagnostics, in seconds",
  (_, source) => {
    const { policy, diagnostics } = compilePolicy(source, "p.collect");
    expect(policy).toBeNull();
    expect(diagnostics.length).toBeGreaterThan(0);
  },
  15_000,
);
