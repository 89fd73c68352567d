/** The grammar as data and as text: loaded by those who show it, not by every command. */
export { ebnf } from "./ebnf.ts";
export { namesIn, productions, type Piece, type Production } from "./productions.ts";
export { textMateGrammar, type TextMateGrammar, type TextMatePattern } from "./textmate.ts";
