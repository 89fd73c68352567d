/** Numbers with the comma of other countries: `1.000,50` and `1,00` would be read as two numbers, and complained of as something else. */
import type { IToken } from "chevrotain";
import { didYouMean, problem } from "../catalogue.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { Comma, Num } from "../tokens/table.ts";
import { spanAt, type Source } from "./source.ts";
import { endOf } from "./tokens.ts";

const HELP = "thousands are parted by commas, decimals begin with a point: `1,000.50`";

/** Whether a comma stands between two numbers without a space. */
const joins = (before: IToken | undefined, comma: IToken, after: IToken | undefined): after is IToken =>
  comma.tokenType === Comma &&
  before?.tokenType === Num &&
  after?.tokenType === Num &&
  endOf(before) === comma.startOffset &&
  after.startOffset === comma.startOffset + 1;

/** What was probably meant: the digits after the last comma are decimals, if they are two at most. */
const meant = (text: string): string | null => {
  const comma = text.lastIndexOf(",");
  if (text.length - comma > 3) return null;
  const whole = text.slice(0, comma).replaceAll(/[.,]/gu, "");
  return `${whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, ",")}.${text.slice(comma + 1)}`;
};

/**
 * The tokens with such a number as one, read as what it probably means, so that its line is complained of once. The same list when
 * there is none.
 */
export const joinNumbers = (
  source: Source,
  tokens: readonly IToken[],
  most: number,
): { readonly tokens: readonly IToken[]; readonly found: readonly Diagnostic[] } => {
  const first = tokens.findIndex((token, index) => joins(tokens[index - 1], token, tokens[index + 1]));
  if (first < 0) return { tokens, found: [] };
  const kept = tokens.slice(0, first);
  const found: Diagnostic[] = [];
  for (let index = first; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    const before = tokens[index - 1];
    if (before === undefined || !joins(before, token, tokens[index + 1])) {
      kept.push(token);
      continue;
    }
    let last = index + 1;
    while (joins(tokens[last], tokens[last + 1] ?? token, tokens[last + 2])) last += 2;
    const end = endOf(tokens[last] ?? token);
    const text = source.text.slice(before.startOffset, end);
    const right = text.length > 40 ? null : meant(text);
    const span = spanAt(source, before.startOffset, end);
    if (found.length < most) found.push(problem("badNumber", span, { text: `\`${text.slice(0, 40)}\`` }, didYouMean(span, right, HELP)));
    kept[kept.length - 1] = { ...before, image: right ?? before.image, endOffset: end - 1 };
    index = last;
  }
  return { tokens: kept, found };
};
