import fc from "fast-check";
import { expect, it } from "vitest";
import { decide, newTally } from "./decisions.ts";
import { disagreementIn, smaller } from "./smaller.ts";
import { cases } from "./wide.ts";

/** Of one run of all tests; the nightly run makes fifty times as many. */
const WANTED = 200_000;

it("in two hundred thousand decisions under rules of every kind the engine allows what the oracle does, from the same instant on, and as much", () => {
  const tally = newTally();
  const seed = fc.readConfigureGlobal()?.seed ?? 0;
  const started = performance.now();
  for (let batch = 0; tally.decisions < WANTED; batch += 1) {
    for (const one of fc.sample(cases, { numRuns: 50, seed: seed + batch })) {
      try {
        decide(one, tally);
      } catch (error) {
        if (disagreementIn(one) === null) throw error;
        const least = smaller(one);
        expect.unreachable(`seed ${seed + batch}: ${disagreementIn(least) ?? ""}\nKeep it in test/property/kept: ${JSON.stringify(least)}`);
      }
    }
  }
  process.stdout.write(
    `${tally.decisions} oracle decisions from seed ${seed} in ${Math.round((performance.now() - started) / 1000)} s: ${JSON.stringify(tally)}\n`,
  );
  expect(tally.decisions).toBeGreaterThanOrEqual(WANTED);
  // Neither all nor nothing was let through, and each kind refused.
  expect(tally.allowed).toBeGreaterThan(20_000);
  expect(tally.denied).toBeGreaterThan(3_000);
  for (const kind of ["window", "cap", "silence", "block", "content", "notice-before", "deadline", "consent", "amount", "due-date", "limitation"]) {
    expect(tally.kinds[kind], kind).toBeGreaterThan(50);
  }
}, 120_000);
