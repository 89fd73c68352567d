/**
 * What of the grammar a text is made of: each alternative and each optional part of `productions()` that a statement takes, with the tokens
 * that it covers. A second reader of the grammar, by trial, beside the parser that is generated from it.
 */
import { lex } from "../../../dsl/syntax/lexer.ts";
import { layOut, type Block } from "../../../dsl/syntax/layout.ts";
import { sourceOf } from "../../../dsl/syntax/source.ts";
import { productions, type Piece } from "../../../dsl/reference/productions.ts";
import type { BlockKind } from "../../../dsl/syntax/blocks.ts";

const GRAMMAR: ReadonlyMap<string, Piece> = new Map(productions().map(({ name, piece }) => [name, piece]));

/** One alternative, or one optional part, of a production. */
export interface Element {
  /** `clockLine: "tolerance" amounts`. */
  readonly id: string;
  readonly from: number;
  /** The token after its last. */
  readonly to: number;
}

/** A piece in short words. */
const words = (piece: Piece): string => {
  switch (piece.kind) {
    case "word":
      return piece.text;
    case "rule":
      return `<${piece.name}>`;
    case "characters":
      return "…";
    case "sequence":
      return piece.of.map(words).join(" ");
    case "choice":
      return `(${piece.of.map(words).join(" | ")})`;
    case "optional":
      return `[${words(piece.of)}]`;
    case "many":
      return `{${words(piece.of)}}`;
  }
};

const elementId = (production: string, kind: string, piece: Piece): string => `${production} ${kind} ${words(withoutBlock(piece))}`;

/** Headers stand without the lines of their blocks. */
const withoutBlock = (piece: Piece): Piece => {
  if (piece.kind !== "sequence") return piece;
  const open = piece.of.findIndex((inner) => inner.kind === "word" && inner.text === "{");
  return open < 0 ? piece : { kind: "sequence", of: piece.of.slice(0, open) };
};

const idsIn = (production: string, piece: Piece, into: Set<string>): void => {
  const own = withoutBlock(piece);
  if (own.kind === "choice") for (const one of own.of) into.add(elementId(production, "=", one));
  if (own.kind === "optional" || own.kind === "many") into.add(elementId(production, "+", own.of));
  if (own.kind === "sequence" || own.kind === "choice") for (const one of own.of) idsIn(production, one, into);
  else if (own.kind === "optional" || own.kind === "many") idsIn(production, own.of, into);
};

/** Every element that the grammar has. */
export const allElements = (): readonly string[] => {
  const ids = new Set<string>();
  for (const [name, piece] of GRAMMAR) idsIn(name, piece, ids);
  return [...ids];
};

interface Way {
  readonly to: number;
  readonly trail: Trail | null;
}
interface Trail {
  readonly element: Element;
  readonly before: Trail | null;
}

const patterns = new Map<string, RegExp>();
const fitsPattern = (pattern: string, image: string): boolean => {
  let whole = patterns.get(pattern);
  if (whole === undefined) patterns.set(pattern, (whole = new RegExp(`^(?:${pattern})$`, "u")));
  return whole.test(image);
};

/** All ways to read a piece from a token on, those that take more first. */
function* ways(images: readonly string[], production: string, piece: Piece, from: number, trail: Trail | null): Generator<Way> {
  const own = withoutBlock(piece);
  const took = (kind: string, inner: Piece, way: Way): Way => ({
    to: way.to,
    trail: { element: { id: elementId(production, kind, inner), from, to: way.to }, before: way.trail },
  });
  switch (own.kind) {
    case "word":
      if (images[from] === own.text) yield { to: from + 1, trail };
      return;
    case "characters":
      if (from < images.length && fitsPattern(own.pattern, images[from] ?? "")) yield { to: from + 1, trail };
      return;
    case "rule": {
      const inner = GRAMMAR.get(own.name);
      if (inner !== undefined) yield* ways(images, own.name, inner, from, trail);
      return;
    }
    case "choice":
      for (const one of own.of) for (const way of ways(images, production, one, from, trail)) yield took("=", one, way);
      return;
    case "sequence":
      yield* inOrder(images, production, own.of, from, trail);
      return;
    case "optional":
      for (const way of ways(images, production, own.of, from, trail)) if (way.to > from) yield took("+", own.of, way);
      yield { to: from, trail };
      return;
    case "many":
      for (const way of ways(images, production, own.of, from, trail))
        if (way.to > from) yield* ways(images, production, own, way.to, took("+", own.of, way).trail);
      yield { to: from, trail };
  }
}

function* inOrder(images: readonly string[], production: string, pieces: readonly Piece[], from: number, trail: Trail | null): Generator<Way> {
  const [first, ...others] = pieces;
  if (first === undefined) yield { to: from, trail };
  else for (const way of ways(images, production, first, from, trail)) yield* inOrder(images, production, others, way.to, way.trail);
}

const LINES: Readonly<Record<BlockKind, string>> = {
  file: "fileHeader",
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
  unknown: "",
};

const readLine = (line: string, images: readonly string[]): readonly Element[] => {
  for (const { to, trail } of ways(images, line, { kind: "rule", name: line }, 0, null)) {
    if (to < images.length) continue;
    const elements: Element[] = [];
    for (let one = trail; one !== null; one = one.before) elements.push(one.element);
    return elements;
  }
  throw new Error(`the grammar has no way to read \`${images.join(" ")}\` as ${line}`);
};

export interface Taken {
  readonly images: readonly string[];
  readonly starts: readonly number[];
  readonly elements: readonly Element[];
}

/** The tokens of a text, as they are written. */
export const imagesOf = (text: string): readonly string[] => lex(sourceOf("row.collect", text)).tokens.map(({ image }) => image);

/** The elements of a whole file, by the numbers of its tokens. */
export const takenBy = (text: string): Taken => {
  const source = sourceOf("row.collect", text);
  const { tokens } = lex(source);
  const places = new Map(tokens.map((token, i) => [token.startOffset, i]));
  const elements: Element[] = [{ id: "file + <fileHeader>", from: 0, to: tokens.length }];
  const visit = (block: Block): void => {
    for (const statement of block.statements) {
      const first = places.get(statement.tokens[0]?.startOffset ?? -1) ?? 0;
      const images = statement.tokens.map(({ image }) => image);
      // What makes the whole of a header is what makes its block.
      const end = statement.block === null ? images.length : (places.get(statement.block.close?.startOffset ?? -1) ?? tokens.length) - first;
      for (const { id, from, to } of readLine(LINES[block.kind], images))
        elements.push({ id, from: first + from, to: first + (from === 0 && to === images.length ? end : to) });
      if (statement.block !== null) visit(statement.block);
    }
  };
  visit(layOut(source, tokens).root);
  return { images: tokens.map(({ image }) => image), starts: tokens.map(({ startOffset }) => startOffset), elements };
};

/** Tokens of one text that are not in the other: the first, and the one after the last. */
export const changedIn = (own: readonly string[], other: readonly string[]): { readonly from: number; readonly to: number } => {
  let from = 0;
  while (from < own.length && own[from] === other[from]) from += 1;
  let after = 0;
  while (after < Math.min(own.length, other.length) - from && own.at(-1 - after) === other.at(-1 - after)) after += 1;
  return { from, to: own.length - after };
};
