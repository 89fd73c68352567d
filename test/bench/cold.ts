/** Whole processes: what a command costs from a standing start. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Task } from "./measure.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const runs =
  (args: readonly string[]): Task =>
  () => {
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "ignore", "pipe"] });
    if (status !== 0) throw new Error(`${args.slice(0, 3).join(" ")} ended with ${status}: ${stderr.toString()}`);
  };

/** The bare minimum: a process that does nothing but import the parser library. */
export const emptyWithChevrotain = (): Task => runs(["--input-type=module", "-e", 'await import("chevrotain")']);

export interface Validating {
  /** Policies that were never seen (`--no-cache`), and what they say alone (`--no-proof`). */
  readonly checked: Task;
  /** Never seen either, with their verdicts, from the certificate that lies beside each. */
  readonly first: Task;
  /** The same, seen before: the command as everybody gives it, without flags. */
  readonly again: Task;
  readonly clear: () => void;
}

/** Joins the sources as an install does: after an edit or a pull they run one by one until the next install. */
const installed = runs([join(ROOT, "cli", "warm.js")]);

/** Copies of a policy folder with its letters and its certificate, and the command that validates them all in one process. */
export const validateCopies = (folder: string, copies: number): Validating => {
  const room = mkdtempSync(join(tmpdir(), "collect-bench-"));
  const files = Array.from({ length: copies }, (_, at) => {
    const copy = join(room, String(at));
    mkdirSync(copy);
    cpSync(join(ROOT, folder), copy, { recursive: true });
    return join(copy, "policy.collect");
  });
  void installed();
  const command = [join(ROOT, "cli", "collect.js"), "validate", ...files];
  return {
    checked: runs([...command, "--no-cache", "--no-proof"]),
    first: runs([...command, "--no-cache"]),
    again: runs(command),
    clear: () => rmSync(room, { recursive: true, force: true }),
  };
};
