/** The list of slips (`fixtures/typos/typos.txt`), each put into the file it names. */
import { readFileSync } from "node:fs";
import { compileLaw, compilePolicy, type Diagnostic } from "../../dsl/index.ts";

const read = (name: string): string => readFileSync(new URL(`fixtures/typos/${name}`, import.meta.url), "utf8");

export interface Typo {
  /** Name of the file in which it stands. */
  readonly base: string;
  readonly slip: string;
  readonly wrong: string;
  readonly right: string;
  /** The file with the wrong word, which stands at `[start, end)`. */
  readonly source: string;
  readonly start: number;
  readonly end: number;
}

const LINE = /^(?<base>\S+) +(?<slip>\S+) +(?<before>[^[]*)\[(?<wrong>[^|]*)\|(?<right>[^\]]*)\](?<after>.*)$/u;
const bases = new Map<string, string>();
export const baseText = (base: string): string => {
  const text = bases.get(base) ?? read(`${base}.collect`);
  bases.set(base, text);
  return text;
};

const typoOf = (line: string): Typo => {
  const { base = "", slip = "", before = "", wrong = "", right = "", after = "" } = LINE.exec(line)?.groups ?? {};
  const text = baseText(base);
  const context = `${before}${right}${after}`;
  const at = text.indexOf(context);
  if (at < 0 || text.includes(context, at + 1)) throw new Error(`"${context}" must stand once in ${base}.collect`);
  const start = at + before.length;
  return { base, slip, wrong, right, source: text.slice(0, start) + wrong + text.slice(start + right.length), start, end: start + wrong.length };
};

export const typos = (): readonly Typo[] =>
  read("typos.txt")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map(typoOf);

/** Compiles a text as what it is: law, or a policy with its tests. */
export const problemsOf = (base: string, source: string): readonly Diagnostic[] =>
  base.startsWith("law") ? compileLaw([{ file: "typo.collect", source }]).diagnostics : compilePolicy(source, "typo.collect").diagnostics;

/** Whether the first edit that is offered in the place of the slip gives the right file back, and touches nothing but the word (or its quotes). */
export const isMended = ({ base, source, start, end }: Typo): boolean => {
  const here = problemsOf(base, source).filter(({ span, fixes }) => fixes.length > 0 && span.start < end && start < span.end);
  const edits = here[0]?.fixes[0]?.edits ?? [];
  const [edit] = edits;
  if (edit === undefined || edits.length > 1) return false;
  const { span, text } = edit;
  const quotes = source[span.start] === '"' ? 1 : 0;
  return span.start === start - quotes && span.end === end + quotes && source.slice(0, span.start) + text + source.slice(span.end) === baseText(base);
};
