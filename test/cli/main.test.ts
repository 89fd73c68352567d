import { expect, it } from "vitest";
import { COMMANDS } from "../../cli/commands.ts";
import { collect } from "./collect.ts";

it("shows every command with examples when nothing is asked", async () => {
  const { code, stdout, stderr } = await collect([]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  for (const name of Object.keys(COMMANDS)) expect(stdout).toMatch(new RegExp(`^  ${name}\\b`, "m"));
  expect(stdout).toContain("Examples:");
});

it.each([
  [["valdate"], "unknown command 'valdate' (Did you mean validate?)"],
  [["demo", "--formt", "json"], "unknown option '--formt' (Did you mean --format?)"],
  [["status", "--format", "xml"], "Allowed choices are text, json."],
  [["validate"], "missing required argument 'path'"],
  [["import", "accounts.csv"], "required option '--policy <file>' not specified"],
  [["status", "--store", "no-such-store"], 'there is no store in no-such-store: make one with "collect import accounts.csv --policy policy.collect"'],
  [["mail", "--store", "no-such-store"], "no mail was caught in no-such-store/mail"],
  [["run", "--at", "yesterday"], "write it as 2026-11-23T15:30:00Z"],
  [["demo", "no-such-example"], "no-such-example is no example"],
])("answers %j with one plain line and exit 1", async (args, line) => {
  const { code, stdout, stderr } = await collect(args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  expect(stderr).toMatch(/^collect: /);
  expect(stderr).toContain(line);
});

it("names the nearest file when one isn't there", async () => {
  const { code, stderr } = await collect(["validate", "examples/b2b-standard/polcy.collect"]);
  expect(code).toBe(1);
  expect(stderr).toBe("collect: there is no file examples/b2b-standard/polcy.collect; did you mean examples/b2b-standard/policy.collect?\n");
});

it("helps with every command, with examples and the way to JSON", async () => {
  const lines = [
    ...Object.keys(COMMANDS)
      .filter((name) => name !== "audit" && name !== "law" && name !== "keys")
      .map((name) => [name]),
    ["audit", "verify"],
    ...["add", "list", "revoke"].map((name) => ["keys", name]),
    ...["list", "show", "test", "coverage", "check-date", "diff"].map((name) => ["law", name]),
  ];
  for (const line of lines) {
    const { code, stdout } = await collect([...line, "--help"]);
    expect({ line, code }).toEqual({ line, code: 0 });
    expect(stdout).toContain("Examples:");
    expect(stdout).toContain("--format");
  }
});

it("asks for nothing that it could wait for: standard input that is empty is an empty file", async () => {
  const { code, stderr } = await collect(["import", "-", "--policy", "examples/b2b-standard/policy.collect", "--store", "no-such-store"]);
  expect(code).toBe(3);
  expect(stderr).toMatch(/^collect: line 1: missing columns account, debtor, /);
});

it.each([
  [["valdate", "x", "--format", "json"], 1, "unknown command 'valdate'"],
  [["status", "--format=json", "--stor", "x"], 1, "unknown option '--stor'"],
  [["status", "--format", "json", "--store", "no-such-store"], 1, "there is no store in no-such-store"],
  [["import", "-", "--policy", "examples/b2b-standard/policy.collect", "--format", "json"], 3, "missing columns"],
])("answers scripts with one document when %j fails", async (args, exitCode, message) => {
  const { code, stdout, stderr } = await collect(args);
  expect(code).toBe(exitCode);
  expect(JSON.parse(stdout)).toEqual({ version: 1, error: { message: expect.stringContaining(message) as string, exitCode } });
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
});
