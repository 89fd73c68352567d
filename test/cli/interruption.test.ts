import { once } from "node:events";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, rm, watch, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { collect, root } from "./collect.ts";
import { documentOf } from "./shapes.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "collect-stop-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const begin = (...args: string[]) =>
  spawn(process.execPath, [resolve(root, "cli/collect.js"), ...args], { cwd: root, env: { ...process.env, NO_COLOR: "1" } });

const messageIds = async (store: string): Promise<readonly string[]> => {
  const files = (await readdir(join(store, "mail"))).filter((name) => name.endsWith(".eml"));
  const texts = await Promise.all(files.map((name) => readFile(join(store, "mail", name), "utf8")));
  return texts.map((text) => /^Subject: (.*)\r?$/im.exec(text)?.[1] + (/^To: .*(\r?\n[ \t].*)*/im.exec(text)?.[0] ?? "")).toSorted();
};

it("ends a command that stays, by Ctrl-C, without a word of complaint", async () => {
  const store = join(folder, "staying");
  await mkdir(join(store, "mail"), { recursive: true });
  await writeFile(join(store, "mail", "index.html"), "<p>no mail</p>");
  const child = begin("mail", "--port", "0", "--store", store);
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const [first] = (await once(child.stdout, "data")) as [Buffer];
  const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(first.toString())?.[0] ?? "";
  expect(await (await fetch(url)).text()).toBe("<p>no mail</p>");
  child.kill("SIGINT");
  const [code] = (await once(child, "close")) as [number | null];
  expect({ code, stderr: stderr.trim() }).toEqual({ code: 0, stderr: "" });
});

it("goes on where a kill in the middle cut it off: nothing is lost, nothing is sent twice", async () => {
  const store = join(folder, "killed");
  await mkdir(join(store, "mail"), { recursive: true });
  const child = begin("demo", "--store", store);
  const over = new AbortController();
  child.once("exit", () => over.abort());
  const caught = new Set<string | null>();
  try {
    for await (const { filename } of watch(join(store, "mail"), { signal: over.signal })) {
      if (filename?.endsWith(".eml") === true) caught.add(filename);
      if (caught.size === 3) child.kill("SIGKILL");
    }
  } catch {
    expect(over.signal.aborted).toBe(true);
  }
  expect(child.signalCode).toBe("SIGKILL");
  const killed = await messageIds(store);
  expect(killed.length).toBeGreaterThan(0);
  const again = await collect(["demo", "--store", store, "--format", "json"]);
  expect(again.code).toBe(0);
  const whole = await messageIds(store);
  expect(new Set(whole).size).toBe(whole.length);
  for (const id of killed) expect(whole).toContain(id);
  const { totals, accounts } = documentOf("accounts", again.stdout);
  expect(accounts).toHaveLength(40);
  expect(totals.sent).toBe(19);
}, 180_000);
