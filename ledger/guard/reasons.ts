/** Refusals of the guard itself: what it must know and does not. */
import type { Reason } from "../../engine/index.ts";

const own = (rule: string, kind: Reason["kind"], summary: string, sentence: string): Reason => ({
  rule,
  place: "WORLD",
  kind,
  summary,
  cites: "Collect: unknown denies",
  confidence: "own",
  sentence,
  until: null,
});

const unknown = (fact: string, sentence: string): Reason => own(`unknown.${fact}`, "unknown", `The ${fact} is not known`, sentence);

export const unknownAccount = unknown("account", "The account is not on file, so nobody can say whom it concerns.");
export const unknownPolicy = unknown("policy", "The policy of one of the debtor's accounts, with its law book and calendar, is not on file.");
export const unknownLaw = (place: string): Reason => unknown("law", `The law book has no law for ${place}.`);
