/** Where a policy says what its compiled form doesn't keep the place of, and the names that it gives: for documents that lead back to the text. */
import { linesIn, linesOf } from "./check/names.ts";
import type { Span } from "./diagnostic.ts";
import { inWords } from "./format/in-words.ts";
import { openPolicy, type PolicyOptions } from "./policy-file.ts";
import { sourceOf } from "./syntax/source.ts";

export interface NamedText {
  readonly name: string;
  /** The line as the formatter would write it. */
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

export interface Outline {
  /** First lines by what they say: `version`, `clock tolerance`, `terms late fee`, `plan standard`, `fact segment`. */
  readonly lines: Readonly<Record<string, { readonly file: string; readonly line: number }>>;
  readonly definitions: readonly NamedText[];
  readonly amounts: readonly NamedText[];
  /** Texts of the file and of those that it uses, by name. */
  readonly sources: Readonly<Record<string, string>>;
}

/** The outline of a policy's file; null where it holds no policy. Never throws, whatever the text. */
export const outlineOf = (source: string, file: string, options: PolicyOptions = {}): Outline | null => {
  const { policy: scope, sources } = openPolicy(source, file, options);
  if (scope === null) return null;
  const lines: Record<string, { file: string; line: number }> = {};
  const put = (name: string, { file: where, line }: Span): void => {
    lines[name] ??= { file: where, line };
  };
  for (const item of scope.policy.items) put(item.kind, item.span);
  for (const { lines: all } of linesOf(scope.policy, "clock")) for (const line of all) put(`clock ${line.kind}`, line.span);
  for (const { lines: all } of linesOf(scope.policy, "terms")) for (const line of all) put(`terms ${line.kind}`, line.span);
  for (const { lines: all } of linesIn(scope, "facts")) for (const fact of all) put(`fact ${fact.name.text}`, fact.span);
  for (const plan of linesIn(scope, "plan")) put(`plan ${plan.name.text}`, plan.span);
  const named = ({ name, span }: { readonly name: { readonly text: string }; readonly span: Span }): NamedText => ({
    name: name.text,
    text: inWords(sourceOf(span.file, sources[span.file] ?? ""), span),
    file: span.file,
    line: span.line,
  });
  return { lines, definitions: linesIn(scope, "define").map(named), amounts: linesIn(scope, "amount").map(named), sources };
};
