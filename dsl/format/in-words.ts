/** Part of a file on one line, as the formatter would write it: comments and line breaks inside are no part of what it says. */
import { lex } from "../syntax/lexer.ts";
import { sourceOf, type Source } from "../syntax/source.ts";
import { joinWords, wordsOf } from "./words.ts";

export const inWords = ({ file, text }: Source, { start, end }: { readonly start: number; readonly end: number }): string => {
  const { tokens } = lex(sourceOf(file, text.slice(start, end)));
  return joinWords(wordsOf("unknown", tokens, 0, tokens.length));
};
