/**
 * The law book as it was compiled last, kept as JSON: compiling it takes longer than most commands do. A kept book counts only when its
 * name and its own digest fit; whatever goes wrong with it costs time, and nothing else.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SourceFile } from "../dsl/index.ts";
import type { LawBook } from "../engine/index.ts";
import { CACHE, stamp } from "./stamp.js";

const PREFIX = "law-";

const digestOf = (texts: Iterable<string>): string => {
  const hash = createHash("sha256");
  // Lengths keep two texts from being read as two others.
  for (const text of texts) hash.update(`${text.length}\0${text}\0`);
  return hash.digest("hex");
};

/** Name of the book that these files give under these sources of the compiler. */
const nameOf = (files: readonly SourceFile[], mark: string): string =>
  `${PREFIX}${digestOf([mark, ...files.flatMap(({ file, source }) => [file, source])]).slice(0, 32)}.json`;

/** The digest stands in the first line, the book in the second. */
const kept = (path: string): LawBook | null => {
  try {
    const [digest, text = ""] = readFileSync(path, "utf8").split("\n");
    return digest === digestOf([text]) ? (JSON.parse(text) as LawBook) : null;
  } catch {
    return null;
  }
};

/** Written beside and then renamed, so that nobody reads half of it; books of other files or sources are cleared away. */
const keep = (folder: string, name: string, book: LawBook): void => {
  const draft = join(folder, `${name}.${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    const text = JSON.stringify(book);
    writeFileSync(draft, `${digestOf([text])}\n${text}`);
    renameSync(draft, join(folder, name));
    for (const other of readdirSync(folder))
      if (other.startsWith(PREFIX) && other.endsWith(".json") && other !== name) rmSync(join(folder, other), { force: true });
  } catch {
    discard(draft);
  }
};

const discard = (path: string): void => {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where nothing can be written, nothing was.
  }
};

export interface LawCache {
  readonly folder: string;
  /** Stands for the sources that compile the law. */
  readonly mark: string;
}

/**
 * The book that the files give: the kept one, or compiled now and kept.
 * @param compile called only when none is kept; what it throws is thrown on.
 */
export async function cachedBook(
  files: readonly SourceFile[],
  compile: (files: readonly SourceFile[]) => Promise<LawBook>,
  { folder, mark }: LawCache = { folder: CACHE, mark: stamp() },
): Promise<LawBook> {
  const name = nameOf(files, mark);
  const known = kept(join(folder, name));
  if (known !== null) return known;
  const book = await compile(files);
  keep(folder, name, book);
  return book;
}

let loaded: Promise<LawBook> | null = null;

/** Law book of this installation, at most once a process. Throws like `loadLawBook`. */
export const lawBook = (): Promise<LawBook> =>
  (loaded ??= import("../policies/index.ts").then(({ bookOf, lawFiles }) => cachedBook(lawFiles(), bookOf)));
