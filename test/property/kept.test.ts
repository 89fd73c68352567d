import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { disagreementIn } from "./smaller.ts";
import type { Case } from "./wide.ts";

const folder = new URL("kept/", import.meta.url);

const kept = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => ({ name: name.slice(0, -5).replaceAll("-", " "), one: JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Case }));

it.each(kept)("engine and oracle agree again: $name", ({ one }) => {
  expect(disagreementIn(one)).toBeNull();
});
