import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ASSUMPTIONS } from "../../../engine/index.ts";

const root = new URL("../../../", import.meta.url);

it.each(ASSUMPTIONS)("what watches over the assumption $id is there, and a test shows that it does", ({ check: { at, shownBy } }) => {
  const cut = shownBy.indexOf(": ");
  const [test, name] = [shownBy.slice(0, cut), shownBy.slice(cut + 2)];
  expect(existsSync(new URL(at, root)), at).toBe(true);
  expect(readFileSync(new URL(test, root), "utf8")).toContain(name);
});
