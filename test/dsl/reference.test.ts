import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeAll, expect, it } from "vitest";
import { INITIAL, Registry, type IGrammar } from "vscode-textmate";
import { createOnigScanner, createOnigString, loadWASM } from "vscode-oniguruma";
import { ebnf, namesIn, productions, textMateGrammar, type Piece } from "../../dsl/reference/index.ts";
import { lex } from "../../dsl/syntax/lexer.ts";
import { sourceOf } from "../../dsl/syntax/source.ts";
import { fixedWords } from "../../dsl/tokens/table.ts";

const all = productions();

const wordsIn = (piece: Piece): readonly string[] => {
  if (piece.kind === "word") return [piece.text];
  if (piece.kind === "rule" || piece.kind === "characters") return [];
  return "kind" in piece.of ? wordsIn(piece.of) : piece.of.flatMap(wordsIn);
};

it("every name in the grammar is a production of it, and a file leads to all of them", () => {
  const names = new Set(all.map(({ name }) => name));
  expect(all.flatMap(({ piece }) => namesIn(piece)).filter((name) => !names.has(name))).toEqual([]);
  expect(all[0]?.name).toBe("file");
});

it("every fixed word of the language stands in the grammar somewhere", () => {
  const shown = new Set(all.flatMap(({ piece }) => wordsIn(piece)));
  const unused = [...fixedWords.keys()].filter((word) => !shown.has(word));
  expect(unused).toEqual([]);
});

it("EBNF has one line or one list of alternatives for each production", () => {
  const text = ebnf();
  expect([...text.matchAll(/^(\w+) ::=/gmu)].map(([, name]) => name)).toEqual(all.map(({ name }) => name));
  expect(text).toContain('stageHeader ::= "stage" name ( "from" anchored )? ( "requires" condition )? "{" stageLine* "}"');
});

let grammar: IGrammar;
beforeAll(async () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm"));
  await loadWASM(wasm);
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: () => Promise.resolve(textMateGrammar() as never),
  });
  const loaded = await registry.loadGrammar("source.collect");
  if (loaded === null) throw new Error("the grammar did not load");
  grammar = loaded;
});

/** Scope of each token of one line, without the file's own. */
const scopes = (line: string): Readonly<Record<string, string>> => {
  const { tokens } = grammar.tokenizeLine(line, INITIAL);
  return Object.fromEntries(
    tokens.map(({ startIndex, endIndex, scopes: names }) => [line.slice(startIndex, endIndex).trim(), names.at(-1)?.replace(".collect", "") ?? ""]),
  );
};

it("colours a step by what its words are", () => {
  expect(scopes('    day 5  call "courtesy call" when balance >= large   // said once')).toMatchObject({
    day: "keyword.other",
    "5": "constant.numeric",
    call: "support.constant",
    when: "keyword.control",
    ">=": "keyword.operator",
    "// said once": "comment.line.double-slash",
  });
});

it("colours stages, amounts, money, dates, places and rule ids", () => {
  expect(scopes("  stage reminder from 7 days before due {")).toMatchObject({ reminder: "entity.name.type.stage", "{": "punctuation.section.block" });
  expect(scopes("  amount small is 100 USD")).toMatchObject({ small: "entity.name.constant", "100": "constant.numeric", USD: "keyword.other.unit" });
  expect(scopes("  in force from 2021-11-30 until 2030-12-31")).toMatchObject({ "2021-11-30": "constant.other.date" });
  expect(scopes("  places US-NY-NYC, DE")).toMatchObject({ "US-NY-NYC": "support.constant.place", DE: "support.constant.place" });
  expect(scopes("  rule us.regf.hours")).toMatchObject({ "us.regf.hours": "entity.name.function.rule" });
});

it("colours no word inside a longer name, and nothing inside a text or a comment", () => {
  expect(scopes("  define when_due as not_due")).not.toHaveProperty("when");
  expect(scopes('  email "stage plan when"')).toMatchObject({ "stage plan when": "string.quoted.double" });
});

it("every comment, text, date, time and number of the lexer has its colour, in every file that ships", () => {
  const files = ["examples/b2b-standard/policy.collect", "policies/law/us/federal-conduct.collect", "policies/library/b2b-gentle/policy.collect"];
  const kinds: Readonly<Record<string, string>> = {
    Date: "constant.other.date",
    Time: "constant.other.time",
    Number: "constant.numeric",
    Text: "string.quoted.double",
  };
  const wrong = files.flatMap((file) => {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
    const lines = text.split("\n");
    const starts = lines.reduce<number[]>((sum, line) => [...sum, (sum.at(-1) ?? 0) + line.length + 1], [0]);
    const byLine = lines.map((line) => grammar.tokenizeLine(line, INITIAL).tokens);
    return lex(sourceOf(file, text)).tokens.flatMap((token) => {
      const wanted = kinds[token.tokenType.name];
      const row = starts.findLastIndex((start) => start <= token.startOffset);
      const column = token.startOffset - (starts[row] ?? 0);
      const found = byLine[row]?.find(({ startIndex, endIndex }) => startIndex <= column && column < endIndex)?.scopes.join(" ") ?? "";
      return wanted === undefined || found.includes(wanted) ? [] : [`${file}:${row + 1}: ${token.image} is ${found}`];
    });
  });
  expect(wrong).toEqual([]);
});
