/** Where in its file a policy says what a verdict is about. A certificate may be older than the file's comments, so it is looked up anew. */
import type { CompiledPolicy } from "../../engine/index.ts";

/** Lines by stage, by stage and step, and by reaction to an event. */
export type PolicyLines = Readonly<Record<string, number>>;

export function linesOf({ stages, handlers }: CompiledPolicy): PolicyLines {
  const lines: Record<string, number> = {};
  for (const { on, line } of handlers) lines[`on ${on}`] ??= line;
  for (const { name, line, steps, variants = [] } of stages) {
    lines[name] = line;
    for (const step of [...steps, ...variants.flatMap((variant) => variant.steps)]) lines[`${name} ${step.key}`] ??= step.line;
  }
  return lines;
}

/** Line of a step, of the reaction that it is part of, or of its stage. */
export const lineOf = (lines: PolicyLines, { stage, step }: { readonly stage?: string; readonly step?: string }): number | undefined =>
  lines[`${stage} ${step}`] ?? lines[step ?? ""] ?? lines[stage ?? ""];
