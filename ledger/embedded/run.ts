import { spawn } from "node:child_process";
import type { SystemUser } from "./system-user.ts";

export interface Ran {
  /** Null when the program could not be started or was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Without the settings of other PostgreSQL clients on the machine (PGPORT, PGDATA), and with messages in one language. */
const environment = (): NodeJS.ProcessEnv => {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("PG") && name !== "LANGUAGE");
  return { ...Object.fromEntries(kept), LC_ALL: "C", TZ: "UTC" };
};

/**
 * Runs a program to its end as the given user, and never lets it write to the command's own output. It starts in the root folder, since that user
 * may have no right to enter the current one.
 */
export const run = (file: string, args: readonly string[], user: SystemUser): Promise<Ran> =>
  new Promise((resolve) => {
    const child = spawn(file, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: environment(),
      cwd: process.platform === "win32" ? undefined : "/",
      windowsHide: true,
      ...user,
    });
    const out: string[] = [];
    const err: string[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk.toString()));
    const done = (code: number | null): void => resolve({ code, stdout: out.join(""), stderr: err.join("") });
    child.on("error", (error) => {
      err.push(error.message);
      done(null);
    });
    // Not "exit": what it wrote may still be on its way then.
    child.on("close", done);
  });
