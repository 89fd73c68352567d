import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { libraryNames } from "../../policies/index.ts";
import { collect } from "./collect.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "collect-new-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it("without a name it lists the library: name, trade, currency, places, and a line on each", async () => {
  const { code, stdout, stderr } = await collect(["new"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  for (const name of libraryNames()) expect(stdout.match(new RegExp(`^${name} `, "gm"))).toHaveLength(2);
  expect(stdout).toMatch(/^us-agency-consumer +consumer, third-party +USD +US$/m);
  const { policies } = JSON.parse((await collect(["new", "--format", "json"])).stdout) as { readonly policies: readonly { readonly name: string }[] };
  expect(policies.map(({ name }) => name)).toEqual(libraryNames());
});

it("every policy, scaffolded, is valid and passes its tests where it lies", async () => {
  const shelf = join(folder, "shelf");
  await mkdir(shelf);
  for (const name of libraryNames()) {
    expect(await collect(["new", name], { cwd: shelf })).toMatchObject({ code: 0, stderr: "" });
    const files = await readdir(join(shelf, name));
    expect(files).toEqual(expect.arrayContaining(["README.md", "creditor.json", "letters", "policy.collect", "policy.test.collect"]));
  }
  expect(await collect(["validate", ".", "--fail-on", "warning"], { cwd: shelf })).toMatchObject({ code: 0, stderr: "" });
  const { code, stdout, stderr } = await collect(["test", ".", "--coverage", "95"], { cwd: shelf });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  for (const name of libraryNames()) expect(stdout).toContain(`${name}/policy.collect\n  ok `);
});

it("a scaffolded policy runs: it takes accounts in and simulates them", async () => {
  await collect(["new", "small-business", "shop"], { cwd: folder });
  const shop = join(folder, "shop");
  const columns = "account,debtor,debtor_kind,places,timezones,creditor,currency,invoice,issued,due,amount,name,email,language";
  const row =
    "A-1,D-1,business,US-NY,America/New_York,shop,USD,INV-1,2026-02-16,2026-03-02,900.00,Example Customer Inc.,a@customer.example.com,en-US";
  await writeFile(join(shop, "accounts.csv"), `${columns}\n${row}\n`);
  const { code, stdout } = await collect(
    ["simulate", "policy.collect", "--accounts", "accounts.csv", "--from", "2026-02-20", "--days", "30", "--format", "json"],
    { cwd: shop },
  );
  expect(code).toBe(0);
  expect((JSON.parse(stdout) as { readonly totals: { readonly sent: number } }).totals.sent).toBeGreaterThan(1);
});

it("never overwrites: with one of its files there it writes nothing at all", async () => {
  const taken = join(folder, "taken");
  await mkdir(taken);
  await writeFile(join(taken, "policy.collect"), "mine");
  const { code, stderr } = await collect(["new", "b2b-firm", "taken"], { cwd: folder });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `collect: ${join("taken", "policy.collect")} is there already, and new overwrites nothing: choose another folder\n`,
  });
  expect(await readdir(taken)).toEqual(["policy.collect"]);
  expect(await readFile(join(taken, "policy.collect"), "utf8")).toBe("mine");
});

it("a name that is none of the library's is told with the nearest that is", async () => {
  const { code, stderr } = await collect(["new", "b2b-gentel"], { cwd: folder });
  expect({ code, stderr }).toEqual({ code: 1, stderr: "collect: there is no policy b2b-gentel in the library; did you mean b2b-gentle?\n" });
});

it("a file in the place of the folder is told plainly", async () => {
  await writeFile(join(folder, "plain"), "");
  const { code, stderr } = await collect(["new", "b2b-gentle", "plain"], { cwd: folder });
  expect(code).toBe(1);
  expect(stderr).toContain(`collect: ${join("plain", "creditor.json")} can't be written: `);
});
