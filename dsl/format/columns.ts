/**
 * Which statements of a block stand in columns: their first words, the key, are padded to one width. Data, so that a new line of the language
 * needs a word here at most, and none to be formatted at all.
 */
import { tokenMatcher, type IToken } from "chevrotain";
import type { BlockKind } from "../syntax/blocks.ts";
import { list, Num, Text } from "../tokens/table.ts";

/** Statements with keys of one table line up while they are neighbours. */
export interface Key {
  readonly table: string;
  /** Number of tokens before the column. */
  readonly length: number;
}

/** `*` is any token, `#` a number. The first pattern that matches is the key. */
const KEYS: Readonly<Partial<Record<BlockKind, Readonly<Record<string, readonly string[]>>>>> = {
  policy: {
    header: ["version", "collector", "debt", "currency", "places", "allocation"],
    amount: ["amount *"],
    define: ["define *"],
  },
  facts: { fact: ["*"] },
  clock: { clock: ["stage of", "anchor", "when it moves", "when behind", "when policy changes", "tolerance"] },
  terms: { terms: ["due", "discount", "late interest", "late fee", "unpaid charges"] },
  stage: { step: ["day #", "business day #", "next", "on entry", "on exit"] },
  variant: { step: ["day #", "business day #"] },
  jurisdiction: { source: ["source *"] },
  rule: { head: ["cites", "not in", "in force", "confidence", "binds"] },
  series: { head: ["cites", "confidence", "verified to", "from *"] },
  onboarding: { onboarding: ["credit limit", "terms", "deposit"] },
};

/** Tables that are at least so wide: the stages of a policy then line up with each other. */
export const LEAST_WIDTH: Readonly<Record<string, number>> = { step: 13 };

/** A longer key widens no table: the others would end up far from their values. */
export const WIDEST_KEY = 32;

const matches = (pattern: string, tokens: readonly IToken[]): number => {
  const words = pattern.split(" ");
  const fits = words.every((word, at) => {
    const token = tokens[at];
    return token !== undefined && (word === "*" || word === token.image || (word === "#" && token.tokenType === Num));
  });
  return fits ? words.length : 0;
};

/** First words of what a reaction does. A channel begins a contact only before the name of its letter: `on bounced email task …`. */
const DEEDS = new Set("close pause hold go send offer task webhook place write file report refer release charge".split(" "));

/** `on promise within 14 days`: up to what is done, or to the condition. */
const triggerLength = (tokens: readonly IToken[]): number => {
  for (let at = 2; at < tokens.length; at += 1) {
    const token = tokens[at];
    const next = tokens[at + 1];
    if (token === undefined) break;
    if (token.image === "when" || DEEDS.has(token.image)) return at;
    if (next !== undefined && tokenMatcher(token, list.channel) && tokenMatcher(next, Text)) return at;
  }
  return 0;
};

/** The key of a statement without a block; null when it stands in no table. */
export const keyOf = (kind: BlockKind, tokens: readonly IToken[]): Key | null => {
  if (kind === "policy" && tokens[0]?.image === "on") {
    const length = triggerLength(tokens);
    return length === 0 ? null : { table: "on", length };
  }
  for (const [table, patterns] of Object.entries(KEYS[kind] ?? {})) {
    for (const pattern of patterns) {
      const length = matches(pattern, tokens);
      if (length > 0) return { table, length };
    }
  }
  return null;
};
