/** Walks a letter's tree with the types of what it speaks of, and reports what can't be filled in. */
import { declaredContents, CONTENT_IDS, type FieldType } from "../../engine/index.ts";
import { didYouMean, type Extra } from "../catalogue.ts";
import type { Span } from "../diagnostic.ts";
import { suggest } from "../suggest.ts";
import { spanAt, type Source } from "../syntax/source.ts";
import { LOOP_NAMES, resolve, shapeOf, type Feature, type Frame, type Resolved } from "./fields.ts";
import { readLetter, spanOf, type Expression, type Path, type Program, type Statement } from "./parse.ts";
import type { Report } from "./report.ts";

/** One letter, or a text that it includes, as one step sends it. */
export interface Walk {
  readonly source: Source;
  /** Enclosing contexts, innermost last. */
  readonly frames: readonly Frame[];
  /** What the step gives, and what the enclosing `{{#if}}` made sure of. */
  readonly given: ReadonlySet<Feature>;
  /** Texts that can be included, by name. */
  readonly texts: ReadonlyMap<string, Source>;
  readonly language: string;
  /** Names of the texts that are being included around this one. */
  readonly inside: readonly string[];
  /** Where the step stands in the policy. */
  readonly step: Span;
  readonly report: Report;
  /** Fills up with what the letter shows and includes. */
  readonly seen: { readonly shown: Set<Feature>; readonly included: Set<string> };
}

const HELPERS: readonly string[] = ["if", "unless", "each", "with"];
const WORDS = `the words are ${HELPERS.map((each) => `\`${each}\``).join(", ")}`;

/** Walks the text that `walk` names. */
export function walkLetter(walk: Walk): void {
  const read = readLetter(walk.source);
  if ("what" in read) walk.report.add("letterSyntax", read.span, { what: read.what });
  else walkProgram(read.program, walk);
}

function walkProgram(program: Program | undefined, walk: Walk): void {
  for (const statement of program?.body ?? []) walkStatement(statement, walk);
}

function walkStatement(statement: Statement, walk: Walk): void {
  switch (statement.type) {
    case "MustacheStatement":
      return walkMustache(statement, walk);
    case "BlockStatement":
      return walkBlock(statement, walk);
    case "PartialStatement":
      return walkPartial(statement, walk);
    case "CommentStatement":
      return walkComment(statement, walk);
    case "PartialBlockStatement":
    case "Decorator":
    case "DecoratorBlock":
      return walk.report.add(
        "unknownHelper",
        spanOf(walk.source, statement.loc),
        { name: statement.type === "PartialBlockStatement" ? "{{#>" : "{{*" },
        { help: WORDS },
      );
    case "ContentStatement":
      return;
  }
}

type Of<Type extends Statement["type"]> = Extract<Statement, { readonly type: Type }>;

function walkMustache(statement: Of<"MustacheStatement">, walk: Walk): void {
  const { path, params, hash } = statement;
  const span = spanOf(walk.source, statement.loc);
  if (!statement.escaped) {
    const text = `{{${walk.source.text.slice(span.start, span.end).replace(/^\{\{[{&]?\s*|\s*\}?\}\}$/g, "")}}}`;
    walk.report.add(
      "unescaped",
      span,
      {},
      { help: `write \`${text}\``, fixes: [{ title: "escape it", applicability: "safe", edits: [{ span, text }] }] },
    );
  }
  if (path.type !== "PathExpression" || params.length > 0 || hash !== undefined) return noHelper(path, walk);
  const resolved = lookUp(path, walk);
  if (resolved === null) return;
  const at = spanOf(walk.source, path.loc);
  if (typeof resolved.type !== "string")
    walk.report.add("wrongShape", at, { path: path.original, is: shapeOf(resolved.type), wanted: "a text or number" });
  need(resolved, path, walk);
}

/** A field that only some steps give. */
function need({ needs }: Extract<Resolved, { kind: "known" }>, path: Path, walk: Walk): void {
  if (needs === null) return;
  walk.seen.shown.add(needs);
  if (walk.given.has(needs)) return;
  const help = `write it inside \`{{#if ${path.parts[0] ?? path.original}}} … {{/if}}\`, or say so in the step`;
  walk.report.add(
    "notInStep",
    spanOf(walk.source, path.loc),
    { field: path.original, feature: needs },
    { help, related: [{ span: walk.step, label: "sent by this step" }] },
  );
}

function walkBlock(statement: Of<"BlockStatement">, walk: Walk): void {
  const { path, params, program, inverse } = statement;
  const name = path.type === "PathExpression" ? path.original : "";
  if (!HELPERS.includes(name)) return noHelper(path, walk, statement);
  const [subject] = params;
  if (subject === undefined || params.length > 1) {
    return walk.report.add("letterSyntax", spanOf(walk.source, path.loc), { what: `\`${name}\` wants one field: \`{{#${name} balance}}\`` });
  }
  if (subject.type !== "PathExpression") return noHelper(subject, walk);
  const resolved = lookUp(subject, walk);
  if (resolved === null) return;
  const given = resolved.needs === null ? walk.given : new Set([...walk.given, resolved.needs]);
  const within = { ...walk, given, frames: [...walk.frames, ...framesOf(name, resolved, program?.blockParams ?? [], subject, walk)] };
  walkProgram(program, name === "unless" ? walk : within);
  walkProgram(inverse, name === "unless" ? within : walk);
}

/** The context that a block opens: an element of the list, or the group of fields. */
function framesOf(
  name: string,
  { type, needs }: Extract<Resolved, { kind: "known" }>,
  params: readonly string[],
  subject: Path,
  walk: Walk,
): readonly Frame[] {
  const wrong = (wanted: string): readonly Frame[] => {
    walk.report.add("wrongShape", spanOf(walk.source, subject.loc), { path: subject.original, is: shapeOf(type), wanted });
    return [];
  };
  const named = (...types: readonly FieldType[]): Readonly<Record<string, FieldType>> =>
    Object.fromEntries(params.map((each, i) => [each, types[i] ?? "text"]));
  if (name === "each")
    return typeof type === "object" && "list" in type
      ? [{ type: type.list, names: { ...LOOP_NAMES, ...named(type.list, "number") } }]
      : wrong("a list");
  if (name !== "with") return [];
  if (needs !== null) walk.seen.shown.add(needs);
  return typeof type === "object" && "fields" in type ? [{ type, names: named(type) }] : wrong("a group of fields");
}

function walkPartial(statement: Of<"PartialStatement">, walk: Walk): void {
  const { name: named, params, hash } = statement;
  if (named.type === "SubExpression") return noHelper(named, walk);
  const name = String(named.original);
  const at = spanOf(walk.source, named.loc);
  const source = walk.texts.get(name);
  if (source === undefined) {
    return walk.report.add("unknownPartial", at, { name, language: walk.language }, didYouMean(at, suggest(name, walk.texts.keys())));
  }
  if (walk.inside.includes(name)) return walk.report.add("includesItself", at, { name });
  walk.seen.included.add(name);
  const [context] = params;
  const given = context?.type === "PathExpression" ? lookUp(context, walk) : null;
  if (context !== undefined && given === null) return;
  const extra = Object.fromEntries((hash?.pairs ?? []).map(({ key, value }): [string, FieldType] => [key, valueType(value, walk)]));
  const frames = [...walk.frames.map(withoutNames), ...(given === null ? [] : [{ type: given.type, names: {} }])];
  walkLetter({ ...walk, source, inside: [...walk.inside, name], frames: withFields(frames, extra) });
}

/** A text that is included sees the contexts around it and the loop's turn, but not the names that blocks gave. */
const withoutNames = ({ type, names }: Frame): Frame => ({ type, names: names["@index"] === undefined ? {} : LOOP_NAMES });

const valueType = (value: Expression, walk: Walk): FieldType => (value.type === "PathExpression" ? (lookUp(value, walk)?.type ?? "text") : "text");

/** `{{> text name=value}}` adds fields to the innermost context. */
function withFields(frames: readonly Frame[], extra: Readonly<Record<string, FieldType>>): readonly Frame[] {
  const last = frames.at(-1);
  if (last === undefined || Object.keys(extra).length === 0) return frames;
  const fields = typeof last.type === "object" && "fields" in last.type ? last.type.fields : {};
  return [...frames.slice(0, -1), { type: { fields: { ...fields, ...extra } }, names: last.names }];
}

function walkComment(statement: Of<"CommentStatement">, walk: Walk): void {
  const { start, end } = spanOf(walk.source, statement.loc);
  for (const id of declaredContents(statement.value)) {
    if ((CONTENT_IDS as readonly string[]).includes(id)) continue;
    const at = start + walk.source.text.slice(start, end).indexOf(id);
    const span = spanAt(walk.source, at, at + id.length);
    walk.report.add("unknownContent", span, { id }, didYouMean(span, suggest(id, CONTENT_IDS)));
  }
}

function noHelper(path: Expression, walk: Walk, block: Of<"BlockStatement"> | null = null): void {
  const span = spanOf(walk.source, path.loc);
  const name = path.type === "PathExpression" ? path.original : walk.source.text.slice(span.start, span.end);
  const resolved = block !== null && path.type === "PathExpression" ? resolve(path, walk.frames) : null;
  if (resolved?.kind === "known") {
    const word = typeof resolved.type === "object" ? ("list" in resolved.type ? "each" : "with") : "if";
    return walk.report.add("unknownHelper", span, { name }, { help: `write \`{{#${word} ${name}}} … {{/${word}}}\`` });
  }
  const meant = didYouMean(span, suggest(name, HELPERS), WORDS);
  const closing = block === null ? null : closingName(block, name, walk);
  const fixes = (meant.fixes ?? []).map((fix) => ({
    ...fix,
    edits: [...fix.edits, ...(closing === null ? [] : fix.edits.map((edit) => ({ ...edit, span: closing })))],
  }));
  walk.report.add("unknownHelper", span, { name }, { ...meant, fixes });
}

/** Where the block's last mark says its name again; null for a branch, which has none of its own. */
function closingName(block: Of<"BlockStatement">, name: string, walk: Walk): Span | null {
  const { start, end } = spanOf(walk.source, block.loc);
  const text = walk.source.text.slice(start, end);
  const at = text.lastIndexOf(name);
  return /\{\{~?\/\s*$/.test(text.slice(0, at)) ? spanAt(walk.source, start + at, start + at + name.length) : null;
}

/** The type of a path; null, and reported, when there is no such thing. */
function lookUp(path: Path, walk: Walk): Extract<Resolved, { kind: "known" }> | null {
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

const knows = (frame: Frame, parts: readonly string[]): boolean => {
  const path: Path = {
    type: "PathExpression",
    data: false,
    depth: 0,
    parts,
    original: parts.join("."),
    loc: { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } },
  };
  return resolve(path, [frame]).kind === "known";
};
