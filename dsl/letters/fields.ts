/** What a path in a letter means: the types of `LETTER_FIELDS` and of the policy's own facts, followed step by step. */
import type { CompiledPolicy, FactType, FieldType } from "../../engine/index.ts";
import { LETTER_FIELDS } from "../engine.ts";
import type { Path } from "./parse.ts";

/** One context of the letter: what `this` is, and the names that its block gives. */
export interface Frame {
  readonly type: FieldType;
  readonly names: Readonly<Record<string, FieldType>>;
}

export type Feature = "payment link" | "offering plan";
/** What must be made sure of before a field is shown: what the step gives, or that a fact is known (`facts.score`). */
export type Need = Extract<FieldType, { readonly when: string }>["when"];

export const isFeature = (need: Need): need is Feature => need === "payment link" || need === "offering plan";

export type Resolved =
  | { readonly kind: "known"; readonly type: FieldType; readonly needs: Need | null }
  /** `of`: in plain words, what lacks it. */
  | { readonly kind: "unknown"; readonly part: string; readonly of: string; readonly candidates: readonly string[] };

/** What each type of fact is in a letter: money, percentages, dates and times are written out before they reach it. */
const FACT_FIELDS: Readonly<Record<FactType["type"], FieldType>> = {
  number: "number",
  percent: "text",
  days: "number",
  boolean: "boolean",
  text: "text",
  "one of": "text",
  money: "text",
  date: "text",
  time: "text",
  place: "text",
  channel: "text",
  tags: { list: "text" },
};

const factField = (name: string, { type, optional }: FactType): FieldType =>
  optional === true ? { when: `facts.${name}`, type: FACT_FIELDS[type] } : FACT_FIELDS[type];

/** What every letter of a policy may speak of. */
export function rootFrame(policy: CompiledPolicy): Frame {
  const facts = Object.entries(policy.facts).map(([name, type]): [string, FieldType] => [name, factField(name, type)]);
  return { type: { fields: { ...LETTER_FIELDS, facts: { fields: Object.fromEntries(facts) } } }, names: {} };
}

/** What a loop tells about its turn. */
export const LOOP_NAMES: Readonly<Record<string, FieldType>> = { "@index": "number", "@first": "boolean", "@last": "boolean", "@key": "text" };

/** Follows a path from the frames that enclose it, innermost last. */
export function resolve(path: Path, frames: readonly Frame[]): Resolved {
  const root = frames[0];
  if (path.data) {
    const [name = "", ...rest] = path.parts;
    if (name === "root" && root !== undefined) return follow(root.type, rest, "a letter", null);
    const told = nameIn(`@${name}`, frames);
    if (told !== undefined) return follow(told, rest, `\`@${name}\``, null);
    const inLoop = nameIn("@index", frames) !== undefined;
    return {
      kind: "unknown",
      part: `@${name}`,
      of: inLoop ? "a loop" : "a letter outside of a loop",
      candidates: inLoop ? Object.keys(LOOP_NAMES) : [],
    };
  }
  const frame = frames[frames.length - 1 - path.depth];
  if (frame === undefined) return { kind: "unknown", part: path.original, of: "a letter that deep", candidates: [] };
  const [head, ...rest] = path.parts;
  const scoped = path.depth > 0 || path.original.startsWith("this") || path.original.startsWith("./");
  const named = scoped || head === undefined ? undefined : nameIn(head, frames);
  if (named !== undefined) return follow(named, rest, `\`${head}\``, null);
  return follow(frame.type, path.parts, frame === root ? "a letter" : "this part of the letter", null);
}

const nameIn = (name: string, frames: readonly Frame[]): FieldType | undefined =>
  frames.findLast((frame) => Object.hasOwn(frame.names, name))?.names[name];

function follow(type: FieldType, parts: readonly string[], of: string, needs: Need | null): Resolved {
  const bare = bareOf(type);
  const needed = typeof type === "object" && "when" in type ? type.when : needs;
  const [head, ...rest] = parts;
  if (head === undefined) return { kind: "known", type: bare, needs: needed };
  const fields = fieldsOf(bare);
  const next = Object.hasOwn(fields, head) ? fields[head] : undefined;
  if (next === undefined) return { kind: "unknown", part: head, of, candidates: Object.keys(fields) };
  return follow(next, rest, `\`${head}\``, needed);
}

/** The type without the condition under which it is there. */
const bareOf = (type: FieldType): FieldType => (typeof type === "object" && "when" in type ? bareOf(type.type) : type);

const fieldsOf = (type: FieldType): Readonly<Record<string, FieldType>> => {
  if (typeof type === "string" || "when" in type) return {};
  return "fields" in type ? type.fields : { length: "number" };
};

/** In plain words. */
export const shapeOf = (type: FieldType): string => (typeof type === "string" ? `a ${type}` : "list" in type ? "a list" : "a group of fields");
