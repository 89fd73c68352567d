/** Which files a test run is about: policies, and the tests beside them. */
import { existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../failure.ts";
import { readText, unreadable } from "../files.ts";

const EXTENSION = ".collect";
const TESTS = ".test.collect";

/** A policy and the file with its tests beside it, if there is one. */
export interface Pair {
  readonly policy: string;
  readonly tests: string | null;
}

/** `a/policy.test.collect` belongs to `a/policy.collect`. */
const policyOf = (file: string): string => (file.endsWith(TESTS) ? `${file.slice(0, -TESTS.length)}${EXTENSION}` : file);

const testsOf = (policy: string): string => `${policy.endsWith(EXTENSION) ? policy.slice(0, -EXTENSION.length) : policy}${TESTS}`;

/** @throws Failure when the policy of a file of tests isn't there: tests alone have nothing to test. */
const requirePolicyOf = async (tests: string): Promise<string> => {
  const file = policyOf(tests);
  if (existsSync(file)) return file;
  throw new Failure(`${tests} tests ${file}, and there is no such file: tests stand beside their policy and are called like it`);
};

/** The policy that a file of tests is about. Throws like `findPolicies`. */
export async function readPolicyOf(tests: string): Promise<{ readonly file: string; readonly source: string }> {
  const file = await requirePolicyOf(tests);
  return { file, source: await readText(file) };
}

/** Whether a file is a policy: a word at the start of a line is enough to leave law and shared blocks aside, which have tests of their own or none. */
const isPolicy = (source: string): boolean => /^\s*policy\s+"/m.test(source);

const inFolder = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(EXTENSION))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.split(/[\\/]/).includes("node_modules"))
    .toSorted();
};

/** Files as named, and for a folder all policies in it and below. */
const filesIn = async (path: string): Promise<readonly string[]> => {
  const found = await stat(path).catch(async (error: unknown) => {
    throw await unreadable(path, error);
  });
  if (!found.isDirectory()) return [policyOf(path)];
  const files = await inFolder(path);
  const policies: string[] = [];
  for (const file of files) if (file.endsWith(TESTS) || isPolicy(await readText(file))) policies.push(policyOf(file));
  return policies;
};

/**
 * Policies that the paths name, each once, in the order named. Of a folder all that lie in it and below; a file of tests stands for the
 * policy that it belongs to.
 * @throws Failure for a path that isn't there, and for tests without their policy.
 */
export async function findPolicies(paths: readonly string[]): Promise<readonly Pair[]> {
  const named = new Set<string>();
  for (const path of paths) for (const file of await filesIn(path)) named.add(file);
  const pairs: Pair[] = [];
  for (const policy of named) {
    const beside = testsOf(policy);
    const tests = existsSync(beside) ? beside : null;
    if (tests !== null) await requirePolicyOf(tests);
    pairs.push({ policy, tests });
  }
  return pairs;
}
