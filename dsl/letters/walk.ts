/** Walks a letter's tree with the types of what it speaks of, and reports what can't be filled in. */
import type { FieldType } from "../../engine/index.ts";
import { didYouMean } from "../catalogue.ts";
import { CONTENT_IDS, declaredContents } from "../engine.ts";
import type { Span } from "../diagnostic.ts";
import { suggest } from "../suggest.ts";
import { spanAt } from "../syntax/source.ts";
import { isFeature, LOOP_NAMES, resolve, shapeOf, type Frame, type Resolved } from "./fields.ts";
import { clickable, lookUp, need } from "./lookup.ts";
import { readLetter, spanOf, type Expression, type Path, type Program, type Statement } from "./parse.ts";
import type { Walk } from "./walking.ts";

const HELPERS: readonly string[] = ["if", "unless", "each", "with"];
const LAW = "law/";
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
  need(resolved, path, span, walk);
  clickable(path, walk);
}

function walkBlock(statement: Of<"BlockStatement">, walk: Walk): void {
  const { path, params, hash, program, inverse } = statement;
  const name = path.type === "PathExpression" ? path.original : "";
  if (!HELPERS.includes(name)) return noHelper(path, walk, statement);
  const [subject] = params;
  if (subject === undefined || params.length > 1) {
    return walk.report.add("letterSyntax", spanOf(walk.source, path.loc), { what: `\`${name}\` wants one field: \`{{#${name} balance}}\`` });
  }
  if (subject.type !== "PathExpression") return noHelper(subject, walk);
  for (const { key, value } of hash?.pairs ?? []) {
    if (key === "includeZero" && (name === "if" || name === "unless")) continue;
    walk.report.add("letterSyntax", spanOf(walk.source, value.loc), { what: `\`${name}\` knows no \`${key}\`` });
  }
  const resolved = lookUp(subject, walk);
  if (resolved === null) return;
  const given = resolved.needs === null ? walk.given : new Set([...walk.given, resolved.needs]);
  const frames = [...walk.frames, ...framesOf(name, resolved, program?.blockParams ?? [], subject, walk)];
  const [filled, empty] = coming(walk, resolved);
  const within: Walk = { ...walk, given, frames, comes: filled };
  const without: Walk = { ...walk, comes: empty };
  walkProgram(program, name === "unless" ? without : within);
  walkProgram(inverse, name === "unless" ? within : without);
}

/** Whether the part for what is there comes out, and that for what isn't. */
function coming({ comes, step }: Walk, { needs }: Extract<Resolved, { kind: "known" }>): readonly [Walk["comes"], Walk["comes"]] {
  if (comes === "never") return ["never", "never"];
  if (needs === null || !isFeature(needs)) return ["maybe", "maybe"];
  return step.gives.has(needs) ? [comes, "never"] : ["never", comes];
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
  if (name !== "with") {
    // A group is always there, so that the question would never be answered with no.
    return needs === null && typeof type === "object" && "fields" in type ? wrong("something that may be missing or empty") : [];
  }
  if (needs !== null && isFeature(needs)) walk.seen.shown.add(needs);
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
  if (name.startsWith(LAW)) carried([name.slice(LAW.length)], walk);
  const [context] = params;
  const given = context?.type === "PathExpression" ? lookUp(context, walk) : null;
  if (context !== undefined && given === null) return;
  const extra = Object.fromEntries((hash?.pairs ?? []).map(({ key, value }): [string, FieldType] => [key, handedOn(value, walk)]));
  const frames = [...walk.frames.map(withoutNames), ...(given === null ? [] : [{ type: given.type, names: {} }])];
  const includedAt = walk.includedAt ?? spanOf(walk.source, statement.loc);
  walkLetter({ ...walk, source, inside: [...walk.inside, name], includedAt, frames: withFields(frames, extra) });
}

function carried(ids: readonly string[], { comes, seen }: Walk): void {
  if (comes === "never") return;
  for (const id of ids) {
    seen.mayCarry.add(id);
    if (comes === "always") seen.carries.add(id);
  }
}

/** A text that is included sees the contexts around it and the loop's turn, but not the names that blocks gave. */
const withoutNames = ({ type, names }: Frame): Frame => ({ type, names: names["@index"] === undefined ? {} : LOOP_NAMES });

/** What is handed on must be there: the text that takes it can't ask. */
function handedOn(value: Expression, walk: Walk): FieldType {
  if (value.type !== "PathExpression") return "text";
  const resolved = lookUp(value, walk);
  if (resolved?.needs !== null && resolved !== null && isFeature(resolved.needs)) need(resolved, value, spanOf(walk.source, value.loc), walk);
  return resolved === null
    ? "text"
    : resolved.needs === null || isFeature(resolved.needs)
      ? resolved.type
      : { when: resolved.needs, type: resolved.type };
}

/** `{{> text name=value}}` adds fields to the innermost context. */
function withFields(frames: readonly Frame[], extra: Readonly<Record<string, FieldType>>): readonly Frame[] {
  const last = frames.at(-1);
  if (last === undefined || Object.keys(extra).length === 0) return frames;
  const fields = typeof last.type === "object" && "fields" in last.type ? last.type.fields : {};
  return [...frames.slice(0, -1), { type: { fields: { ...fields, ...extra } }, names: last.names }];
}

function walkComment(statement: Of<"CommentStatement">, walk: Walk): void {
  const { start, end } = spanOf(walk.source, statement.loc);
  const declared = declaredContents(statement.value);
  // What a letter says of itself counts wherever it says it; what a text says of itself, where that text is included.
  carried(declared, walk.inside.length === 0 ? { ...walk, comes: "always" } : walk);
  for (const id of declared) {
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
