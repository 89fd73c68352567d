import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const rooms = ["engine", "dsl", "policies", "ledger", "channels", "workflows", "api", "reports", "cli", "test"];

const thing = (from: string): string => `export { thing } from "${from}";\n`;

/** What the arrows say about a small house of these files, as `file: rule`. */
const complaints = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const folder = await mkdtemp(join(tmpdir(), "collect-arrows-"));
  try {
    await copyFile(join(root, "tsconfig.json"), join(folder, "tsconfig.json"));
    const house = { ...Object.fromEntries(rooms.map((room) => [`${room}/thing.ts`, "export const thing = 1;\n"])), ...files };
    for (const [path, text] of Object.entries(house)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const args = [join(root, "node_modules/.bin/depcruise"), "--config", join(root, ".dependency-cruiser.cjs"), "--output-type", "json", ...rooms];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 1 << 26 }).catch(
      (error: { stdout: string }) => error,
    );
    const report = JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
    return report.summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`).toSorted();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

it("lets imports through that go with the arrows", async () => {
  const files = {
    "cli/a.ts": thing("../workflows/thing.ts"),
    "workflows/a.ts": thing("../ledger/thing.ts"),
    "ledger/a.ts": thing("../engine/thing.ts"),
    "reports/a.ts": thing("../dsl/thing.ts"),
    "test/a.ts": thing("../cli/thing.ts"),
  };
  expect(await complaints(files)).toEqual([]);
});

it("refuses every planted import that goes against an arrow", async () => {
  const against = [
    ["engine", "dsl"],
    ["dsl", "policies"],
    ["policies", "ledger"],
    ["ledger", "channels"],
    ["channels", "ledger"],
    ["workflows", "dsl"],
    ["reports", "ledger"],
  ];
  const files = Object.fromEntries(against.map(([from, to]) => [`${from}/wrong.ts`, thing(`../${to}/thing.ts`)]));
  expect(await complaints(files)).toEqual(against.map(([from]) => `${from}/wrong.ts: ${from}-imports`).toSorted());
});

it("refuses types against an arrow, packages in the engine, an oracle that looks at the answer, product code on tests, and circles", async () => {
  const files = {
    "ledger/type.ts": "export type Thing = 1;\n",
    "engine/type.ts": 'export type { Thing } from "../ledger/type.ts";\n',
    "engine/node.ts": 'export { readFileSync } from "node:fs";\n',
    "test/oracle/peek.ts": thing("../../engine/thing.ts"),
    "cli/test.ts": thing("../test/thing.ts"),
    "cli/ring-a.ts": 'export { b } from "./ring-b.ts";\nexport const a = 1;\n',
    "cli/ring-b.ts": 'import { a } from "./ring-a.ts";\nexport const b = a;\n',
  };
  expect(await complaints(files)).toEqual([
    "cli/ring-a.ts: no-circle",
    "cli/test.ts: only-tests-import-tests",
    "engine/node.ts: engine-is-pure",
    "engine/type.ts: engine-imports",
    "test/oracle/peek.ts: oracle-stands-alone",
  ]);
});
