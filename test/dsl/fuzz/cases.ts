/** The cases of the fuzz: each follows from one number. */
import { readdirSync, readFileSync } from "node:fs";
import { compileLaw, compilePolicy, format } from "../../../dsl/index.ts";
import type { BlockKind } from "../../../dsl/syntax/blocks.ts";
import { lex } from "../../../dsl/syntax/lexer.ts";
import { sourceOf } from "../../../dsl/syntax/source.ts";
import { expectFormatted, hashesOf, keepsAll } from "./laws.ts";
import { bodyOfSource, randomBody, write, type Body, type Pools } from "./model.ts";
import { randomOf, type Random } from "./random.ts";
import { LINES, sentences } from "./sentences.ts";

const ROOT = new URL("../../../", import.meta.url);

/** Every `.collect` file of the product, by its path. */
export const shipped = (): readonly { readonly file: string; readonly source: string }[] =>
  ["examples", "policies"].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".collect"))
      .map((entry) => `${entry.parentPath}/${entry.name}`)
      .toSorted()
      .map((file) => ({ file, source: readFileSync(file, "utf8") })),
  );

const files = shipped();

/** So many cases share their statements: making them costs more than putting them together. */
const SHARED = 500;
const PER_POOL = 100;
let pools: { readonly number: number; readonly pools: Pools } | null = null;

const poolsFor = (seed: number): Pools => {
  const number = Math.floor(seed / SHARED);
  if (pools?.number !== number) {
    const random = randomOf(number);
    const made = (Object.keys(LINES) as BlockKind[]).map((kind) => [kind, sentences(random, kind, PER_POOL)] as const);
    pools = { number, pools: Object.fromEntries([["unknown", []], ...made]) as unknown as Pools };
  }
  return pools.pools;
};

const SHARES = [0, 0.02, 0.1, 0.4, 1] as const;

const bodyFor = (random: Random, seed: number): Body => {
  const share = random.pick(SHARES);
  if (random.chance(0.9)) return randomBody(random, poolsFor(seed), "file", share);
  return bodyOfSource(random, random.pick(files).source, share, true);
};

/**
 * A well-formed file with space and comments at any token boundary: it is formatted, nothing is lost, and another writing of the same
 * words, comments and blank lines gives the same text.
 */
export const formatCase = (seed: number): void => {
  const random = randomOf(seed);
  const body = bodyFor(random, seed);
  const text = expectFormatted(write(random, body));
  const other = write(random, body);
  const again = format(other, "f").text;
  if (again !== text) throw new Error(`space decides:\n${other}\nbecomes\n${again}\ninstead of\n${text}`);
};

/** A file of the product with comments and space strewn in compiles to the same thing before and after. */
export const shippedCase = (seed: number): void => {
  const random = randomOf(seed);
  const { source } = random.pick(files);
  const strewn = write(random, bodyOfSource(random, source, random.pick(SHARES), false));
  const text = expectFormatted(strewn);
  const expected = hashesOf(source).join();
  for (const each of [strewn, text]) if (hashesOf(each).join() !== expected) throw new Error(`compiles to something else:\n${each}`);
};

const JUNK = [
  "{",
  "}",
  '"',
  "\n",
  "(",
  ")",
  ",",
  "//",
  "\u0000",
  "\ud800",
  "\u202e",
  "а",
  "5",
  "not",
  "\ufeff",
  "督",
  "%",
  "1,00",
  "9e9",
  "\\",
  "\t",
];

const mutate = (random: Random, source: string): string => {
  const { tokens } = lex(sourceOf("f", source));
  let text = source;
  for (let times = 1 + random.below(5); times > 0; times -= 1) {
    const token = random.pick(tokens);
    const end = token.startOffset + token.image.length;
    const head = text.slice(0, token.startOffset);
    const image = text.slice(token.startOffset, end);
    const tail = text.slice(end);
    switch (random.below(5)) {
      case 0:
        text = head + tail;
        break;
      case 1:
        text = `${head}${image} ${image}${tail}`;
        break;
      case 2:
        text = `${head}${random.pick(tokens).image}${tail}`;
        break;
      case 3:
        text = `${head}${random.pick(JUNK)}${tail}`;
        break;
      default:
        text = `${head}${String.fromCharCode(random.below(65_536))}${image}${tail}`;
    }
  }
  return text;
};

/** A file of the product with tokens deleted, doubled, swapped or turned to junk: nothing throws, and what still reads is formatted well. */
export const brokenCase = (seed: number): boolean => {
  const random = randomOf(seed);
  const source = mutate(random, random.pick(files).source);
  for (const { diagnostics } of [compilePolicy(source, "f"), compileLaw([{ file: "f", source }])])
    for (const { span } of diagnostics)
      if (span.start > span.end || span.end > source.length) throw new Error(`a problem outside of the file: ${JSON.stringify(span)}`);
  const { text, diagnostics } = format(source, "f");
  if (text !== null) keepsAll(source, text);
  else if (diagnostics.length === 0) throw new Error("neither text nor problems");
  return text !== null;
};
