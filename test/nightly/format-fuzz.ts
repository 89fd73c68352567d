/**
 * The formatter's laws on very many random files: `npm run nightly:fuzz`, or `node test/nightly/format-fuzz.ts 5000 7` for five thousand
 * cases from another start. Ends with 1 at the first broken law, and names its case.
 */
import { brokenCase, formatCase, shippedCase } from "../dsl/fuzz/cases.ts";

const [count = 100_000, first = 20_261_123] = process.argv.slice(2).map(Number);
const kinds = { formatted: 0, shipped: 0, broken: 0, "broken, yet read": 0 };

/** Every case of a number is run when one alone is asked for. */
const run = (seed: number): void => {
  const kind = count === 1 ? null : seed % 20;
  if (kind === 0 || kind === null) {
    kinds.shipped += 1;
    shippedCase(seed);
  }
  if (kind === 1 || kind === null) {
    kinds.broken += 1;
    if (brokenCase(seed)) kinds["broken, yet read"] += 1;
  }
  if (kind === null || kind > 1) {
    kinds.formatted += 1;
    formatCase(seed);
  }
};

const started = performance.now();
for (let at = 0; at < count; at += 1) {
  const seed = first + at;
  try {
    run(seed);
  } catch (error) {
    process.stderr.write(`case ${seed} (after ${at} good ones): ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
  if (at % 5000 === 4999) process.stderr.write(`${at + 1} of ${count}, ${Math.round((performance.now() - started) / 1000)} s\n`);
}
process.stdout.write(
  `${count} cases from ${first}: no law broken. ${JSON.stringify(kinds)}, ${Math.round((performance.now() - started) / 1000)} s\n`,
);
