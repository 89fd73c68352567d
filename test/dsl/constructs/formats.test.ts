/** Every row is its own format once it is formatted, means the same then, and keeps a comment at each boundary of its tokens. */
import { expect, it } from "vitest";
import { expectFormatted } from "../fuzz/laws.ts";
import { commented } from "./commented.ts";
import { plainOf } from "./row.ts";
import { ROWS } from "./table.ts";
import { compiledOf, sourceOf } from "./world.ts";

const rows = ROWS.map(plainOf);

it("formatting is idempotent, keeps the tree and the hash", () => {
  for (const row of rows) {
    const source = sourceOf(row);
    const text = expectFormatted(source);
    if (text !== source) expect(compiledOf(row, text), row.title).toEqual(compiledOf(row));
  }
});

it("comments at all boundaries of tokens survive it", () => {
  let comments = 0;
  for (const row of rows) {
    const source = commented(sourceOf(row));
    expectFormatted(source);
    comments += source.split(" // after ").length - 1;
  }
  expect(comments).toBeGreaterThan(50_000);
});
