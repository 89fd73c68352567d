/** A file's text to its typed tree, with every syntax problem. Never throws, whatever the text. */
import type { Diagnostic } from "../diagnostic.ts";
import { StatementParser } from "../grammar/parser.ts";
import type { FileItem } from "../tree/policy.ts";
import type { JurisdictionItem, JurisdictionNode, RuleLine, RuleNode } from "../tree/rule.ts";
import { layOut, type Block } from "./layout.ts";
import { lex } from "./lexer.ts";
import { orphanOf, policyOf, sharedOf, testOf } from "./policy-blocks.ts";
import { lines, needBlock, read, readable, type Reading } from "./reading.ts";
import { positionAt, sourceOf, type Source } from "./source.ts";

export interface ParsedFile {
  readonly source: Source;
  readonly items: readonly FileItem[];
  readonly diagnostics: readonly Diagnostic[];
  /** Words of statements that could not be read: a name among them is not called unknown elsewhere. */
  readonly lost: ReadonlySet<string>;
}

let instance: StatementParser | null = null;
const parserOf = (): StatementParser => (instance ??= new StatementParser());

/** A block whose header could not be read: its lines are read all the same, for their problems. */
const orphan = (reading: Reading, block: Block | null): void => {
  if (block === null) return;
  if (block.kind === "rule") lines(reading, block, (parser) => parser.ruleLine());
  else if (block.kind === "series") lines(reading, block, (parser) => parser.seriesLine());
  else if (block.kind === "example") lines(reading, block, (parser) => parser.exampleLine());
  else if (block.kind === "jurisdiction") jurisdictionItems(reading, block);
  else orphanOf(reading, block);
};

const ruleOf = (reading: Reading, header: RuleNode, block: Block | null): RuleNode => ({
  ...header,
  lines: lines<RuleLine>(reading, block, (parser) => parser.ruleLine()),
});

const lawItemOf = (reading: Reading, header: JurisdictionItem, block: Block | null): JurisdictionItem => {
  switch (header.kind) {
    case "source":
    case "members":
      return header;
    case "rule":
      return ruleOf(reading, header, block);
    case "series":
      return { ...header, lines: lines(reading, block, (parser) => parser.seriesLine()) };
    case "example":
      return !reading.examples ? header : { ...header, lines: lines(reading, block, (parser) => parser.exampleLine()) };
  }
};

const jurisdictionItems = (reading: Reading, block: Block | null): JurisdictionItem[] =>
  readable(block, (statement) => {
    const item = read(reading, "jurisdiction", (parser) => parser.jurisdictionLine(), statement);
    if (item === null) {
      orphan(reading, statement.block);
      return null;
    }
    needBlock(reading, statement, item.kind !== "source" && item.kind !== "members");
    return lawItemOf(reading, item, statement.block);
  });

const jurisdictionOf = (reading: Reading, header: JurisdictionNode, block: Block | null): JurisdictionNode => ({
  ...header,
  items: jurisdictionItems(reading, block),
});

const fileItem = (reading: Reading, header: FileItem, block: Block | null): FileItem => {
  switch (header.kind) {
    case "policy":
      return policyOf(reading, header, block);
    case "jurisdiction":
      return jurisdictionOf(reading, header, block);
    case "test":
      return testOf(reading, header, block);
    case "shared":
      return sharedOf(reading, header, block);
    case "use":
      return header;
  }
};

const fileItems = (reading: Reading, root: Block): FileItem[] =>
  readable(root, (statement) => {
    const header = read(reading, "file", (parser) => parser.fileHeader(), statement);
    if (header === null) {
      orphan(reading, statement.block);
      return null;
    }
    needBlock(reading, statement, header.kind !== "use");
    return fileItem(reading, header, statement.block);
  });

/** Parses one file. Linear in its length. Without `examples`, the lines of example blocks stay unread. */
export const parseFile = (text: string, file: string, examples = true): ParsedFile => {
  const source = sourceOf(file, text);
  const lexed = lex(source);
  const { root, diagnostics } = layOut(source, lexed.tokens);
  const parser = parserOf();
  parser.source = source;
  const reading: Reading = {
    source,
    parser,
    lost: new Set(),
    odd: [],
    examples,
    mended: 0,
    diagnostics: [...lexed.diagnostics, ...diagnostics],
    badLines: new Set(lexed.unreadable.map((offset) => positionAt(source, offset).line)),
  };
  const items = fileItems(reading, root);
  return { source, items, diagnostics: [...reading.diagnostics, ...reading.odd], lost: reading.lost };
};
