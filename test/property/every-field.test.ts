/** A field or a word of the model that no random rule has would be a silence: nothing would ever hold the engine against the oracle there. */
import fc from "fast-check";
import { expect, it } from "vitest";
import * as z from "zod";
import { ruleSchema } from "../../dsl/read/rule-schema.ts";
import { wordSchemas } from "../../dsl/read/words.ts";
import { rulesOf } from "./rule-parts.ts";
import { contactBodies } from "./rules.ts";
import { termBodies } from "./term-rules.ts";

interface Def {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
}
const defOf = (schema: z.ZodType): Def => schema.def;

/** Words of one place in the model; of lists as long as that of events it is enough that each is met with somewhere. */
const MANY = 9;
const nameOf = (path: string, word: unknown, of: number): string => `${of > MANY ? "somewhere" : path} = ${String(word)}`;
const kindOf = (schema: z.ZodType): string => {
  const kind = defOf(schema).shape?.["kind"] ?? defOf(schema).shape?.["by"];
  return kind === undefined ? "" : `(${(defOf(kind).values ?? Object.values(defOf(kind).entries ?? {})).join()})`;
};

/** Every field and word that the schema has. */
const wanted = (schema: z.ZodType, path: string): readonly string[] => {
  const { type, shape, element, innerType, options, entries } = defOf(schema);
  if (type === "object" && shape !== undefined)
    return Object.entries(shape).flatMap(([key, one]) => [`${path}.${key}`, ...wanted(one, `${path}.${key}`)]);
  if (element !== undefined) return wanted(element, path);
  if (innerType !== undefined) return wanted(innerType, path);
  if (options !== undefined) return options.flatMap((one) => wanted(one, `${path}${kindOf(one)}`));
  return entries === undefined ? [] : Object.values(entries).map((word) => nameOf(path, word, Object.keys(entries).length));
};

/** Those that a value has. */
const met = (schema: z.ZodType, value: unknown, path: string): readonly string[] => {
  const { type, shape, element, innerType, options, entries } = defOf(schema);
  if (value === undefined || value === null) return [];
  if (type === "object" && shape !== undefined) {
    return Object.entries(value).flatMap(([key, one]) => {
      const field = shape[key];
      return field === undefined ? [] : [`${path}.${key}`, ...met(field, one, `${path}.${key}`)];
    });
  }
  if (element !== undefined) return Array.isArray(value) ? value.flatMap((one: unknown) => met(element, one, path)) : [];
  if (innerType !== undefined) return met(innerType, value, path);
  const option = options?.find((one) => one.safeParse(value).success);
  if (option !== undefined) return met(option, value, `${path}${kindOf(option)}`);
  return entries === undefined ? [] : [nameOf(path, value, Object.keys(entries).length)];
};

/** What is there for people to read, and refuses nothing. */
const FOR_PEOPLE = /^rule\.(confidence|summary|cites|checked|file|line)/u;

/** Stories owe what arose before their calendar begins, and business days before it can't be counted. */
const BEFORE_THE_CALENDAR = /^rule\.body\(due-date\)\.(days|longest)\.of$/u;

it("every field and every word that a rule of the model can have is had by some of the random rules", () => {
  const schema = ruleSchema(z, wordSchemas(z));
  const rules = fc.sample(rulesOf(fc.oneof(contactBodies, termBodies), { min: 8, max: 8 }), { numRuns: 5_000, seed: 1 }).flat();
  const seen = new Set<string>();
  for (const rule of rules) {
    const read = schema.safeParse(rule);
    expect(read.success ? null : z.prettifyError(read.error)).toBeNull();
    for (const name of met(schema, rule, "rule")) seen.add(name);
  }
  expect([...new Set(wanted(schema, "rule"))].filter((name) => !seen.has(name) && !FOR_PEOPLE.test(name) && !BEFORE_THE_CALENDAR.test(name))).toEqual(
    [],
  );
});
