/** The exit code of verdicts: the same for `prove` and for `validate`. */
import { EXIT } from "../failure.ts";
import type { VerdictLine } from "./certificate.ts";

/** @param strict what only the guard prevents counts as broken */
export function exitCodeOf(verdicts: readonly VerdictLine[], strict: boolean): number {
  const has = (word: VerdictLine["verdict"]): boolean => verdicts.some(({ verdict }) => verdict === word);
  if (has("broken") || (strict && has("by-guard"))) return EXIT.unlawful;
  return has("incomplete") ? EXIT.incomplete : EXIT.clean;
}
