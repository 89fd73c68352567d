/** Did-you-mean: the nearest of some candidates, if it is near enough to be what was meant. */

/** Longest word that is worth comparing; beyond it, a typing slip is not what is wrong. */
const LONGEST = 48;

/** So many candidates are looked at: the words of the language and the names of a big policy; a hostile file must not cost hours. */
const MOST_CANDIDATES = 1500;

/** Edits (insert, delete, replace, swap of neighbours) from one word to another; `limit + 1` as soon as it is more. */
const distance = (from: string, to: string, limit: number): number => {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1];
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    before = row;
    row = next;
  }
  return row[to.length] ?? limit + 1;
};

/**
 * The candidates near a word, nearest first: at most a third of the longer word's letters may differ, and one always may. Case counts for
 * nothing; of equals the earlier candidate comes first.
 */
export const nearest = (word: string, candidates: Iterable<string>): readonly string[] => {
  if (word.length === 0 || word.length > LONGEST) return [];
  const wanted = word.toLowerCase();
  const found: { readonly candidate: string; readonly cost: number }[] = [];
  let looked = 0;
  for (const candidate of candidates) {
    looked += 1;
    if (looked > MOST_CANDIDATES) break;
    if (candidate === word) continue;
    const limit = Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3));
    const cost = distance(wanted, candidate.toLowerCase(), limit);
    // A word of which nothing is left is no misspelling.
    if (cost <= limit && cost < Math.min(wanted.length, candidate.length)) found.push({ candidate, cost });
  }
  return found.toSorted((a, b) => a.cost - b.cost).map(({ candidate }) => candidate);
};

/** The nearest candidate, or null when none is near enough to be what was meant. */
export const suggest = (word: string, candidates: Iterable<string>): string | null => nearest(word, candidates)[0] ?? null;
