// Joins the sources of the commands into few files, so that a command starts in a third of the time. It changes nothing of what they do: the
// sources themselves run wherever the joined files are missing or older than they (collect.js decides by stamp.js). Run after an install.
import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CACHE, ROOT, stamp } from "./stamp.js";

/** Packages that are small and needed at every start are joined too; all others stay where they are. */
const JOINED = /^(chevrotain|@chevrotain\/.*|commander|@commander-js\/.*)$/u;

/** Files find what lies beside them by their own address: each keeps that of its source. */
const ownAddress = {
  name: "own-address",
  transform: (code, id) =>
    code.includes("import.meta.url") ? { code: code.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(id).href)), map: null } : null,
};

/** The library of the command line starts programs of others where a command names one. None of ours does, and loading what starts them takes long. */
const whenAsked = {
  name: "when-asked",
  resolveId: (id, importer) => (id === "node:child_process" && /[\\/]commander[\\/]/u.test(importer ?? "") ? "\0when-asked" : null),
  load: (id) =>
    id === "\0when-asked" ? `export default { spawn: (...args) => process.getBuiltinModule("node:child_process").spawn(...args) };` : null,
};

/** Joins what lies here now, and clears away what was joined before. */
export const bundle = async () => {
  const { rolldown } = await import("rolldown");
  const mark = stamp();
  const folder = join(CACHE, `bundle-${mark}`);
  const draft = `${folder}.${process.pid}`;
  mkdirSync(CACHE, { recursive: true });
  const build = await rolldown({
    input: { main: join(ROOT, "cli", "main.ts") },
    cwd: ROOT,
    platform: "node",
    logLevel: "silent",
    // The engine is pure: a command that needs one function of it loads that alone.
    treeshake: { moduleSideEffects: (id) => !id.startsWith(join(ROOT, "engine")) },
    plugins: [ownAddress, whenAsked],
    external: (id, importer) =>
      whenAsked.resolveId(id, importer) === null &&
      !id.startsWith(".") &&
      !id.startsWith("/") &&
      !id.startsWith("\0") &&
      !/^[A-Za-z]:/u.test(id) &&
      !JOINED.test(id),
  });
  await build.write({ dir: draft, format: "esm", entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" });
  for (const name of readdirSync(CACHE))
    if (name.startsWith("bundle-") && !draft.endsWith(name)) rmSync(join(CACHE, name), { recursive: true, force: true });
  renameSync(draft, folder);
};
