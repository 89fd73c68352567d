/** Files as `validate` looks at them: policies with their letters, tests beside them, law, and what policies share. */
import { readdirSync, statSync, type Stats } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../dsl/index.ts";
import type { CompiledPolicy } from "../engine/index.ts";
import { Failure } from "./failure.ts";
import { readStdin, readText, textOf, unreadable } from "./files.ts";
import { dayLists, readPolicyFile, readerOf, sourcesOf, type LawAtHand } from "./policy-file.ts";
import type { ProofHead } from "./proof/head.ts";
import { progress } from "./terminal/progress.ts";
import { readPolicyOf } from "./testing/find.ts";

const EXTENSION = ".collect";
const TESTS = ".test.collect";
/** Standard input: a text that came alone, without letters and files to use. */
const STDIN = "-";

export type FileKind = "policy" | "law" | "shared" | "tests";

export interface CheckedFile {
  readonly file: string;
  readonly kind: FileKind;
  /** Null when it has errors, and of every other kind. */
  readonly policy: (Pick<CompiledPolicy, "name" | "version" | "places"> & { readonly stages: readonly { readonly name: string }[] }) | null;
  /** What its proof is asked for by; null when there is nothing to prove. */
  readonly proof: ProofHead | null;
}

/** A file with what was found in it and in the files that were read with it. */
interface Found extends CheckedFile {
  readonly diagnostics: readonly Diagnostic[];
  /** Texts of the file and of what was read with it, by name. */
  readonly sources: Readonly<Record<string, string>>;
  /** Names of the files that it only uses. */
  readonly used: readonly string[];
}

export interface Checked {
  readonly files: readonly CheckedFile[];
  /** All problems, each once, in the order of the files; comments that allow some have had their say. */
  readonly diagnostics: readonly Diagnostic[];
  /** Texts of all files that were read, by name. */
  readonly sources: Readonly<Record<string, string>>;
}

const filesBelow = (folder: string): readonly string[] => {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(EXTENSION))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.slice(folder.length).split(/[\\/]/).includes("node_modules"));
  if (files.length === 0) throw new Failure(`there is no ${EXTENSION} file in ${folder}`);
  return files.toSorted();
};

const foundAt = async (path: string): Promise<Stats> => {
  try {
    return statSync(path);
  } catch (error) {
    throw await unreadable(path, error);
  }
};

/**
 * The files that the paths name, each once, in the order named; a folder stands for its `.collect` files and those below.
 * @throws Failure for a path that isn't there, for one that is neither file nor folder, and for a folder without such files.
 */
export async function namedFiles(paths: readonly string[]): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const path of paths) {
    if (path === STDIN) {
      files.add(path);
      continue;
    }
    const found = await foundAt(path);
    // A pipe would be read twice, and nobody would write it the second time.
    if (!found.isFile() && !found.isDirectory()) throw new Failure(`${path} is no regular file: "-" reads standard input`);
    for (const file of found.isDirectory() ? filesBelow(path) : [path]) files.add(file);
  }
  return [...files];
}

/** What a file holds, by the first words of its lines; what holds none of them is taken for a policy, and told so. */
const kindOf = (file: string, source: string): FileKind => {
  const heads = new Set(Array.from(source.matchAll(/^\ufeff?[ \t]*(policy|jurisdiction|shared)\b/gm), ([, word]) => word));
  if (heads.has("policy")) return "policy";
  if (heads.has("jurisdiction")) return "law";
  if (heads.has("shared")) return "shared";
  return file.endsWith(TESTS) ? "tests" : "policy";
};

const checkPolicy = async (file: string, law: LawAtHand): Promise<Omit<Found, "kind">> => {
  const read = await readPolicyFile(file, law);
  const { headOf } = await import("./proof/head.ts");
  const proof = await headOf(read, law);
  return { file, policy: read.policy, proof, diagnostics: read.diagnostics, sources: sourcesOf([read]), used: Object.keys(read.used) };
};

const checkAlone = async (source: string, law: LawAtHand): Promise<Omit<Found, "kind">> => {
  const { compilePolicy } = await import("../dsl/index.ts");
  const { policy, diagnostics, sources } = compilePolicy(source, STDIN, { lawBook: law, dayLists: await dayLists() });
  return { file: STDIN, policy, proof: null, diagnostics, sources, used: [] };
};

/** Tests in a file of their own are held against the policy beside them. */
const checkTests = async (file: string, source: string, law: LawAtHand): Promise<Omit<Found, "kind">> => {
  const [{ compileTests }, policy] = await Promise.all([import("../dsl/index.ts"), readPolicyOf(file)]);
  const { diagnostics, sources } = compileTests(source, file, { lawBook: law, read: readerOf(), policy, dayLists: await dayLists() });
  return { file, policy: null, proof: null, diagnostics, sources, used: Object.keys(sources).filter((name) => name !== file) };
};

/** Law is compiled together, with what ships: a rule's id means one rule in all of it, and a series of one file serves the others. */
const checkLaw = async (files: readonly { readonly file: string; readonly source: string }[]): Promise<readonly Found[]> => {
  if (files.length === 0) return [];
  const { compileLaw } = await import("../dsl/index.ts");
  const { withShipped } = await import("./law/with-shipped.ts");
  const { diagnostics } = compileLaw(await withShipped(files), { dayLists: await dayLists() });
  return files.map(({ file, source }) => ({
    file,
    kind: "law",
    policy: null,
    proof: null,
    diagnostics: diagnostics.filter(({ span }) => span.file === file),
    sources: { [file]: source },
    used: [],
  }));
};

/**
 * The same problem is found with each policy that uses its file, and those of a folder's letters with each policy beside them: told once.
 * A letter that one of the policies sends is of use.
 */
const onceEach = (read: readonly Found[]): readonly Diagnostic[] => {
  const beside = new Map<string, number>();
  for (const { sources } of read) for (const file of Object.keys(sources)) beside.set(file, (beside.get(file) ?? 0) + 1);
  const unused = new Map<string, number>();
  for (const { diagnostics } of read)
    for (const { code, span } of diagnostics) if (code === "C5010") unused.set(span.file, (unused.get(span.file) ?? 0) + 1);
  const told = new Map<string, Diagnostic>();
  for (const { diagnostics } of read)
    for (const diagnostic of diagnostics) {
      const { code, message, span } = diagnostic;
      if (code === "C5010" && (unused.get(span.file) ?? 0) < (beside.get(span.file) ?? 0)) continue;
      const key = `${span.file} ${span.start} ${span.end} ${code} ${message}`;
      if (!told.has(key)) told.set(key, diagnostic);
    }
  return [...told.values()];
};

const settled = async (read: readonly Found[]): Promise<Checked> => {
  const { suppress } = await import("../dsl/index.ts");
  const sources = Object.fromEntries(read.flatMap((each) => Object.entries(each.sources)));
  const named = new Set(read.map(({ file }) => file));
  const lent = new Set(read.flatMap(({ used }) => used.filter((file) => !named.has(file))));
  return { files: read, diagnostics: suppress(onceEach(read), sources, lent), sources };
};

/** Checks files as what they are. */
export async function checkFiles(files: readonly string[], law: LawAtHand): Promise<Checked> {
  const bar = progress("checking", "files", files.length);
  const read = new Map<string, Found>();
  const lawFiles: { readonly file: string; readonly source: string }[] = [];
  for (const [index, file] of files.entries()) {
    const source = file === STDIN ? textOf(await readStdin(), "standard input") : await readText(file);
    const kind = kindOf(file, source);
    if (kind === "law") lawFiles.push({ file, source });
    else if (file === STDIN) read.set(file, { ...(await checkAlone(source, law)), kind });
    else read.set(file, { ...(await (kind === "tests" ? checkTests(file, source, law) : checkPolicy(file, law))), kind });
    bar.at(index + 1);
  }
  for (const checked of await checkLaw(lawFiles)) read.set(checked.file, checked);
  bar.end();
  return settled(files.flatMap((file) => read.get(file) ?? []));
}
