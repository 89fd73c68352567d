import { randomBytes } from "node:crypto";
import { link, readFile, rename, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { program } from "./binaries.ts";
import type { Place } from "./place.ts";
import { run } from "./run.ts";

/** What a running server says of itself in `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly text: string;
}

const pidFile = (data: string): string => join(data, "postmaster.pid");
export const logFile = (data: string): string => join(data, "server.log");

/** Null: no server, or one that has not come so far as to name its port. */
export const readPostmaster = async (data: string): Promise<Postmaster | null> => {
  const text = await readFile(pidFile(data), "utf8").catch(() => "");
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid > 0 && port > 0 ? { pid, port, text } : null;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address !== null && typeof address === "object" ? resolve(address.port) : reject(new Error("no free port"))));
    });
  });

/** Starts the server in the background, where the end of this command does not reach it. False: it did not start, or another was there first. */
export const startPostmaster = async (place: Place): Promise<boolean> => {
  const options = `-p ${await freePort()}`;
  const args = ["start", "-w", "-t", "60", "-D", place.data, "-l", logFile(place.data), "-o", options];
  return (await run(program(place.installation, "pg_ctl"), args, place.user)).code === 0;
};

const longestStop = 60_000;

/**
 * Stops the server and waits until it is down. It is told by its own pid file: `pg_ctl stop -w` would go on to wait for the server that another command
 * starts in the same place right afterwards.
 */
export const stopPostmaster = async (place: Place): Promise<void> => {
  const stopping = await readPostmaster(place.data);
  if (stopping === null) return;
  await run(program(place.installation, "pg_ctl"), ["stop", "-m", "fast", "-W", "-D", place.data], place.user);
  const end = performance.now() + longestStop;
  while ((await readPostmaster(place.data))?.pid === stopping.pid && performance.now() < end) await wait(10);
};

const commandOf = async (pid: number): Promise<string> => {
  const fromProc = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => null);
  return fromProc ?? (await run("ps", ["-p", String(pid), "-o", "command="], null)).stdout;
};

/**
 * After a crash of the machine the pid in `postmaster.pid` may belong to another program by now, and PostgreSQL then refuses to start. Such a file is
 * put away. It is moved first and read again, so that the fresh file of a server that another command starts at this moment is put back.
 */
export const clearStalePid = async (data: string, seen: Postmaster): Promise<void> => {
  if (process.platform === "win32" || (await commandOf(seen.pid)).includes("postgres")) return;
  const aside = `${pidFile(data)}.${randomBytes(4).toString("hex")}`;
  const moved = await rename(pidFile(data), aside).then(
    () => true,
    () => false,
  );
  if (!moved) return;
  if ((await readFile(aside, "utf8")) !== seen.text) await link(aside, pidFile(data)).catch(() => undefined);
  await rm(aside, { force: true });
};
