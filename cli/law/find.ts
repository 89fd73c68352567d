/** Files that `collect law test` is about: as named, all of a folder, or those that fit a pattern. */
import { glob, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../failure.ts";
import { unreadable } from "../files.ts";

const inFolder = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(({ name }) => name.endsWith(".collect") || name.endsWith(".json"))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
};

const fitting = async (pattern: string): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const file of glob(pattern)) found.push(file);
  if (found.length === 0) throw new Failure(`no file fits ${pattern}`);
  return found.toSorted();
};

const filesOf = async (path: string): Promise<readonly string[]> => {
  try {
    return (await stat(path)).isDirectory() ? await inFolder(path) : [path];
  } catch (error) {
    // A file may be called like a pattern, so patterns come last.
    if (/[*?[{]/u.test(path)) return fitting(path);
    throw await unreadable(path, error);
  }
};

/**
 * Each file once, in the order named.
 * @throws Failure for a path that isn't there, with the nearest name, and for a pattern that nothing fits
 */
export const lawTestFiles = async (paths: readonly string[]): Promise<readonly string[]> => {
  const files = new Set<string>();
  for (const path of paths) for (const file of await filesOf(path)) files.add(file);
  return [...files];
};
