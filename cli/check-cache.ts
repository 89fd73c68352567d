/**
 * What the last checks found, kept by the contents of everything that was read: nobody checks the same twenty policies anew at every
 * start. Only what came out without an error is kept, since an error may be about a file that isn't there. Whatever goes wrong with
 * it costs time, and nothing else.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Checked } from "./checked-files.ts";
import { textOf } from "./files.ts";
import { CACHE, lawStamp, stamp } from "./stamp.js";

/** So many results are kept; the oldest go. */
const MOST = 200;

const FOLDER = join(CACHE, "checked");

const digestOf = (parts: Iterable<string>): string => {
  const hash = createHash("sha256");
  // Lengths keep two texts from being read as two others.
  for (const part of parts) hash.update(`${part.length}\0${part}\0`);
  return hash.digest("hex");
};

interface Kept {
  /** Of everything below: a file that was cut off or touched is none. */
  readonly digest: string;
  /** Digest of each file that was read, by name. */
  readonly reads: Readonly<Record<string, string>>;
  /** Names in the folder of letters beside each policy; null where there is none. */
  readonly letters: Readonly<Record<string, readonly string[] | null>>;
  readonly files: Checked["files"];
  readonly diagnostics: Checked["diagnostics"];
}

type Body = Omit<Kept, "digest">;

const digestOfBody = ({ reads, letters, files, diagnostics }: Body): string => digestOf([JSON.stringify([reads, letters, files, diagnostics])]);

const namesIn = (folder: string): readonly string[] | null => {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return null;
  }
};

const textIn = (file: string): string | null => {
  try {
    return textOf(readFileSync(file), file);
  } catch {
    return null;
  }
};

const same = (one: readonly string[] | null, other: readonly string[] | null): boolean => JSON.stringify(one) === JSON.stringify(other);

const DAY_MS = 86_400_000;

/**
 * Messages name files as they were named, so the folder that the command runs in is part of the question; so are the law and the day, since
 * letters are held against what the law wants today.
 */
const pathOf = (files: readonly string[]): string => {
  const day = String(Math.floor(Date.now() / DAY_MS));
  return join(FOLDER, `${digestOf([stamp(), lawStamp(), day, process.cwd(), ...files]).slice(0, 32)}.json`);
};

/** What was found last time, if every file is still what it was; null otherwise. */
export function recalled(files: readonly string[]): Checked | null {
  try {
    const kept = JSON.parse(readFileSync(pathOf(files), "utf8")) as Kept;
    if (kept.digest !== digestOfBody(kept)) return null;
    if (Object.entries(kept.letters).some(([folder, names]) => !same(names, namesIn(folder)))) return null;
    const sources: Record<string, string> = {};
    for (const [file, digest] of Object.entries(kept.reads)) {
      const text = textIn(file);
      if (text === null || digestOf([text]) !== digest) return null;
      sources[file] = text;
    }
    return { files: kept.files, diagnostics: kept.diagnostics, sources };
  } catch {
    return null;
  }
}

/** Of a policy, what the command prints: the compiled form is large, and nobody reads it from here. */
const inShort = (files: Checked["files"]): Checked["files"] =>
  files.map(({ file, kind, policy, proof }) => ({
    file,
    kind,
    proof,
    policy:
      policy === null
        ? null
        : { name: policy.name, version: policy.version, places: policy.places, stages: policy.stages.map(({ name }) => ({ name })) },
  }));

const clearAway = (): void => {
  const kept = readdirSync(FOLDER).map((name) => ({ path: join(FOLDER, name), at: statSync(join(FOLDER, name)).mtimeMs }));
  for (const { path } of kept.toSorted((a, b) => b.at - a.at).slice(MOST)) rmSync(path, { force: true });
};

/** Tests are held against the policy beside them, which is read by another way: what it uses isn't known here. */
const mayBeKept = ({ files, diagnostics }: Checked): boolean => {
  const named = new Set(files.map(({ file }) => resolve(file)));
  const besides = files.filter(({ kind }) => kind === "tests").map(({ file }) => resolve(file.replace(/\.test\.collect$/u, ".collect")));
  return besides.every((file) => named.has(file)) && !diagnostics.some(({ severity }) => severity === "error");
};

/** Keeps what was found. */
export function keep(named: readonly string[], checked: Checked): void {
  if (!mayBeKept(checked)) return;
  const folders = checked.files.filter(({ kind }) => kind === "policy").map(({ file }) => join(dirname(file), "letters"));
  const body: Body = {
    reads: Object.fromEntries(Object.entries(checked.sources).map(([file, text]) => [file, digestOf([text])])),
    letters: Object.fromEntries(folders.map((folder) => [folder, namesIn(folder)])),
    files: inShort(checked.files),
    diagnostics: checked.diagnostics,
  };
  const path = pathOf(named);
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(draft, JSON.stringify({ digest: digestOfBody(body), ...body }));
    renameSync(draft, path);
    clearAway();
  } catch {
    rmSync(draft, { force: true });
  }
}
