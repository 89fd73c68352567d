/** `collect fmt`: the one way to write a file. */
import type { Diagnostic } from "../diagnostic.ts";
import { firstProblems } from "../order.ts";
import { layOut } from "../syntax/layout.ts";
import { lex } from "../syntax/lexer.ts";
import { parseFile } from "../syntax/parse.ts";
import { printRows } from "./print.ts";
import { rowsOf } from "./rows.ts";

/**
 * Writes a file in the one style: two spaces a level, one statement a line, columns and comments lined up, long statements broken, LF at
 * the ends of lines. The result means the same, keeps every comment in its order, and is its own format. It depends on the words, the
 * comments and the blank lines of the file and on no other space in it.
 * @returns a null text and the problems when the file can't be read; never throws, whatever the text
 */
export const format = (source: string, file: string): { readonly text: string | null; readonly diagnostics: readonly Diagnostic[] } => {
  const parsed = parseFile(source, file);
  const errors = parsed.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return { text: null, diagnostics: firstProblems(parsed.source, errors) };
  const { tokens, comments } = lex(parsed.source);
  const { root } = layOut(parsed.source, tokens);
  return { text: printRows(rowsOf(parsed.source, root, comments)), diagnostics: [] };
};
