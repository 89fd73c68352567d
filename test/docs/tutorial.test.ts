import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { walk } from "./walk.ts";

const room = mkdtempSync(join(tmpdir(), "collect-tutorial-"));
afterAll(() => rmSync(room, { recursive: true, force: true }));

const tutorial = readFileSync(new URL("../../docs/tutorial.md", import.meta.url), "utf8");

it("the tutorial does what it says, from the first line to the last", () => {
  expect(walk(tutorial, room)).toEqual([]);
});

it("a page that claims what isn't printed, or another end, is found out", () => {
  const page = "```sh\nnpx collect codes C2001\n```\n\n```output\nno such line\n```\n\n```sh exit=3\nnpx collect codes C2001\n```\n";
  expect(walk(page, room)).toHaveLength(2);
});
