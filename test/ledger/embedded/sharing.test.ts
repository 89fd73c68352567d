import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { serverUser } from "../../../ledger/embedded/system-user.ts";
import { openLedger } from "../../../ledger/index.ts";
import { commonFolder, emptyFolder, isRunning, kill, pidIn, startCommand } from "./commands.ts";

// Setting up a database takes a second on a quiet machine, and many on a busy one.
vi.setConfig({ testTimeout: 60_000 });

it("the first command starts the server, a second one shares it, the last one to leave stops it, and nothing is written to the output", async () => {
  const folder = commonFolder();
  const data = join(folder, "postgres");
  const first = startCommand(folder);
  await first.opened;
  const pid = pidIn(data);
  const second = startCommand(folder);
  await second.opened;
  expect(pidIn(data)).toBe(pid);
  expect(await first.close()).toBe(0);
  expect(pidIn(data)).toBe(pid);
  expect(await second.close()).toBe(0);
  expect(isRunning(data)).toBe(false);
  expect([first.stdout(), second.stdout(), first.stderr(), second.stderr()]).toEqual(["open\n", "open\n", "", ""]);
});

it("commands that start at the same moment in an empty folder share one server and one database", async () => {
  const folder = emptyFolder();
  const commands = [1, 2].map(() => startCommand(folder));
  for (const command of commands) await command.opened;
  const ledger = await openLedger({ folder });
  for (const { child } of commands) expect(await ledger.setting(`seen ${child.pid}`)).toBe("yes");
  await ledger.close();
  await Promise.all(commands.map((command) => command.close()));
  expect(isRunning(join(folder, "postgres"))).toBe(false);
});

it("a command that leaves while another comes in does not take the server from it", async () => {
  const folder = commonFolder();
  for (let round = 0; round < 3; round += 1) {
    const leaving = await openLedger({ folder });
    const [, coming] = await Promise.all([leaving.close(), openLedger({ folder })]);
    await coming.setSetting("round", String(round));
    expect(await coming.setting("round")).toBe(String(round));
    await coming.close();
  }
  expect(isRunning(join(folder, "postgres"))).toBe(false);
});

it("a command that is killed leaves a server that the next one uses and stops", async () => {
  const folder = commonFolder();
  const data = join(folder, "postgres");
  const killed = startCommand(folder);
  await killed.opened;
  const pid = pidIn(data);
  await kill(killed.child);
  const ledger = await openLedger({ folder });
  expect(pidIn(data)).toBe(pid);
  expect(await ledger.setting(`seen ${killed.child.pid}`)).toBe("yes");
  await ledger.close();
  expect(isRunning(data)).toBe(false);
});

it("a command that is killed while it sets up the data leaves nothing that stops the next one, and what it left is removed in time", async () => {
  const folder = emptyFolder();
  const killed = startCommand(folder);
  await once(killed.child, "spawn");
  await kill(killed.child);
  const ledger = await openLedger({ folder });
  expect(await ledger.accounts()).toEqual([]);
  await ledger.close();
  const [old, fresh] = ["postgres.new-old", "postgres.new-fresh"].map((name) => join(folder, name));
  for (const draft of [old, fresh]) mkdirSync(draft ?? "");
  utimesSync(old ?? "", 0, 0);
  await (await openLedger({ folder })).close();
  expect([existsSync(old ?? ""), existsSync(fresh ?? "")]).toEqual([false, true]);
});

it("a server that was killed with its pid file left behind starts again, and what was written is there", async () => {
  const folder = commonFolder();
  const data = join(folder, "postgres");
  const before = await openLedger({ folder });
  await before.setSetting("kept", "yes");
  const pid = pidIn(data);
  process.kill(pid, "SIGKILL");
  // Its helper processes end by themselves a moment later, and may answer until then.
  const told = /^The built-in database has stopped \(.*\)\. Run the command again/;
  await vi.waitFor(() => expect(before.setting("kept")).rejects.toThrow(told));
  await before.close();
  expect(isRunning(data)).toBe(true);
  const ledger = await openLedger({ folder });
  expect(pidIn(data)).not.toBe(pid);
  expect(await ledger.setting("kept")).toBe("yes");
  await ledger.close();
});

it("a pid file whose number another program has by now does not stop the start", async () => {
  const folder = commonFolder();
  const data = join(folder, "postgres");
  await (await openLedger({ folder })).close();
  // PostgreSQL takes any living program of its own user for a server.
  const other = spawn("sleep", ["60"], { stdio: "ignore", ...(await serverUser(data)) });
  await once(other, "spawn");
  writeFileSync(join(data, "postmaster.pid"), `${other.pid}\n${data}\n1767000000\n1\n\n127.0.0.1\n  1 1\nready   \n`);
  const ledger = await openLedger({ folder });
  expect(pidIn(data)).not.toBe(other.pid);
  await ledger.close();
  other.kill();
});

it("the server is durable, listens on this machine alone, and its password is a secret file", async () => {
  const folder = commonFolder();
  const data = join(folder, "postgres");
  const ledger = await openLedger({ folder });
  const lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  expect(lines[4]).toBe("");
  expect(lines[5]).toBe("127.0.0.1");
  expect(statSync(join(data, "collect.password")).mode & 0o077).toBe(0);
  expect(statSync(data).mode & 0o077).toBe(0);
  expect(readFileSync(join(data, "postgresql.conf"), "utf8")).toMatch(/^fsync = on$[^]*^synchronous_commit = on$/m);
  expect(readFileSync(join(data, "pg_hba.conf"), "utf8")).not.toMatch(/^[^#].*\btrust\b/m);
  await ledger.close();
});

it("closing twice is closing once", async () => {
  const folder = commonFolder();
  const ledger = await openLedger({ folder });
  await Promise.all([ledger.close(), ledger.close()]);
  await ledger.close();
  expect(isRunning(join(folder, "postgres"))).toBe(false);
});
