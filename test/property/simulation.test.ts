import fc from "fast-check";
import { expect, it } from "vitest";
import { loadLawBook } from "../../policies/book.ts";
import { policiesUnder } from "./policies.ts";
import { breachesOfRun, runs, simulated } from "./simulated.ts";

const book = await loadLawBook();
const policies = policiesUnder(book);

it("no contact that a policy makes breaks the law or a house rule, whatever happens to its accounts", () => {
  const count = { sent: 0, held: 0, lapsed: 0 };
  fc.assert(
    fc.property(runs(policies), (run) => {
      const contacts = simulated(run, book.rules);
      for (const { status } of contacts) count[status] += 1;
      expect(breachesOfRun(run, book.rules, contacts)).toEqual([]);
    }),
    { numRuns: 200 },
  );
  console.log(count);
  expect(count.sent).toBeGreaterThan(500);
}, 60_000);
