/** Looks a path of a letter up, and reports what is wrong with its use. */
import { didYouMean, type Extra } from "../catalogue.ts";
import type { Span } from "../diagnostic.ts";
import { suggest } from "../suggest.ts";
import { isFeature, resolve, type Frame, type Resolved } from "./fields.ts";
import { spanOf, type Path } from "./parse.ts";
import type { Walk } from "./walking.ts";

type Known = Extract<Resolved, { kind: "known" }>;

/** The type of a path; null, and reported, when there is no such thing. */
export function lookUp(path: Path, walk: Walk): Known | null {
  const resolved = resolve(path, walk.frames);
  if (resolved.kind === "known") return resolved;
  const span = spanOf(walk.source, path.loc);
  walk.report.add("unknownField", span, { path: path.original, of: resolved.of }, meant(path, resolved, span, walk));
  return null;
}

/** What was probably meant: the same name further out, a fact of the policy, or a name that is spelt nearly so. */
function meant(path: Path, { part, candidates }: Extract<Resolved, { kind: "unknown" }>, span: Span, walk: Walk): Extra {
  const further = walk.frames.slice(0, -1).findLastIndex((frame) => knows(frame, path.parts));
  if (path.depth === 0 && further >= 0) return didYouMean(span, `${"../".repeat(walk.frames.length - 1 - further)}${path.parts.join(".")}`);
  const root = walk.frames[0];
  if (root !== undefined && knows(root, ["facts", part])) return didYouMean(span, `${"../".repeat(walk.frames.length - 1)}facts.${part}`);
  const near = suggest(part, candidates);
  return didYouMean(
    span,
    near === null ? null : path.original.replace(part, near),
    candidates.length === 0 ? null : `there is ${candidates.join(", ")}`,
  );
}

const NOWHERE = { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } };

const knows = (frame: Frame, parts: readonly string[]): boolean =>
  resolve({ type: "PathExpression", data: false, depth: 0, parts, original: parts.join("."), loc: NOWHERE }, [frame]).kind === "known";

/**
 * A field that isn't always there: one that only some steps give, or a fact that may be unknown.
 * @param whole What would have to stand inside an `{{#if}}`.
 */
export function need({ needs, type }: Known, path: Path, whole: Span, walk: Walk): void {
  if (needs === null) return;
  if (isFeature(needs)) walk.seen.shown.add(needs);
  if (walk.given.has(needs)) return;
  const at = spanOf(walk.source, path.loc);
  if (isFeature(needs)) {
    const help = `write it inside \`{{#if ${path.parts[0] ?? path.original}}} … {{/if}}\`, or say so in the step`;
    const related = [{ span: walk.step.span, label: `sent by this step${walk.step.where}` }];
    return walk.report.add("notInStep", at, { field: path.original, feature: needs }, { help, related });
  }
  // Zero is a value, and `if` alone would take it for none.
  const test = type === "number" ? `${path.original} includeZero=true` : path.original;
  const text = `{{#if ${test}}}${walk.source.text.slice(whole.start, whole.end)}{{/if}}`;
  walk.report.add(
    "factNotTested",
    at,
    { path: path.original },
    {
      help: `write it inside \`{{#if ${test}}} … {{/if}}\`, with the words that belong to it`,
      fixes: [{ title: "show it only where it is known", applicability: "likely", edits: [{ span: whole, text }] }],
    },
  );
}

/** Fields that are made to be clicked on, and the channels on which nobody can; a printed address can at least be typed. */
const LINKS: Readonly<Record<string, readonly string[]>> = {
  opt_out_link: ["letter", "registered-letter", "postcard", "call", "voicemail", "visit"],
  payment_link: ["call", "voicemail", "visit"],
};

/** A link where there is nothing to click on. */
export function clickable(path: Path, walk: Walk): void {
  const { channel, span: step, where } = walk.step;
  const name = path.parts.at(-1) ?? "";
  const outermost = path.parts.length === 1 || (path.data && path.parts.length === 2);
  if (!outermost || LINKS[name]?.includes(channel) !== true || walk.comes === "never") return;
  const related = [{ span: step, label: `sent by this step${where}` }];
  const at = walk.includedAt ?? spanOf(walk.source, path.loc);
  walk.report.add("notByChannel", at, { field: name, channel }, { help: "e-mails, texts and messages of the portal can carry it", related });
}
