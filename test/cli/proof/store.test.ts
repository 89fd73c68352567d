/** Nothing leaves under a policy that was not proved, or that breaks the law, unless somebody says so. */
import { join } from "node:path";
import { expect, it } from "vitest";
import { withStore } from "../../../cli/store.ts";
import { collect } from "../collect.ts";
import { CLAIMS_AT_ONCE, LOOKS, folderWith } from "./policies.ts";

/** Everything in a folder of its own, with the commands run in it. */
const inFolder = async (source: string) => {
  const { folder } = folderWith(source);
  const run = (...args: string[]) => collect(args, { cwd: folder });
  const taken = await run("import", "accounts.csv", "--policy", "policy.collect");
  return { folder, run, taken };
};

it("a policy that breaks the law is taken in with a warning and refused by run, until somebody says --without-proof", async () => {
  const { run, taken } = await inFolder(CLAIMS_AT_ONCE);
  expect(taken.code).toBe(0);
  expect(taken.stderr).toMatch(
    /^"Claims at once" breaks gb\.\S+ in GB, so that nothing will run: it is told by "collect validate policy\.collect"\n$/,
  );
  const refused = await run("run");
  expect([refused.code, refused.stdout]).toEqual([4, ""]);
  expect(refused.stderr).toMatch(
    /^collect: "Claims at once" breaks gb\.\S+ in GB: No .* "collect validate" tells the story; .* --without-proof: .*\n$/,
  );
  const proposed = await run("run", "--propose");
  expect([proposed.code, proposed.stderr.includes('"Claims at once" breaks gb.')]).toEqual([0, true]);
  // Past the proof: now it is the ways out that are missing, or nothing is.
  expect((await run("run", "--without-proof")).stderr).not.toContain("breaks gb.");
});

it("a worker refuses it as well, before it looks for a server", async () => {
  const { folder } = folderWith(CLAIMS_AT_ONCE);
  const run = (...args: string[]) => collect(args, { cwd: folder });
  await run("import", "accounts.csv", "--policy", "policy.collect", "--runtime", "temporal");
  expect(await run("worker")).toMatchObject({ code: 4, stdout: "", stderr: expect.stringMatching(/^collect: "Claims at once" breaks gb\./) });
  // Accounts that run elsewhere are nothing to this machine's own runner.
  expect((await run("run")).code).toBe(0);
});

it("a proof is noted when a policy is taken in; where it is gone, run names the way out, which works", async () => {
  const { folder, run, taken } = await inFolder(LOOKS);
  expect({ code: taken.code, stderr: taken.stderr }).toEqual({ code: 0, stderr: "" });
  expect((await run("run")).code).toBe(0);
  await withStore(join(folder, ".collect"), {}, async ({ ledger }) => {
    for (const row of await ledger.accounts()) await ledger.setSetting(`proof ${row.policy}`, "null");
  });
  const refused = await run("run");
  expect([refused.code, refused.stderr]).toEqual([
    5,
    'collect: "Looks" was never proved to keep the law: "collect prove --store .collect" proves it, or say --without-proof: then the guard alone holds back what is unlawful\n',
  ]);
  expect((await run("run", "--without-proof")).code).toBe(0);
  expect(await run("prove", "--store", ".collect")).toMatchObject({ code: 0, stdout: expect.stringContaining('"Looks" 1:') });
  expect((await run("run")).code).toBe(0);
});

it("a proof that no longer fits is none: another version, law or time", async () => {
  const { folder, run } = await inFolder(LOOKS);
  await withStore(join(folder, ".collect"), {}, async ({ ledger }) => {
    for (const { policy } of await ledger.accounts()) {
      const note = JSON.parse((await ledger.setting(`proof ${policy}`)) ?? "{}") as { readonly key: object };
      await ledger.setSetting(`proof ${policy}`, JSON.stringify({ ...note, key: { ...note.key, tool: "0.0.9" } }));
    }
  });
  const refused = await run("run");
  expect(refused.code).toBe(5);
  expect(refused.stderr).toContain(
    'the proof of "Looks" fits no more (the version of Collect changed since): "collect prove --store .collect" proves it',
  );
});

it("prove asks for a policy or a store, and not for both", async () => {
  expect(await collect(["prove"])).toMatchObject({ code: 1, stderr: expect.stringContaining("name a policy, or a store with --store DIR") });
  expect(await collect(["prove", "x.collect", "--store", "y"])).toMatchObject({ code: 1, stderr: expect.stringContaining("not both") });
});
