/** Compiled forms back from where they were stored: nothing is trusted that doesn't have the shape and the name it should have. */
import { createRequire } from "node:module";
import type { CompiledPolicy, LawBook } from "../../engine/index.ts";
import { hashOf } from "../compile/hash.ts";
import { policySchema } from "./policy-schema.ts";
import { lawBookSchema } from "./rule-schema.ts";
import { wordSchemas, type Z } from "./words.ts";

/** Thrown when something stored is no compiled form of this version, or was changed after it was named. */
export class CompiledFormError extends Error {
  override readonly name = "CompiledFormError";
}

interface Readers {
  readonly z: Z;
  readonly policy: ReturnType<typeof policySchema>;
  readonly lawBook: ReturnType<typeof lawBookSchema>;
}

let readers: Readers | null = null;

/** Built at the first use: the library takes longer to load than a policy takes to check. */
const readersOf = (): Readers => {
  if (readers !== null) return readers;
  const z = createRequire(import.meta.url)("zod") as Z;
  const word = wordSchemas(z);
  readers = { z, policy: policySchema(z, word), lawBook: lawBookSchema(z, word) };
  return readers;
};

const checked = <Form extends { readonly hash: string }>(
  schema: {
    safeParse: (
      json: unknown,
    ) => { success: true; data: Form } | { success: false; error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } };
  },
  json: unknown,
  what: string,
): Form => {
  const result = schema.safeParse(json);
  if (!result.success) {
    const [issue] = result.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? "" : ` at ${issue.path.map(String).join(".")}`;
    throw new CompiledFormError(`the stored ${what} can't be read${where}: ${issue?.message ?? "it has another shape"}`);
  }
  if (hashOf(result.data) !== result.data.hash) throw new CompiledFormError(`the stored ${what} does not match its name`);
  return result.data;
};

/**
 * A compiled policy from JSON.
 * @throws CompiledFormError when the shape or the hash is wrong
 */
export const readCompiledPolicy = (json: unknown): CompiledPolicy => checked(readersOf().policy, json, "policy");

/**
 * A law book from JSON.
 * @throws CompiledFormError when the shape or the hash is wrong
 */
export const readLawBook = (json: unknown): LawBook => checked(readersOf().lawBook, json, "law book");
