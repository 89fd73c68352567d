import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cachedBook } from "../../cli/law-cache.ts";
import { bookOf } from "../../policies/index.ts";

const rule = (hours: string) => `jurisdiction US "United States" {
  source code "A code"
  rule us.hours "No calls at night" {
    cites code "1"
    confidence text, checked 2026-11-22
    binds anyone collecting consumer debt
    call only between ${hours}
  }
}
`;
const files = [{ file: "law/us.collect", source: rule("08:00 and 21:00") }];

/** A cache of its own, and how often it compiled. */
const open = () => {
  const folder = join(mkdtempSync(join(tmpdir(), "collect-law-")), "cache");
  let compiled = 0;
  const book = (given = files, mark = "m") =>
    cachedBook(
      given,
      (each) => {
        compiled += 1;
        return bookOf(each);
      },
      { folder, mark },
    );
  return { folder, book, compiled: () => compiled };
};

it("law is compiled once, and the kept book is the compiled one", async () => {
  const { book, compiled, folder } = open();
  const first = await book();
  expect(await book()).toEqual(first);
  expect(await bookOf(files)).toEqual(first);
  expect([compiled(), readdirSync(folder).length]).toEqual([1, 1]);
});

it("another byte of law, another name, or other sources of the compiler give another book, and the old one is cleared away", async () => {
  const { book, compiled, folder } = open();
  const first = await book();
  const later = await book([{ file: "law/us.collect", source: rule("09:00 and 21:00") }]);
  expect(later.hash).not.toBe(first.hash);
  await book([{ file: "law/usa.collect", source: rule("08:00 and 21:00") }]);
  await book(files, "other");
  expect([compiled(), readdirSync(folder).length]).toEqual([4, 1]);
});

it.each([
  ["cut off", (text: string) => text.slice(0, -9)],
  ["touched", (text: string) => text.replace("us.hours", "us.horus")],
  ["empty", () => ""],
  ["of another form", () => "{}"],
])("a kept book that is %s is not trusted", async (_what, spoil) => {
  const { book, compiled, folder } = open();
  const first = await book();
  const [name = ""] = readdirSync(folder);
  const path = join(folder, name);
  writeFileSync(path, spoil(readFileSync(path, "utf8")));
  expect(await book()).toEqual(first);
  expect(await book()).toEqual(first);
  expect(compiled()).toBe(2);
});

it("where nothing can be kept, only time is lost", async () => {
  const { folder, book, compiled } = open();
  mkdirSync(join(folder, ".."), { recursive: true });
  writeFileSync(folder, "a file in the place of the folder");
  expect((await book()).rules).toHaveLength(1);
  await book();
  expect(compiled()).toBe(2);
});

it("law with an error is thrown, and not kept", async () => {
  const { book, folder } = open();
  await expect(book([{ file: "law/us.collect", source: rule("08:00 and") }])).rejects.toThrow("law/us.collect:7");
  expect(() => readdirSync(folder)).toThrow("ENOENT");
});
