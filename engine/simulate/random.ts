/** Random numbers that come out the same for the same seed, on any machine and in any year. */

/** Numbers from 0 (included) to 1 (excluded), one after the other. */
export type Random = () => number;

/** A stream of its own for each name, so that what one debtor does never shifts what another does. */
export function randomOf(seed: number, name: string): Random {
  let state = seed >>> 0;
  for (let i = 0; i < name.length; i++) state = Math.imul(state ^ name.charCodeAt(i), 0x01000193) >>> 0;
  return () => {
    // Weyl sequence with two rounds of mixing: short, and good enough for people who pay late.
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 0x1_0000_0000;
  };
}

/** A whole number from `from` to `to`, both included. */
export const between = (random: Random, from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
