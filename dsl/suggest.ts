/** Did-you-mean: the nearest of some candidates, if it is near enough to be what was meant. */

/** Longest word that is worth comparing; beyond it, a typing slip is not what is wrong. */
const LONGEST = 48;

/** So many candidates are looked at: all words of the language, and more names than anybody has; a hostile file must not cost hours. */
const MOST_CANDIDATES = 1000;

/** Slips that hands make most often: letters that changed places, a neighbour on the keyboard, a letter doubled or one of two left out. */
const LIKELY = 0.8;

const KEYS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
/** What lies beside each key, on the rows of the keyboard. */
const NEIGHBOURS: ReadonlyMap<string, string> = new Map(
  KEYS.flatMap((row, at) =>
    Array.from(row, (key, column): [string, string] => {
      const above = KEYS[at - 1]?.slice(column, column + 2) ?? "";
      const below = KEYS[at + 1]?.slice(Math.max(0, column - 1), column + 1) ?? "";
      return [key, `${row[column - 1] ?? ""}${row[column + 1] ?? ""}${above}${below}`];
    }),
  ),
);

const replaceCost = (from: string | undefined, to: string | undefined): number => {
  if (from === to) return 0;
  return from !== undefined && to !== undefined && (NEIGHBOURS.get(from) ?? "").includes(to) ? LIKELY : 1;
};

/** Edits (insert, delete, replace, swap of neighbours) from one word to another; more than `limit` as soon as it is more. */
const distance = (from: string, to: string, limit: number): number => {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= to.length; j += 1) {
      const dropped = from[i - 1] === from[i - 2] ? LIKELY : 1;
      const added = to[j - 1] === to[j - 2] ? LIKELY : 1;
      let cost = Math.min((row[j] ?? 0) + dropped, (next[j - 1] ?? 0) + added, (row[j - 1] ?? 0) + replaceCost(from[i - 1], to[j - 1]));
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + LIKELY);
      next.push(cost);
      least = Math.min(least, cost);
    }
    // A swap reaches back two rows: the row before may still lead to less.
    if (least > limit + 1) return limit + 1;
    before = row;
    row = next;
  }
  return row[to.length] ?? limit + 1;
};

/** How a word sounds, roughly: its consonants, those that sound alike as one letter, none twice. */
const soundOf = (word: string): string =>
  word
    .replaceAll(/ph/gu, "f")
    .replaceAll(/[ckqx]/gu, "k")
    .replaceAll(/[sz]/gu, "s")
    .replaceAll(/[dt]/gu, "t")
    .replaceAll(/[aeiouywh]/gu, "")
    .replaceAll(/(.)\1+/gu, "$1");

/** Words that sound alike may differ in half of their letters. */
const SOUNDS_ALIKE = 2;

/**
 * The candidates near a word, nearest first: at most a third of the longer word's letters may differ (half, where both sound alike), and one
 * always may. Case counts for nothing; of equals the earlier candidate comes first.
 */
export const nearest = (word: string, candidates: Iterable<string>): readonly string[] => {
  if (word.length === 0 || word.length > LONGEST) return [];
  const wanted = word.toLowerCase();
  const sound = wanted.length < 4 ? null : soundOf(wanted);
  const found: { readonly candidate: string; readonly cost: number }[] = [];
  let looked = 0;
  for (const candidate of candidates) {
    looked += 1;
    if (looked > MOST_CANDIDATES) break;
    if (candidate === word) continue;
    const other = candidate.toLowerCase();
    const longer = Math.max(wanted.length, other.length);
    const third = Math.max(1, Math.floor(longer / 3));
    const half = Math.floor(longer / SOUNDS_ALIKE);
    const limit = sound !== null && half > third && Math.abs(wanted.length - other.length) <= half && soundOf(other) === sound ? half : third;
    const cost = distance(wanted, other, limit);
    // A word of which nothing is left is no misspelling.
    if (cost <= limit && cost < Math.min(wanted.length, other.length)) found.push({ candidate, cost });
  }
  return found.toSorted((a, b) => a.cost - b.cost).map(({ candidate }) => candidate);
};

/** The nearest candidate, or null when none is near enough to be what was meant. */
export const suggest = (word: string, candidates: Iterable<string>): string | null => nearest(word, candidates)[0] ?? null;
