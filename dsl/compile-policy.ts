/** A policy file to a compiled policy. */
import type { Calendar, CompiledPolicy, LawBook } from "../engine/index.ts";
import { problem } from "./catalogue.ts";
import { scopeOf } from "./check/names.ts";
import { checkPolicy } from "./check/policy.ts";
import { checkStructure } from "./check/structure/index.ts";
import { draftOf, policyOf } from "./compile/policy.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { firstProblems } from "./order.ts";
import { parseFile } from "./syntax/parse.ts";
import { spanAt } from "./syntax/source.ts";

export interface PolicyOptions {
  /** Held against the policy's places; without it, places are only spelled right. */
  readonly lawBook?: Pick<LawBook, "places">;
  /** Holidays, for slots that can lie wholly in them; without it, weekends alone are known. */
  readonly calendar?: Pick<Calendar, "from" | "to" | "holidays">;
}

/**
 * Parses, checks and compiles one file. Reports every problem of the file at once, in source order; the policy is null when any is an
 * error. `draft` is what could be made out despite the errors: good for looking at what it sends, never for running it. Never throws,
 * whatever the text.
 */
export const compilePolicy = (
  source: string,
  file: string,
  options: PolicyOptions = {},
): { readonly policy: CompiledPolicy | null; readonly draft: CompiledPolicy | null; readonly diagnostics: readonly Diagnostic[] } => {
  const parsed = parseFile(source, file);
  const policies = parsed.items.filter((item) => item.kind === "policy");
  const [node] = policies;
  const found: Diagnostic[] = [...parsed.diagnostics];
  for (const other of policies.slice(1)) found.push(problem("policiesTwice", other.span, {}));
  for (const item of parsed.items) if (item.kind === "jurisdiction") found.push(problem("lawInPolicy", item.span, {}));
  const failed = parsed.diagnostics.some(({ severity }) => severity === "error");
  if (node === undefined) {
    if (!failed) found.push(problem("emptyFile", spanAt(parsed.source, 0, 0), { what: "policy" }));
    return { policy: null, draft: null, diagnostics: firstProblems(parsed.source, found) };
  }
  const scope = scopeOf(node, parsed.source, parsed.lost, { lawBook: options.lawBook ?? null });
  const checked = [...found, ...checkPolicy(node, scope)];
  if (checked.some(({ severity }) => severity === "error")) {
    return { policy: null, draft: draftOf(scope), diagnostics: firstProblems(parsed.source, checked) };
  }
  const policy = policyOf(scope);
  const structure = checkStructure(scope, policy, options.calendar ?? null);
  return { policy, draft: policy, diagnostics: firstProblems(parsed.source, [...checked, ...structure]) };
};
