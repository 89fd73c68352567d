/** A policy file to a compiled policy. */
import type { CompiledPolicy } from "../engine/index.ts";
import { checkStructure } from "./check/structure/index.ts";
import { draftOf, policyOf } from "./compile/policy.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { firstProblems } from "./order.ts";
import { openPolicy, type PolicyOptions } from "./policy-file.ts";

export type { PolicyOptions } from "./policy-file.ts";

export interface CompiledFile {
  readonly policy: CompiledPolicy | null;
  /** What could be made out despite the errors: good for looking at what it sends, never for running it. */
  readonly draft: CompiledPolicy | null;
  /** Every problem at once, in source order; those of used files stand under the names of those files. */
  readonly diagnostics: readonly Diagnostic[];
  /** Texts of all files that were read, by name: what the spans of the diagnostics point into. */
  readonly sources: Readonly<Record<string, string>>;
}

/**
 * Parses, checks and compiles one file, with what it uses. The policy is null when anything is an error, and when the file holds none (one
 * that shares is checked all the same). Never throws, whatever the text.
 */
export const compilePolicy = (source: string, file: string, options: PolicyOptions = {}): CompiledFile => {
  const { parsed, policy: scope, diagnostics: found, sources } = openPolicy(source, file, options);
  if (scope === null || found.some(({ severity }) => severity === "error"))
    return { policy: null, draft: scope === null ? null : draftOf(scope), diagnostics: firstProblems(parsed.source, found), sources };
  const policy = policyOf(scope);
  // Where lines lead is asked once names and types can be trusted.
  const structure = checkStructure(scope, policy, options.calendar ?? null);
  return { policy, draft: policy, diagnostics: firstProblems(parsed.source, [...found, ...structure]), sources };
};
