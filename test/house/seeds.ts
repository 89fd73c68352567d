/**
 * One seed for every property test, printed: the same run for everybody. `SEED=… npm test` looks elsewhere; a failing
 * seed becomes a regression case.
 */
import { configureGlobal } from "fast-check";

const fallback = 20_261_123;
const seed = Number(process.env["SEED"] ?? fallback);
if (!Number.isSafeInteger(seed)) throw new Error(`SEED must be a whole number, not ${process.env["SEED"]}`);
configureGlobal({ seed });
