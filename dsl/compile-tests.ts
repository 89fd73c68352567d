/** The tests beside a policy. */
import type { PolicyTest } from "../engine/model/policy-test.ts";
import { problem } from "./catalogue.ts";
import type { Scope } from "./check/names.ts";
import { checkTests } from "./check/tests/index.ts";
import { testOf } from "./compile/test.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { firstProblems } from "./order.ts";
import { openPolicy, testsOf, type PolicyOptions } from "./policy-file.ts";
import { parseFile } from "./syntax/parse.ts";
import { spanAt, type Source } from "./syntax/source.ts";
import type { TestNode } from "./tree/test.ts";

export interface TestOptions extends PolicyOptions {
  /** The policy that the tests are about, when they stand in a file of their own. */
  readonly policy?: { readonly source: string; readonly file: string };
}

export interface CompiledTests {
  /** In source order; none when the file, or the policy, has an error. */
  readonly tests: readonly PolicyTest[];
  readonly diagnostics: readonly Diagnostic[];
  /** Texts of all files that were read, by name. */
  readonly sources: Readonly<Record<string, string>>;
}

const isError = ({ severity }: Diagnostic): boolean => severity === "error";

const compiled = (tests: readonly TestNode[], scope: Scope | null, source: Source, found: readonly Diagnostic[], broken: boolean) => {
  const diagnostics = firstProblems(source, found);
  const runnable = scope !== null && !broken && !diagnostics.some(isError);
  return { tests: runnable ? tests.map((test) => testOf(test, scope, source)) : [], diagnostics };
};

/** Tests in a file of their own: the diagnostics are those of that file, not of the policy. */
const beside = (source: string, file: string, about: NonNullable<TestOptions["policy"]>, options: PolicyOptions): CompiledTests => {
  const parsed = parseFile(source, file);
  const { policy: scope, diagnostics: ofPolicy, sources } = openPolicy(about.source, about.file, options);
  const tests = testsOf(parsed);
  const others = parsed.items.filter(({ kind }) => kind !== "test");
  const strangers = others.map(({ kind, span }) => problem("besideTests", span, { what: kind }));
  const empty = parsed.items.length === 0 && parsed.diagnostics.length === 0;
  const found = [
    ...parsed.diagnostics,
    ...strangers,
    ...(scope === null ? [] : checkTests(tests, scope)),
    ...(empty ? [problem("emptyFile", spanAt(parsed.source, 0, 0), { what: "test" })] : []),
  ];
  return { ...compiled(tests, scope, parsed.source, found, ofPolicy.some(isError)), sources: { [file]: source, ...sources } };
};

/**
 * Compiles `test` blocks: those of a policy file (inside of the policy and after it), with the diagnostics of the whole file just as
 * `compilePolicy` gives them; or, with `options.policy`, those of a file that holds nothing but tests. Never throws, whatever the text.
 */
export const compileTests = (source: string, file: string, options: TestOptions = {}): CompiledTests => {
  if (options.policy !== undefined) return beside(source, file, options.policy, options);
  const { parsed, policy: scope, tests, diagnostics, sources } = openPolicy(source, file, options);
  return { ...compiled(tests, scope, parsed.source, diagnostics, false), sources };
};
