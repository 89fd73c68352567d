/** Blocks of a policy, of what policies share, and of tests, to their nodes. */
import type { PolicyBlock, PolicyItem, PolicyNode, SharedNode, StageItem, StageNode, VariantNode } from "../tree/policy.ts";
import type { TestLine, TestNode } from "../tree/test.ts";
import type { Block, Statement } from "./layout.ts";
import { lines, needBlock, read, readable, type Reading } from "./reading.ts";

const variantOf = (reading: Reading, header: VariantNode, block: Block | null): VariantNode => ({
  ...header,
  steps: lines(reading, block, (parser) => parser.step()),
});

const stageItem = (reading: Reading, statement: Statement): StageItem | null => {
  const item = read(reading, "stage", (parser) => parser.stageLine(), statement);
  if (item === null) {
    orphanOf(reading, statement.block);
    return null;
  }
  needBlock(reading, statement, item.kind === "variant");
  return item.kind === "variant" ? variantOf(reading, item, statement.block) : item;
};

const stageOf = (reading: Reading, header: StageNode, block: Block | null): StageNode => ({
  ...header,
  items: readable(block, (statement) => stageItem(reading, statement)),
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
    case "on new customer":
      return { ...header, lines: lines(reading, block, (parser) => parser.onboardingLine()) };
  }
};

/** The lines of a test. */
export const testOf = (reading: Reading, header: TestNode, block: Block | null): TestNode => ({
  ...header,
  lines: lines<TestLine>(reading, block, (parser) => parser.testLine()),
});

/** A block whose header could not be read: its lines are read all the same, for their problems. */
export const orphanOf = (reading: Reading, block: Block | null): void => {
  if (block === null) return;
  if (block.kind === "stage") for (const statement of block.statements) stageItem(reading, statement);
  else if (block.kind === "variant") lines(reading, block, (parser) => parser.step());
  else if (block.kind === "test") lines(reading, block, (parser) => parser.testLine());
  else if (block.kind === "policy") policyItems(reading, block);
  else if (block.kind === "shared") sharedItems(reading, block);
};

const testIn = (reading: Reading, statement: Statement): TestNode | null => {
  const header = read(reading, "policy", (parser) => parser.fileHeader(), statement);
  if (header?.kind !== "test") {
    orphanOf(reading, statement.block);
    return null;
  }
  needBlock(reading, statement, true);
  return testOf(reading, header, statement.block);
};

const policyItem = (reading: Reading, statement: Statement, kind: "policy" | "shared"): PolicyItem | null => {
  const [first] = statement.tokens;
  if (kind === "policy" && first?.image === "test") return testIn(reading, statement);
  const item = read<PolicyItem>(reading, kind, kind === "policy" ? (parser) => parser.policyLine() : (parser) => parser.sharedLine(), statement);
  if (item === null) {
    orphanOf(reading, statement.block);
    return null;
  }
  const block = item.kind === "stage" || "lines" in item;
  needBlock(reading, statement, block);
  if (item.kind === "stage") return stageOf(reading, item, statement.block);
  return "lines" in item && item.kind !== "test" ? blockOf(reading, item, statement.block) : item;
};

const policyItems = (reading: Reading, block: Block | null): PolicyItem[] => readable(block, (statement) => policyItem(reading, statement, "policy"));

const sharedItems = (reading: Reading, block: Block | null): PolicyItem[] => readable(block, (statement) => policyItem(reading, statement, "shared"));

/** The lines of a policy. */
export const policyOf = (reading: Reading, header: PolicyNode, block: Block | null): PolicyNode => {
  const before = reading.diagnostics.length;
  return { ...header, items: policyItems(reading, block), damaged: reading.diagnostics.length > before || reading.lost.size > 0 };
};

/** What policies share. */
export const sharedOf = (reading: Reading, header: SharedNode, block: Block | null): SharedNode => {
  const before = reading.diagnostics.length;
  return { ...header, items: sharedItems(reading, block), damaged: reading.diagnostics.length > before || reading.lost.size > 0 };
};
