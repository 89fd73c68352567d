/** What formatting must keep, for any file that reads well. */
import { compileLaw, compilePolicy, format } from "../../../dsl/index.ts";
import { lex } from "../../../dsl/syntax/lexer.ts";
import { parseFile } from "../../../dsl/syntax/parse.ts";
import { sourceOf } from "../../../dsl/syntax/source.ts";

/** The typed tree without the places of its words, as text: comparing a hundred thousand of them takes less so. */
const treeOf = (source: string): string =>
  JSON.stringify(parseFile(source, "f").items, (key, value: unknown) => (key.endsWith("span") || key.endsWith("Span") ? undefined : value));
const commentsOf = (source: string): string =>
  lex(sourceOf("f", source))
    .comments.map(({ image }) => image.trimEnd())
    .join("\n");

const formatOf = (source: string): string | null => format(source, "f").text;

/**
 * Holds one formatted text against its source.
 * @throws the broken law, in words
 */
export const keepsAll = (source: string, text: string): void => {
  if (formatOf(text) !== text) throw new Error(`not its own format:\n${text}\nbecomes\n${formatOf(text)}`);
  if (commentsOf(text) !== commentsOf(source)) throw new Error(`comments lost or moved:\n${text}`);
  if (treeOf(text) !== treeOf(source)) throw new Error(`another tree:\n${text}\ninstead of that of\n${source}`);
  if (text !== "" && !text.endsWith("\n")) throw new Error("no line feed at the end");
  if (/[ \t]\n|\r|^\n|\n\n\n|\n\n$|^\ufeff/u.test(text)) throw new Error(`untidy:\n${text}`);
};

/** A file that reads well is formatted, and nothing is lost. */
export const expectFormatted = (source: string): string => {
  const { text, diagnostics } = format(source, "f");
  if (text === null)
    throw new Error(`not read: ${diagnostics.map(({ code, message, span }) => `${span.line}:${span.column} ${code} ${message}`)[0]}`);
  keepsAll(source, text);
  return text;
};

/** What a file compiles to, as one word. */
export const hashesOf = (source: string): readonly (string | undefined)[] => [
  compilePolicy(source, "f").policy?.hash,
  compileLaw([{ file: "f", source }]).lawBook?.hash,
];
