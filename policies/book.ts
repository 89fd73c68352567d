/** The law book that ships: every jurisdiction file under `law/`, compiled together. */
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join, relative, sep } from "node:path";
import type { LawBook, Place } from "../engine/index.ts";
import type { Diagnostic, SourceFile } from "../dsl/index.ts";
import { holidayPlaces } from "./calendar/holidays.ts";

const FOLDER = fileURLToPath(new URL("law/", import.meta.url));

/** All jurisdiction files, by name, with paths as diagnostics show them (`policies/law/us/ca.collect`). */
export const lawFiles = (): readonly SourceFile[] =>
  readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".collect"))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((path) => ({ file: ["policies", "law", ...relative(FOLDER, path).split(sep)].join("/"), source: readFileSync(path, "utf8") }));

/**
 * Places that have a jurisdiction of their own (`WORLD` is none), read from the first line of each block: a tenth of a second sooner than the compiled book, for
 * commands that only ask whether there is law.
 */
export const lawPlaces = (): readonly Place[] =>
  [
    ...new Set(
      lawFiles().flatMap(({ source }) =>
        [...source.matchAll(/^(?:jurisdiction|  members)\s+([A-Z][A-Z0-9, -]*)/gm)].flatMap(([, places = ""]) => places.trim().split(", ")),
      ),
    ),
  ]
    .filter((place) => place !== "WORLD")
    .toSorted();

const describe = ({ span, code, message }: Diagnostic): string => `${span.file}:${span.line}:${span.column} ${code} ${message}`;

/**
 * Jurisdiction files to a law book.
 * @throws Error that names file, line and reason of every problem: the law that ships is ours, so a fault in it is a defect.
 */
export const bookOf = async (files: readonly SourceFile[]): Promise<LawBook> => {
  const { compileLaw } = await import("../dsl/index.ts");
  const { lawBook, diagnostics } = compileLaw(files, { examples: false, dayLists: holidayPlaces() });
  if (lawBook === null) throw new Error(["the law book doesn't compile:", ...diagnostics.map(describe)].join("\n  "));
  return lawBook;
};

/** The law book that ships. Throws like `bookOf`. */
export const loadLawBook = (): Promise<LawBook> => bookOf(lawFiles());
