import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { collect, root } from "./collect.ts";

/** The agency's policy of the library in a folder of its own, one letter without a text that the law wants. */
const without = (letter: string, text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), "collect-letters-"));
  cpSync(resolve(root, "policies/library/us-agency-consumer"), folder, { recursive: true });
  const file = join(folder, "letters", letter);
  const source = readFileSync(file, "utf8");
  expect(source).toContain(text);
  writeFileSync(file, source.replace(`${text}\n`, ""));
  return join(folder, "policy.collect");
};

it("validate names the text that the law wants in a letter, and a run is refused until it is there", async () => {
  const policy = without("speak-with-us.call.hbs", "{{> law/caller-identity}}");
  const { code, stdout } = await collect(["validate", policy, "--format", "compact"]);
  expect([code, stdout.replace(/^.*[/\\]/, "")]).toEqual([
    3,
    "speak-with-us.call.hbs:1:1: error C5023: us.regf.caller-identity wants `caller-identity` in this call, and it isn't there\n",
  ]);
  const test = await collect(["test", policy]);
  expect(test.stderr).toContain("error[C5023]: us.regf.caller-identity wants `caller-identity` in this call, and it isn't there");
  expect(test.code).toBe(3);
});
