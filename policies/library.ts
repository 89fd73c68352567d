/** Policies that ship, to start from: each a folder under `library/` with its policy, letters and tests. */
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join, relative, sep } from "node:path";
import type { CompiledPolicy } from "../engine/index.ts";

const FOLDER = fileURLToPath(new URL("library/", import.meta.url));

/** A policy of the library, as a list shows it. */
export interface LibraryEntry {
  /** Its folder's name, by which it is asked for. */
  readonly name: string;
  /** First sentence of the policy's own comment. */
  readonly summary: string;
  readonly policy: Pick<CompiledPolicy, "name" | "collector" | "debt" | "currencies" | "places">;
}

/** Names of the policies that ship, in alphabetical order. */
export const libraryNames = (): readonly string[] =>
  readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();

/** Texts of a library policy's files by path within its folder; `name` must be one of `libraryNames`. */
export const libraryFiles = (name: string): Readonly<Record<string, string>> => {
  const folder = join(FOLDER, name);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  return Object.fromEntries(files.map((file) => [relative(folder, file).split(sep).join("/"), readFileSync(file, "utf8")]));
};

/** The doc comment at the top of a policy, as one line. */
const commentOf = (source: string): string =>
  source
    .split("\n")
    .filter((line) => line.startsWith("///"))
    .map((line) => line.slice(3).trim())
    .join(" ");

/**
 * What a list says of a library policy.
 * @throws Error when it doesn't compile: what ships is ours, so a fault in it is a defect.
 */
export const libraryEntry = async (name: string): Promise<LibraryEntry> => {
  const { compilePolicy } = await import("../dsl/index.ts");
  const files = libraryFiles(name);
  const source = files["policy.collect"] ?? "";
  const { policy, diagnostics } = compilePolicy(source, "policy.collect", { read: (path) => files[path] ?? null });
  if (policy === null) throw new Error(`the library's ${name} doesn't compile: ${diagnostics.map((one) => one.message).join("; ")}`);
  return { name, summary: commentOf(source), policy };
};

/**
 * Every policy of the library, compiled, named by its folder, and by its file where a folder has several.
 * @throws Error when one doesn't compile
 */
export const libraryPolicies = async (): Promise<readonly { readonly name: string; readonly policy: CompiledPolicy }[]> => {
  const { compilePolicy } = await import("../dsl/index.ts");
  return libraryNames().flatMap((name) => {
    const files = libraryFiles(name);
    return Object.entries(files).flatMap(([file, source]) => {
      if (!file.endsWith(".collect") || file.endsWith(".test.collect") || !/^policy\s+"/mu.test(source)) return [];
      const { policy } = compilePolicy(source, file, { read: (path) => files[path] ?? null });
      if (policy === null) throw new Error(`the library's ${name}/${file} doesn't compile`);
      return [{ name: file === "policy.collect" ? name : `${name}/${file}`, policy }];
    });
  });
};
