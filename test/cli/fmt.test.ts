import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { collect } from "./collect.ts";

const UGLY = 'policy "P" {\r\nversion "1" // one\r\n     debt commercial\r\n}\r\n';
const PRETTY = 'policy "P" {\n  version  "1"  // one\n  debt     commercial\n}\n';
const BROKEN = 'policy "P" {\n  verison "1"\n}\n';
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "collect-fmt-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const put = async (name: string, text: string | Uint8Array): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
};
const read = (file: string): Promise<string> => readFile(file, "utf8");

it("writes a file in the one style, says so, and then leaves it alone", async () => {
  const file = await put("ugly.collect", UGLY);
  const first = await collect(["fmt", file]);
  expect(first).toEqual({ code: 0, stderr: "", stdout: `formatted  ${file}  4 lines\n` });
  expect(await read(file)).toBe(PRETTY);
  const { mtimeNs } = await stat(file, { bigint: true });
  expect(await collect(["fmt", file])).toEqual({ code: 0, stderr: "", stdout: "1 file in the one style already\n" });
  expect((await stat(file, { bigint: true })).mtimeNs).toBe(mtimeNs);
});

it("keeps a file's permissions, and a link a link", async () => {
  const file = await put("mode.collect", UGLY);
  await chmod(file, 0o640);
  const link = join(folder, "link.collect");
  await symlink(file, link);
  expect((await collect(["fmt", link])).code).toBe(0);
  expect(await read(file)).toBe(PRETTY);
  expect((await stat(file)).mode & 0o777).toBe(0o640);
});

it("takes a byte order mark away", async () => {
  const file = await put("bom.collect", `\ufeff${PRETTY}`);
  await collect(["fmt", file]);
  expect(await read(file)).toBe(PRETTY);
});

it("with --check changes nothing, lists what would change, and ends with 2", async () => {
  const inner = join(folder, "checked");
  await mkdir(inner);
  await put("checked/a.collect", PRETTY);
  const ugly = await put("checked/b.collect", UGLY);
  const people = await collect(["fmt", inner, "--check"]);
  expect([people.code, people.stdout]).toEqual([2, `would change  ${ugly}  4 lines\n1 file in the one style already\n`]);
  const { code, stdout } = await collect(["fmt", inner, "--check", "--format", "json"]);
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toEqual({
    version: 1,
    files: [
      { file: join(inner, "a.collect"), result: "unchanged" },
      { file: ugly, result: "would-change" },
    ],
    diagnostics: [],
  });
  expect(await read(ugly)).toBe(UGLY);
});

it("with --diff shows what would change and changes nothing", async () => {
  const file = await put("diff.collect", PRETTY.replace("commercial", "  commercial"));
  const { code, stdout } = await collect(["fmt", file, "--diff"]);
  expect(code).toBe(0);
  expect(stdout).toContain('@@ -1,4 +1,4 @@\n policy "P" {\n   version  "1"  // one\n-  debt       commercial\n+  debt     commercial\n }');
  expect(await read(file)).not.toBe(PRETTY);
});

it("leaves a file with syntax errors alone, shows them, formats the others and ends with 3", async () => {
  const broken = await put("broken.collect", BROKEN);
  const ugly = await put("beside.collect", UGLY);
  const { code, stdout, stderr } = await collect(["fmt", broken, ugly]);
  expect(code).toBe(3);
  expect(stderr).toContain("did you mean `version`?");
  expect(stderr).toContain("broken.collect:2:3");
  expect(stdout).toContain("not read");
  expect([await read(broken), await read(ugly)]).toEqual([BROKEN, PRETTY]);
  const { diagnostics } = JSON.parse((await collect(["fmt", broken, "--format", "json"])).stdout) as { diagnostics: { code: string }[] };
  expect(diagnostics.map((each) => each.code)).toEqual(["C1004"]);
});

it("formats standard input to standard output", async () => {
  for (const args of [
    ["fmt", "-"],
    ["fmt", "--stdin"],
  ])
    expect(await collect(args, { input: UGLY })).toEqual({ code: 0, stdout: PRETTY, stderr: "" });
  const broken = await collect(["fmt", "-"], { input: BROKEN });
  expect([broken.code, broken.stdout]).toEqual([3, ""]);
  expect((await collect(["fmt", "-", "--check"], { input: UGLY })).code).toBe(2);
});

it("says plainly what it can't format, and writes nothing then", async () => {
  const ugly = await put("kept.collect", UGLY);
  const latin1 = await put("latin1.collect", Buffer.from([0x70, 0x6f, 0xe9, 0x0a]));
  const empty = join(folder, "nothing");
  await mkdir(empty);
  const says = async (...args: string[]) => {
    const { code, stdout, stderr } = await collect(["fmt", ...args]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr.trimEnd()).not.toContain("\n");
    return stderr;
  };
  expect(await says(ugly, latin1)).toContain("latin1.collect is no UTF-8 text: save it as UTF-8 first");
  expect(await says(empty)).toContain("there is no .collect file in");
  expect(await says(join(folder, "kept.colect"))).toContain(`did you mean ${ugly}?`);
  expect(await says()).toContain("name files or folders, or - for standard input");
  expect(await read(ugly)).toBe(UGLY);
});
