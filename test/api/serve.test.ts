/** `collect serve` and `collect keys`, as a person runs them. */
import { once } from "node:events";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { collect, root } from "../cli/collect.ts";
import { bearer } from "./service.ts";

let folder = "";
let store = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "collect-serve-"));
  store = join(folder, "store");
  const ended = await collect(["demo", "--store", store]);
  expect(ended.code).toBe(0);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const addKey = async (...args: readonly string[]): Promise<{ readonly key: string; readonly id: string }> => {
  const { stdout, stderr } = await collect([
    "keys",
    "add",
    "dialler",
    "--scopes",
    "permits,contacts,accounts",
    "--store",
    store,
    "--format",
    "json",
    ...args,
  ]);
  expect(stderr).toBe("");
  return JSON.parse(stdout) as { key: string; id: string };
};

/** The command, and its address once it has said so. */
const begin = async (...args: readonly string[]) => {
  const child = spawn(process.execPath, [resolve(root, "cli/collect.js"), "serve", "--port", "0", "--store", store, ...args], {
    cwd: root,
    env: { ...process.env, NO_COLOR: "1" },
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const [first] = (await once(child.stdout, "data")) as [Buffer];
  const address = /http:\/\/127\.0\.0\.1:\d+/.exec(first.toString())?.[0] ?? "";
  return { child, address, stderr: () => stderr };
};

it("serves the accounts of its store to a key, ends a revoked key at once, and stops in good order", async () => {
  const { key, id } = await addKey();
  const { child, address, stderr } = await begin();
  const read = async (path: string) => (await fetch(`${address}${path}`, { headers: bearer(key) })).json() as Promise<Record<string, unknown>>;
  expect(await read("/accounts/A-1008")).toMatchObject({ account: "A-1008", resting: [{ kind: "pause" }] });
  const asked = await fetch(`${address}/permits`, {
    method: "POST",
    headers: bearer(key),
    body: JSON.stringify({ id: "c-1", account: "A-1011", contact: { channel: "call" } }),
  });
  expect(await asked.json()).toMatchObject({ decision: "denied" });
  expect((await collect(["keys", "revoke", id, "--store", store])).stdout).toBe(`revoked: ${id}\n`);
  expect((await fetch(`${address}/accounts/A-1008`, { headers: bearer(key) })).status).toBe(401);
  child.kill("SIGTERM");
  const [code] = (await once(child, "close")) as [number | null];
  expect(code).toBe(0);
  expect(stderr()).toContain("requests under way are answered first");
  expect(stderr()).toContain('"route":"/permits","status":200');
  expect(stderr()).not.toContain(key);
});

it("a request that is under way when the command is told to stop gets its answer", async () => {
  const { key } = await addKey();
  const { child, address } = await begin("--log", "silent");
  const asked = Array.from({ length: 20 }, (_, i) =>
    fetch(`${address}/permits`, {
      method: "POST",
      headers: bearer(key),
      body: JSON.stringify({ id: `s-${i}`, account: "A-1011", contact: { channel: "email" } }),
    }),
  );
  await asked[0];
  child.kill("SIGINT");
  const answered = (await Promise.allSettled(asked)).filter((one) => one.status === "fulfilled").map(({ value }) => value.status);
  expect(answered.length).toBeGreaterThan(0);
  expect(answered.filter((status) => status !== 200 && status !== 503)).toEqual([]);
  const [code] = (await once(child, "close")) as [number | null];
  expect(code).toBe(0);
});

it("a tenant's keys and accounts are its own", async () => {
  await addKey("--tenant", "north-agency");
  const list = async (...args: readonly string[]) =>
    JSON.parse((await collect(["keys", "list", "--store", store, "--format", "json", ...args])).stdout) as { tenant: string; keys: unknown[] };
  expect(await list("--tenant", "north-agency")).toMatchObject({ version: 1, tenant: "north-agency", keys: [{ name: "dialler", revoked: null }] });
  expect((await list()).keys.length).toBeGreaterThan(0);
  const status = await collect(["status", "--store", store, "--format", "json"], { env: { COLLECT_TENANT: "north-agency" } });
  expect(JSON.parse(status.stdout)).toMatchObject({ accounts: [] });
});

it("what is wrong on the command line is one plain line", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  const lines = async (...args: string[]) => {
    const { code, stderr } = await collect(args);
    expect(code, stderr).toBe(1);
    return stderr.trim();
  };
  expect(await lines("serve", "--store", store, "--port", String(port))).toBe(
    `collect: port ${port} of 127.0.0.1 can't be had: another program has it: choose another with --port, or 0 for any that is free`,
  );
  taken.close();
  expect(await lines("serve", "--port", "70000")).toContain("a whole number from 0 to 65535");
  expect(await lines("keys", "add", "x", "--scopes", "permit", "--store", store)).toContain(
    '"permit" is no scope; they are permits, contacts, events, accounts',
  );
  expect(await lines("keys", "add", "x", "--scopes", "permits", "--store", store, "--tenant", "North")).toContain(
    '--tenant "North" is no name of a tenant',
  );
  expect(await lines("keys", "revoke", "123", "--store", store)).toContain("has no key 123");
});
