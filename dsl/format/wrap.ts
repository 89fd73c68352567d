/** Breaks a statement that is too long for its line. */
import { joinWords, type Break, type Word } from "./words.ts";

/** No line is longer, if it can be broken at all. */
const WIDEST = 140;
/** A longer statement is easier to read with its closing clauses (`requires …`, `unless …`) on lines of their own. */
const READABLE = 100;

type Piece = readonly Word[];

const splitAt = (words: Piece, breaks: readonly Break[]): readonly Piece[] => {
  const pieces: Word[][] = [];
  for (const word of words) {
    const last = pieces.at(-1);
    if (last === undefined || breaks.includes(word.break)) pieces.push([word]);
    else last.push(word);
  }
  return pieces;
};

/** What is being filled: finished lines, and the one in hand. */
interface Filling {
  readonly lines: string[];
  text: string;
  room: number;
}

/** Puts pieces on lines, as many as fit; a piece that is too long for a line of its own is broken between its words. */
const fill = (filling: Filling, pieces: readonly Piece[], continued: number, final: boolean): void => {
  for (const piece of pieces) {
    const text = joinWords(piece);
    const gap = filling.text !== "" && piece[0]?.spaced === true ? " " : "";
    if (filling.text.length + gap.length + text.length <= filling.room) filling.text += gap + text;
    else if (!final && text.length > WIDEST - continued && piece.length > 1) fill(filling, splitAt(piece, ["word"]), continued, true);
    else if (filling.text === "" || piece[0]?.break === "never") filling.text += gap + text;
    else {
      filling.lines.push(filling.text);
      filling.text = text;
      filling.room = WIDEST - continued;
    }
  }
};

/**
 * The lines of a stretch of words.
 * @param first columns before the first line's text
 * @param continued columns before the text of the others
 */
export const wrap = (words: Piece, first: number, continued: number): readonly string[] => {
  const whole = joinWords(words);
  if (first + whole.length <= READABLE) return [whole];
  const lines: string[] = [];
  for (const chunk of splitAt(words, ["clause"])) {
    const filling: Filling = { lines, text: "", room: WIDEST - (lines.length === 0 ? first : continued) };
    fill(filling, splitAt(chunk, ["item"]), continued, false);
    lines.push(filling.text);
  }
  return lines;
};
