/** The engine's decisions beside the oracle's, one case each: a mutant is asked only in those that reach it, and the first that tells ends the asking. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { decide, newTally } from "../../property/decisions.ts";
import { cases } from "../../property/wide.ts";

const HELPINGS = 24;
const CASES = 25;

for (let helping = 0; helping < HELPINGS; helping += 1) {
  for (const [nth, one] of fc.sample(cases, { numRuns: CASES, seed: 20_261_123 + helping }).entries()) {
    it(`case ${nth} of helping ${helping} agrees with the oracle`, () => {
      // What the engine remembers of a context must not outlive a mutant.
      expect(() => decide(structuredClone(one), newTally())).not.toThrow();
    });
  }
}
