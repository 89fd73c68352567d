import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach } from "vitest";

const folders: string[] = [];
let common: string | null = null;
const children: ChildProcess[] = [];

const makeFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "collect-embedded-"));
  // As a home folder of one's own would be entered by the server's user.
  chmodSync(folder, 0o711);
  return folder;
};

/** One folder for all tests of a file that don't mind what is in it: setting up a database takes most of a second. */
export const commonFolder = (): string => (common ??= makeFolder());

/** An empty folder that is removed after the test, with whatever server was left running in it. */
export const emptyFolder = (): string => {
  const folder = makeFolder();
  folders.push(folder);
  return folder;
};

export const pidIn = (data: string): number => Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
export const isRunning = (data: string): boolean => existsSync(join(data, "postmaster.pid"));

export interface Command {
  readonly child: ChildProcess;
  /** All that it wrote to its standard output so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly opened: Promise<void>;
  /** Tells it to close, and waits for its end. */
  readonly close: () => Promise<number | null>;
}

/** Starts a process of its own that opens the ledger of a folder. */
export const startCommand = (folder: string): Command => {
  const child = spawn(process.execPath, [fileURLToPath(new URL("./command.ts", import.meta.url)), folder], { stdio: ["pipe", "pipe", "pipe"] });
  children.push(child);
  let out = "";
  let err = "";
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  const opened = new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes("open\n")) resolve();
    });
    child.on("exit", () => reject(new Error(`the command ended early: ${err}`)));
  });
  // A test that kills the command before it is open does not wait for it.
  opened.catch(() => undefined);
  const close = async (): Promise<number | null> => {
    const ended = once(child, "exit");
    child.stdin.write("\n");
    const [code] = (await ended) as [number | null];
    return code;
  };
  return { child, stdout: () => out, stderr: () => err, opened, close };
};

export const kill = async (child: ChildProcess): Promise<void> => {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
};

const endOf = (pid: number): void => {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
};

const remove = (folder: string): void => {
  const data = join(folder, "postgres");
  if (isRunning(data)) endOf(pidIn(data));
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
};

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  for (const folder of folders.splice(0)) remove(folder);
});

afterAll(() => {
  if (common !== null) remove(common);
});
