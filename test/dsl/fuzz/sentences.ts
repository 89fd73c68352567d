/**
 * Random statements out of the parser's own grammar: a statement that the language learns is generated from the day it is there. What the
 * grammar's tree doesn't tell (where a list ends) makes some of them wrong; only those that read well are kept.
 */
import { Alternation, NonTerminal, Option, Repetition, RepetitionMandatory, Terminal, type IProduction, type TokenType } from "chevrotain";
import { StatementParser } from "../../../dsl/grammar/parser.ts";
import { HEADERS, type BlockKind } from "../../../dsl/syntax/blocks.ts";
import { layOut } from "../../../dsl/syntax/layout.ts";
import { lex } from "../../../dsl/syntax/lexer.ts";
import { parseFile } from "../../../dsl/syntax/parse.ts";
import { sourceOf } from "../../../dsl/syntax/source.ts";
import { VOCABULARIES, type Vocabulary } from "../../../dsl/tokens/vocabulary.ts";
import type { Random } from "./random.ts";

/** The rule of the grammar that reads the lines of each block. */
export const LINES: Readonly<Partial<Record<BlockKind, string>>> = {
  file: "fileHeader",
  policy: "policyLine",
  facts: "factLine",
  house: "houseLine",
  clock: "clockLine",
  terms: "termsLine",
  plan: "planLine",
  stage: "stageLine",
  variant: "step",
  onboarding: "onboardingLine",
  test: "testLine",
  shared: "sharedLine",
  jurisdiction: "jurisdictionLine",
  rule: "ruleLine",
  series: "seriesLine",
  example: "exampleLine",
};

/** Blocks around a line of each kind, so that it can be read alone. */
const AROUND: Readonly<Partial<Record<BlockKind, readonly string[]>>> = {
  file: [],
  policy: ['policy "p"'],
  facts: ['policy "p"', "facts"],
  house: ['policy "p"', "house rules"],
  clock: ['policy "p"', "clock"],
  terms: ['policy "p"', "terms"],
  plan: ['policy "p"', 'plan "q"'],
  stage: ['policy "p"', "stage s"],
  variant: ['policy "p"', "stage s", 'variant 20% "v"'],
  onboarding: ['policy "p"', "on new customer"],
  test: ['test "t"'],
  shared: ['shared "s"'],
  jurisdiction: ['jurisdiction US "u"'],
  rule: ['jurisdiction US "u"', 'rule us.a.b "r"'],
  series: ['jurisdiction US "u"', 'series s "r"'],
  example: ['jurisdiction US "u"', 'example "e"'],
};

const rules = new StatementParser().getGAstProductions();

const NAMES = ["small", "large", "reminder", "segment", "us.regf.hours", "US-NY-NYC", "boe-base", "first", "late", "default", "plan", "stage"];
const IDENTS = ["USD", "GBP", "EUR", "balance", "late_invoices_12m", "US-CA"];
const TEXTS = [
  '"reminder"',
  '"a text, with commas and {braces}"',
  '"\\"quoted\\" \\\\"',
  '"// no comment"',
  '""',
  '"é 督 💶"',
  `"${"long ".repeat(30)}"`,
];
const NUMBERS = ["0", "1", "5", "30", "720", "1000", "1,000", "1234567", "12,345.67", "0.5", "9,999.99", "100000.00"];
const SIGNS: Readonly<Record<string, string>> = {
  LeftParen: "(",
  RightParen: ")",
  Comma: ",",
  Colon: ":",
  Percent: "%",
  Plus: "+",
};

const imageOf = (random: Random, type: TokenType): string => {
  const { name } = type;
  if (name.startsWith("word.")) return name.slice(5);
  if (name.startsWith("list.")) return random.pick(VOCABULARIES[name.slice(5) as Vocabulary].words);
  switch (name) {
    case "Word":
      return random.pick(random.chance(0.5) ? NAMES : IDENTS);
    case "Ident":
      return random.pick(IDENTS);
    case "Text":
      return random.pick(TEXTS);
    case "Number":
      return random.pick(NUMBERS);
    case "Date":
      return random.pick(["2026-03-02", "2024-02-29"]);
    case "Time":
      return random.pick(["09:00", "21:00", "7:30"]);
    case "DayCount":
      return random.pick(["actual/365", "30/360"]);
    case "Compare":
      return random.pick([">=", ">", "<=", "<"]);
    default: {
      const sign = SIGNS[name];
      if (sign === undefined) throw new Error(`no example of the token ${name}`);
      return sign;
    }
  }
};

const partsOf = (production: IProduction): readonly IProduction[] =>
  "definition" in production && Array.isArray(production.definition) ? (production.definition as IProduction[]) : [];

/** Fewest tokens that a production comes down to. */
const leastOf = (() => {
  const least = new Map<string, number>(Object.keys(rules).map((name) => [name, 1000]));
  const size = (production: IProduction): number => {
    if (production instanceof Terminal) return 1;
    if (production instanceof NonTerminal) return least.get(production.nonTerminalName) ?? 1000;
    if (production instanceof Alternation) return Math.min(...production.definition.map(size));
    if (production instanceof Option || production instanceof Repetition) return 0;
    return partsOf(production).reduce((sum, part) => sum + size(part), 0);
  };
  for (let changed = true; changed;) {
    changed = false;
    for (const [name, rule] of Object.entries(rules)) {
      const now = rule.definition.reduce((sum, part) => sum + size(part), 0);
      if (now < (least.get(name) ?? 0)) {
        least.set(name, now);
        changed = true;
      }
    }
  }
  return size;
})();

const DEEPEST = 14;

const grow = (random: Random, production: IProduction, depth: number, out: string[]): void => {
  const all = (parts: readonly IProduction[]): void => {
    for (const part of parts) grow(random, part, depth + 1, out);
  };
  if (production instanceof Terminal) out.push(imageOf(random, production.terminalType));
  else if (production instanceof NonTerminal) all(rules[production.nonTerminalName]?.definition ?? []);
  else if (production instanceof Alternation) {
    const least = Math.min(...production.definition.map(leastOf));
    const open = depth < DEEPEST ? production.definition : production.definition.filter((each) => leastOf(each) === least);
    all(partsOf(random.pick(open)));
  } else if (production instanceof Option) {
    if (random.chance(depth < DEEPEST ? 0.5 : 0.05)) all(production.definition);
  } else if (production instanceof Repetition || production instanceof RepetitionMandatory) {
    if (production instanceof RepetitionMandatory) all(production.definition);
    for (let times = 0; times < 3 && random.chance(depth < DEEPEST ? 0.4 : 0.02); times += 1) all(production.definition);
  } else all(partsOf(production));
};

/** A statement, and the kind of block that it opens. */
export interface Sentence {
  readonly images: readonly string[];
  readonly opens: BlockKind | null;
}

const isAlone = (source: string, depth: number): boolean => {
  const { root } = layOut(sourceOf("f", source), lex(sourceOf("f", source)).tokens);
  let block = root;
  for (let level = 0; level < depth; level += 1) block = block.statements[0]?.block ?? block;
  return block.statements.length === 1;
};

/** A generated statement if it reads well in its block, with a block of its own where it needs one. */
const accepted = (kind: BlockKind, images: readonly string[]): Sentence | null => {
  const around = AROUND[kind] ?? [];
  const text = images.join(" ");
  const within = (line: string): string => `${around.map((header) => `${header} {\n`).join("")}${line}\n${"}\n".repeat(around.length)}`;
  const problems = (line: string) => parseFile(within(line), "f").diagnostics.filter(({ severity }) => severity === "error");
  const found = problems(text);
  if (!isAlone(within(text), around.length)) return null;
  if (found.length === 0) return { images, opens: null };
  const [first = ""] = images;
  const opens = HEADERS[kind][first];
  return opens !== undefined && found.every(({ code }) => code === "C1010") && problems(`${text} {\n}`).length === 0 ? { images, opens } : null;
};

/** Random statements of a block that read well. */
export const sentences = (random: Random, kind: BlockKind, count: number): readonly Sentence[] => {
  const rule = rules[LINES[kind] ?? ""];
  if (rule === undefined) return [];
  const found: Sentence[] = [];
  for (let tries = 0; found.length < count && tries < count * 20; tries += 1) {
    const images: string[] = [];
    for (const part of rule.definition) grow(random, part, 0, images);
    const sentence = images.length > 120 ? null : accepted(kind, images);
    if (sentence !== null) found.push(sentence);
  }
  return found;
};
