import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { CompiledFormError, compileLaw, compilePolicy, hashOf, readCompiledPolicy, readLawBook } from "../../dsl/index.ts";
import type { policySchema } from "../../dsl/read/policy-schema.ts";
import type { lawBookSchema } from "../../dsl/read/rule-schema.ts";
import type { CompiledPolicy, LawBook } from "../../engine/index.ts";

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Read<Schema extends (...given: never) => { readonly parse: (json: unknown) => unknown }> = ReturnType<ReturnType<Schema>["parse"]>;

const tour = readFileSync(new URL("fixtures/b2b-tour.collect", import.meta.url), "utf8");
const law = readFileSync(new URL("fixtures/law-tour.collect", import.meta.url), "utf8");

const policyOf = (source: string, file = "p.collect"): CompiledPolicy => {
  const { policy } = compilePolicy(source, file);
  if (policy === null) throw new Error("no policy");
  return policy;
};
const bookOf = (source: string): LawBook => {
  const { lawBook } = compileLaw([{ file: "us.collect", source }]);
  if (lawBook === null) throw new Error("no law book");
  return lawBook;
};
const through = (form: unknown): unknown => JSON.parse(JSON.stringify(form));

it("names a policy by what it means: not by comments, blank lines, line numbers or file names", () => {
  const { hash, stages } = policyOf(tour);
  expect(hash).toMatch(/^[0-9a-f]{64}$/u);
  const other = policyOf(`// a comment\n\n${tour.replace(/ +\/\/.*$/gmu, "").replaceAll("\n", "\n\n")}`, "elsewhere.collect");
  expect(other.hash).toBe(hash);
  expect(other.stages[0]?.line).not.toBe(stages[0]?.line);
});

it.each([
  ["a day", "day 5 ", "day 6 "],
  ["a limit", "at most 2 contacts", "at most 3 contacts"],
  ["a template", '"second reminder"', '"another reminder"'],
  ["an amount", "100 USD", "101 USD"],
  ["the version", '"2026.1"', '"2026.2"'],
  ["a place", "GB, DE, NL", "GB, DE"],
])("gives a policy another name when %s changes", (_, from, to) => {
  expect(tour).toContain(from);
  expect(policyOf(tour.replace(from, to)).hash).not.toBe(policyOf(tour).hash);
});

it("keeps a declared fact called `line` or `file` in the name", () => {
  expect(hashOf({ facts: { line: { type: "number" } } })).not.toBe(hashOf({ facts: {} }));
  expect(hashOf({ line: 5, file: "x", hash: "y", a: [{ line: 7 }] })).toBe(hashOf({ a: [{}] }));
});

it("reads back what it compiled", () => {
  expect(readCompiledPolicy(through(policyOf(tour)))).toEqual(policyOf(tour));
  expect(readLawBook(through(bookOf(law)))).toEqual(bookOf(law));
});

it("holds the schemas equal to the engine's types: parting ways fails the type check", () => {
  const policy: Same<Read<typeof policySchema>, CompiledPolicy> = true;
  const lawBook: Same<Read<typeof lawBookSchema>, LawBook> = true;
  expect([policy, lawBook]).toEqual([true, true]);
});

it("refuses a stored form that was changed after it was named", () => {
  expect(() => readCompiledPolicy({ ...policyOf(tour), collector: "third-party" })).toThrow(
    new CompiledFormError("the stored policy does not match its name"),
  );
  expect(() => readLawBook({ ...bookOf(law), rules: [] })).toThrow(new CompiledFormError("the stored law book does not match its name"));
});

it("refuses a stored form of another shape, and says where", () => {
  const policy = policyOf(tour);
  expect(() => readCompiledPolicy(null)).toThrow(CompiledFormError);
  expect(() => readCompiledPolicy({ ...policy, stages: [{ name: "x" }] })).toThrow(/can't be read at stages\.0\.entry/u);
  expect(() => readCompiledPolicy({ ...policy, extra: 1 })).toThrow(/can't be read/u);
  expect(() => readCompiledPolicy({ ...policy, format: 2 })).toThrow(/can't be read at format/u);
  const [rule] = bookOf(law).rules;
  expect(() => readLawBook({ ...bookOf(law), rules: [{ ...rule, body: { ...rule?.body, kind: "wish" } }] })).toThrow(
    /can't be read at rules\.0\.body/u,
  );
});
