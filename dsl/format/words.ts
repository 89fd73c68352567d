/** Tokens as they are printed: their own text, the space before them, and where a line may be broken. */
import type { IToken } from "chevrotain";
import { certainlyStarts, JOINING, type BlockKind } from "../syntax/blocks.ts";
import { goesOnAfter } from "../syntax/layout.ts";
import { Colon, Comma, LeftParen, Num, Percent, RightParen, Time } from "../tokens/table.ts";

/** How gladly a line is broken before a word: `clause` first, `item` next, `word` at need. */
export type Break = "never" | "clause" | "item" | "word";

export interface Word {
  readonly text: string;
  /** Whether a space stands before it, unless it begins a line. */
  readonly spaced: boolean;
  readonly break: Break;
}

const CLAUSES = new Set(["requires", "otherwise", "else", "unless", "except"]);
const AT_NEED = new Set("when with within after before until from because offering only in by for as".split(" "));
const CURRENCY = /^[A-Z]{3}$/u;
const UNGROUPED = /^[1-9]\d{3,}(?:\.\d+)?$/u;

/** Money has its thousands apart; other numbers stay as they were written. */
const textOf = (token: IToken, next: IToken | undefined): string => {
  if (token.tokenType !== Num || next === undefined || !CURRENCY.test(next.image) || !UNGROUPED.test(token.image)) return token.image;
  const [whole = "", fraction] = token.image.split(".");
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
};

const isSpaced = (before: IToken, token: IToken): boolean => {
  const type = token.tokenType;
  return type !== Comma && type !== Colon && type !== Percent && type !== RightParen && before.tokenType !== LeftParen;
};

const wish = (before: IToken, token: IToken): Break => {
  if (!isSpaced(before, token)) return "never";
  if (CLAUSES.has(token.image)) return "clause";
  // `between 09:00 and 17:00` is one thing.
  if (token.image === "and" && before.tokenType === Time) return "never";
  if (before.tokenType === Comma || before.tokenType === Colon || token.image === "and" || token.image === "or") return "item";
  return AT_NEED.has(token.image) ? "word" : "never";
};

/** Whether a line that starts with the token, deeper than its statement, is read as going on with it (see `syntax/layout.ts`). */
const readsOn = (kind: BlockKind, before: IToken, token: IToken, next: IToken | undefined): boolean =>
  goesOnAfter(before) || JOINING.includes(token.image) || !certainlyStarts(kind, token.image, next?.image ?? "");

/**
 * The words of a stretch of a statement.
 * @param kind the block in which the statement stands
 * @param from index of the first token of the stretch in `tokens`; `to` is past the last
 */
export const wordsOf = (kind: BlockKind, tokens: readonly IToken[], from: number, to: number): readonly Word[] => {
  const words: Word[] = [];
  for (let at = from; at < to; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const before = tokens[at - 1];
    const next = tokens[at + 1];
    const text = textOf(token, next);
    if (before === undefined) words.push({ text, spaced: true, break: "never" });
    else words.push({ text, spaced: isSpaced(before, token), break: readsOn(kind, before, token, next) ? wish(before, token) : "never" });
  }
  return words;
};

/** Words on one line. */
export const joinWords = (words: readonly Word[]): string => {
  let text = "";
  for (const word of words) text += word.spaced && text !== "" ? ` ${word.text}` : word.text;
  return text;
};
