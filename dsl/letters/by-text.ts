/** What follows from a text alone is found out once: policies of one house share most of their letters. */

/** More different texts than this are no longer those of one run: an editor that stays open for days writes a new one with every key. */
const MOST = 512;

/** The same function, with what it found for the texts that it was asked for last. */
export function onceByText<Found>(find: (text: string) => Found): (text: string) => Found {
  const known = new Map<string, Found>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= MOST) known.clear();
    const found = find(text);
    known.set(text, found);
    return found;
  };
}
