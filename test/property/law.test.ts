import fc from "fast-check";
import { expect, it } from "vitest";
import { loadLawBook } from "../../policies/book.ts";
import { breachesOf, forbiddenAt, guard, play, storiesUnder, type Draft, type Gate } from "./stories.ts";

const { rules } = await loadLawBook();

const drafts = storiesUnder(fc.constant(rules)).map(({ draft }): Draft => draft);

it("nothing that the law book that ships lets through breaks its rules as the oracle reads them, and all that it refuses does", () => {
  let granted = 0;
  let denied = 0;
  fc.assert(
    fc.property(drafts, (draft) => {
      const watched: Gate = (context, action, at) => {
        const answer = guard(context, action, at);
        if (answer !== null) granted += 1;
        else {
          denied += 1;
          expect(
            forbiddenAt(draft, rules, context.ledger, action, at, ["opt-out", "mini-miranda-initial", "mini-miranda-subsequent"]),
            `refused at ${at}`,
          ).not.toEqual([]);
        }
        return answer;
      };
      expect(breachesOf(draft, rules, play(draft, rules, watched))).toEqual([]);
    }),
    { numRuns: 100 },
  );
  expect(granted).toBeGreaterThan(100);
  expect(denied).toBeGreaterThan(200);
}, 120_000);
