import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { collect, root } from "./collect.ts";

const EXAMPLE = resolve(root, "examples/b2b-standard/policy.collect");
let folder = "";
const put = async (name: string, bytes: string | Uint8Array): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, bytes);
  return file;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "collect-hostile-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** No trace of our own code reaches the person at the keyboard. */
const expectPlain = (text: string): void => {
  expect(text).not.toMatch(/\n\s+at |node:internal|RangeError|TypeError|undefined|\.ts:\d/u);
};

const COMMANDS = ["validate", "fmt"] as const;

it.each(COMMANDS)(
  "%s: ten megabytes, an empty file, braces and NULs get problems with a place, and end with 3 or cleanly",
  async (command) => {
    const huge = await put("huge.collect", "stage x {\n".repeat(1_000_000));
    const nul = await put("nul.collect", "\u0000".repeat(100_000));
    const braces = await put("braces.collect", "{".repeat(100_000));
    const empty = await put("empty.collect", "");
    for (const [file, code, says] of [
      [huge, 3, "C1050"],
      [nul, 3, "C1052"],
      [braces, 3, "C10"],
      [empty, command === "fmt" ? 0 : 3, command === "fmt" ? "in the one style already" : "C1020"],
    ] as const) {
      const ended = await collect([command, file]);
      expect({ file, code: ended.code }).toEqual({ file, code });
      expect(ended.stdout + ended.stderr).toContain(says);
      expect(ended.stderr.length).toBeLessThan(500_000);
      expectPlain(ended.stderr);
    }
    expect((await readFile(huge, "utf8")).length).toBe(10_000_000);
  },
  180_000,
);

it.each(COMMANDS)("%s: a binary file and a folder without policies get one plain line, and end with 1", async (command) => {
  const binary = await put("binary.collect", Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 151) % 256)));
  const bare = join(folder, `bare-${command}`);
  await mkdir(bare);
  for (const [path, says] of [
    [binary, "is no UTF-8 text: save it as UTF-8 first"],
    [bare, "there is no .collect file in"],
  ] as const) {
    const { code, stdout, stderr } = await collect([command, path]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(says);
    expect(stderr.trimEnd()).not.toContain("\n");
  }
});

it.each(COMMANDS)("%s: a pipe is refused instead of waited for, and standard input is read", async (command) => {
  const pipe = join(folder, `pipe-${command}.collect`);
  execFileSync("sh", ["-c", 'mkfifo "$1"', "sh", pipe]);
  const refused = await collect([command, pipe]);
  expect([refused.code, refused.stdout]).toEqual([1, ""]);
  expect(refused.stderr).toContain('is no regular file: "-" reads standard input');
  const source = await readFile(EXAMPLE, "utf8");
  const { code, stdout } = await collect([command, "-"], { input: source });
  expect(code).toBe(0);
  expect(stdout).toContain(command === "fmt" ? 'policy "B2B standard" {' : "valid");
});

it("what is no .collect file isn't used, so that none of it is shown", async () => {
  await put("secret.txt", "hunter2");
  const policy = await put("curious.collect", `use "secret.txt"\n${await readFile(EXAMPLE, "utf8")}`);
  const { code, stderr } = await collect(["validate", policy]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: `collect: ${join(folder, "secret.txt")} can't be used: only .collect files can\n` });
});

it("a device isn't used: it may never end", async () => {
  const policy = await put("endless.collect", `use "/dev/zero"\n${await readFile(EXAMPLE, "utf8")}`);
  const { code, stderr } = await collect(["validate", policy]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: "collect: /dev/zero is no regular file, and can't be used\n" });
});

it("fmt: a file that differs in a hundred thousand lines is told and shown without comparing them all", async () => {
  const file = await put("wide.collect", `policy "wide" {\n${"stage x {}\n".repeat(100_000)}}\n`);
  const checked = await collect(["fmt", "--check", file]);
  expect(checked.stdout).toContain(`would change  ${file}  `);
  const { code, stdout } = await collect(["fmt", "--diff", file]);
  expect(code).toBe(0);
  expect(stdout.slice(0, 2000)).toContain("@@ -1,100002 +1,");
}, 60_000);

it("a device is no file, and a link that leads back to itself is told plainly", async () => {
  const device = await collect(["law", "test", "/dev/zero"]);
  expect({ code: device.code, stderr: device.stderr }).toEqual({ code: 1, stderr: "collect: /dev/zero is a device, not a file\n" });
  const [here, there] = [join(folder, "here.collect"), join(folder, "there.collect")];
  await symlink(here, there);
  await symlink(there, here);
  const ring = await collect(["validate", here]);
  expect({ code: ring.code, stderr: ring.stderr }).toEqual({ code: 1, stderr: `collect: ${here} is a link that leads back to itself\n` });
});
