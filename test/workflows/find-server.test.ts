import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeOnce } from "../../workflows/temporal/cache.ts";
import { findServerBinary } from "../../workflows/temporal/server-binary.ts";
import { startServer } from "../../workflows/temporal/server.ts";
import { findTestServer } from "../../workflows/temporal/test-server.ts";

let folder = "";
let said: string[] = [];
const say = Object.assign((line: string) => void said.push(line), { every: 0.02 });
const noDownload = async (): Promise<boolean> => false;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "collect-server-"));
  said = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A folder on PATH with one shell script in it, beside the usual tools that scripts need. */
const toolsWith = async (name: string, script: string): Promise<string> => {
  const bin = join(folder, `bin-${name}`);
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(bin, name), 0o755);
  return bin;
};
const environment = (...path: string[]) => ({ PATH: path.join(":"), XDG_CACHE_HOME: join(folder, "cache") });
const fakeGo = `echo "$@" >> "$LOG"; /bin/sleep 0.1; echo built > "$GOBIN/temporal"; /bin/chmod +x "$GOBIN/temporal"`;

it("takes the temporal binary on PATH before anything else", async () => {
  const bin = await toolsWith("temporal", "true");
  expect(await findServerBinary({ env: environment(bin), say, download: () => Promise.reject(new Error("not asked")) })).toBe(join(bin, "temporal"));
});

it("keeps what the SDK downloaded, and asks for it once", async () => {
  let asked = 0;
  const download = async (to: string): Promise<boolean> => {
    asked++;
    await writeFile(join(to, "temporal-sdk-typescript"), "binary");
    return true;
  };
  const first = await findServerBinary({ env: environment(), say, download });
  expect(await readFile(first, "utf8")).toBe("binary");
  expect(await findServerBinary({ env: environment(), say, download })).toBe(first);
  expect(asked).toBe(1);
});

it("builds the server once with Go when it can't be downloaded, says so, and shows signs of life", async () => {
  const log = join(folder, "go.log");
  const env = { ...environment(await toolsWith("go", fakeGo)), LOG: log };
  const [one, two] = await Promise.all([findServerBinary({ env, say, download: noDownload }), findServerBinary({ env, say, download: noDownload })]);
  expect(one).toBe(join(folder, "cache", "collect", "temporal-1.5.1", "temporal"));
  expect(two).toBe(one);
  expect((await readFile(log, "utf8")).trim().split("\n")).toEqual(["install -ldflags -s -w github.com/temporalio/cli/cmd/temporal@v1.5.1"]);
  expect(said.join("\n")).toMatch(/four minutes on two cores[^]*building the Temporal server: \d+ s/);
  expect(await readdir(join(folder, "cache", "collect", "temporal-1.5.1"))).toEqual(["temporal"]);
});

it("says in one plain message what to install when neither download nor Go is there", async () => {
  await expect(findServerBinary({ env: environment(), say, download: noDownload })).rejects.toThrow(
    /install the Temporal CLI .* or Go .* or set TEMPORAL_ADDRESS/,
  );
});

it("leaves nothing behind when the build fails, tells why, and tries again next time", async () => {
  const bin = await toolsWith("go", 'echo "no space left on device" >&2; exit 1');
  const find = () => findServerBinary({ env: environment(bin), say, download: noDownload });
  await expect(find()).rejects.toThrow(/no space left on device/);
  expect(await readdir(join(folder, "cache", "collect", "temporal-1.5.1"))).toEqual([]);
  await toolsWith("go", fakeGo.replace("$LOG", "/dev/null"));
  expect(await find()).toMatch(/temporal$/);
});

it("clears the lock of a builder that died", async () => {
  const target = join(folder, "cache", "thing");
  await mkdir(join(folder, "cache"));
  // No process has this id: it is above every system's limit.
  await writeFile(`${target}.lock`, "99999999");
  await makeOnce(target, (draft) => writeFile(draft, "whole"));
  expect(await readFile(target, "utf8")).toBe("whole");
  expect(await readdir(join(folder, "cache"))).toEqual(["thing"]);
});

it("says plainly that the server that TEMPORAL_ADDRESS names does not answer", async () => {
  await expect(startServer({ env: { TEMPORAL_ADDRESS: "127.0.0.1:1" }, say })).rejects.toThrow(
    /127\.0\.0\.1:1 does not answer .* unset TEMPORAL_ADDRESS/,
  );
});

it("makes the time-skipping server from Maven's jars once", async () => {
  const mvn = await toolsWith(
    "mvn",
    'for each in "$@"; do case $each in -DoutputDirectory=*) /bin/mkdir -p "${each#*=}";; esac; done; echo "$@" >> "$LOG"',
  );
  const java = await toolsWith("java", "true");
  const env = { ...environment(mvn, java), LOG: join(folder, "mvn.log") };
  const launcher = await findTestServer({ env, say });
  expect(await readFile(launcher, "utf8")).toMatch(/^#!\/bin\/sh[^]*exec java .*io\.temporal\.testserver\.TestServer "\$@"/);
  expect(await findTestServer({ env, say })).toBe(launcher);
  expect((await readFile(env.LOG, "utf8")).trim().split("\n")).toHaveLength(1);
});

it("says what to install for the time-skipping server", async () => {
  await expect(findTestServer({ env: environment(), say })).rejects.toThrow(/needs Java: install Maven/);
  await expect(findTestServer({ env: environment(await toolsWith("java", "true")), say })).rejects.toThrow(/not to be had here: install Maven/);
});
