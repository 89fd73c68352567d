import * as fc from "fast-check";
import { expect, it } from "vitest";
import { proseOf } from "../../../dsl/letters/prose.ts";
import { letterContains } from "../../../dsl/templates.ts";
import { lettersOf } from "./letters.ts";

const pieces = fc.constantFrom(
  "{{",
  "}}",
  "{{{",
  "}}}",
  "{{#if ",
  "{{/if}}",
  "{{else}}",
  "{{#each invoices}}",
  "{{/each}}",
  "{{> foot}}",
  "{{> law/opt-out}}",
  "{{!--",
  "--}}",
  "{{!",
  "{{~",
  "~}}",
  "<p>",
  "</p>",
  '<a href="',
  '">',
  "<!--",
  "-->",
  "<style>",
  "</style>",
  "<script",
  "<",
  ">",
  '"',
  "'",
  "|",
  "balance",
  "facts.score",
  "payment_link",
  "opt_out_link",
  "@index",
  "../",
  "this",
  " ",
  "\n",
  "\r\n",
  "\t",
  "\u0000",
  "\u2029",
  "\ufeff",
  "😀",
  "jail",
  "JAILED",
  "!!",
  "We will not pay",
  "legal action",
  "pursuant to",
  "§ 286 BGB",
  "past due",
  "Subject:",
  "contains: reminder",
  "allow C5030: x",
);
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc
    .array(fc.oneof({ weight: 5, arbitrary: pieces }, { weight: 1, arbitrary: fc.string({ maxLength: 5 }) }), { maxLength: 30 })
    .map((all) => all.join("")),
);

const parts = {
  lines: `facts {\n score number optional\n }\n house rules {\n every email must contain opt-out\n the first letter must contain creditor-identity\n }`,
  stages: `stage early from 7 days before due {\n day 0 email "early" with payment link\n day 3 letter "late"\n day 5 call "late"\n }`,
};

it("whatever a letter holds, it is checked without a stumble, and what is found lies inside of a file", () => {
  fc.assert(
    fc.property(text, text, fc.constantFrom("", ".de", ".nl", ".xx"), (one, two, language) => {
      const letters = { [`early.email${language}`]: one, "late.letter": two, "late.call": one, "foot.partial": two };
      const whole = new Map(
        Object.entries(letters).map(([key, each]) => [
          `letters/${key}.hbs`,
          each.startsWith("Subject:") || !key.includes("email") ? each : `Subject: x\n\n${each}`,
        ]),
      );
      for (const { span } of lettersOf(parts, letters)) {
        const source = whole.get(span.file);
        if (source === undefined) continue;
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeGreaterThanOrEqual(span.start);
        expect(span.end).toBeLessThanOrEqual(source.length);
        expect(span.line).toBeLessThanOrEqual(source.split(/\r\n|\r|\n/).length);
      }
      letterContains(one);
    }),
    { numRuns: 1_500 },
  );
});

it("prose is as long as its template, and what is left in it is the template's own", () => {
  fc.assert(
    fc.property(text, (source) => {
      const prose = proseOf(source);
      expect(prose).toHaveLength(source.length);
      for (let at = 0; at < source.length; at += 1) if (!" \u2029\ufffc".includes(prose[at] ?? "")) expect(prose[at]).toBe(source[at]);
    }),
    { numRuns: 3_000 },
  );
});

it("text that opens a hundred thousand things and closes none is read as quickly as any other", () => {
  for (const opening of ["{{", "{{!--", "<!--", "<style>", '<a href="', "{{#if x}}", "&nbsp;", "A"]) {
    const source = opening.repeat(100_000);
    expect(proseOf(source)).toHaveLength(source.length);
  }
});
