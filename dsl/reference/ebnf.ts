/** The grammar in the notation of the W3C: `a?`, `a*`, `( a | b )`, words in quotes. */
import { productions, type Piece, type Production } from "./productions.ts";

const WIDTH = 140;

const quoted = (text: string): string => (text.includes('"') ? `'${text}'` : `"${text}"`);

/** Whether a piece needs brackets before a sign that follows it. */
const isOne = (piece: Piece): boolean => piece.kind === "word" || piece.kind === "rule" || piece.kind === "characters";

const inBrackets = (piece: Piece): string => (isOne(piece) ? textOf(piece) : `( ${textOf(piece)} )`);

const textOf = (piece: Piece): string => {
  switch (piece.kind) {
    case "word":
      return quoted(piece.text);
    case "rule":
      return piece.name;
    case "characters":
      return `/${piece.pattern}/`;
    case "sequence":
      return piece.of.map((one) => (one.kind === "choice" ? `( ${textOf(one)} )` : textOf(one))).join(" ");
    case "choice":
      return piece.of.map(textOf).join(" | ");
    case "optional":
      return `${inBrackets(piece.of)}?`;
    case "many":
      return `${inBrackets(piece.of)}*`;
  }
};

const written = ({ name, piece }: Production): string => {
  const line = `${name} ::= ${textOf(piece)}`;
  if (line.length <= WIDTH || piece.kind !== "choice") return line;
  return `${name} ::=\n    ${piece.of.map(textOf).join("\n  | ")}`;
};

/** The grammar, a production a line; long choices an alternative a line. */
export const ebnf = (of: readonly Production[] = productions()): string => `${of.map(written).join("\n")}\n`;
