/** Rules of the law book in their own words: what the files say, comments and examples included. */
import type { Rule } from "../engine/index.ts";
import { lawFiles } from "./book.ts";

/** An example of the law as its file has it. */
export interface ExampleText {
  readonly title: string;
  readonly text: string;
  readonly line: number;
}

export interface RuleText {
  /** Comments in front of the rule, each a line. */
  readonly notes: readonly string[];
  /** `binds` as written; null: everybody. */
  readonly binds: string | null;
  /** The sentence of the rule, line by line. */
  readonly sentence: readonly string[];
  /** Examples that name the rule. */
  readonly examples: readonly ExampleText[];
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** Lines of the block that begins at an index: to the bracket that closes at its own depth. Law that ships is in the one style. */
const blockAt = (lines: readonly string[], start: number): readonly string[] => {
  const depth = indentOf(lines[start] ?? "");
  const length = lines.slice(start).findIndex((line) => line.trim() === "}" && indentOf(line) === depth);
  return lines.slice(start, length < 0 ? undefined : start + length + 1);
};

/** Comments that stand directly in front of a line. */
const notesBefore = (lines: readonly string[], start: number): readonly string[] => {
  const above = lines.slice(0, start);
  const first = above.findLastIndex((line) => !line.trim().startsWith("//"));
  return above.slice(first + 1).map((line) => line.trim().replace(/^\/+ ?/u, ""));
};

const HEAD = /^(?:cites|in force|confidence|binds)\b/u;

/** A rule may say several times whom it binds: any one is enough. */
const joined = (binds: string | null, line: string): string => {
  if (binds === null) return line.replace(/^binds\s+/u, "");
  return line.startsWith("binds ") ? `${binds}; or ${line.replace(/^binds\s+/u, "")}` : `${binds} ${line}`;
};

/** A rule's lines without its head; a line that is indented deeper goes on with the one before. */
const bodyOf = (block: readonly string[]): { readonly binds: string | null; readonly sentence: readonly string[] } => {
  const inner = block.slice(1, -1);
  const depth = Math.min(...inner.filter((line) => line.trim() !== "").map(indentOf));
  const sentence: string[] = [];
  let binds: string | null = null;
  let head = "";
  for (const line of inner) {
    if (indentOf(line) === depth) head = HEAD.exec(line.trim())?.[0] ?? "";
    if (head === "") sentence.push(line.slice(depth));
    else if (head === "binds") binds = joined(binds, line.trim());
  }
  return { binds, sentence: sentence.join("\n").trim().split("\n") };
};

const escaped = (id: string): string => id.replaceAll(/[.\\+*?^$()[\]{}|/-]/gu, String.raw`\$&`);

const examplesOf = (lines: readonly string[], id: string): readonly ExampleText[] => {
  const named = new RegExp(`(?<![\\w.-])${escaped(id)}(?![\\w-]|\\.\\w)`);
  return lines.flatMap((line, index) => {
    const title = /^\s*example\s+"([^"]*)"/u.exec(line)?.[1];
    if (title === undefined) return [];
    const block = blockAt(lines, index);
    if (!block.some((one) => named.test(one))) return [];
    const depth = indentOf(line);
    return [{ title, text: block.map((one) => one.slice(Math.min(depth, indentOf(one)))).join("\n"), line: index + 1 }];
  });
};

/** Words that may be ids of rules. */
const ID = /(?<![\w.-])[a-z][\w-]*(?:\.[\w-]+)+/gu;

/** How many examples of the law name a rule, by its id; of a rule that none names there is no count. */
export const exampleCounts = (files = lawFiles()): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { source } of files) {
    const lines = source.split("\n");
    for (const [index, line] of lines.entries()) {
      if (!/^\s*example\s+"/u.test(line)) continue;
      const named = new Set(blockAt(lines, index).slice(1).join("\n").match(ID) ?? []);
      for (const id of named) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return counts;
};

/**
 * What the file of a rule says of it.
 * @param files the law that the rule was compiled from
 */
export const ruleText = ({ id, file, line }: Pick<Rule, "id" | "file" | "line">, files = lawFiles()): RuleText => {
  const lines = files.find((one) => one.file === file)?.source.split("\n") ?? [];
  return { notes: notesBefore(lines, line - 1), ...bodyOf(blockAt(lines, line - 1)), examples: examplesOf(lines, id) };
};
