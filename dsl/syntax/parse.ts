/** A file's text to its typed tree, with every syntax problem. Never throws, whatever the text. */
import type { IToken } from "chevrotain";
import { problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { StatementParser } from "../grammar/parser.ts";
import type { FileItem, PolicyBlock, PolicyItem, PolicyNode, StageItem, StageNode, TestNode } from "../tree/policy.ts";
import type { JurisdictionItem, JurisdictionNode, RuleLine, RuleNode } from "../tree/rule.ts";
import type { BlockKind } from "./blocks.ts";
import { layOut, type Block, type Statement } from "./layout.ts";
import { lex } from "./lexer.ts";
import { readStatement, type Entry } from "./repair.ts";
import { positionAt, sourceOf, spanAt, type Source } from "./source.ts";
import { endOf } from "./tokens.ts";

export interface ParsedFile {
  readonly source: Source;
  readonly items: readonly FileItem[];
  readonly diagnostics: readonly Diagnostic[];
  /** Words of statements that could not be read: a name among them is not called unknown elsewhere. */
  readonly lost: ReadonlySet<string>;
}

/** So many statements of a file are mended; beyond it, a file is not worth the time. */
const MOST_MENDED = 200;
/** After so many broken statements the rest is not read at all: more problems are found than are reported. */
const MOST_BROKEN = 1000;

let instance: StatementParser | null = null;
const parserOf = (): StatementParser => (instance ??= new StatementParser());

interface Reading {
  readonly source: Source;
  readonly parser: StatementParser;
  readonly diagnostics: Diagnostic[];
  readonly lost: Set<string>;
  /** Lines with an unreadable character. */
  readonly badLines: ReadonlySet<number>;
  mended: number;
}

const tokenSpan = (reading: Reading, token: IToken) => spanAt(reading.source, token.startOffset, endOf(token));

const touchesBadLine = (reading: Reading, tokens: readonly IToken[]): boolean => {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (first === undefined || last === undefined || reading.badLines.size === 0) return false;
  const end = positionAt(reading.source, last.startOffset).line;
  for (let line = positionAt(reading.source, first.startOffset).line; line <= end; line += 1) if (reading.badLines.has(line)) return true;
  return false;
};

/** Reads one statement of a block; null when it can't be read. */
const read = <Out>(reading: Reading, kind: BlockKind, entry: Entry<Out>, statement: Statement): Out | null => {
  if (statement.tokens.length === 0 || reading.mended >= MOST_BROKEN) return null;
  const quiet = touchesBadLine(reading, statement.tokens);
  const { out, diagnostics } = readStatement(reading.parser, kind, entry, statement.tokens, reading.mended < MOST_MENDED);
  if (diagnostics.length > 0) reading.mended += 1;
  if (!quiet) reading.diagnostics.push(...diagnostics);
  if (out === null) for (const token of statement.tokens) reading.lost.add(token.image.replaceAll('"', ""));
  return out;
};

const needBlock = (reading: Reading, statement: Statement, wanted: boolean): void => {
  const [first] = statement.tokens;
  const last = statement.tokens.at(-1);
  if (first === undefined || last === undefined || wanted === (statement.block !== null)) return;
  const span = spanAt(reading.source, first.startOffset, endOf(last));
  reading.diagnostics.push(problem(wanted ? "needsBlock" : "noBlock", span, { what: first.image }));
};

const lines = <Out>(reading: Reading, block: Block | null, entry: Entry<Out>): Out[] =>
  (block?.statements ?? []).flatMap((statement) => {
    needBlock(reading, statement, false);
    const out = block === null ? null : read(reading, block.kind, entry, statement);
    return out === null ? [] : [out];
  });

/** Something of the language that can't be run yet, by its first word. */
const later = (reading: Reading, statement: Statement): boolean => {
  const [first] = statement.tokens;
  if (first?.image !== "variant") return false;
  reading.diagnostics.push(
    problem("notYet", tokenSpan(reading, first), { what: "`variant`" }, { help: "write one policy for each variant until then" }),
  );
  return true;
};

const stageOf = (reading: Reading, header: StageNode, block: Block | null): StageNode => ({
  ...header,
  items: (block?.statements ?? []).flatMap((statement): StageItem[] => {
    if (later(reading, statement)) return [];
    needBlock(reading, statement, false);
    const item = read(reading, "stage", (parser) => parser.stageLine(), statement);
    return item === null ? [] : [item];
  }),
});

const blockOf = (reading: Reading, header: PolicyBlock, block: Block | null): PolicyBlock => {
  switch (header.kind) {
    case "facts":
      return { ...header, lines: lines(reading, block, (parser) => parser.factLine()) };
    case "house":
      return { ...header, lines: lines(reading, block, (parser) => parser.houseLine()) };
    case "clock":
      return { ...header, lines: lines(reading, block, (parser) => parser.clockLine()) };
    case "terms":
      return { ...header, lines: lines(reading, block, (parser) => parser.termsLine()) };
    case "plan":
      return { ...header, lines: lines(reading, block, (parser) => parser.planLine()) };
  }
};

/** A block whose header could not be read: its lines are read all the same, for their problems. */
const orphan = (reading: Reading, block: Block | null): void => {
  if (block === null) return;
  if (block.kind === "stage") lines(reading, block, (parser) => parser.stageLine());
  else if (block.kind === "rule") lines(reading, block, (parser) => parser.ruleLine());
  else if (block.kind === "series") lines(reading, block, (parser) => parser.seriesLine());
  else if (block.kind === "example") lines(reading, block, (parser) => parser.exampleLine());
  else if (block.kind === "policy") policyItems(reading, block);
  else if (block.kind === "jurisdiction") jurisdictionItems(reading, block);
};

const testOf = (reading: Reading, node: TestNode): void => {
  reading.diagnostics.push(problem("notYetRun", node.span, { what: "a `test` block" }));
};

const policyItem = (reading: Reading, statement: Statement): PolicyItem | null => {
  const [first] = statement.tokens;
  if (later(reading, statement)) return null;
  if (first?.image === "test") {
    const test = read(reading, "file", (parser) => parser.fileHeader(), statement);
    if (test?.kind === "test") testOf(reading, test);
    return null;
  }
  const item = read(reading, "policy", (parser) => parser.policyLine(), statement);
  if (item === null) {
    orphan(reading, statement.block);
    return null;
  }
  if (item.kind === "stage") {
    needBlock(reading, statement, true);
    return stageOf(reading, item, statement.block);
  }
  if ("lines" in item) {
    needBlock(reading, statement, true);
    return blockOf(reading, item, statement.block);
  }
  needBlock(reading, statement, false);
  return item;
};

const policyItems = (reading: Reading, block: Block | null): PolicyItem[] =>
  (block?.statements ?? []).flatMap((statement) => policyItem(reading, statement) ?? []);

const ruleOf = (reading: Reading, header: RuleNode, block: Block | null): RuleNode => ({
  ...header,
  lines: lines<RuleLine>(reading, block, (parser) => parser.ruleLine()),
});

const lawItemOf = (reading: Reading, header: JurisdictionItem, block: Block | null): JurisdictionItem => {
  switch (header.kind) {
    case "source":
      return header;
    case "rule":
      return ruleOf(reading, header, block);
    case "series":
      return { ...header, lines: lines(reading, block, (parser) => parser.seriesLine()) };
    case "example":
      return { ...header, lines: lines(reading, block, (parser) => parser.exampleLine()) };
  }
};

const jurisdictionItems = (reading: Reading, block: Block | null): JurisdictionItem[] =>
  (block?.statements ?? []).flatMap((statement): JurisdictionItem[] => {
    const item = read(reading, "jurisdiction", (parser) => parser.jurisdictionLine(), statement);
    if (item === null) orphan(reading, statement.block);
    if (item === null) return [];
    needBlock(reading, statement, item.kind !== "source");
    return [lawItemOf(reading, item, statement.block)];
  });

const policyOf = (reading: Reading, header: PolicyNode, block: Block | null): PolicyNode => {
  const before = reading.diagnostics.length;
  return { ...header, items: policyItems(reading, block), damaged: reading.diagnostics.length > before || reading.lost.size > 0 };
};

const jurisdictionOf = (reading: Reading, header: JurisdictionNode, block: Block | null): JurisdictionNode => ({
  ...header,
  items: jurisdictionItems(reading, block),
});

const fileItems = (reading: Reading, root: Block): FileItem[] =>
  root.statements.flatMap((statement): FileItem[] => {
    const header = read(reading, "file", (parser) => parser.fileHeader(), statement);
    if (header === null) orphan(reading, statement.block);
    if (header === null) return [];
    needBlock(reading, statement, true);
    if (header.kind === "policy") return [policyOf(reading, header, statement.block)];
    if (header.kind === "jurisdiction") return [jurisdictionOf(reading, header, statement.block)];
    testOf(reading, header);
    return [header];
  });

/** Parses one file. Linear in its length. */
export const parseFile = (text: string, file: string): ParsedFile => {
  const source = sourceOf(file, text);
  const lexed = lex(source);
  const { root, diagnostics } = layOut(source, lexed.tokens);
  const parser = parserOf();
  parser.source = source;
  const reading: Reading = {
    source,
    parser,
    lost: new Set(),
    mended: 0,
    diagnostics: [...lexed.diagnostics, ...diagnostics],
    badLines: new Set(lexed.unreadable.map((offset) => positionAt(source, offset).line)),
  };
  const items = fileItems(reading, root);
  return { source, items, diagnostics: reading.diagnostics, lost: reading.lost };
};
