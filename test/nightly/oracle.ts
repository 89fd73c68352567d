/**
 * Very many decisions of the engine, held against the oracle: `npm run nightly:oracle -- --decisions 10000000 --seed 7`. Prints how far it is;
 * ends with 1 at the first disagreement, with the smallest case of it, to be kept as a file in `test/property/kept`.
 */
import fc from "fast-check";
import { parseArgs } from "node:util";
import { decide, newTally } from "../property/decisions.ts";
import { disagreementIn, smaller } from "../property/smaller.ts";
import { cases, type Case } from "../property/wide.ts";

const { values } = parseArgs({
  options: { decisions: { type: "string", default: "10000000" }, seed: { type: "string", default: "20261123" } },
});
const wanted = Number(values.decisions);
const first = Number(values.seed);
if (!Number.isSafeInteger(wanted) || wanted < 1 || !Number.isSafeInteger(first)) {
  process.stderr.write("--decisions and --seed take whole numbers\n");
  process.exit(2);
}

const BATCH = 50;
const tally = newTally();
const started = performance.now();
const seconds = (): number => (performance.now() - started) / 1000;

const tell = (one: Case, seed: number): never => {
  const least = smaller(one);
  process.stderr.write(
    `seed ${seed}, after ${tally.decisions} decisions: ${disagreementIn(least) ?? "?"}\nKeep it in test/property/kept/<what it shows>.json:\n`,
  );
  process.stdout.write(`${JSON.stringify(least)}\n`);
  process.exit(1);
};

let told = 0;
for (let seed = first; tally.decisions < wanted; seed += 1) {
  for (const one of fc.sample(cases, { numRuns: BATCH, seed })) {
    try {
      decide(one, tally);
    } catch (error) {
      if (disagreementIn(one) === null) throw error;
      tell(one, seed);
    }
  }
  if (seconds() - told < 10) continue;
  told = seconds();
  const rate = tally.decisions / told;
  const left = Math.max(0, (wanted - tally.decisions) / rate);
  process.stderr.write(`${tally.decisions} of ${wanted} decisions, ${Math.round(rate)} a second, ${Math.round(left)} s left (seed ${seed})\n`);
}
process.stdout.write(`${tally.decisions} decisions from seed ${first}, no disagreement. ${JSON.stringify(tally)}, ${Math.round(seconds())} s\n`);
