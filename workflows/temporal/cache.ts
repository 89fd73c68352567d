/** Where things live that are expensive to get and the same for every project: servers that were downloaded or built once. */
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

export type Environment = Readonly<Record<string, string | undefined>>;

/** `$XDG_CACHE_HOME/collect`, or `~/.cache/collect`. */
export const cacheFolder = (env: Environment): string => join(env["XDG_CACHE_HOME"] || join(env["HOME"] || homedir(), ".cache"), "collect");

export const exists = async (path: string): Promise<boolean> => {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** Takes the lock, or says who holds it. A lock whose holder is dead is cleared: it died while building. */
const takeLock = async (lock: string): Promise<boolean> => {
  try {
    await writeFile(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const holder = Number(await readFile(lock, "utf8").catch(() => "0"));
  // An empty file is a lock in the making; its holder writes its id at once.
  if (holder > 0 && !isAlive(holder)) await rm(lock, { force: true });
  return false;
};

/**
 * The file or folder `target`, made by `make` when it isn't there yet. `make` gets a path of its own to fill; the result is
 * moved into place in one rename, so that nobody ever sees half of it. Of several processes one makes it and the others
 * wait for it; `waiting` is called once when that happens. What `make` throws is thrown here, and nothing is left behind.
 */
export const makeOnce = async (target: string, make: (draft: string) => Promise<void>, waiting: () => void = () => {}): Promise<string> => {
  if (await exists(target)) return target;
  await mkdir(dirname(target), { recursive: true });
  const lock = `${target}.lock`;
  for (let told = false; !(await takeLock(lock));) {
    if (await exists(target)) return target;
    if (!told) waiting();
    told = true;
    await pause(200);
  }
  const draft = `${target}.${process.pid}.draft`;
  try {
    if (await exists(target)) return target;
    await rm(draft, { recursive: true, force: true });
    await make(draft);
    await rename(draft, target);
    return target;
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(lock, { force: true });
  }
};
