/**
 * Whether a way of saying something can occur in a text at all: it can't where a word that it needs isn't there. Most letters say none of
 * it, and looking for words costs a fraction of making the patterns and running them.
 */

/** Each of these is needed: one of several stretches of letters, in small letters. */
type Needs = readonly (readonly string[])[];

/** Shorter stretches occur everywhere. */
const TELLING = 3;

/** Index of the parenthesis or bracket that closes the one at `from`. */
const closing = (pattern: string, from: number): number => {
  if (pattern[from] === "[") return pattern.indexOf("]", from);
  let depth = 0;
  for (let at = from; at < pattern.length; at += 1) {
    if (pattern[at] === "(") depth += 1;
    else if (pattern[at] === ")" && (depth -= 1) === 0) return at;
  }
  return pattern.length;
};

/** Parts of a pattern between the bars that stand in no parenthesis. */
const alternativesOf = (pattern: string): readonly string[] => {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < pattern.length; at += 1) {
    if (pattern[at] === "(" || pattern[at] === "[") at = closing(pattern, at);
    else if (pattern[at] === "|") {
      parts.push(pattern.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, pattern.slice(from)];
};

const isOptional = (sign: string | undefined): boolean => sign === "?" || sign === "*" || sign === "{";

/** What one of several patterns needs, as one choice; null when one of them needs nothing that tells. */
const choiceOf = (patterns: readonly string[]): readonly string[] | null => {
  const longest = patterns.map((pattern) =>
    needsOf(pattern).reduce((best, [only = "", more]) => (more === undefined && only.length > best.length ? only : best), ""),
  );
  return longest.includes("") ? null : longest;
};

const needsOf = (pattern: string): Needs => {
  const alternatives = alternativesOf(pattern);
  if (alternatives.length > 1) {
    const choice = choiceOf(alternatives);
    return choice === null ? [] : [choice];
  }
  const needs: (readonly string[])[] = [];
  let run = "";
  const endRun = (): void => {
    if (run.length >= TELLING) needs.push([run.toLowerCase()]);
    run = "";
  };
  for (let at = 0; at < pattern.length; at += 1) {
    const sign = pattern[at] ?? "";
    if (sign === "(" || sign === "[") {
      const end = closing(pattern, at);
      const inner =
        sign === "(" && pattern.startsWith("(?:", at) && !isOptional(pattern[end + 1]) ? choiceOf(alternativesOf(pattern.slice(at + 3, end))) : null;
      endRun();
      if (inner !== null) needs.push(inner);
      at = end;
    } else if (sign === "\\") {
      endRun();
      at = pattern[at + 2] === "{" ? pattern.indexOf("}", at) : at + 1;
    } else if (sign === "{") {
      endRun();
      at = pattern.indexOf("}", at);
    } else if (/[\p{L}\p{N}'-]/u.test(sign) && !isOptional(pattern[at + 1])) run += sign;
    else endRun();
  }
  endRun();
  return needs;
};

const known = new Map<string, Needs>();

/** What a way of saying something needs, the most telling first: where that isn't there, nothing else is looked for. */
const needsOnce = (way: string): Needs => {
  const needs = known.get(way) ?? needsOf(way).toSorted(([a = ""], [b = ""]) => b.length - a.length);
  known.set(way, needs);
  return needs;
};

export interface Way {
  readonly says: string;
  readonly needs: Needs;
}

export const waysOf = (says: readonly string[]): readonly Way[] => says.map((each) => ({ says: each, needs: needsOnce(each) }));

/** Plain loops: this runs for every letter and every way of saying something, mostly once in a process. */
const mayOccur = (needs: Needs, small: string): boolean => {
  for (const choice of needs) {
    let there = false;
    for (const stretch of choice) {
      there = small.includes(stretch);
      if (there) break;
    }
    if (!there) return false;
  }
  return true;
};

/** The ways of saying something that may occur in a text, which is given in small letters. */
export const possible = (ways: readonly Way[], small: string): readonly string[] => {
  const found: string[] = [];
  for (const { says, needs } of ways) if (mayOccur(needs, small)) found.push(says);
  return found;
};
