/** The engine's decisions beside the oracle's, in small helpings: the first that tells a mutant ends the asking. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { decide, newTally } from "../../property/decisions.ts";
import { cases } from "../../property/wide.ts";

const HELPINGS = 60;
const CASES = 25;

for (let helping = 0; helping < HELPINGS; helping += 1) {
  const told = fc.sample(cases, { numRuns: CASES, seed: 20_261_123 + helping });
  it(`helping ${helping} of decisions agrees with the oracle`, () => {
    // What the engine remembers of a context must not outlive a mutant.
    expect(() => {
      for (const one of structuredClone(told)) decide(one, newTally());
    }).not.toThrow();
  });
}
