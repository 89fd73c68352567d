import fc from "fast-check";
import { expect, it } from "vitest";
import { ruleSets } from "./rules.ts";
import { breachesOf, drafts, play } from "./stories.ts";

it("whatever happens and whatever is wanted, nothing that the guard lets through breaks a rule as the oracle reads it", () => {
  fc.assert(
    fc.property(drafts, ruleSets(5), (draft, rules) => {
      expect(breachesOf(draft, rules, play(draft, rules))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
