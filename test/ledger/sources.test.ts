/** That nothing reaches a debtor past the guard is a property of the sources, so the sources are read. */
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const rooms = ["engine", "dsl", "policies", "ledger", "channels", "workflows", "api", "cli"];

const sources = rooms.flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file: relative(root, file), text: readFileSync(file, "utf8") })),
);

const withoutComments = (text: string): string => text.replace(/\/\*[^]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");

/** Files, by their folder, in which something occurs outside comments. */
const filesWith = (pattern: RegExp): readonly string[] => sources.filter(({ text }) => pattern.test(withoutComments(text))).map(({ file }) => file);
const foldersWith = (pattern: RegExp): readonly string[] => [...new Set(filesWith(pattern).map((file) => dirname(file)))];

it("the sources are really read", () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(filesWith(/export const openLedger/)).toEqual(["ledger/open.ts"]);
});

it("a permit is made in one place, inside the guard", () => {
  expect(filesWith(/\bas (?:unknown as )?(?:\w+\.)?Permit\b/)).toEqual(["ledger/guard/permit.ts"]);
  expect(filesWith(/<Permit>\s*[({[]|Permit\s*=\s*JSON\.parse/)).toEqual([]);
  expect(filesWith(/\bmakePermit\(/)).toEqual(["ledger/guard/ask.ts", "ledger/guard/rehearse.ts"]);
  expect(filesWith(/unique symbol/)).toEqual(expect.arrayContaining(["engine/model/decision.ts"]));
});

it("nothing outside the guard writes permits", () => {
  const writes = /(?:insertInto|updateTable|deleteFrom)\(\s*"permits"|(?:insert into|update|delete from) permits\b/;
  expect(foldersWith(writes)).toEqual(["ledger/guard"]);
});

it("nothing but the chain writes entries, and nothing updates or removes them", () => {
  expect(filesWith(/insertInto\(\s*"entries"|insert into entries\b/)).toEqual(["ledger/chain/append.ts"]);
  expect(filesWith(/(?:updateTable|deleteFrom)\(\s*"entries"|(?:update|delete from) entries\b/)).toEqual([]);
});

it("only channels talk to providers", () => {
  expect(filesWith(/\.sendMail\(|from "nodemailer|import\("nodemailer/).filter((file) => !file.startsWith("channels/"))).toEqual([]);
  expect(filesWith(/\brequest\(|from "(?:node:https?|node:tls|undici)"/).filter((file) => !file.startsWith("channels/"))).toEqual([]);
  // The Temporal server for development is fetched from a fixed address.
  expect(filesWith(/\bfetch\((?!DOWNLOADS\b|`\$\{DOWNLOADS\})/).filter((file) => !file.startsWith("channels/"))).toEqual([]);
  expect(filesWith(/\.sendMail\(/)).not.toEqual([]);
});
