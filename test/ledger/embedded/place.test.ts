import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it, vi } from "vitest";
import { findInstallation, program } from "../../../ledger/embedded/binaries.ts";
import { findPlace } from "../../../ledger/embedded/place.ts";
import { canReach } from "../../../ledger/embedded/system-user.ts";
import { openLedger } from "../../../ledger/index.ts";
import { emptyFolder, isRunning, kill, pidIn, startCommand } from "./commands.ts";

// Setting up a database takes a second on a quiet machine, and many on a busy one.
vi.setConfig({ testTimeout: 60_000 });

const isRoot = process.getuid?.() === 0;

it("a folder below a private one works: root's server, which can't enter it, keeps the data elsewhere, and a file in the folder says where", async () => {
  const outer = emptyFolder();
  const folder = join(outer, "private", ".collect");
  mkdirSync(join(outer, "private"), { mode: 0o700 });
  const ledger = await openLedger({ folder });
  await ledger.setSetting("kept", "yes");
  await ledger.close();
  const pointer = join(folder, "postgres.json");
  expect(existsSync(pointer)).toBe(isRoot);
  const data = isRoot ? (JSON.parse(readFileSync(pointer, "utf8")) as { data: string }).data : join(folder, "postgres");
  expect(existsSync(join(data, "PG_VERSION"))).toBe(true);
  const again = await openLedger({ folder });
  expect(await again.setting("kept")).toBe("yes");
  await again.close();
  expect(isRunning(data)).toBe(false);
  // Of a temporary folder that is gone nothing stays, not even a server that a killed command left: the next one clears it away.
  const killed = startCommand(folder);
  await killed.opened;
  await kill(killed.child);
  if (!isRoot) process.kill(pidIn(data), "SIGKILL");
  rmSync(outer, { recursive: true, maxRetries: 10, retryDelay: 50 });
  const other = emptyFolder();
  chmodSync(other, 0o700);
  const next = await findPlace(join(other, ".collect"), await findInstallation());
  expect(existsSync(data)).toBe(false);
  if (isRoot) rmSync(dirname(next.data), { recursive: true });
});

it("two folders have two databases", async () => {
  const [one, two] = [emptyFolder(), emptyFolder()];
  const [first, second] = await Promise.all([openLedger({ folder: one }), openLedger({ folder: two })]);
  await first.setSetting("name", "one");
  expect(await second.setting("name")).toBeNull();
  await Promise.all([first.close(), second.close()]);
});

it("programs that the server's user can't reach are copied to where it can", async () => {
  const outer = emptyFolder();
  const installed = await findInstallation();
  const hidden = { folder: join(outer, "native"), version: `test-${process.pid}` };
  mkdirSync(join(hidden.folder, "bin"), { recursive: true });
  writeFileSync(program(hidden, "postgres"), "#!/bin/sh\n", { mode: 0o755 });
  chmodSync(outer, 0o700);
  const { installation, user, data } = await findPlace(join(outer, ".collect"), hidden);
  expect(installation.version).toBe(hidden.version);
  expect(await canReach(user, program(installation, "postgres"))).toBe(true);
  expect(await canReach(user, program(installed, "postgres"))).toBe(true);
  if (!isRoot) return;
  rmSync(installation.folder, { recursive: true });
  rmSync(dirname(data), { recursive: true });
});

it("data that have gone from where the folder says they are is told plainly, and never replaced by an empty database", async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, "postgres.json"), JSON.stringify({ data: join(folder, "gone") }));
  await expect(openLedger({ folder })).rejects.toThrow(/says that the database lies in .*gone, which is gone\. Restore it, or remove that file/);
});

it("data of another version of PostgreSQL are left alone, and the error names both versions", async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "postgres"));
  writeFileSync(join(folder, "postgres", "PG_VERSION"), "9.6\n");
  await expect(openLedger({ folder })).rejects.toThrow(/were written by PostgreSQL 9\.6, and the built-in one is 18\./);
});

it("a server that can't start says why, in the words of its log", async () => {
  const folder = emptyFolder();
  await (await openLedger({ folder })).close();
  appendFileSync(join(folder, "postgres", "postgresql.conf"), "shared_preload_libraries = 'nowhere'\n");
  await expect(openLedger({ folder })).rejects.toThrow(
    /The built-in PostgreSQL does not start \(could not access file "nowhere".*\)\. Its log is .*server\.log/,
  );
});

it("a store that is to lie where a file is gets a plain word and the way out", async () => {
  const file = join(emptyFolder(), "taken");
  writeFileSync(file, "");
  await expect(openLedger({ folder: file })).rejects.toThrow(
    `can't be kept in ${file}: there is a file of that name. Choose another folder (--store DIR)`,
  );
  await expect(openLedger({ folder: join(file, "x") })).rejects.toThrow("a part of its path is a file");
});
