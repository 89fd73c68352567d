/** What stands at one place of a policy or law file: for whoever points at it. */
import { scopeOf, type Scope } from "./check/names.ts";
import type { Span } from "./diagnostic.ts";
import { describe, type Asking, type Description } from "./hover/describe.ts";
import { lawMeanings } from "./hover/names.ts";
import { innermost, nodesOf } from "./hover/nodes.ts";
import type { PolicyOptions } from "./policy-file.ts";
import { lex } from "./syntax/lexer.ts";
import { parseFile, type ParsedFile } from "./syntax/parse.ts";
import { spanAt } from "./syntax/source.ts";
import { endOf } from "./syntax/tokens.ts";
import { loadUses } from "./uses.ts";

export type { Description } from "./hover/describe.ts";

/** Names of the file's policy, or of what it shares. A file that has neither may name what another one declares. */
const scopeIn = (parsed: ParsedFile, { read, lawBook }: PolicyOptions): Scope => {
  const { source, lost } = parsed;
  const node = parsed.items.find((item) => item.kind === "policy" || item.kind === "shared");
  const used = loadUses(parsed, read ?? null);
  const around = { lawBook: lawBook ?? null, shared: used.parts, incomplete: used.incomplete || node === undefined };
  if (node !== undefined) return scopeOf(node, source, lost, around);
  const span = spanAt(source, 0, 0);
  return scopeOf({ kind: "policy", name: { text: "", span }, items: [], damaged: true, span }, source, lost, around);
};

/**
 * Reads a file once and answers for any of its places: what the word there means, of which type it is, and what it was declared as. Null
 * between words and in comments. Never throws, whatever the text.
 */
export const describerOf = (source: string, file: string, options: PolicyOptions = {}): ((offset: number) => Description | null) => {
  const parsed = parseFile(source, file);
  const asking: Asking = {
    scope: scopeIn(parsed, options),
    law: lawMeanings(parsed.items, file),
    textOf: ({ start, end }: Span) => source.slice(start, end).replaceAll(/\s+/gu, " "),
  };
  const tokens = lex(parsed.source).tokens.map((token) => ({ start: token.startOffset, end: endOf(token) }));
  const nodes = innermost(nodesOf(parsed.items), tokens);
  return (offset) => {
    let [low, high] = [0, tokens.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((tokens[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const token = tokens[low];
    const node = nodes[low] ?? null;
    if (token === undefined || node === null || offset < token.start || offset >= token.end) return null;
    return describe(node, spanAt(parsed.source, token.start, token.end), asking);
  };
};

/** What stands at an offset of a policy or law file; null between words and in comments. To ask often, see `describerOf`. */
export const describeAt = (source: string, file: string, offset: number, options: PolicyOptions = {}): Description | null =>
  describerOf(source, file, options)(offset);
