import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compilePolicy } from "../../dsl/index.ts";
import { unmark } from "./marked.ts";

const marked = readFileSync(new URL("fixtures/twelve-faults.collect", import.meta.url), "utf8").replace("⟦…⟧", "A mark");

it("reports all of twelve faults of one file in one run, each by its code and exactly where it stands", () => {
  const { source, marks } = unmark(marked);
  expect(marks).toHaveLength(12);
  const { policy, diagnostics } = compilePolicy(source, "faults.collect");
  expect(policy).toBeNull();
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect(errors.map(({ code, span }) => `${code} ${source.slice(span.start, span.end)}`)).toEqual(
    marks.map(({ code, start, end }) => `${code} ${source.slice(start, end)}`),
  );
  expect(errors.map(({ span }) => [span.start, span.end])).toEqual(marks.map(({ start, end }) => [start, end]));
});

it("takes faults of many kinds, each on a line of its own", () => {
  const { marks, source } = unmark(marked);
  expect(new Set(marks.map(({ code }) => code)).size).toBeGreaterThanOrEqual(10);
  expect(new Set(marks.map(({ start }) => source.slice(0, start).split("\n").length)).size).toBe(12);
});
