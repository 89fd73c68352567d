/**
 * The grammar as data, read off the parser that runs: for the reference, its diagrams and its tests. Statements come from the Chevrotain
 * grammar; what stands in which block comes from the layout (`syntax/blocks.ts`).
 */
import { StatementParser } from "../grammar/parser.ts";
import { HEADERS, type BlockKind } from "../syntax/blocks.ts";
import { LEXED } from "../tokens/table.ts";
import { VOCABULARIES, type Vocabulary } from "../tokens/vocabulary.ts";

export type Piece =
  /** A fixed word or sign, as it is written. */
  | { readonly kind: "word"; readonly text: string }
  /** Another production. */
  | { readonly kind: "rule"; readonly name: string }
  | { readonly kind: "sequence" | "choice"; readonly of: readonly Piece[] }
  | { readonly kind: "optional" | "many"; readonly of: Piece }
  /** Characters, by a regular expression. */
  | { readonly kind: "characters"; readonly pattern: string };

export interface Production {
  readonly name: string;
  readonly piece: Piece;
}

/** Which rule reads the lines of each block. */
const LINES: Readonly<Record<Exclude<BlockKind, "file" | "unknown">, string>> = {
  policy: "policyLine",
  shared: "sharedLine",
  facts: "factLine",
  house: "houseLine",
  clock: "clockLine",
  terms: "termsLine",
  plan: "planLine",
  onboarding: "onboardingLine",
  stage: "stageLine",
  variant: "step",
  jurisdiction: "jurisdictionLine",
  rule: "ruleLine",
  series: "seriesLine",
  example: "exampleLine",
  test: "testLine",
};

/** The rules whose alternatives are headers of blocks, and the block that they stand in. */
const HEADED: Readonly<Record<string, BlockKind>> = {
  fileHeader: "file",
  blockHeader: "policy",
  sharedHeader: "shared",
  stageHeader: "policy",
  variant: "stage",
  jurisdictionLine: "jurisdiction",
  ruleHeader: "jurisdiction",
};

/** What the parser tells of its grammar. */
interface Gast {
  readonly type: string;
  readonly name?: string;
  readonly label?: string;
  readonly definition?: readonly Gast[];
}

const SIGNS = new Set(["Open", "Close", "LeftParen", "RightParen", "Comma", "Colon", "Percent", "Plus"]);

/** A closed list often shares its name with the rule that reads it. */
const listName = (name: string): string => `${name}Word`;

const terminal = ({ name = "", label = "" }: Gast): Piece => {
  if (name.startsWith("word.") || SIGNS.has(name)) return { kind: "word", text: label };
  return { kind: "rule", name: name.startsWith("list.") ? listName(name.slice("list.".length)) : name };
};

const sequence = (of: readonly Piece[]): Piece => {
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind: "sequence", of };
};

const pieceOf = (node: Gast): Piece => {
  const inner = (node.definition ?? []).map(pieceOf);
  switch (node.type) {
    case "Terminal":
      return terminal(node);
    case "NonTerminal":
      return { kind: "rule", name: node.name ?? "" };
    case "Alternation":
      return { kind: "choice", of: inner };
    case "Option":
      return { kind: "optional", of: sequence(inner) };
    case "Repetition":
      return { kind: "many", of: sequence(inner) };
    case "RepetitionMandatory":
    case "RepetitionWithSeparator":
    case "RepetitionMandatoryWithSeparator":
      throw new RangeError(`the grammar has a ${node.type}, which the reference can't show yet`);
    default:
      return sequence(inner);
  }
};

const firstWord = (piece: Piece): string | null => {
  if (piece.kind === "word") return piece.text;
  const [first] = piece.kind === "sequence" ? piece.of : [];
  return first === undefined ? null : firstWord(first);
};

/** A header with the block that it opens. */
const withBlock = (piece: Piece, inside: BlockKind): Piece => {
  if (piece.kind === "choice") return { ...piece, of: piece.of.map((one) => withBlock(one, inside)) };
  const word = firstWord(piece);
  const opened = word === null ? undefined : HEADERS[inside][word];
  if (opened === undefined || opened === "file" || opened === "unknown") return piece;
  const lines: Piece = { kind: "many", of: { kind: "rule", name: LINES[opened] } };
  const header = piece.kind === "sequence" ? piece.of : [piece];
  return { kind: "sequence", of: [...header, { kind: "word", text: "{" }, lines, { kind: "word", text: "}" }] };
};

const FILE: Production = { name: "file", piece: { kind: "many", of: { kind: "rule", name: "fileHeader" } } };

/** A test stands in a file or in a policy; the layout lets it into both. */
const testInPolicy = (piece: Piece): Piece => {
  const test = withBlock(
    {
      kind: "sequence",
      of: [
        { kind: "word", text: "test" },
        { kind: "rule", name: "text" },
      ],
    },
    "file",
  );
  return piece.kind === "choice" ? { ...piece, of: [...piece.of, test] } : piece;
};

const statements = (): readonly Production[] =>
  (new StatementParser().getSerializedGastProductions() as readonly Gast[]).map((rule) => {
    const name = rule.name ?? "";
    const inside = HEADED[name];
    const piece = sequence((rule.definition ?? []).map(pieceOf));
    const whole = name === "policyLine" ? testInPolicy(piece) : piece;
    return { name, piece: inside === undefined ? whole : withBlock(whole, inside) };
  });

const lists = (): readonly Production[] =>
  (Object.keys(VOCABULARIES) as Vocabulary[]).map((name) => ({
    name: listName(name),
    piece: { kind: "choice", of: [...new Set<string>(VOCABULARIES[name].words)].map((text): Piece => ({ kind: "word", text })) },
  }));

const tokens = (): readonly Production[] => [
  { name: "Word", piece: { kind: "rule", name: "Ident" } },
  ...LEXED.flatMap(({ name, PATTERN }) =>
    PATTERN instanceof RegExp && !SIGNS.has(name) ? [{ name, piece: { kind: "characters" as const, pattern: PATTERN.source } }] : [],
  ),
];

/** Names of the productions that a piece leads to. */
export const namesIn = (piece: Piece): readonly string[] => {
  if (piece.kind === "rule") return [piece.name];
  if (piece.kind === "word" || piece.kind === "characters") return [];
  return "kind" in piece.of ? namesIn(piece.of) : piece.of.flatMap(namesIn);
};

/** Every production that a file can lead to, the file first and each of the others after the first that names it. */
export const productions = (): readonly Production[] => {
  const all = new Map([FILE, ...statements(), ...lists(), ...tokens()].map((production) => [production.name, production]));
  const ordered = new Map<string, Production>();
  const visit = (name: string): void => {
    const production = all.get(name);
    if (production === undefined || ordered.has(name)) return;
    ordered.set(name, production);
    for (const inner of namesIn(production.piece)) visit(inner);
  };
  visit(FILE.name);
  return [...ordered.values()];
};
