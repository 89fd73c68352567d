// What the sources look like just now: path, size and time of each, as one short text. Node strips and links some two hundred source files
// at every start, which costs more than most commands; `bundle.js` joins them once, and this tells whether what it joined is still what lies here.
import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the package. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Beside the packages, so that it lasts as long as they do. */
export const CACHE = join(ROOT, "node_modules", ".cache", "collect");

const FOLDERS = ["api", "channels", "cli", "dsl", "engine", "ledger", "policies", "reports", "workflows"];

const isSource = (name) => name.endsWith(".ts") || name.endsWith(".js");

const collect = (folder, found, isWanted = isSource) => {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    // Not by `join`, which takes longer here than asking the disk.
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) collect(path, found, isWanted);
    else if (isWanted(entry.name)) {
      const { size, mtimeMs } = statSync(path);
      found.push(`${path}\0${size}\0${mtimeMs}`);
    }
  }
};

const nameOf = (found) =>
  createHash("sha256")
    .update(found.toSorted((a, b) => (a < b ? -1 : 1)).join("\n"))
    .digest("hex")
    .slice(0, 32);

const measured = () => {
  const found = [process.version, process.arch];
  for (const folder of FOLDERS) collect(join(ROOT, folder), found);
  try {
    const lock = statSync(join(ROOT, "package-lock.json"));
    found.push(`${lock.size}\0${lock.mtimeMs}`);
  } catch {
    // An installed package has none.
  }
  return nameOf(found);
};

/** The way in and what it starts are joined apart: what one of them measured is kept for the other. */
const KEPT = Symbol.for("collect.stamp");

/** Changes with every change of a source, of the packages, of the Node that runs and of the place where all this lies. Measured once a process. */
export const stamp = () => (globalThis[KEPT] ??= measured());

/** Changes with every change of the law, of the legal texts and of the holidays that ship. */
export const lawStamp = () => {
  const found = [];
  for (const folder of ["law", "templates", "calendar/holidays"]) collect(join(ROOT, "policies", folder), found, () => true);
  return nameOf(found);
};
