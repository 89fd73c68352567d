/** Variants, rests, new customers: C2xxx and C3xxx. */
import { error } from "./entry.ts";

export const EXPERIMENT_MESSAGES = {
  endsNoRest: error("C2042", ({ event }: { event: string }) => `\`${event}\` can't end a rest: it brings one, or ends the account`),
  restEndsItself: error("C2043", ({ event }: { event: string }) => `the rest would end with the \`${event}\` that brings it`),
  sharesTooMany: error("C3033", ({ percent }: { percent: number }) => `the variants of the policy take ${percent}% of all accounts together`),
  shareDiffers: error(
    "C3034",
    ({ name, percent, first }: { name: string; percent: number; first: number }) =>
      `variant "${name}" has ${percent}% of the accounts here and ${first}% elsewhere: it is one group`,
    { fix: "likely" },
  ),
  shareTooFine: error("C3035", ({ percent }: { percent: number }) => `${percent}% is finer than a share can be: hundredths of a percent at most`),
  neverGranted: error("C3036", ({ what }: { what: string }) => `this line is never reached: a \`${what}\` line above it holds for everyone`),
};
