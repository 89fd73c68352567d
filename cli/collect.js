#!/usr/bin/env node
// The way in. Plain JavaScript that any Node can read: the sources are TypeScript, which Node runs unbuilt from version 24 on. On an
// older Node it goes on under the Node that `npm ci` put into this package.
import { existsSync } from "node:fs";
import module from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { CACHE, stamp } from "./stamp.js";

const NEEDED = 24;

const underOwnNode = async (path) => {
  // Loaded here alone: it brings all of the network with it, and most starts need neither.
  const { spawn } = await import("node:child_process");
  const child = spawn(path, process.argv.slice(1), { stdio: "inherit" });
  // Handed on, and the child decides when to end. Ctrl-C reaches it twice then, which it takes for once.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    process.stderr.write(`collect: ${path} does not start (${error.message}). Run "npm ci" again, or use Node ${NEEDED} or newer.\n`);
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : signal === "SIGINT" ? 130 : 1;
  });
};

if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  // Otherwise V8 learns that trees of policies live long, puts the next ones among its old objects, and every minor collection then copies
  // what they once pointed to: the pauses are three times as long.
  setFlagsFromString("--no-allocation-site-pretenuring");
  // An install fills it (warm.js). Where it can't be written, nothing is lost.
  module.enableCompileCache(CACHE);
  const joined = join(CACHE, `bundle-${stamp()}`, "main.mjs");
  const { main } = existsSync(joined) ? await import(pathToFileURL(joined).href) : await import("./main.ts");
  await main(process.argv.slice(2));
} else {
  const own = fileURLToPath(new URL("../node_modules/node/bin/node", import.meta.url));
  if (existsSync(own)) await underOwnNode(own);
  else {
    process.stderr.write(
      `collect: this is Node ${process.versions.node}, and Collect needs Node ${NEEDED} or newer. "npm ci" in its folder installs one for it.\n`,
    );
    process.exitCode = 1;
  }
}
