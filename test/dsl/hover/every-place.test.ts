import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { describeAt, describerOf } from "../../../dsl/hover.ts";
import { constructOf, CONSTRUCTS } from "../../../dsl/hover/constructs.ts";
import { kindOf, nodesOf, type Placed } from "../../../dsl/hover/nodes.ts";
import { lex } from "../../../dsl/syntax/lexer.ts";
import { parseFile } from "../../../dsl/syntax/parse.ts";
import { sourceOf } from "../../../dsl/syntax/source.ts";

const ROOT = new URL("../../../", import.meta.url);
const FOLDERS = ["examples", "policies", "test/dsl/fixtures", "test/docs"];
const files = FOLDERS.flatMap((folder) =>
  readdirSync(new URL(folder, ROOT), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".collect"))
    .map((name) => `${folder}/${name}`),
).toSorted();
const textOf = (file: string): string => readFileSync(new URL(file, ROOT), "utf8");

/** Files that are named relative to the root. */
const read = (path: string): string | null => (existsSync(new URL(path, ROOT)) ? textOf(path) : null);
const isWhole = (file: string): boolean => parseFile(textOf(file), file).diagnostics.length === 0;

const EXPRESSIONS: ReadonlySet<string> = new Set(["and", "or", "not", "compare", "known", "has", "bare", "word", "quantity"]);

/** Lines and blocks: nodes that stand for a statement of their own. */
const isLine = ({ role, parent, node }: Placed): boolean =>
  typeof node["kind"] === "string" && (role === "items" || role === "lines" || role === "steps") && (parent === null || kindOf(parent) !== "account");

it("finds the shipped files", () => {
  expect(files.length).toBeGreaterThan(12);
  expect(files).toContain("examples/b2b-standard/policy.collect");
});

it.each(files)("answers at every place of %s within its span, or not at all", (file) => {
  const source = textOf(file);
  const at = describerOf(source, file, { read });
  const wrong: number[] = [];
  for (let offset = 0; offset <= source.length; offset += 1) {
    const found = at(offset);
    if (found === null) continue;
    const { span, title, type, text } = found;
    if (span.start > offset || offset >= span.end || title === "" || text === "" || type === "") wrong.push(offset);
  }
  expect(wrong).toEqual([]);
});

it.each(files.filter(isWhole))("has something to say of every word of %s", (file) => {
  const source = textOf(file);
  const at = describerOf(source, file, { read });
  const silent = lex(sourceOf(file, source))
    .tokens.filter(({ image }) => !/^[{}]$/u.test(image))
    .filter(({ startOffset }) => at(startOffset) === null);
  expect(silent.map(({ image }) => image)).toEqual([]);
});

it.each(files.filter(isWhole))("gives every operand and comparison of %s a type", (file) => {
  const source = textOf(file);
  const at = describerOf(source, file, { read });
  for (const { node } of nodesOf(parseFile(source, file).items).filter((placed) => EXPRESSIONS.has(kindOf(placed)))) {
    const found = at(node.span.start);
    expect(found?.type, source.slice(node.span.start, node.span.end)).toMatch(/^(?!something unknown)./u);
  }
});

it("has one sentence for every kind of line that the shipped files have", () => {
  const missing = files.flatMap((file) =>
    nodesOf(parseFile(textOf(file), file).items)
      .filter(isLine)
      .filter((placed) => constructOf(placed.block, kindOf(placed)) === null)
      .map((placed) => `${placed.block}/${kindOf(placed)} in ${file}`),
  );
  expect([...new Set(missing)]).toEqual([]);
});

it("writes the sentences in one way", () => {
  for (const [key, { form, text }] of CONSTRUCTS) {
    expect(text, key).toMatch(/^[A-Z].*\.$/u);
    expect(form.length, key).toBeGreaterThan(2);
  }
});

it("never throws, whatever the text", () => {
  const tour = textOf("examples/b2b-standard/policy.collect");
  fc.assert(
    fc.property(
      fc.nat({ max: tour.length }),
      fc.nat({ max: 40 }),
      fc.string({ maxLength: 12 }),
      fc.nat({ max: tour.length }),
      (from, length, put, at) => {
        const source = tour.slice(0, from) + put + tour.slice(from + length);
        const found = describeAt(source, "p.collect", at);
        if (found !== null) expect(found.span.start <= at && at < found.span.end).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});
