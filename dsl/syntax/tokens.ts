/** Where a token stands, and tokens made by repair. */
import type { IToken, TokenType } from "chevrotain";

/** Offset just past a token. A repaired word keeps the place of what was written, not of what was meant. */
export const endOf = (token: IToken): number => (token.endOffset ?? token.startOffset + token.image.length - 1) + 1;

const typed = (token: IToken, type: TokenType, image: string): IToken => ({ ...token, image, tokenType: type, tokenTypeIdx: type.tokenTypeIdx ?? 0 });

/** The token that was meant, in the place of one that was misspelt. */
export const meant = (token: IToken, type: TokenType, image: string): IToken => typed({ ...token, endOffset: endOf(token) - 1 }, type, image);

/** A token that was left out, standing nowhere between two others. */
export const missing = (beforeOffset: number, type: TokenType, image: string): IToken =>
  typed({ image, startOffset: beforeOffset, endOffset: beforeOffset - 1, tokenType: type, tokenTypeIdx: 0 }, type, image);
