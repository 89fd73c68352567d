import fc from "fast-check";
import { expect, it } from "vitest";
import { ruleSets } from "./rules.ts";
import { breachesOf, guard, play, storiesUnder, type Gate } from "./stories.ts";

it("whatever happens and whatever is wanted, nothing that the guard lets through breaks a rule as the oracle reads it", () => {
  let granted = 0;
  let denied = 0;
  const counting: Gate = (context, action, at) => {
    const answer = guard(context, action, at);
    if (answer === null) denied += 1;
    else granted += 1;
    return answer;
  };
  fc.assert(
    fc.property(storiesUnder(ruleSets(4)), ({ draft, rules }) => {
      expect(breachesOf(draft, rules, play(draft, rules, counting))).toEqual([]);
    }),
    { numRuns: 300 },
  );
  // Neither all nor nothing was let through.
  expect(granted).toBeGreaterThan(1_000);
  expect(denied).toBeGreaterThan(300);
});
